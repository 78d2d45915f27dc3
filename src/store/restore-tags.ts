import { sql } from 'kysely';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { canonicalTags } from './tag-writes.ts';

/** The tags of a record at rest: nothing is to be written, and HubSpot has taken `written`. */
export type RestingTags = {
  recordId: string;
  revision: number;
  desired: Record<string, string>;
  written: Record<string, string>;
  /** Why they are not as they should be; null where they are. */
  failure: string | null;
  /** When they were last put right, by the clock of journeys; null when never since they were to be as they are. */
  restoredAt: number | null;
};

/** Reads the tags of those records that wait for nothing. */
export async function readRestingTags(
  db: Database,
  input: { accountId: string; objectType: ObjectType; recordIds: readonly string[]; now: number },
): Promise<RestingTags[]> {
  if (input.recordIds.length === 0) return [];
  const given = db.rows(
    input.recordIds.map((recordId) => ({ given_id: recordId })),
    { given_id: 'text' },
  );
  const rows = await db.kysely
    .selectFrom('tag_write')
    .select(['record_id', 'revision', 'desired', 'written', 'failure', 'restored_at', 'restored_revision'])
    .where('account_id', '=', input.accountId)
    .where('object_type', '=', input.objectType)
    .where('record_id', 'in', sql<string>`(select given_id from ${given} as given)`)
    .where('pending', '=', 0)
    .where('written', 'is not', null)
    .where('claimed_until', '<=', input.now)
    .execute();
  return rows.map((row) => ({
    recordId: row.record_id,
    revision: row.revision,
    desired: JSON.parse(row.desired) as Record<string, string>,
    written: JSON.parse(row.written ?? '{}') as Record<string, string>,
    failure: row.failure,
    restoredAt: row.restored_revision === row.revision ? row.restored_at : null,
  }));
}

/** What HubSpot has of a record's tags, and what follows: they are written again, left alone with a reason, or right. */
export type FoundTags = {
  tags: RestingTags;
  found: Record<string, string>;
} & ({ next: 'restore' } | { next: 'right' } | { next: 'set-aside'; failure: string });

/**
 * Takes what HubSpot has for what was written last, so that the difference is written again. Tags that were written or changed since
 * they were read are left as they are.
 */
export async function restoreTags(
  db: Database,
  input: { accountId: string; objectType: ObjectType; found: readonly FoundTags[]; now: number; journeyNow: number },
): Promise<void> {
  if (input.found.length === 0) return;
  const rows = input.found.map((one) => ({
    record_id: one.tags.recordId,
    revision: one.tags.revision,
    was: canonicalTags(one.tags.written),
    written: canonicalTags(one.found),
    pending: one.next === 'restore' ? 1 : 0,
    failure: one.next === 'set-aside' ? one.failure : null,
  }));
  const given = db.rows(rows, {
    record_id: 'text',
    revision: 'bigint',
    was: 'text',
    written: 'text',
    pending: 'bigint',
    failure: 'text',
  });
  await sql`
    update tag_write set written = given.written, pending = given.pending, failure = given.failure,
      is_bulk = 1, queued_at = ${input.now}, retry_at = 0, attempts = 0,
      restored_at = case when given.pending = 1 then ${input.journeyNow} else tag_write.restored_at end,
      restored_revision = case when given.pending = 1 then tag_write.revision else tag_write.restored_revision end
    from ${given} as given
    where tag_write.account_id = ${input.accountId} and tag_write.object_type = ${input.objectType}
      and tag_write.record_id = given.record_id and tag_write.revision = given.revision
      and tag_write.written = given.was and tag_write.pending = 0 and tag_write.claimed_until <= ${input.now}`.execute(
    db.kysely,
  );
}
