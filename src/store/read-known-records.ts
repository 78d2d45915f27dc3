import { sql } from 'kysely';
import { recordKey } from '../journey/facts.ts';
import type { KnownRecord } from '../journey/repair/known-record.ts';
import { type FactKind, isJourneyType, type PastType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import { loadFamilies, loadMerges, relatedRecords } from './load-ledgers.ts';
import { type AccountRecord, accountRecordKey, distinctRecords } from './record-key.ts';

type Kin = { accountId: string; objectType: PastType };

/**
 * Reads what the ledger has of records and of those merged into them: all their facts, or those of some kinds. Records that
 * live on in another one are left out.
 */
export async function readKnownRecords(
  db: Database,
  input: Kin & { recordIds: readonly string[]; kinds?: readonly FactKind[] },
): Promise<KnownRecord[]> {
  const { accountId, objectType, recordIds, kinds } = input;
  const given: AccountRecord[] = recordIds.map((recordId) => ({ accountId, objectType, recordId }));
  const winners = await livingOf(db, given);
  const records = given.filter((record) => winners.get(accountRecordKey(record))?.recordId === record.recordId);
  const families = await loadFamilies(
    db,
    records,
    kinds === undefined ? sql`true` : sql`fact.kind in (${sql.join([...kinds])})`,
  );
  const relatedOf = records.map((record, index) => relatedRecords(record, families[index]?.facts ?? []));
  const living = await livingOf(db, distinctRecords(relatedOf.flat()));
  const mergesOf = await loadMerges(db, relatedOf.flat(), (one) => living.get(accountRecordKey(one)) ?? one);
  return records.map(({ recordId }, index) => {
    const aliases = new Map(families[index]?.aliases);
    for (const other of relatedOf[index] ?? []) {
      const winner = living.get(accountRecordKey(other));
      if (winner !== undefined && winner.recordId !== other.recordId) aliases.set(recordKey(other), winner.recordId);
    }
    const { facts = [] } = families[index] ?? {};
    return { record: { objectType, recordId }, aliases, facts, otherMerges: mergesOf(relatedOf[index] ?? []) };
  });
}

/** Reads the ids of the next records that the ledger has, in the order of its keys. An empty `afterId` begins with the first. */
export async function readRecordIds(db: Database, input: Kin & { afterId: string; limit: number }): Promise<string[]> {
  // Records without a journey are never due, and stand in the ledger alone.
  const rows = await db.kysely
    .selectFrom(isJourneyType(input.objectType) ? 'record' : 'fact')
    .select('record_id')
    .distinct()
    .where('account_id', '=', input.accountId)
    .where('object_type', '=', input.objectType)
    .where('record_id', '>', input.afterId)
    .orderBy('record_id')
    .limit(input.limit)
    .execute();
  return rows.map((row) => row.record_id);
}
