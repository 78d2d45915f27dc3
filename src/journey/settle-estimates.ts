import { compareFacts } from './canonical-facts.ts';
import { plainLabel } from './evidence/associations.ts';
import { type HeardFact, parseAssociationSubject, type RecordRef } from './facts.ts';
import type { Instant } from './instant.ts';

/** Since when two records are told to be associated, by exact facts alone: the first fact of each label. */
type Told = Map<string, HeardFact>;

/** Whether the instant of a fact is a guess: nobody told when it happened, only that it had happened when somebody looked. */
export function isEstimate({ hearing }: HeardFact): boolean {
  return hearing.channel === 'estimate';
}

/** Whether a fact was missed when it happened, and is dated at the instant at which it was found to be so. */
export function isSeen({ hearing }: HeardFact): boolean {
  return hearing.channel === 'seen';
}

/**
 * HubSpot shows that two records are associated, and not since when. Such an association is dated as early as it can be,
 * which is a guess, and gives way to what was told:
 *
 * - where the first that was told of the same label is that it was added, that is when it began;
 * - any other label begins no earlier than the association itself, where its beginning was told;
 * - where the first that was told is a removal, the association had begun untold: the guess stands until then.
 *
 * Takes and returns facts in their canonical order; `living` names the record that one lives on in.
 */
export function settleEstimates(
  facts: readonly HeardFact[],
  living: (record: RecordRef) => string,
): readonly HeardFact[] {
  if (!facts.some(isEstimate)) return facts;
  const told = new Map<string, Told>();
  for (const fact of facts) {
    if (fact.kind !== 'association' || isEstimate(fact)) continue;
    const { pair, label } = nameOf(fact, living);
    const labels = told.get(pair) ?? new Map();
    told.set(pair, labels);
    if (!labels.has(label)) labels.set(label, fact);
  }
  const settled = facts.flatMap((fact) => {
    if (fact.kind !== 'association' || !isEstimate(fact)) return [fact];
    const { pair, label } = nameOf(fact, living);
    const at = beginningOf(fact, label, told.get(pair));
    if (at === null) return [];
    return [at === fact.occurredAt ? fact : { ...fact, occurredAt: at, toldAt: fact.occurredAt }];
  });
  return settled.sort(compareFacts);
}

/** The instant from which an estimated association counts; null when what was told takes its place. */
function beginningOf(estimate: HeardFact, label: string, told: Told | undefined): Instant | null {
  const same = told?.get(label);
  if (same !== undefined) return same.value === 'added' ? null : estimate.occurredAt;
  // HubSpot tells of the plain label whenever it tells that two records come to be associated.
  const whole = told?.get(plainLabel);
  return whole?.value === 'added' ? Math.max(whole.occurredAt, estimate.occurredAt) : estimate.occurredAt;
}

/** The two records whatever the side from which they are told of, and the label. */
function nameOf(fact: HeardFact, living: (record: RecordRef) => string): { pair: string; label: string } {
  const { other, label } = parseAssociationSubject(fact.subject);
  return { pair: [living(fact), living(other)].sort().join(' '), label };
}
