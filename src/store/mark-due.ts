import { sql } from 'kysely';
import type { Database } from './database.ts';
import {
  type AccountRecord,
  accountRecordKey,
  distinctRecords,
  fromRecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

/** How far a change of a record reaches. */
export type MarkReason = 'with-associated';

/**
 * Marks records as due to be replayed, together with the records whose evidence they are part of.
 * The ledger version goes up with every mark: a replay that was under way meanwhile finds out and does not save.
 */
export async function markDue(
  db: Database,
  input: { records: readonly AccountRecord[]; dueAt: number; reasons: ReadonlyMap<string, MarkReason> },
): Promise<void> {
  if (input.records.length === 0) return;
  const spreading = input.records.filter((record) => input.reasons.has(accountRecordKey(record)));
  const records = await livingRecords(
    db,
    distinctRecords([...input.records, ...(await associatedRecords(db, spreading))]),
  );
  const given = db.rows(records.map(toRecordRow), recordColumns);
  await sql`
    insert into record (account_id, object_type, record_id, ledger_version, due_at, claimed_until)
    select account_id, object_type, record_id, 1, ${input.dueAt}, 0 from ${given} as given where true
    on conflict (account_id, object_type, record_id) do update
    set ledger_version = record.ledger_version + 1,
        due_at = case when record.due_at < excluded.due_at then record.due_at else excluded.due_at end`.execute(
    db.kysely,
  );
}

/** Contacts of the deals, and deals of the contacts, that are or ever were associated. */
async function associatedRecords(db: Database, records: readonly AccountRecord[]): Promise<AccountRecord[]> {
  if (records.length === 0) return [];
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const result = await sql<{ account_id: string; object_type: string; record_id: string }>`
    select association.account_id, association.other_type as object_type, association.other_id as record_id
    from ${given} as given
    join association on association.account_id = given.account_id and association.object_type = given.object_type
      and association.record_id = given.record_id
    where association.other_type in ('contact', 'deal')`.execute(db.kysely);
  return result.rows.map(fromRecordRow);
}

/** Puts the record that a merged one lives on in, in its place. */
async function livingRecords(db: Database, records: readonly AccountRecord[]): Promise<AccountRecord[]> {
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const aliases = await sql<{ account_id: string; object_type: string; alias_id: string; record_id: string }>`
    select record_alias.account_id, record_alias.object_type, record_alias.alias_id, record_alias.record_id
    from ${given} as given
    join record_alias on record_alias.account_id = given.account_id and record_alias.object_type = given.object_type
      and record_alias.alias_id = given.record_id`.execute(db.kysely);
  if (aliases.rows.length === 0) return [...records];
  const winners = new Map(
    aliases.rows.map((row) => [accountRecordKey(fromRecordRow({ ...row, record_id: row.alias_id })), row.record_id]),
  );
  return distinctRecords(
    records.map((record) => ({ ...record, recordId: winners.get(accountRecordKey(record)) ?? record.recordId })),
  );
}
