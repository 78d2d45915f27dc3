import { sql } from 'kysely';
import type { RecordType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { type AccountRecord, fromRecordRow, recordColumns, toRecordRow } from './record-key.ts';

/** Two records that are or ever were associated, under the ids that they live on in. */
export type AssociatedPair = { record: AccountRecord; other: AccountRecord };

/**
 * Finds the records of the given types that are or ever were associated with these. What was told of a merged record holds
 * for the one that it lives on in, on either side.
 */
export async function associatedPairs(
  db: Database,
  records: readonly AccountRecord[],
  otherTypes: readonly RecordType[],
): Promise<AssociatedPair[]> {
  if (records.length === 0) return [];
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const result = await sql<{
    account_id: string;
    object_type: string;
    record_id: string;
    other_type: string;
    other_id: string;
  }>`
    with living as (
      select given.account_id, given.object_type, coalesce(own.record_id, given.record_id) as record_id
      from ${given} as given
      left join record_alias as own on own.account_id = given.account_id and own.object_type = given.object_type
        and own.alias_id = given.record_id
    ), member as (
      select account_id, object_type, record_id, record_id as member_id from living
      union
      select living.account_id, living.object_type, living.record_id, record_alias.alias_id from living
      join record_alias on record_alias.account_id = living.account_id
        and record_alias.object_type = living.object_type and record_alias.record_id = living.record_id
    )
    select distinct member.account_id, member.object_type, member.record_id, association.other_type,
      coalesce(winner.record_id, association.other_id) as other_id
    from member
    join association on association.account_id = member.account_id and association.object_type = member.object_type
      and association.record_id = member.member_id
    left join record_alias as winner on winner.account_id = association.account_id
      and winner.object_type = association.other_type and winner.alias_id = association.other_id
    where association.other_type in (${sql.join(otherTypes)})`.execute(db.kysely);
  return result.rows.map((row) => ({
    record: fromRecordRow(row),
    other: fromRecordRow({ account_id: row.account_id, object_type: row.other_type, record_id: row.other_id }),
  }));
}
