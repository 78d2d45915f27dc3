import { sql } from 'kysely';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import {
  type AccountJourneyRecord,
  type AccountRecord,
  accountRecordKey,
  distinctRecords,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

/**
 * The tags of a record as they should be and as they were last written; each a map of property name to value. `written` is null
 * when nothing was written yet or when it is in doubt what was.
 */
export type TagWrite = AccountJourneyRecord & {
  desired: Record<string, string>;
  written: Record<string, string> | null;
  revision: number;
  attempts: number;
};

/** What stands in the way of more than one record: the calls are used up, or nothing of the account or the type can be written. */
export type Obstacle = 'budget' | 'account' | 'object-type';

/**
 * What became of one write. What an obstacle kept from being written is no failure of the record, and counts no attempt. What is set aside may have been written in part.
 */
export type TagWriteResult = { record: AccountRecord; revision: number } & (
  | { written: Record<string, string> }
  | { retryAt: number; failure: string; obstacle?: Obstacle }
  | { setAside: true; failure: string; written?: Record<string, string> }
);

/**
 * Ends claims with what HubSpot said: written, to be tried again, or set aside with HubSpot's message. Tags that have
 * changed while the call was made stay pending. Of a record that was merged meanwhile nobody knows whether HubSpot wrote before the
 * merge or after it: what the record carries that lives on stays in doubt, and all of it is written.
 */
export async function settleTagWrites(
  db: Database,
  input: { results: readonly TagWriteResult[]; now: number },
): Promise<void> {
  if (input.results.length === 0) return;
  const merged = await livingOf(
    db,
    input.results.map(({ record }) => record),
  );
  for (const { record } of input.results) {
    if (merged.get(accountRecordKey(record))?.recordId === record.recordId) merged.delete(accountRecordKey(record));
  }
  await rewriteTags(db, { records: distinctRecords(merged.values()), now: input.now });
  const rows = input.results.map((result) => ({
    ...toRecordRow(result.record),
    revision: result.revision,
    written: 'written' in result && result.written !== undefined ? canonicalTags(result.written) : null,
    still_pending: 'retryAt' in result ? 1 : 0,
    retry_at: 'retryAt' in result ? result.retryAt : 0,
    // That the calls are used up is nothing that anybody could mend.
    failure: 'failure' in result && !('obstacle' in result && result.obstacle === 'budget') ? result.failure : null,
    // What ended without an answer, other than for want of calls, may have been carried out.
    unsettled: outcomeOf(result),
    counts: 'obstacle' in result ? 'no' : 'failure' in result ? 'yes' : 'anew',
  }));
  const given = db.rows(rows, {
    ...recordColumns,
    revision: 'bigint',
    written: 'text',
    still_pending: 'bigint',
    retry_at: 'bigint',
    failure: 'text',
    unsettled: 'text',
    counts: 'text',
  });
  await sql`
    update tag_write set
      claimed_until = 0,
      unsettled_claims = case given.unsettled when 'known' then 0 when 'not-made' then tag_write.unsettled_claims - 1
        else tag_write.unsettled_claims end,
      written = case when given.written is null or given.revision < tag_write.rewritten_revision then tag_write.written
        else given.written end,
      pending = case when tag_write.revision = given.revision then given.still_pending else 1 end,
      retry_at = given.retry_at,
      attempts = case given.counts when 'anew' then 0 when 'yes' then tag_write.attempts + 1 else tag_write.attempts end,
      failure = given.failure
    from ${given} as given
    where tag_write.account_id = given.account_id and tag_write.object_type = given.object_type
      and tag_write.record_id = given.record_id`.execute(db.kysely);
}

/** What a result tells of the tags that the record carries: all of them, that this claim changed none, or nothing. */
function outcomeOf(result: TagWriteResult): 'known' | 'not-made' | 'in-doubt' {
  if ('written' in result && result.written !== undefined) return 'known';
  return 'setAside' in result || ('obstacle' in result && result.obstacle === 'budget') ? 'not-made' : 'in-doubt';
}

/** Tags as one text that is equal exactly when the tags are. */
export function canonicalTags(tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(tags).sort(byName)));
}

function byName([left]: [string, string], [right]: [string, string]): number {
  return left < right ? -1 : 1;
}

/** Tries what was refused again: something was told of these records that may have mended it. */
export async function retryTagWrites(
  db: Database,
  input: { records: readonly AccountRecord[]; now: number },
): Promise<void> {
  if (input.records.length === 0) return;
  const given = db.rows(input.records.map(toRecordRow), recordColumns);
  await sql`
    update tag_write set pending = 1, is_bulk = 0, queued_at = ${input.now}, retry_at = 0, attempts = 0
    where pending = 0 and failure is not null and (account_id, object_type, record_id) in (
      select account_id, object_type, record_id from ${given} as given)`.execute(db.kysely);
}

/** Writes all tags of these records anew: a merge may have given them those of another record, also while they are being written. */
export async function rewriteTags(
  db: Database,
  input: { records: readonly AccountRecord[]; now: number },
): Promise<void> {
  if (input.records.length === 0) return;
  const given = db.rows(input.records.map(toRecordRow), recordColumns);
  await sql`
    update tag_write set written = null, pending = 1, is_bulk = 0, queued_at = ${input.now}, retry_at = 0,
      revision = revision + 1, rewritten_revision = revision + 1
    where (account_id, object_type, record_id) in (
      select account_id, object_type, record_id from ${given} as given)`.execute(db.kysely);
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
