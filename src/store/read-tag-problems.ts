import { sql } from 'kysely';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';

/** Which of an account's tags that are not written: those of one kind of record, of one state, with one failure; null for all. */
export type TagProblemFilter = {
  objectType: string | null;
  /** True for what HubSpot refused for good, false for what is tried again. */
  isSetAside: boolean | null;
  failure: string | null;
};

/** A record whose tags are not as they should be in HubSpot. Times are ms since 1970, wall clock. */
export type TagProblemRecord = {
  objectType: ObjectType;
  recordId: string;
  failure: string;
  isSetAside: boolean;
  desired: Record<string, string>;
  written: Record<string, string> | null;
  /** Since when these tags have waited. */
  queuedAt: number;
  /** Null for what is not tried again by itself. */
  retryAt: number | null;
};

/** Where a record stands among those whose tags are not written. */
export type TagProblemPlace = Pick<TagProblemRecord, 'isSetAside' | 'recordId'> & { objectType: string };

/**
 * Reads the records behind an account's problems with tags, after the given one: what was refused for good first, then in the order of
 * types and ids.
 */
export async function readTagProblems(
  db: Database,
  input: TagProblemFilter & { accountId: string; after?: TagProblemPlace | null; limit: number },
): Promise<TagProblemRecord[]> {
  const { accountId, objectType, isSetAside, failure, after = null, limit } = input;
  const found = await sql<Row>`
    select object_type, record_id, desired, written, pending, failure, queued_at, retry_at from tag_write
    where account_id = ${accountId} and failure is not null
      ${objectType === null ? sql`` : sql`and object_type = ${objectType}`}
      ${isSetAside === null ? sql`` : sql`and pending = ${isSetAside ? 0 : 1}`}
      ${failure === null ? sql`` : sql`and failure = ${failure}`}
      ${after === null ? sql`` : sql`and ${isBehind(after)}`}
    order by pending, object_type, record_id limit ${limit}`.execute(db.kysely);
  return found.rows.map((row) => ({
    objectType: row.object_type as ObjectType,
    recordId: row.record_id,
    failure: row.failure,
    isSetAside: Number(row.pending) === 0,
    desired: JSON.parse(row.desired) as Record<string, string>,
    written: row.written === null ? null : (JSON.parse(row.written) as Record<string, string>),
    queuedAt: Number(row.queued_at),
    retryAt: Number(row.pending) === 0 ? null : Number(row.retry_at),
  }));
}

function isBehind({ isSetAside, objectType, recordId }: TagProblemPlace) {
  return sql`(pending, object_type, record_id) > (${isSetAside ? 0 : 1}, ${objectType}, ${recordId})`;
}

type Row = {
  object_type: string;
  record_id: string;
  desired: string;
  written: string | null;
  pending: number;
  failure: string;
  queued_at: number;
  retry_at: number;
};
