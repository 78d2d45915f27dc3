import type { Condition } from '../conditions/condition-schema.ts';
import { activityOf } from '../evidence/activities.ts';
import { dealProperties } from '../evidence/deal-evidence.ts';
import { engagementEndProperty, engagementStartProperty } from '../evidence/engagements.ts';
import { buyingRoleProperty } from '../evidence/evidence.ts';
import { ticketProperties } from '../evidence/ticket-evidence.ts';
import { type Fact, parseAssociationSubject } from '../facts.ts';
import type { Model } from './model-schema.ts';

/** What a model's conditions look at: properties of the record itself, the kinds of records it is associated with, tickets. */
type Subjects = { properties: Set<string>; associates: Set<string>; asksForTickets: boolean };

const known = new WeakMap<Model, Subjects>();

/** The properties of the record itself that a model's conditions look at. */
export function modelProperties(model: Model): ReadonlySet<string> {
  return subjectsOf(model).properties;
}

/** Whether a condition of a model looks at tickets. */
export function asksForTickets(model: Model): boolean {
  return subjectsOf(model).asksForTickets;
}

/** Whether a fact can change a journey under a model: what no condition looks at can't. */
export function mattersTo(model: Model, fact: Fact): boolean {
  if (fact.kind === 'association') return associationMatters(model, fact);
  if (fact.objectType === 'ticket' && !asksForTickets(model)) return false;
  if (fact.kind !== 'property') return true;
  if (fact.objectType === 'deal' && dealProperties.has(fact.subject)) return true;
  if (fact.objectType === 'ticket' && ticketProperties.has(fact.subject)) return true;
  return modelProperties(model).has(fact.subject) || activityOf(fact) !== null;
}

/** Contacts and deals are evidence for each other; other associations matter where a condition asks for them. */
function associationMatters(model: Model, fact: Fact): boolean {
  const ends = [fact.objectType, parseAssociationSubject(fact.subject).other.objectType];
  if (ends.includes('ticket')) return ends.includes('contact') && asksForTickets(model);
  return (
    (ends.includes('contact') && ends.includes('deal')) || ends.some((end) => subjectsOf(model).associates.has(end))
  );
}

function subjectsOf(model: Model): Subjects {
  const before = known.get(model);
  if (before !== undefined) return before;
  const found = {
    properties: new Set([engagementStartProperty, engagementEndProperty]),
    associates: new Set<string>(),
    asksForTickets: false,
  };
  collect(model, found);
  known.set(model, found);
  return found;
}

// Walks the whole model: wherever a condition stands, it names its property in the same way.
function collect(part: Condition | object | string, found: Subjects): void {
  if (typeof part !== 'object' || part === null) return;
  if ('lifecycle' in part || 'lifecycleBefore' in part) found.properties.add('lifecyclestage');
  // The property of a question is looked at when the answers are counted, and by no journey.
  if ('property' in part && typeof part.property === 'string' && !('measure' in part)) {
    found.properties.add(part.property);
  }
  if ('associated' in part && typeof part.associated === 'string') found.associates.add(part.associated);
  if ('tickets' in part) found.asksForTickets = true;
  if ('roles' in part && 'associated' in part) found.properties.add(buyingRoleProperty);
  for (const inner of Object.values(part)) collect(inner, found);
}
