import { sql } from 'kysely';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import {
  type AccountJourneyRecord,
  type AccountRecord,
  fromJourneyRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

/** The tags of a record as they should be and as they were last written; each a map of property name to value. */
export type TagWrite = AccountJourneyRecord & {
  desired: Record<string, string>;
  written: Record<string, string> | null;
  revision: number;
  attempts: number;
};

/**
 * Takes up to `limit` records of one account and object type whose tags wait to be written. A batch that is not full
 * waits until its oldest member has waited for `delayMs`, so that many changes share few calls.
 */
export async function claimTagWrites(
  db: Database,
  input: { now: number; leaseMs: number; delayMs: number; limit: number; exceptAccounts: readonly string[] },
): Promise<TagWrite[]> {
  const group = await sql<{ account_id: string; object_type: string }>`
    select account_id, object_type from tag_write
    where pending = 1 and retry_at <= ${input.now} and claimed_until <= ${input.now}
      and account_id not in (${sql.join(['', ...input.exceptAccounts])})
      and account_id not in (select account_id from account where status <> 'active' or prepared_at is null)
    group by account_id, object_type
    having min(queued_at) <= ${input.now - input.delayMs} or count(*) >= ${input.limit}
    order by min(queued_at) limit 1`.execute(db.kysely);
  const chosen = group.rows[0];
  if (chosen === undefined) return [];
  const result = await sql<{
    account_id: string;
    object_type: string;
    record_id: string;
    desired: string;
    written: string | null;
    revision: number;
    attempts: number;
  }>`
    with waiting as materialized (
      select account_id, object_type, record_id from tag_write
      where pending = 1 and retry_at <= ${input.now} and claimed_until <= ${input.now}
        and account_id = ${chosen.account_id} and object_type = ${chosen.object_type}
      order by queued_at limit ${input.limit} ${db.skipLocked})
    update tag_write set claimed_until = ${input.now + input.leaseMs}
    where (account_id, object_type, record_id) in (select account_id, object_type, record_id from waiting)
    returning account_id, object_type, record_id, desired, written, revision, attempts`.execute(db.kysely);
  return result.rows.map((row) => ({
    ...fromJourneyRow(row),
    desired: JSON.parse(row.desired) as Record<string, string>,
    written: row.written === null ? null : (JSON.parse(row.written) as Record<string, string>),
    revision: row.revision,
    attempts: row.attempts,
  }));
}

/**
 * What became of one write. `obstacle` says that what stood in the way stands in the way of the whole account, or of all records
 * of the type. What is set aside may have been written in part.
 */
export type TagWriteResult = { record: AccountRecord; revision: number } & (
  | { written: Record<string, string> }
  | { retryAt: number; failure: string; obstacle?: 'account' | 'object-type' }
  | { setAside: true; failure: string; written?: Record<string, string> }
);

/**
 * Ends claims with what HubSpot said: written, to be tried again, or set aside with HubSpot's message. Tags that have
 * changed while the call was made stay pending.
 */
export async function settleTagWrites(db: Database, input: { results: readonly TagWriteResult[] }): Promise<void> {
  if (input.results.length === 0) return;
  const rows = input.results.map((result) => ({
    ...toRecordRow(result.record),
    revision: result.revision,
    written: 'written' in result && result.written !== undefined ? canonicalTags(result.written) : null,
    still_pending: 'retryAt' in result ? 1 : 0,
    retry_at: 'retryAt' in result ? result.retryAt : 0,
    failure: 'failure' in result ? result.failure : null,
  }));
  const given = db.rows(rows, {
    ...recordColumns,
    revision: 'bigint',
    written: 'text',
    still_pending: 'bigint',
    retry_at: 'bigint',
    failure: 'text',
  });
  await sql`
    update tag_write set
      claimed_until = 0,
      written = case when given.written is null then tag_write.written else given.written end,
      pending = case when tag_write.revision = given.revision then given.still_pending else 1 end,
      retry_at = given.retry_at,
      attempts = case when given.failure is null then 0 else tag_write.attempts + 1 end,
      failure = given.failure
    from ${given} as given
    where tag_write.account_id = given.account_id and tag_write.object_type = given.object_type
      and tag_write.record_id = given.record_id`.execute(db.kysely);
}

/** Tags as one text that is equal exactly when the tags are. */
export function canonicalTags(tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(tags).sort(([left], [right]) => (left < right ? -1 : 1))));
}

/** Writes that HubSpot refused for good, newest last, with its message. */
export async function readRefusedTagWrites(
  db: Database,
  input: { accountId: string; limit: number },
): Promise<{ objectType: ObjectType; recordId: string; failure: string }[]> {
  const rows = await db.kysely
    .selectFrom('tag_write')
    .select(['object_type', 'record_id', 'failure'])
    .where('account_id', '=', input.accountId)
    .where('pending', '=', 0)
    .where('failure', 'is not', null)
    .limit(input.limit)
    .execute();
  return rows.map((row) => ({
    objectType: row.object_type as ObjectType,
    recordId: row.record_id,
    failure: row.failure ?? '',
  }));
}
