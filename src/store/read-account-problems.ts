import { sql } from 'kysely';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';

/** Why events of an account were set aside: each reason once. Times are ms since 1970, wall clock. */
export type SetAsideReason = { reason: string; events: number; firstAt: number; lastAt: number };

/** Reads why events of an account could not become facts, the most frequent reasons first. */
export async function readSetAsideReasons(
  db: Database,
  input: { accountId: string; limit: number },
): Promise<SetAsideReason[]> {
  const rows = await sql<{ reason: string; events: number; first_at: number; last_at: number }>`
    select reason, count(*) as events, min(set_aside_at) as first_at, max(set_aside_at) as last_at
    from set_aside_event where account_id = ${input.accountId}
    group by reason order by count(*) desc, reason limit ${input.limit}`.execute(db.kysely);
  return rows.rows.map((row) => ({
    reason: row.reason,
    events: Number(row.events),
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
  }));
}

/** A record that could not be replayed when it was last tried. It is tried again at `retryAt`, ms, wall clock. */
export type AccountFailedReplay = {
  objectType: ObjectType;
  recordId: string;
  failures: number;
  failure: string;
  retryAt: number;
};

/** Reads the failed replays of one account, in the order of types and ids. */
export async function readAccountFailedReplays(
  db: Database,
  input: { accountId: string; limit: number },
): Promise<AccountFailedReplay[]> {
  const rows = await db.kysely
    .selectFrom('record')
    .select(['object_type', 'record_id', 'failures', 'failure', 'claimed_until'])
    .where('account_id', '=', input.accountId)
    .where('failures', 'is not', null)
    .orderBy('object_type')
    .orderBy('record_id')
    .limit(input.limit)
    .execute();
  return rows.map((row) => ({
    objectType: row.object_type as ObjectType,
    recordId: row.record_id,
    failures: row.failures ?? 0,
    failure: row.failure ?? '',
    retryAt: row.claimed_until,
  }));
}
