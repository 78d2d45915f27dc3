import { compareBytes, compareRecordIds } from './byte-order.ts';
import { type Fact, factKey, type HeardFact, type Hearing } from './facts.ts';
import { channels, factKinds } from './vocabulary.ts';

/**
 * The facts of a ledger in the one order that replay knows, each once.
 * Whatever the order and the number of the hearings that come in, the answer is the same.
 */
export function canonicalFacts(heard: readonly HeardFact[]): HeardFact[] {
  const byKey = new Map<string, HeardFact>();
  for (const fact of heard) {
    const key = factKey(fact);
    const known = byKey.get(key);
    if (known === undefined || compareHearings(fact.hearing, known.hearing) < 0) byKey.set(key, fact);
  }
  return [...byKey.values()].sort(compareFacts);
}

/** Order of facts: time, kind, object type, record id as a number, subject, value. */
export function compareFacts(left: Fact, right: Fact): number {
  return (
    left.occurredAt - right.occurredAt ||
    factKinds.indexOf(left.kind) - factKinds.indexOf(right.kind) ||
    compareBytes(left.objectType, right.objectType) ||
    compareRecordIds(left.recordId, right.recordId) ||
    compareBytes(left.subject, right.subject) ||
    compareBytes(left.value, right.value)
  );
}

/** The hearing that speaks for a fact comes first: the most trusted channel, then the lowest source by bytes. */
export function compareHearings(left: Hearing, right: Hearing): number {
  return (
    trustRank(left) - trustRank(right) ||
    compareBytes(left.changeSource, right.changeSource) ||
    compareBytes(left.sourceId, right.sourceId)
  );
}

/** HubSpot's journal may not say who made a change, and a webhook does: an import must stay known as one. */
function trustRank({ channel, changeSource }: Hearing): number {
  const isSilent = channel === 'journal' && changeSource === '';
  return isSilent ? channels.indexOf('webhook') + 0.5 : channels.indexOf(channel);
}
