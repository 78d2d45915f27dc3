import { sql } from 'kysely';
import type { Database } from './database.ts';

/** How far the writing of an account's tags is. */
export type TagProgress = {
  /** Records whose tags wait to be written, or are being written. */
  waiting: number;
  /** Of those, the ones that wait because a model or a past was new. */
  bulkWaiting: number;
  /** When the longest waiting one was queued, ms; null when none waits. */
  waitingSince: number | null;
  /** Records whose tags HubSpot has. */
  written: number;
  /** Records that HubSpot refused: they are left alone until something changes. */
  setAside: number;
  /** What stands in the way, with how many records it concerns, the most frequent first. */
  problems: { objectType: string; failure: string; records: number; isSetAside: boolean }[];
};

const mostProblems = 20;

/** Reads how far the writing of an account's tags is, and what stands in its way. */
export async function readTagProgress(db: Database, input: { accountId: string }): Promise<TagProgress> {
  const counts = await sql<Omit<TagProgress, 'problems'>>`
    select
      coalesce(sum(pending), 0) as waiting,
      coalesce(sum(case when pending = 1 then is_bulk else 0 end), 0) as "bulkWaiting",
      min(case when pending = 1 then queued_at end) as "waitingSince",
      coalesce(sum(case when pending = 0 and failure is null then 1 else 0 end), 0) as written,
      coalesce(sum(case when pending = 0 and failure is not null then 1 else 0 end), 0) as "setAside"
    from tag_write where account_id = ${input.accountId}`.execute(db.kysely);
  const problems = await sql<{ object_type: string; failure: string; pending: number; records: number }>`
    select object_type, failure, pending, count(*) as records from tag_write
    where account_id = ${input.accountId} and failure is not null
    group by object_type, failure, pending
    order by count(*) desc, object_type, failure, pending limit ${mostProblems}`.execute(db.kysely);
  const { waiting = 0, bulkWaiting = 0, waitingSince = null, written = 0, setAside = 0 } = counts.rows[0] ?? {};
  return {
    waiting: Number(waiting),
    bulkWaiting: Number(bulkWaiting),
    waitingSince,
    written: Number(written),
    setAside: Number(setAside),
    problems: problems.rows.map((row) => ({
      objectType: row.object_type,
      failure: row.failure,
      records: Number(row.records),
      isSetAside: row.pending === 0,
    })),
  };
}
