import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { type AccountJourneyRecord, fromJourneyRow, type RecordRow } from './record-key.ts';

/** A record to replay, and the version of its ledger when it was taken. */
export type DueRecord = AccountJourneyRecord & { ledgerVersion: number };

/** Accounts that have the app installed and a model to replay under. */
export const replayableAccounts = sql`(select account_id from account where status = 'active' and model_version > 0)`;

export type DueRecordsClaim = { dueAt: number; now: number; leaseMs: number; limit: number };

/**
 * Takes records that are due at `dueAt` (the clock of journeys), for as long as the lease lasts (`now`, the wall clock). Those whose
 * histories are to be read first are left alone.
 */
export async function claimDueRecords(db: Database, input: DueRecordsClaim): Promise<DueRecord[]> {
  await db.keepIndexOrder(db.kysely);
  const result = await claimingQuery(db, input).execute(db.kysely);
  return result.rows.map((row) => ({ ...fromJourneyRow(row), ledgerVersion: row.ledger_version }));
}

/**
 * Claiming queries choose once, in a materialized part: a plain subquery may be asked again while rows are updated, and
 * then gives other rows beyond its limit.
 */
export function claimingQuery(
  db: Database,
  input: DueRecordsClaim,
): RawBuilder<RecordRow & { ledger_version: number }> {
  return sql`
    with due as materialized (
      select account_id, object_type, record_id from record ${db.indexedBy('record_due')}
      where due_at <= ${input.dueAt} and claimed_until <= ${input.now} and history_due_at is null and account_id in ${replayableAccounts}
      order by due_at limit ${input.limit} ${db.skipLocked})
    update record set claimed_until = ${input.now + input.leaseMs}
    where (account_id, object_type, record_id) in (select account_id, object_type, record_id from due)
    returning account_id, object_type, record_id, ledger_version`;
}
