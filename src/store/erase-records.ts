import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type AccountRecord, fromRecordRow } from './record-key.ts';
import { recordHash } from './tombstones.ts';

/** A record to forget, with the ids of the records that were merged into it. */
export type PendingErasure = AccountRecord & { recordIds: string[] };

/** Reads the records that wait to be erased. */
export async function readPendingErasures(db: Database, input: { limit: number }): Promise<PendingErasure[]> {
  const rows = await db.kysely.selectFrom('pending_erasure').selectAll().limit(input.limit).execute();
  return Promise.all(
    rows.map(async (row) => ({ ...fromRecordRow(row), recordIds: await familyIds(db, fromRecordRow(row)) })),
  );
}

/**
 * Erases what the ledger and everything made from it hold of a record and of the records merged into it, and leaves
 * tombstones that refuse their return. Raw deliveries are cleaned apart (they are read in pages); `finishErasure` ends it.
 */
export async function eraseRecord(
  db: Database,
  input: { erasure: PendingErasure; tombstoneKey: Uint8Array; now: number },
): Promise<void> {
  const { accountId, objectType, recordIds } = input.erasure;
  for (const recordId of recordIds) {
    for (const table of ['fact', 'hearing', 'record', 'association', 'journey', 'visit', 'tag_write'] as const) {
      await db.kysely
        .deleteFrom(table)
        .where('account_id', '=', accountId)
        .where('object_type', '=', objectType)
        .where('record_id', '=', recordId)
        .execute();
    }
    await eraseMentions(db, { accountId, objectType, recordId });
    await db.kysely
      .insertInto('tombstone')
      .values({
        account_id: accountId,
        object_type: objectType,
        record_hash: recordHash({ accountId, objectType, recordId }, input.tombstoneKey),
        erased_at: input.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db.kysely
    .deleteFrom('record_alias')
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .where((where) => where.or([where('alias_id', 'in', recordIds), where('record_id', 'in', recordIds)]))
    .execute();
}

/** Ends an erasure after the raw deliveries have been cleaned too. */
export async function finishErasure(db: Database, input: { record: AccountRecord }): Promise<void> {
  await db.kysely
    .deleteFrom('pending_erasure')
    .where('account_id', '=', input.record.accountId)
    .where('object_type', '=', input.record.objectType)
    .where('record_id', '=', input.record.recordId)
    .execute();
}

/** Other records' associations with the erased one name it, and so may events that were set aside. */
async function eraseMentions(db: Database, record: AccountRecord): Promise<void> {
  const { accountId, objectType, recordId } = record;
  const subject = `${objectType}:${recordId}:%`;
  await sql`
    delete from hearing where account_id = ${accountId} and exists (
      select 1 from fact where fact.account_id = hearing.account_id and fact.object_type = hearing.object_type
        and fact.record_id = hearing.record_id and fact.fact_id = hearing.fact_id
        and fact.kind = 'association' and fact.subject like ${subject})`.execute(db.kysely);
  await sql`
    delete from fact
    where account_id = ${accountId} and kind = 'association' and subject like ${subject}`.execute(db.kysely);
  await db.kysely
    .deleteFrom('association')
    .where('account_id', '=', accountId)
    .where('other_type', '=', objectType)
    .where('other_id', '=', recordId)
    .execute();
  await sql`
    delete from set_aside_event
    where account_id in (${accountId}, '') and event like ${`%${recordId}%`}`.execute(db.kysely);
}

async function familyIds(db: Database, record: AccountRecord): Promise<string[]> {
  const key = (alias: string) =>
    db.kysely
      .selectFrom('record_alias')
      .select(['alias_id', 'record_id'])
      .where('account_id', '=', record.accountId)
      .where('object_type', '=', record.objectType)
      .where(alias === record.recordId ? 'alias_id' : 'record_id', '=', alias)
      .execute();
  const winner = (await key(record.recordId))[0]?.record_id ?? record.recordId;
  const aliases = await db.kysely
    .selectFrom('record_alias')
    .select('alias_id')
    .where('account_id', '=', record.accountId)
    .where('object_type', '=', record.objectType)
    .where('record_id', '=', winner)
    .execute();
  return [...new Set([record.recordId, winner, ...aliases.map((row) => row.alias_id)])];
}
