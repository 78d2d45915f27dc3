import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type AccountRecord, accountRecordKey, fromRecordRow, recordColumns, toRecordRow } from './record-key.ts';

/** For each record, by its key, the record that it lives on in: itself, or the one that it was merged into. */
export async function livingOf(db: Database, records: readonly AccountRecord[]): Promise<Map<string, AccountRecord>> {
  const living = new Map(records.map((record) => [accountRecordKey(record), record]));
  if (records.length === 0) return living;
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const result = await sql<{ account_id: string; object_type: string; record_id: string; alias_id: string }>`
    select record_alias.account_id, record_alias.object_type, record_alias.record_id, record_alias.alias_id
    from ${given} as given
    join record_alias on record_alias.account_id = given.account_id and record_alias.object_type = given.object_type
      and record_alias.alias_id = given.record_id`.execute(db.kysely);
  for (const row of result.rows) {
    const winner = fromRecordRow(row);
    living.set(accountRecordKey({ ...winner, recordId: row.alias_id }), winner);
  }
  return living;
}
