import { sql } from 'kysely';
import type { MeasuredRecord } from '../measures/measured-record.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import { loadMeasuredRecords } from './read-measured-records.ts';
import { type AccountRecord, accountRecordKey, distinctRecords, recordColumns, toRecordRow } from './record-key.ts';

/**
 * Finds contacts by names that people gave them: record ids, also of merged ones, or e-mail addresses that they have or had.
 * Where several had an address, the one to whom it was given last is meant. Names that nobody has are missing in the answer.
 */
export async function findMeasuredContacts(
  db: Database,
  input: {
    accountId: string;
    names: readonly string[];
    properties: readonly string[];
    companyProperties: readonly string[];
    asOf: number;
  },
): Promise<Map<string, MeasuredRecord>> {
  const aspects = { ...input, objectType: 'contact', withTouches: false } as const;
  const idOf = await findContactIds(db, input);
  const records = await loadMeasuredRecords(db, aspects, [...new Set(idOf.values())]);
  const byId = new Map(records.map((record) => [record.recordId, record]));
  const found = new Map<string, MeasuredRecord>();
  for (const [name, recordId] of idOf) {
    const record = byId.get(recordId);
    if (record !== undefined) found.set(name, record);
  }
  return found;
}

type Lookup = { accountId: string; names: readonly string[]; asOf: number };

/** The living record that each name means. A name that is a record id means that record, whatever addresses there are. */
async function findContactIds(db: Database, input: Lookup): Promise<Map<string, string>> {
  if (input.names.length === 0) return new Map();
  const idOfAddress = await findByAddress(db, input);
  const meant = (name: string) => [idOfAddress.get(addressOf(name)), name].filter((id) => id !== undefined);
  const contact = (recordId: string) => ({ accountId: input.accountId, objectType: 'contact' as const, recordId });
  const candidates = [...new Set(input.names.flatMap(meant))].map(contact);
  const living = await livingOf(db, candidates);
  const existing = await existingIds(db, [...living.values()]);
  const found = new Map<string, string>();
  for (const name of input.names) {
    for (const recordId of meant(name)) {
      const livingId = living.get(accountRecordKey(contact(recordId)))?.recordId;
      if (livingId !== undefined && existing.has(livingId)) found.set(name, livingId);
    }
  }
  return found;
}

/** HubSpot keeps addresses in lower case; people may not write them so. */
function addressOf(name: string): string {
  return name.trim().toLowerCase();
}

/** Who was given each address last. */
async function findByAddress(db: Database, { accountId, names, asOf }: Lookup): Promise<Map<string, string>> {
  const given = db.rows(
    [...new Set(names.map(addressOf))].map((address) => ({ address })),
    { address: 'text' },
  );
  const result = await sql<{ address: string; record_id: string }>`
    select fact.value as address, fact.record_id from fact
    where fact.account_id = ${accountId} and fact.object_type = 'contact' and fact.kind = 'property'
      and fact.subject = 'email' and fact.occurred_at <= ${asOf}
      and fact.value in (select given.address from ${given} as given)
    order by fact.occurred_at, fact.record_id`.execute(db.kysely);
  return new Map(result.rows.map((row) => [row.address, row.record_id]));
}

async function existingIds(db: Database, records: readonly AccountRecord[]): Promise<Set<string>> {
  const given = db.rows(distinctRecords(records).map(toRecordRow), recordColumns);
  const result = await sql<{ record_id: string }>`
    select record.record_id from ${given} as given
    join record on record.account_id = given.account_id and record.object_type = given.object_type
      and record.record_id = given.record_id`.execute(db.kysely);
  return new Set(result.rows.map((row) => row.record_id));
}
