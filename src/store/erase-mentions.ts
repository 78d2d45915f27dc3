import { sql } from 'kysely';
import type { HeardFact } from '../journey/facts.ts';
import { referredByProperty } from '../measures/measured-record.ts';
import type { Database } from './database.ts';
import type { PendingErasure } from './erase-records.ts';
import { addressOf, escapedForLike, isOwnAddress, withoutAddresses } from './erased-addresses.ts';
import { forgetCauses } from './forget-causes.ts';
import { factId } from './insert-heard.ts';
import { markDue } from './mark-due.ts';
import { distinctRecords, fromRecordRow, type RecordRow, toRecordRow } from './record-key.ts';

/** Whom to forget, with the addresses that they had. */
type Forgotten = { erasure: PendingErasure; addresses: readonly string[] };

/** A fact of another record that names the person. */
export type Mention = RecordRow & {
  fact_id: string;
  kind: string;
  subject: string;
  value: string;
  occurred_at: number;
  first_heard_at: number;
};

/**
 * Finds the facts of other records that name a person: by an address, wherever it stands, or by an id where a record names who
 * referred it. It looks through the whole ledger of the account, and so reads apart from what writes.
 */
export async function findMentions(db: Database, { erasure, addresses }: Forgotten): Promise<Mention[]> {
  const patterns = addresses.map((address) => sql`lower(value) like ${`%${escapedForLike(address)}%`} escape '\\'`);
  const named = sql`(subject = ${referredByProperty} and trim(value) in (${sql.join([...erasure.recordIds])}))`;
  const result = await sql<Mention>`
    select account_id, object_type, record_id, fact_id, kind, subject, value, occurred_at, first_heard_at from fact
    where account_id = ${erasure.accountId} and (${sql.join([named, ...patterns], sql` or `)})`.execute(db.kysely);
  return result.rows.filter((row) => !isOwnAddress(row));
}

/**
 * Takes a person out of what was found to name them. A fact stays, with what is left of its value, and its record is due again.
 * Messages of failures that name the person go too.
 */
export async function eraseMentions(db: Database, input: Forgotten & { mentions: readonly Mention[] }): Promise<void> {
  const { addresses, mentions } = input;
  const { accountId, recordIds } = input.erasure;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  for (const row of mentions) {
    const isReferrer = row.subject === referredByProperty && recordIds.includes(row.value.trim());
    const left = withoutAddresses(row.value, (text) => addresses.includes(addressOf(text)));
    const value = isReferrer ? '' : left;
    if (value !== row.value) await replaceValue(db, row, value);
  }
  const records = distinctRecords(mentions.map(fromRecordRow));
  const isNamed = (key: string) =>
    addresses.some((address) => key.toLowerCase().includes(address)) ||
    recordIds.some((recordId) => key.includes(`/${referredByProperty}/${recordId}`));
  await forgetCauses(db, { records, forgotten: [], isNamed });
  await markDue(db, { records, dueAt: 0 });
  await forgetFailures(db, { accountId, texts: [...recordIds, ...addresses] });
}

/** A fact is named by a digest of what it says: with another value it is another fact, heard as often. */
async function replaceValue(db: Database, row: Mention, value: string): Promise<void> {
  const record = fromRecordRow(row);
  const said = { ...record, kind: row.kind, subject: row.subject, value, occurredAt: row.occurred_at };
  const id = factId(said as unknown as HeardFact);
  const key = toRecordRow(record);
  await db.kysely
    .insertInto('fact')
    .values({ ...row, value, fact_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await sql`
    insert into hearing (account_id, object_type, record_id, fact_id, channel, change_source, source_id)
    select account_id, object_type, record_id, ${id}, channel, change_source, source_id from hearing
    where account_id = ${key.account_id} and object_type = ${key.object_type} and record_id = ${key.record_id}
      and fact_id = ${row.fact_id}
    on conflict do nothing`.execute(db.kysely);
  for (const table of ['hearing', 'fact'] as const) {
    await db.kysely
      .deleteFrom(table)
      .where('account_id', '=', key.account_id)
      .where('object_type', '=', key.object_type)
      .where('record_id', '=', key.record_id)
      .where('fact_id', '=', row.fact_id)
      .execute();
  }
}

const toldNoMore = 'What was told of this named a record that has been erased.';

/** A message about another record, from HubSpot or from a replay, may name the erased one. */
async function forgetFailures(db: Database, input: { accountId: string; texts: readonly string[] }): Promise<void> {
  for (const table of ['record', 'tag_write', 'clock_step', 'backfill', 'repair'] as const) {
    for (const text of input.texts) {
      await sql`
        update ${sql.table(table)} set failure = ${toldNoMore}
        where account_id = ${input.accountId} and lower(failure) like ${`%${escapedForLike(text)}%`} escape '\\'`.execute(
        db.kysely,
      );
    }
  }
}
