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

/** An event of an account that could not become a fact, as HubSpot sent it. `setAsideAt` is ms since 1970, wall clock. */
export type AccountSetAsideEvent = { reason: string; event: string; setAsideAt: number };

/** Reads events of an account that were set aside, for one reason or (null) for any, the newest first. */
export async function readAccountSetAsideEvents(
  db: Database,
  input: { accountId: string; reason: string | null; limit: number },
): Promise<AccountSetAsideEvent[]> {
  const { accountId, reason, limit } = input;
  const found = await sql<{ reason: string; event: string; set_aside_at: number }>`
    select reason, event, set_aside_at from set_aside_event
    where account_id = ${accountId} ${reason === null ? sql`` : sql`and reason = ${reason}`}
    order by set_aside_at desc, group_id desc, position limit ${limit}`.execute(db.kysely);
  return found.rows.map((row) => ({ reason: row.reason, event: row.event, setAsideAt: Number(row.set_aside_at) }));
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
