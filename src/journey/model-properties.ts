import { activityOf } from './activities.ts';
import { dealProperties } from './deal-evidence.ts';
import { engagementEndProperty, engagementStartProperty } from './engagements.ts';
import type { Fact } from './facts.ts';
import type { Condition, Model } from './model-schema.ts';

const known = new WeakMap<Model, ReadonlySet<string>>();

/** The properties of the record itself that a model's conditions look at. */
export function modelProperties(model: Model): ReadonlySet<string> {
  const before = known.get(model);
  if (before !== undefined) return before;
  const found = new Set([engagementStartProperty, engagementEndProperty]);
  collect(model, found);
  known.set(model, found);
  return found;
}

/** Whether a fact can change a journey under a model: a property that no condition looks at can't. */
export function mattersTo(model: Model, fact: Fact): boolean {
  if (fact.kind !== 'property') return true;
  if (fact.objectType === 'deal' && dealProperties.has(fact.subject)) return true;
  return modelProperties(model).has(fact.subject) || activityOf(fact) !== null;
}

// Walks the whole model: wherever a condition stands, it names its property in the same way.
function collect(part: Condition | object | string, found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  if ('lifecycle' in part || 'lifecycleBefore' in part) found.add('lifecyclestage');
  if ('property' in part && typeof part.property === 'string') found.add(part.property);
  for (const inner of Object.values(part)) collect(inner, found);
}
