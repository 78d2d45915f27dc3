import { sql } from 'kysely';
import type { Visit } from '../journey/visits.ts';
import type { Database } from './database.ts';
import { type AccountRecord, fromRecordRow, recordColumns, toRecordRow } from './record-key.ts';
import { causeText } from './save-journeys.ts';

/**
 * Takes what was forgotten out of the causes of other records' visits: the keys of its facts and its own name. Their
 * journeys are saved anew by the next replay, which no longer knows of it.
 */
export async function forgetCauses(
  db: Database,
  input: {
    records: readonly AccountRecord[];
    forgotten: readonly AccountRecord[];
    /** Whether the key of a fact is to be forgotten for another reason. */
    isNamed?: (key: string) => boolean;
  },
): Promise<void> {
  if (input.records.length === 0) return;
  const given = db.rows(input.records.map(toRecordRow), recordColumns);
  const visits = await sql<{
    account_id: string;
    object_type: string;
    record_id: string;
    visit_no: number;
    detail: string;
  }>`
    select visit.account_id, visit.object_type, visit.record_id, visit.visit_no, visit.detail
    from ${given} as given
    join visit on visit.account_id = given.account_id and visit.object_type = given.object_type
      and visit.record_id = given.record_id`.execute(db.kysely);
  for (const row of visits.rows) {
    const detail = JSON.parse(row.detail) as Pick<Visit, 'teams' | 'marks' | 'cause'>;
    const isForgotten = (key: string) =>
      input.forgotten.some((record) => isNamedIn(key, record)) || input.isNamed?.(key) === true;
    const facts = detail.cause.facts.filter((key) => !isForgotten(key));
    if (facts.length === detail.cause.facts.length) continue;
    const cause = { ...detail.cause, facts };
    await db.kysely
      .updateTable('visit')
      .set({ cause: causeText(cause), detail: JSON.stringify({ ...detail, cause }) })
      .where('account_id', '=', row.account_id)
      .where('object_type', '=', row.object_type)
      .where('record_id', '=', row.record_id)
      .where('visit_no', '=', row.visit_no)
      .execute();
    await forgetDigest(db, fromRecordRow(row));
  }
}

/** A cause names a record by itself, at the start of the key of one of its facts, or in the subject of an association. */
function isNamedIn(key: string, { objectType, recordId }: AccountRecord): boolean {
  const name = `${objectType}/${recordId}`;
  return key === name || key.startsWith(`${name}/`) || key.includes(`/${objectType}:${recordId}:`);
}

/** What is stored is no longer what the digest was made of. */
async function forgetDigest(db: Database, record: AccountRecord): Promise<void> {
  await db.kysely
    .updateTable('journey')
    .set({ digest: '' })
    .where('account_id', '=', record.accountId)
    .where('object_type', '=', record.objectType)
    .where('record_id', '=', record.recordId)
    .execute();
}
