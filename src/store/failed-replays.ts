import { sql } from 'kysely';
import type { Database } from './database.ts';
import {
  type AccountJourneyRecord,
  type AccountRecord,
  fromRecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

/** A record whose ledger could not be replayed, and what went wrong. */
export type FailedReplay = { record: AccountJourneyRecord; failure: string };

/** The pause after the first failure, in ms; it doubles with each further one until it is the longest. */
const shortestPauseMs = 30_000;
const doublings = 7;

/**
 * Sets records aside that could not be replayed, so that those which were claimed with them are not held up again and again.
 * They stay due, and are claimed again after a pause that grows with each failure.
 */
export async function setAsideReplays(
  db: Database,
  input: { failed: readonly FailedReplay[]; now: number },
): Promise<void> {
  if (input.failed.length === 0) return;
  const rows = input.failed.map(({ record, failure }) => ({ ...toRecordRow(record), failure, failed_at: input.now }));
  const given = db.rows(rows, { ...recordColumns, failure: 'text', failed_at: 'bigint' });
  const before = sql`coalesce(record.failures, 0)`;
  await sql`
    update record set failures = ${before} + 1, failure = given.failure,
      claimed_until = given.failed_at + ${sql.lit(shortestPauseMs)} *
        (1 << case when ${before} < ${sql.lit(doublings)} then ${before} else ${sql.lit(doublings)} end)
    from ${given} as given
    where record.account_id = given.account_id and record.object_type = given.object_type
      and record.record_id = given.record_id`.execute(db.kysely);
}

/** Records that could not be replayed when it was last tried, with the message and how often it failed. */
export async function readFailedReplays(
  db: Database,
  input: { limit: number },
): Promise<(AccountRecord & { failures: number; failure: string; retryAt: number })[]> {
  const rows = await db.kysely
    .selectFrom('record')
    .select(['account_id', 'object_type', 'record_id', 'failures', 'failure', 'claimed_until'])
    .where('failures', 'is not', null)
    .orderBy('account_id')
    .orderBy('object_type')
    .orderBy('record_id')
    .limit(input.limit)
    .execute();
  return rows.map((row) => ({
    ...fromRecordRow(row),
    failures: row.failures ?? 0,
    failure: row.failure ?? '',
    retryAt: row.claimed_until,
  }));
}

/** Lets the failed replays of an account be tried again at once. Answers with how many there are. */
export async function retryReplays(db: Database, input: { accountId: string }): Promise<number> {
  const { numUpdatedRows } = await db.kysely
    .updateTable('record')
    .set({ claimed_until: 0 })
    .where('account_id', '=', input.accountId)
    .where('failures', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
