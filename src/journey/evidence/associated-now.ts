import { canonicalFacts } from '../canonical-facts.ts';
import { type RecordRef, recordKey } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { KnownRecord } from '../repair/known-record.ts';
import { settleEstimates } from '../settle-estimates.ts';
import type { RecordType } from '../vocabulary.ts';
import { applyLink, type Labels, linkOf } from './associations.ts';
import { livingId } from './evidence.ts';
import { unitedIds } from './united-ids.ts';

/** A record that another one is associated with, under the id that it lives on in, and the labels that hold. */
export type AssociatedNow = { recordId: string; labels: string[] };

/** The records of one type that a record is associated with at an instant, by what its own ledger and theirs say. */
export function associatedNow(
  { record, aliases, facts, otherMerges = [] }: Omit<KnownRecord, 'otherMerges'> & Partial<KnownRecord>,
  type: RecordType,
  at: Instant,
): AssociatedNow[] {
  const living = (of: RecordRef) => `${of.objectType}/${livingId(aliases, of)}`;
  const isOwn = (of: RecordRef) => living(of) === recordKey(record);
  const idsAt = unitedIds([...facts, ...otherMerges]);
  const held = new Map<string, Labels>();
  for (const fact of settleEstimates(canonicalFacts(facts), living)) {
    if (fact.kind !== 'association' || fact.occurredAt > at) continue;
    const link = linkOf(fact, isOwn(fact), isOwn, idsAt);
    if (link === null || link.other.objectType !== type) continue;
    const recordId = livingId(aliases, link.other);
    const labels = held.get(recordId) ?? new Map();
    held.set(recordId, labels);
    applyLink(labels, link, fact.value);
  }
  return [...held]
    .filter(([, labels]) => labels.size > 0)
    .map(([recordId, labels]) => ({ recordId, labels: namesOf(labels) }));
}

function namesOf(labels: Labels): string[] {
  return [...new Set([...labels.values()].flatMap((names) => [...names]))].sort();
}
