import type { LeafCondition } from '../conditions/condition-schema.ts';
import { lifecycleWord, type PortalMetadata } from '../portal-metadata.ts';
import type { LeafNeed, Must } from './need.ts';

/** Conditions that must change together. */
export type Way = readonly LeafNeed[];

const texts = new WeakMap<LeafCondition, string>();

/** A condition as text, written once: conditions are the model's, and are compared often. */
function textOf(condition: LeafCondition): string {
  const known = texts.get(condition) ?? JSON.stringify(condition);
  texts.set(condition, known);
  return known;
}

/** Two needs of one key ask for the same. */
export function leafKey({ condition, must, within }: LeafNeed): string {
  return `${must} ${within} ${textOf(condition)}`;
}

/**
 * Conditions that must change together, each once, without those that follow from others: a property that comes to one
 * value ceases to have another. Null when they contradict each other.
 */
export function settledWay(leaves: Way, portal: PortalMetadata | null): Way | null {
  let settled: LeafNeed[] = [];
  for (const leaf of leaves) {
    const effects = settled.map((other) => effectOn(leaf, other, portal));
    if (effects.some((effect) => effect !== null && effect !== leaf.must)) return null;
    if (effects.includes(leaf.must)) continue;
    if (settled.some((other) => (effectOn(other, leaf, portal) ?? other.must) !== other.must)) return null;
    settled = [...settled.filter((other) => effectOn(other, leaf, portal) === null), leaf];
  }
  return settled;
}

/** What a change makes of another condition: that it holds, that it ceases to, or nothing that is known. */
export function effectOn(
  { condition, within }: Pick<LeafNeed, 'condition' | 'within'>,
  change: LeafNeed,
  portal: PortalMetadata | null,
): Must | null {
  if (within !== change.within) return null;
  if (textOf(condition) === textOf(change.condition)) return change.must;
  return valueEffect(condition, change, portal) ?? countEffect(condition, change);
}

/** What a way makes of a condition; null when nothing of it is known to. */
export function effectOfWay(
  leaf: Pick<LeafNeed, 'condition' | 'within'>,
  way: Way,
  portal: PortalMetadata | null,
): Must | null {
  for (const change of way) {
    const effect = effectOn(leaf, change, portal);
    if (effect !== null) return effect;
  }
  return null;
}

function valueEffect(condition: LeafCondition, change: LeafNeed, portal: PortalMetadata | null): Must | null {
  const asked = valuesOf(condition);
  const begun = valuesOf(change.condition);
  if (change.must === 'cease' || asked === null || begun === null || asked.property !== begun.property) return null;
  // A stage that the portal added counts as the default stage before it, too.
  const words = (value: string) =>
    asked.property === 'lifecyclestage' ? [value, lifecycleWord(portal, value)] : [value];
  const isAsked = begun.values.map((value) => words(value).some((word) => asked.values.includes(word)));
  if (isAsked.every((is) => is)) return 'hold';
  return isAsked.some((is) => is) ? null : 'cease';
}

/** The values of which a property must have one, where a condition asks for that and nothing else. */
function valuesOf(condition: LeafCondition): { property: string; values: readonly string[] } | null {
  if ('lifecycle' in condition) return { property: 'lifecyclestage', values: condition.lifecycle };
  if (!('property' in condition)) return null;
  const { property, is, in: values } = condition;
  if (is !== undefined) return { property, values: [is] };
  return values === undefined ? null : { property, values };
}

/** Where no deal is open, none is open in some pipeline; where one is open there, one is open. */
function countEffect(condition: LeafCondition, { condition: changed, must }: LeafNeed): Must | null {
  const asked = countedBy(condition);
  if (asked === null || asked !== countedBy(changed)) return null;
  const broader = must === 'cease' ? changed : condition;
  return Object.keys(broader).length === 1 ? must : null;
}

function countedBy(condition: LeafCondition): string | null {
  if ('deals' in condition) return `deals ${condition.deals}`;
  if ('tickets' in condition) return `tickets ${condition.tickets}`;
  return 'associated' in condition ? `associated ${condition.associated}` : null;
}
