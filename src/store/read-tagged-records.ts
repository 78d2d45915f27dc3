import type { ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';

/** A record that has its tags: which, by the names of its properties, without those that are empty. */
export type TaggedRecord = { objectType: ObjectType; recordId: string; tags: Record<string, string> };

/**
 * Reads the records of an account that have their tags in HubSpot, in the order of types and ids, after the given one: as many of all as
 * `readTagProgress` says are written.
 */
export async function readTaggedRecords(
  db: Database,
  input: { accountId: string; after: { objectType: string; recordId: string } | null; limit: number },
): Promise<TaggedRecord[]> {
  const { accountId, after, limit } = input;
  let query = db.kysely
    .selectFrom('tag_write')
    .select(['object_type', 'record_id', 'desired'])
    .where('account_id', '=', accountId)
    .where('pending', '=', 0)
    .where('failure', 'is', null);
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('object_type', 'record_id'), '>', tuple(after.objectType, after.recordId)),
    );
  }
  const rows = await query.orderBy('object_type').orderBy('record_id').limit(limit).execute();
  return rows.map((row) => ({
    ...{ objectType: row.object_type as ObjectType, recordId: row.record_id },
    tags: withoutEmpty(JSON.parse(row.desired) as Record<string, string>),
  }));
}

function withoutEmpty(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== ''));
}
