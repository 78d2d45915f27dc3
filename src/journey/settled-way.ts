import type { LeafCondition } from './condition-schema.ts';
import type { LeafNeed } from './need.ts';
import { lifecycleWord, type PortalMetadata } from './portal-metadata.ts';

/** Conditions that must change together. */
export type Way = readonly LeafNeed[];

/** Two needs of one key ask for the same. */
export function leafKey({ condition, must, within }: LeafNeed): string {
  return `${must} ${within} ${JSON.stringify(condition)}`;
}

/**
 * Conditions that must change together, each once, without those that follow from others: a property that comes to one
 * value ceases to have another. Null when they contradict each other.
 */
export function settledWay(leaves: Way, portal: PortalMetadata | null): Way | null {
  const distinct = [...new Map(leaves.map((leaf) => [leafKey(leaf), leaf])).values()];
  const keys = new Set(distinct.map(leafKey));
  const contradicts = distinct.some((leaf) => leaf.must === 'cease' && keys.has(leafKey({ ...leaf, must: 'hold' })));
  if (contradicts) return null;
  return distinct.filter((leaf) => !distinct.some((other) => follows(leaf, other, portal)));
}

/** Whether a condition ceases because another one comes to hold. */
export function follows(leaf: LeafNeed, from: LeafNeed, portal: PortalMetadata | null): boolean {
  if (leaf.must !== 'cease' || from.must !== 'hold') return false;
  const ended = valuesOf(leaf.condition);
  const begun = valuesOf(from.condition);
  if (ended === null || begun === null || ended.property !== begun.property) return false;
  const counts = (value: string) =>
    ended.property === 'lifecyclestage' ? [value, lifecycleWord(portal, value)] : [value];
  return begun.values.every((value) => counts(value).every((word) => !ended.values.includes(word)));
}

/** The values of which a property must have one, where a condition asks for that and nothing else. */
function valuesOf(condition: LeafCondition): { property: string; values: readonly string[] } | null {
  if ('lifecycle' in condition) return { property: 'lifecyclestage', values: condition.lifecycle };
  if (!('property' in condition)) return null;
  const { property, is, in: values } = condition;
  if (is !== undefined) return { property, values: [is] };
  return values === undefined ? null : { property, values };
}
