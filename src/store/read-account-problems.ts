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
export type AccountSetAsideEvent = SetAsideEventPlace & { reason: string; event: string };

/** Where an event stands among those that were set aside. */
export type SetAsideEventPlace = { setAsideAt: number; groupId: number; position: number };

/** Reads events of an account that were set aside, for one reason or (null) for any, the newest first, after the given one. */
export async function readAccountSetAsideEvents(
  db: Database,
  input: { accountId: string; reason: string | null; after?: SetAsideEventPlace | null; limit: number },
): Promise<AccountSetAsideEvent[]> {
  const { accountId, reason, after = null, limit } = input;
  const found = await sql<EventRow>`
    select reason, event, set_aside_at, group_id, position from set_aside_event
    where account_id = ${accountId} ${reason === null ? sql`` : sql`and reason = ${reason}`}
      ${after === null ? sql`` : sql`and ${isOlder(after)}`}
    order by set_aside_at desc, group_id desc, position limit ${limit}`.execute(db.kysely);
  return found.rows.map((row) => ({
    ...{ reason: row.reason, event: row.event, setAsideAt: Number(row.set_aside_at) },
    ...{ groupId: Number(row.group_id), position: Number(row.position) },
  }));
}

type EventRow = { reason: string; event: string; set_aside_at: number; group_id: number; position: number };

function isOlder({ setAsideAt, groupId, position }: SetAsideEventPlace) {
  // Two comparisons, as positions run the other way than the rest.
  return sql`((set_aside_at, group_id) < (${setAsideAt}, ${groupId})
    or set_aside_at = ${setAsideAt} and group_id = ${groupId} and position > ${position})`;
}

/** A record that could not be replayed when it was last tried. It is tried again at `retryAt`, ms, wall clock. */
export type AccountFailedReplay = {
  objectType: ObjectType;
  recordId: string;
  failures: number;
  failure: string;
  retryAt: number;
};

/** Reads the failed replays of one account, in the order of types and ids, after the given record. */
export async function readAccountFailedReplays(
  db: Database,
  input: { accountId: string; after?: { objectType: string; recordId: string } | null; limit: number },
): Promise<AccountFailedReplay[]> {
  const { accountId, after = null, limit } = input;
  const found = await sql<ReplayRow>`
    select object_type, record_id, failures, failure, claimed_until from record ${db.indexedBy('record_failed')}
    where account_id = ${accountId} and failures is not null
      ${after === null ? sql`` : sql`and (object_type, record_id) > (${after.objectType}, ${after.recordId})`}
    order by object_type, record_id limit ${limit}`.execute(db.kysely);
  return found.rows.map((row) => ({
    objectType: row.object_type as ObjectType,
    recordId: row.record_id,
    failures: Number(row.failures),
    failure: row.failure ?? '',
    retryAt: Number(row.claimed_until),
  }));
}

type ReplayRow = {
  object_type: string;
  record_id: string;
  failures: number;
  failure: string | null;
  claimed_until: number;
};
