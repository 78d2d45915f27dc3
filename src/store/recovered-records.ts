import { sql } from 'kysely';
import { addRecovered, type Recovered, type RecoveredRecord } from '../journey/repair/recovered.ts';
import type { PastType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import {
  type AccountRecord,
  accountRecordKey,
  fromRecordRow,
  type RecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';
import { findTombstones, recordHash } from './tombstones.ts';

/** A record of which comparisons have found what was missed: what all of them did, and when the last one did (ms, wall clock). */
export type FoundAgain = RecoveredRecord & { objectType: PastType; foundAt: number };

type RecoveredRow = RecordRow & { recovered: string; found_at: number };

/** Adds what a comparison has recovered of records to what others have. Part of the commit that holds the account; of who is forgotten nothing is kept. */
export async function addRecoveredRecords(
  db: Database,
  input: {
    accountId: string;
    objectType: PastType;
    found: readonly RecoveredRecord[];
    tombstoneKey: Uint8Array;
    now: number;
  },
): Promise<void> {
  const { accountId, objectType, tombstoneKey, now } = input;
  const asked = input.found.map((one) => ({ accountId, objectType, ...one }));
  const erased = await findTombstones(db, asked, tombstoneKey);
  const found = asked.filter((record) => !erased.has(recordHash(record, tombstoneKey)));
  if (found.length === 0) return;
  const sums = await readSums(db, found);
  for (const one of found) {
    const key = accountRecordKey(one);
    sums.set(key, addRecovered(sums.get(key) ?? {}, one.recovered));
  }
  const records = new Map(found.map((one) => [accountRecordKey(one), one]));
  const rows = [...records].map(([key, record]) => ({
    ...toRecordRow(record),
    recovered: JSON.stringify(sums.get(key)),
    found_at: now,
  }));
  const given = db.rows(rows, { ...recordColumns, recovered: 'text', found_at: 'bigint' });
  await sql`
    insert into recovered_record (account_id, object_type, record_id, recovered, found_at)
    select account_id, object_type, record_id, recovered, found_at from ${given} as given where true
    on conflict (account_id, object_type, record_id) do update
    set recovered = excluded.recovered, found_at = excluded.found_at`.execute(db.kysely);
}

async function readSums(db: Database, records: readonly AccountRecord[]): Promise<Map<string, Recovered>> {
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const { rows } = await sql<RecoveredRow>`
    select recovered_record.account_id, recovered_record.object_type, recovered_record.record_id, recovered_record.recovered
    from (select distinct account_id, object_type, record_id from ${given} as given) as given
    join recovered_record on recovered_record.account_id = given.account_id
      and recovered_record.object_type = given.object_type and recovered_record.record_id = given.record_id`.execute(
    db.kysely,
  );
  return new Map(rows.map((row) => [accountRecordKey(fromRecordRow(row)), JSON.parse(row.recovered) as Recovered]));
}

/** Reads the records of one type of which something was recovered, in the order of their ids, after the given one. */
export async function readRecoveredRecords(
  db: Database,
  input: { accountId: string; objectType: PastType; after: { recordId: string } | null; limit: number },
): Promise<FoundAgain[]> {
  const { accountId, objectType, after, limit } = input;
  const rows = await db.kysely
    .selectFrom('recovered_record')
    .select(['record_id', 'recovered', 'found_at'])
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .where('record_id', '>', after?.recordId ?? '')
    .orderBy('record_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ objectType, recordId: row.record_id, foundAt: row.found_at },
    recovered: JSON.parse(row.recovered) as Recovered,
  }));
}
