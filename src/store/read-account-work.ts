import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Work that waits: how much, and since when (ms since 1970, wall clock; null where nothing waits or it is not known). */
export type Waiting = { count: number; since: number | null };

/** What waits for one account, and what went wrong with it. */
export type AccountWork = {
  /** Records to be replayed; those that failed are not among them. */
  replays: Waiting;
  tagWrites: Waiting;
  erasures: Waiting;
  setAsideEvents: number;
  /** Of these, what was set aside since the instant that was given. */
  setAsideLately: number;
  refusedTagWrites: number;
  failedReplays: number;
};

/** `dueAt` is by the clock of journeys: what is due later does not wait yet. `lately` is an instant of the wall clock. */
export async function readAccountWork(
  db: Database,
  input: { accountId: string; dueAt: number; lately: number },
): Promise<AccountWork> {
  const { accountId, dueAt, lately } = input;
  const own = sql`account_id = ${accountId}`;
  const result = await sql<Record<keyof Row, number | null>>`
    select
      (select count(*) from record where ${own} and due_at <= ${dueAt} and failures is null) as replays,
      (select count(*) from tag_write where ${own} and pending = 1) as "tagWrites",
      (select min(queued_at) from tag_write where ${own} and pending = 1) as "tagWritesSince",
      (select count(*) from pending_erasure where ${own}) as erasures,
      (select min(queued_at) from pending_erasure where ${own}) as "erasuresSince",
      (select count(*) from set_aside_event where ${own}) as "setAsideEvents",
      (select count(*) from set_aside_event where ${own} and set_aside_at >= ${lately}) as "setAsideLately",
      (select count(*) from tag_write where ${own} and pending = 0 and failure is not null) as "refusedTagWrites",
      (select count(*) from record where ${own} and failures is not null) as "failedReplays"`.execute(db.kysely);
  const row = result.rows[0];
  const count = (name: keyof Row) => Number(row?.[name] ?? 0);
  const since = (name: keyof Row) => (row?.[name] == null ? null : Number(row[name]));
  return {
    replays: { count: count('replays'), since: null },
    tagWrites: { count: count('tagWrites'), since: since('tagWritesSince') },
    erasures: { count: count('erasures'), since: since('erasuresSince') },
    setAsideEvents: count('setAsideEvents'),
    setAsideLately: count('setAsideLately'),
    refusedTagWrites: count('refusedTagWrites'),
    failedReplays: count('failedReplays'),
  };
}

type Row = Record<
  | 'replays'
  | 'tagWrites'
  | 'tagWritesSince'
  | 'erasures'
  | 'erasuresSince'
  | 'setAsideEvents'
  | 'setAsideLately'
  | 'refusedTagWrites'
  | 'failedReplays',
  number | null
>;

/** Deliveries that wait to be unpacked, of all accounts. */
export async function readWaitingDeliveries(db: Database, _input: object): Promise<Waiting> {
  const result = await sql<{ count: number; since: number | null }>`
    select count(*) as count, min(delivery_group.received_at) as since
    from delivery_state join delivery_group on delivery_group.group_id = delivery_state.group_id
    where delivery_state.unpacked_at is null`.execute(db.kysely);
  const row = result.rows[0];
  return { count: Number(row?.count ?? 0), since: row?.since == null ? null : Number(row.since) };
}

/** Examples of what went wrong, for people: the first few of each. */
export type WorkExamples = { setAsideEvents: string[]; failedReplays: string[] };

/** Reads why events of an account were set aside, and what its failed replays said; each reason once. */
export async function readWorkExamples(
  db: Database,
  input: { accountId: string; limit: number },
): Promise<WorkExamples> {
  const { accountId, limit } = input;
  const events = await sql<{ reason: string }>`
    select reason from set_aside_event where account_id = ${accountId}
    group by reason order by count(*) desc, reason limit ${limit}`.execute(db.kysely);
  const replays = await db.kysely
    .selectFrom('record')
    .select(['object_type', 'record_id', 'failure'])
    .where('account_id', '=', accountId)
    .where('failures', 'is not', null)
    .orderBy('object_type')
    .orderBy('record_id')
    .limit(limit)
    .execute();
  return {
    setAsideEvents: events.rows.map(({ reason }) => reason),
    failedReplays: replays.map((row) => `${row.object_type} ${row.record_id}: ${row.failure ?? ''}`),
  };
}
