import { sql } from 'kysely';
import { replayableAccounts } from './claim-due-records.ts';
import type { Database } from './database.ts';

/** How much work waits: accounts to prepare, deliveries to unpack, records to replay, tags to write, people to forget. */
export type QueueSizes = {
  /** Active accounts whose properties are not all there yet, after an installation or a new model. */
  accounts: number;
  deliveries: number;
  records: number;
  /** Of the records that are due, those that could not be replayed when it was last tried. */
  failedReplays: number;
  tagWrites: number;
  /** Of the tags to write, those that wait because a model or a past was new: they take a share of the calls alone. */
  bulkTagWrites: number;
  /** Tasks to make, or to close, because a clock has come to a step or has ended. */
  taskWrites: number;
  erasures: number;
};

export async function readQueueSizes(db: Database, input: { dueAt: number }): Promise<QueueSizes> {
  const result = await sql<QueueSizes>`
    select
      (select count(*) from account where status = 'active' and prepared_at is null) as accounts,
      (select count(*) from delivery_state where unpacked_at is null) as deliveries,
      (select count(*) from record where due_at <= ${input.dueAt} and account_id in ${replayableAccounts}) as records,
      (select count(*) from record where failures is not null and account_id in ${replayableAccounts}) as "failedReplays",
      (select count(*) from tag_write where pending = 1
        and account_id in (select account_id from account where status = 'active')) as "tagWrites",
      (select count(*) from tag_write where pending = 1 and is_bulk = 1
        and account_id in (select account_id from account where status = 'active')) as "bulkTagWrites",
      (select count(*) from clock_step where pending = 1
        and account_id in (select account_id from account where status = 'active')) as "taskWrites",
      (select count(*) from pending_erasure) as erasures`.execute(db.kysely);
  return (
    result.rows[0] ?? {
      accounts: 0,
      deliveries: 0,
      records: 0,
      failedReplays: 0,
      tagWrites: 0,
      bulkTagWrites: 0,
      taskWrites: 0,
      erasures: 0,
    }
  );
}

/** Totals of what the installation holds. */
export type Totals = {
  facts: number;
  hearings: number;
  setAside: number;
  records: Record<string, number>;
  visits: { stage: string; open: number; all: number }[];
  moves: Record<string, number>;
};

export async function readTotals(db: Database, _input: object): Promise<Totals> {
  const count = async (table: 'fact' | 'hearing' | 'set_aside_event') =>
    Number(
      (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db.kysely)).rows[0]?.n ?? 0,
    );
  const records = await sql<{ object_type: string; n: number }>`
    select object_type, count(*) as n from record group by object_type order by object_type`.execute(db.kysely);
  const visits = await sql<{ stage: string; open: number; all: number }>`
    select stage, count(*) - count(left_at) as open, count(*) as "all" from visit
    group by stage order by stage`.execute(db.kysely);
  const moves = await sql<{ move: string; n: number }>`
    select move, count(*) as n from visit group by move order by move`.execute(db.kysely);
  return {
    facts: await count('fact'),
    hearings: await count('hearing'),
    setAside: await count('set_aside_event'),
    records: Object.fromEntries(records.rows.map((row) => [row.object_type, Number(row.n)])),
    visits: visits.rows.map((row) => ({ stage: row.stage, open: Number(row.open), all: Number(row.all) })),
    moves: Object.fromEntries(moves.rows.map((row) => [row.move, Number(row.n)])),
  };
}

/** Takes a cron slot: true for the one process that may do the job of this slot. */
export async function takeCronSlot(db: Database, input: { job: string; slotAt: number }): Promise<boolean> {
  await db.kysely
    .deleteFrom('cron_slot')
    .where('job', '=', input.job)
    .where('slot_at', '<', input.slotAt - 7 * 86_400_000)
    .execute();
  const taken = await db.kysely
    .insertInto('cron_slot')
    .values({ job: input.job, slot_at: input.slotAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('job')
    .execute();
  return taken.length === 1;
}
