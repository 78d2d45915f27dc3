import { sql } from 'kysely';
import { recordTypes } from '../journey/vocabulary.ts';
import { associatedPairs } from './associated-records.ts';
import { movePlaces } from './backfill-place.ts';
import type { Database } from './database.ts';
import { forgetSetAsideMentions, keptAddresses } from './erased-addresses.ts';
import { forgetCauses } from './forget-causes.ts';
import { markDue } from './mark-due.ts';
import {
  type AccountRecord,
  accountRecordKey,
  distinctRecords,
  fromRecordRow,
  type RecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';
import { recordHash } from './tombstones.ts';

/** A record to forget, with the ids of the records that were merged into it. */
export type PendingErasure = AccountRecord & { recordIds: string[] };

/** A record that waits to be erased, with the value that changes whenever it is told of again. */
export type QueuedErasure = { recordId: string; queuedAt: number };

/** Reads the records that wait to be erased, the longest waiting first. */
export async function readPendingErasures(db: Database, input: { limit: number }): Promise<PendingErasure[]> {
  const rows = await db.kysely
    .selectFrom('pending_erasure')
    .selectAll()
    .orderBy('queued_at')
    .orderBy('account_id')
    .orderBy('object_type')
    .orderBy('record_id')
    .limit(input.limit)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({ ...fromRecordRow(row), recordIds: await familyIds(db, fromRecordRow(row)) })),
  );
}

/**
 * Erases what the ledger and everything made from it hold of a record and of the records merged into it, and leaves
 * tombstones that refuse their return. Raw deliveries are cleaned apart (they are read in pages); `finishErasure` ends it, with what this
 * returns. Whoever was associated is due to be replayed without them.
 */
export async function eraseRecord(
  db: Database,
  input: { erasure: PendingErasure; tombstoneKey: Uint8Array; now: number },
): Promise<QueuedErasure[]> {
  const { accountId, objectType } = input.erasure;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  const recordIds = [...new Set([...input.erasure.recordIds, ...(await familyIds(db, input.erasure))])];
  const records = recordIds.map((recordId) => ({ accountId, objectType, recordId }));
  const others = await associatedOthers(db, records);
  for (const record of records) {
    await queueOnce(db, record, input.now);
    await bury(db, record, input);
    await eraseAssociations(db, record);
    for (const table of tablesOfRecord) {
      await db.kysely
        .deleteFrom(table)
        .where('account_id', '=', accountId)
        .where('object_type', '=', objectType)
        .where('record_id', '=', record.recordId)
        .execute();
    }
  }
  await db.kysely
    .deleteFrom('record_alias')
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .where((where) => where.or([where('alias_id', 'in', recordIds), where('record_id', 'in', recordIds)]))
    .execute();
  await forgetSetAsideMentions(db, { accountId, addresses: await keptAddresses(db, input.erasure) });
  await movePlaces(db, { accountId, objectType, recordIds });
  await forgetCauses(db, { records: others, forgotten: records });
  // Before any instant: it is due at once, wherever the clock of journeys stands.
  await markDue(db, { records: others, dueAt: 0 });
  return queuedOf(db, input.erasure);
}

/**
 * Queues records to be erased, and refuses their return: from this commit on nothing of them is accepted. What tells of a record that is
 * queued already may be in a delivery that its erasure has passed by: it is marked, and will be erased once more.
 */
export async function queueErasures(
  db: Database,
  input: { records: readonly AccountRecord[]; tombstoneKey: Uint8Array; now: number },
): Promise<void> {
  for (const record of distinctRecords(input.records)) {
    await db.kysely
      .insertInto('pending_erasure')
      .values({ ...toRecordRow(record), queued_at: input.now, addresses: '[]' })
      .onConflict((conflict) =>
        // By one: another value, and for those who look how long it waits the same.
        conflict
          .columns(['account_id', 'object_type', 'record_id'])
          .doUpdateSet({ queued_at: sql`pending_erasure.queued_at + 1` }),
      )
      .execute();
    await bury(db, record, input);
  }
}

/** Queueing the merged records of a record too means that an erasure which was interrupted still knows of them. */
async function queueOnce(db: Database, record: AccountRecord, now: number): Promise<void> {
  await db.kysely
    .insertInto('pending_erasure')
    .values({ ...toRecordRow(record), queued_at: now, addresses: '[]' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function bury(
  db: Database,
  record: AccountRecord,
  { tombstoneKey, now }: { tombstoneKey: Uint8Array; now: number },
): Promise<void> {
  const { account_id, object_type } = toRecordRow(record);
  await db.kysely
    .insertInto('tombstone')
    .values({ account_id, object_type, record_hash: recordHash(record, tombstoneKey), erased_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Every table with rows of single records. What is queued to be sent to HubSpot goes too. */
const tablesOfRecord = [
  'fact',
  'hearing',
  'record',
  'association',
  'journey',
  'visit',
  'clock',
  'handoff',
  'clock_step',
  'tag_write',
  'recovered_record',
] as const;

/**
 * Ends an erasure after the raw deliveries have been cleaned too. When a delivery has told of the person since `queued` was read, it may
 * have come behind the cleaning: then all stays queued, with the addresses, and the erasure begins again.
 */
export async function finishErasure(
  db: Database,
  input: { record: PendingErasure; queued: readonly QueuedErasure[] },
): Promise<void> {
  await db.lockAccounts(db.kysely, [input.record.accountId], 'alone');
  const known = new Map(input.queued.map(({ recordId, queuedAt }) => [recordId, queuedAt]));
  const queued = await queuedOf(db, input.record);
  if (queued.some(({ recordId, queuedAt }) => known.get(recordId) !== queuedAt)) return;
  await db.kysely
    .deleteFrom('pending_erasure')
    .where('account_id', '=', input.record.accountId)
    .where('object_type', '=', input.record.objectType)
    .where('record_id', 'in', [input.record.recordId, ...input.record.recordIds])
    .execute();
}

async function queuedOf(db: Database, erasure: PendingErasure): Promise<QueuedErasure[]> {
  const rows = await db.kysely
    .selectFrom('pending_erasure')
    .select(['record_id', 'queued_at'])
    .where('account_id', '=', erasure.accountId)
    .where('object_type', '=', erasure.objectType)
    .where('record_id', 'in', [erasure.recordId, ...erasure.recordIds])
    .execute();
  return rows.map((row) => ({ recordId: row.record_id, queuedAt: row.queued_at }));
}

async function associatedOthers(db: Database, records: readonly AccountRecord[]): Promise<AccountRecord[]> {
  const own = new Set(records.map(accountRecordKey));
  const pairs = await associatedPairs(db, records, recordTypes);
  return distinctRecords(pairs.map(({ other }) => other).filter((other) => !own.has(accountRecordKey(other))));
}

/**
 * Other records' associations with the erased one name it, and so may events that were set aside. Who those others are stands in
 * the record's own associations, which are still there.
 */
async function eraseAssociations(db: Database, record: AccountRecord): Promise<void> {
  const { accountId, objectType, recordId } = record;
  const told = await sql<RecordRow & { fact_id: string }>`
    select fact.account_id, fact.object_type, fact.record_id, fact.fact_id from association
    join fact on fact.account_id = association.account_id and fact.object_type = association.other_type
      and fact.record_id = association.other_id
    where association.account_id = ${accountId} and association.object_type = ${objectType}
      and association.record_id = ${recordId}
      and fact.kind = 'association' and fact.subject like ${`${objectType}:${recordId}:%`}`.execute(db.kysely);
  if (told.rows.length > 0) {
    const given = db.rows(told.rows, { ...recordColumns, fact_id: 'text' });
    for (const table of ['hearing', 'fact'] as const) {
      await sql`
        delete from ${sql.table(table)} where account_id = ${accountId}
          and (account_id, object_type, record_id, fact_id) in (
            select account_id, object_type, record_id, fact_id from ${given} as given)`.execute(db.kysely);
    }
  }
  await sql`
    delete from association
    where account_id = ${accountId} and other_type = ${objectType} and other_id = ${recordId}
      and (object_type, record_id) in (
        select other_type, other_id from association as own
        where own.account_id = ${accountId} and own.object_type = ${objectType} and own.record_id = ${recordId})`.execute(
    db.kysely,
  );
  await sql`
    delete from set_aside_event
    where account_id in (${accountId}, '') and event like ${`%${recordId}%`}`.execute(db.kysely);
}

async function familyIds(db: Database, record: AccountRecord): Promise<string[]> {
  const aliases = () =>
    db.kysely
      .selectFrom('record_alias')
      .select(['alias_id', 'record_id'])
      .where('account_id', '=', record.accountId)
      .where('object_type', '=', record.objectType);
  const own = await aliases().where('alias_id', '=', record.recordId).execute();
  const winner = own[0]?.record_id ?? record.recordId;
  const family = await aliases().where('record_id', '=', winner).execute();
  return [...new Set([record.recordId, winner, ...family.map((row) => row.alias_id)])];
}
