import { sql } from 'kysely';
import type { RecordRef } from '../journey/facts.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { associatedPairs } from './associated-records.ts';
import type { Database } from './database.ts';
import { type AccountRecord, accountRecordKey, distinctRecords } from './record-key.ts';

/** Reads a page of an account's living records of one type, in the order of their ids as text, after the given id. */
export async function readRecordsPage(
  db: Database,
  input: { accountId: string; objectType: ObjectType; after: string; limit: number },
): Promise<AccountRecord[]> {
  const { accountId, objectType } = input;
  const rows = await db.kysely
    .selectFrom('record')
    .select('record_id')
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .where('record_id', '>', input.after)
    .orderBy('record_id')
    .limit(input.limit)
    .execute();
  return rows.map((row) => ({ accountId, objectType, recordId: row.record_id }));
}

/** Counts an account's living records, by type. */
export async function countRecords(db: Database, input: { accountId: string }): Promise<Record<ObjectType, number>> {
  const result = await sql<{ object_type: ObjectType; records: number }>`
    select object_type, count(*) as records from record where account_id = ${input.accountId}
    group by object_type`.execute(db.kysely);
  const counts = { contact: 0, deal: 0, company: 0 };
  for (const row of result.rows) counts[row.object_type] = row.records;
  return counts;
}

/** Names for each company the contacts and deals that are or were associated with it, without their visits. */
export async function readMemberRecords(
  db: Database,
  input: { companies: readonly AccountRecord[] },
): Promise<RecordRef[][]> {
  const pairs = await associatedPairs(db, input.companies, ['contact', 'deal']);
  const membersOf = Map.groupBy(pairs, ({ record }) => accountRecordKey(record));
  return input.companies.map((company) => {
    const members = membersOf.get(accountRecordKey(company)) ?? [];
    return distinctRecords(members.map(({ other }) => other)).map(({ objectType, recordId }) => ({
      objectType,
      recordId,
    }));
  });
}
