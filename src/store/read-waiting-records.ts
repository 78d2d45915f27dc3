import { sql } from 'kysely';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';

/** Which of the numbers of `readAccountWork` and `readTagProgress` is asked for its records. */
export type RecordQueue = 'replays' | 'tag-writes' | 'bulk-tag-writes';

/** A record that waits. `since`: when it became due by the clock of journeys, or its tags were queued by the wall clock, ms. */
export type WaitingRecord = {
  objectType: ObjectType;
  recordId: string;
  since: number;
  /** Of tags that failed before: when they are tried again, ms, wall clock. */
  retryAt: number | null;
};

/**
 * Reads the records of an account that wait, in the order of types and ids, after the given one: as many of all as the queue's number
 * says. `dueAt` is by the clock of journeys.
 */
export async function readWaitingRecords(
  db: Database,
  input: {
    accountId: string;
    queue: RecordQueue;
    dueAt: number;
    after: { objectType: string; recordId: string } | null;
    limit: number;
  },
): Promise<WaitingRecord[]> {
  const { accountId, queue, dueAt, after, limit } = input;
  const place = after === null ? sql`true` : sql`(object_type, record_id) > (${after.objectType}, ${after.recordId})`;
  const rest = sql`${place} order by object_type, record_id limit ${limit}`;
  const found = await (queue === 'replays'
    ? sql<Row>`
        select object_type, record_id, due_at as since, null as retry_at from record
        where account_id = ${accountId} and due_at <= ${dueAt} and failures is null and ${rest}`
    : sql<Row>`
        select object_type, record_id, queued_at as since, case when failure is null then null else retry_at end as retry_at
        from tag_write where account_id = ${accountId} and pending = 1
          ${queue === 'bulk-tag-writes' ? sql`and is_bulk = 1` : sql``} and ${rest}`
  ).execute(db.kysely);
  return found.rows.map((row) => ({
    ...{ objectType: row.object_type as ObjectType, recordId: row.record_id },
    ...{ since: Number(row.since), retryAt: row.retry_at === null ? null : Number(row.retry_at) },
  }));
}

type Row = { object_type: string; record_id: string; since: number; retry_at: number | null };
