import { sql } from 'kysely';
import { hasJourney, type JourneyRecord } from '../journey/facts.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { associatedPairs } from './associated-records.ts';
import type { Database } from './database.ts';
import { type AccountJourneyRecord, type AccountRecord, accountRecordKey, distinctRecords } from './record-key.ts';

/** Reads a page of an account's living records of one type, in the order of their ids as text, after the given id. */
export async function readRecordsPage(
  db: Database,
  input: { accountId: string; objectType: ObjectType; after: string; limit: number },
): Promise<AccountJourneyRecord[]> {
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

/** Counts an account's living records that have a journey, by type. */
export async function countRecords(db: Database, input: { accountId: string }): Promise<Record<ObjectType, number>> {
  const result = await sql<{ object_type: string; records: number }>`
    select object_type, count(*) as records from record where account_id = ${input.accountId}
    group by object_type`.execute(db.kysely);
  const countOf = (objectType: ObjectType) => result.rows.find((row) => row.object_type === objectType)?.records ?? 0;
  return { contact: countOf('contact'), deal: countOf('deal'), company: countOf('company') };
}

/** Names for each company the contacts and deals that are or were associated with it, without their visits. */
export async function readMemberRecords(
  db: Database,
  input: { companies: readonly AccountRecord[] },
): Promise<JourneyRecord[][]> {
  const pairs = await associatedPairs(db, input.companies, ['contact', 'deal']);
  const membersOf = Map.groupBy(pairs, ({ record }) => accountRecordKey(record));
  return input.companies.map((company) => {
    const members = membersOf.get(accountRecordKey(company)) ?? [];
    return distinctRecords(members.map(({ other }) => other).filter(hasJourney)).map(({ objectType, recordId }) => ({
      objectType,
      recordId,
    }));
  });
}
