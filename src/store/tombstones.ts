import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type AccountRecord, distinctRecords, recordColumns, toRecordRow } from './record-key.ts';

/** A keyed hash of a record's name: it can refuse the record's return, and without the key it tells nobody who it was. */
export function recordHash(record: AccountRecord, key: Uint8Array): string {
  const { accountId, objectType, recordId } = record;
  return createHmac('sha256', key).update(`${accountId}/${objectType}/${recordId}`).digest('base64url');
}

/** Which of these accounts have records that were erased for good. */
export async function accountsWithTombstones(
  db: Database,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  const given = db.rows(
    [...new Set(accountIds)].map((account_id) => ({ account_id })),
    { account_id: 'text' },
  );
  const found = await sql<{ account_id: string }>`
    select account_id from ${given} as given
    where exists (select 1 from tombstone where tombstone.account_id = given.account_id)`.execute(db.kysely);
  return new Set(found.rows.map((row) => row.account_id));
}

/** The hashes of those of the given records that were erased for good. */
export async function findTombstones(
  db: Database,
  records: readonly AccountRecord[],
  key: Uint8Array,
): Promise<ReadonlySet<string>> {
  const accountIds = await accountsWithTombstones(
    db,
    records.map(({ accountId }) => accountId),
  );
  const asked = distinctRecords(records.filter(({ accountId }) => accountIds.has(accountId)));
  if (asked.length === 0) return new Set();
  const given = db.rows(
    asked.map((record) => ({ ...toRecordRow(record), record_hash: recordHash(record, key) })),
    { ...recordColumns, record_hash: 'text' },
  );
  const found = await sql<{ record_hash: string }>`
    select tombstone.record_hash from ${given} as given
    join tombstone on tombstone.account_id = given.account_id and tombstone.object_type = given.object_type
      and tombstone.record_hash = given.record_hash`.execute(db.kysely);
  return new Set(found.rows.map((row) => row.record_hash));
}
