import { type Fact, type RecordRef, recordKey } from '../facts.ts';
import type { Instant } from '../instant.ts';

/** The ids that name a record at an instant: the one given, and those of the records that had been merged into it by then. */
export type IdsAt = (record: RecordRef, at: Instant) => readonly string[];

/** Reads from the merges among the facts of a ledger which ids were one at an instant. */
export function unitedIds(facts: readonly Fact[]): IdsAt {
  const merges = facts.filter(({ kind }) => kind === 'merged');
  if (merges.length === 0) return ({ recordId }) => [recordId];
  const intoKey = Map.groupBy(merges, recordKey);
  return (record, at) => {
    const ids = new Set([record.recordId]);
    // What is added on the way is visited too: a record may have been merged into one that was merged itself.
    for (const recordId of ids) {
      const into = intoKey.get(recordKey({ objectType: record.objectType, recordId })) ?? [];
      for (const { subject, occurredAt } of into) {
        if (occurredAt <= at) for (const id of subject.split(';')) ids.add(id);
      }
    }
    return [...ids];
  };
}
