import { createHmac } from 'node:crypto';
import type { Database } from './database.ts';
import type { AccountRecord } from './record-key.ts';

/** A keyed hash of a record's name: it can refuse the record's return, and without the key it tells nobody who it was. */
export function recordHash(record: AccountRecord, key: Uint8Array): string {
  const { accountId, objectType, recordId } = record;
  return createHmac('sha256', key).update(`${accountId}/${objectType}/${recordId}`).digest('base64url');
}

/** The hashes of all records of these accounts that were erased for good. */
export async function findTombstones(db: Database, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  const rows = await db.kysely
    .selectFrom('tombstone')
    .select('record_hash')
    .where('account_id', 'in', [...accountIds])
    .execute();
  return new Set(rows.map((row) => row.record_hash));
}
