import { type RawBuilder, sql } from 'kysely';
import { relatedKinds, relatedProperties } from '../journey/evidence/related-facts.ts';
import { type HeardFact, parseAssociationSubject, recordKey } from '../journey/facts.ts';
import type { Ledger } from '../journey/replay.ts';
import { type Channel, evidenceTypes, type FactKind } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import {
  type AccountJourneyRecord,
  type AccountRecord,
  accountRecordKey,
  distinctRecords,
  fromRecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

type StoredFact = HeardFact & { accountId: string };

/**
 * Reads the ledgers of records: their own facts, those of the records merged into them, and of the records whose evidence
 * counts for them what can be evidence: who belongs to a deal of a thousand people is not read a thousand times. Of all others that
 * they are associated with it names who lives on in whom, and since when.
 * The ledgers come in the order of the records.
 */
export async function loadLedgers(
  db: Database,
  input: { records: readonly AccountJourneyRecord[] },
): Promise<Ledger[]> {
  const own = await loadFamilies(db, input.records, sql`true`);
  const relatedOf = input.records.map((record, index) => relatedRecords(record, own[index]?.facts ?? []));
  const living = await livingOf(db, distinctRecords(relatedOf.flat()));
  const livingOne = (record: AccountRecord) => living.get(accountRecordKey(record)) ?? record;
  const evidence = distinctRecords(
    relatedOf.flatMap((related, index) => evidenceOf(input.records[index], related).map(livingOne)),
  );
  const families = await loadFamilies(db, evidence, canBeEvidence);
  const familyByKey = new Map(evidence.map((record, index) => [accountRecordKey(record), families[index]]));
  const mergesOf = await loadMerges(db, relatedOf.flat(), livingOne);
  const familyOf = (other: AccountRecord) => familyByKey.get(accountRecordKey(other));
  const ledgers: Ledger[] = [];
  for (const [index, record] of input.records.entries()) {
    const related = relatedOf[index] ?? [];
    const family = own[index] ?? { aliases: new Map(), facts: [] };
    ledgers.push(ledgerOf(record, { own: family, related, livingOne, familyOf, otherMerges: mergesOf(related) }));
  }
  return ledgers;
}

/** What a ledger is put together from. Families of records that are no evidence for it are not asked for. */
export type LedgerParts = {
  own: Family;
  /** All records that the record is or was associated with, as its own facts name them. */
  related: readonly AccountRecord[];
  /** The record that one lives on in: itself, or the one that it was merged into. */
  livingOne: (record: AccountRecord) => AccountRecord;
  familyOf: (living: AccountRecord) => Family | undefined;
  /** The merges of those of them that were merged into another one. */
  otherMerges: readonly HeardFact[];
};

/** Puts the ledger of one record together from what was read of it and of its evidence. */
export function ledgerOf(record: AccountJourneyRecord, given: LedgerParts): Ledger {
  const { own, related, livingOne, familyOf, otherMerges } = given;
  const aliases = new Map(own.aliases);
  const parts: (readonly HeardFact[])[] = [own.facts, otherMerges];
  for (const other of related) {
    if (livingOne(other).recordId !== other.recordId) aliases.set(recordKey(other), livingOne(other).recordId);
  }
  for (const other of distinctRecords(evidenceOf(record, related).map(livingOne))) {
    const family = familyOf(other);
    for (const [alias, winner] of family?.aliases ?? []) aliases.set(alias, winner);
    parts.push(family?.facts ?? []);
  }
  const { objectType, recordId } = record;
  return { record: { objectType, recordId }, aliases, facts: parts.flat() };
}

/** The related records whose facts are evidence for a record. Of other associates only the names count. */
function evidenceOf(
  record: AccountJourneyRecord | undefined,
  related: readonly AccountRecord[],
): readonly AccountRecord[] {
  return record === undefined
    ? []
    : related.filter(({ objectType }) => evidenceTypes[record.objectType].includes(objectType));
}

/** All records that a record is or was associated with. */
export function relatedRecords(record: AccountRecord, facts: readonly HeardFact[]): AccountRecord[] {
  const others = facts
    .filter((fact) => fact.kind === 'association')
    .map((fact) => ({ accountId: record.accountId, ...parseAssociationSubject(fact.subject).other }));
  return distinctRecords(others);
}

/** The facts of a record and of those merged into it, and these by their keys, with the id that they live on in. */
export type Family = { aliases: Map<string, string>; facts: HeardFact[] };

/** Reads how those records came to live on in another one that do so, and tells of any of these what was read. */
export async function loadMerges(
  db: Database,
  records: readonly AccountRecord[],
  livingOne: (record: AccountRecord) => AccountRecord,
): Promise<(records: readonly AccountRecord[]) => HeardFact[]> {
  const winnersOf = (some: readonly AccountRecord[]) =>
    distinctRecords(some.filter((one) => livingOne(one).recordId !== one.recordId).map(livingOne));
  const winners = winnersOf(records);
  const families = await loadFamilies(db, winners, sql`fact.kind = ${sql.lit('merged' satisfies FactKind)}`);
  const factsOf = new Map(winners.map((record, index) => [accountRecordKey(record), families[index]?.facts ?? []]));
  return (some) => winnersOf(some).flatMap((winner) => factsOf.get(accountRecordKey(winner)) ?? []);
}

/** For each record its aliases and the facts of all of them. */
export async function loadFamilies(db: Database, records: readonly AccountRecord[], wanted: Wanted): Promise<Family[]> {
  if (records.length === 0) return [];
  const aliases = await aliasesOf(db, records);
  const members = [...records, ...aliases.map((alias) => ({ ...alias.record, recordId: alias.aliasId }))];
  const facts = await loadFacts(db, members, wanted);
  const families = new Map(
    records.map((record) => [accountRecordKey(record), { aliases: new Map(), facts: [] } as Family]),
  );
  const familyOf = new Map(records.map((record) => [accountRecordKey(record), families.get(accountRecordKey(record))]));
  for (const { record, aliasId } of aliases) {
    const family = families.get(accountRecordKey(record));
    family?.aliases.set(recordKey({ ...record, recordId: aliasId }), record.recordId);
    familyOf.set(accountRecordKey({ ...record, recordId: aliasId }), family);
  }
  for (const fact of facts) familyOf.get(accountRecordKey(fact))?.facts.push(fact);
  return records.map((record) => families.get(accountRecordKey(record)) ?? { aliases: new Map(), facts: [] });
}

async function aliasesOf(
  db: Database,
  records: readonly AccountRecord[],
): Promise<{ record: AccountRecord; aliasId: string }[]> {
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const result = await sql<{ account_id: string; object_type: string; record_id: string; alias_id: string }>`
    select record_alias.account_id, record_alias.object_type, record_alias.record_id, record_alias.alias_id
    from ${given} as given
    join record_alias on record_alias.account_id = given.account_id and record_alias.object_type = given.object_type
      and record_alias.record_id = given.record_id`.execute(db.kysely);
  return result.rows.map((row) => ({ record: fromRecordRow(row), aliasId: row.alias_id }));
}

type FactRow = {
  account_id: string;
  object_type: string;
  record_id: string;
  kind: string;
  subject: string;
  value: string;
  occurred_at: number;
  channel: string;
  change_source: string;
  source_id: string;
};

/** Which facts are read, as a condition of SQL. */
type Wanted = RawBuilder<unknown>;

/** The condition that a fact can be evidence for another record than its own. */
export const canBeEvidence: Wanted = sql`fact.kind in (${sql.join(relatedKinds)})
  and (fact.kind <> 'property' or fact.subject in (${sql.join([...relatedProperties])}))`;

async function loadFacts(db: Database, records: readonly AccountRecord[], wanted: Wanted): Promise<StoredFact[]> {
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const result = await sql<FactRow>`
    select fact.account_id, fact.object_type, fact.record_id, fact.kind, fact.subject, fact.value, fact.occurred_at,
      hearing.channel, hearing.change_source, hearing.source_id
    from ${given} as given
    join fact on fact.account_id = given.account_id and fact.object_type = given.object_type
      and fact.record_id = given.record_id
    join hearing on hearing.account_id = fact.account_id and hearing.object_type = fact.object_type
      and hearing.record_id = fact.record_id and hearing.fact_id = fact.fact_id
    where ${wanted}`.execute(db.kysely);
  return result.rows.map(fromFactRow);
}

function fromFactRow(row: FactRow): StoredFact {
  return {
    ...fromRecordRow(row),
    kind: row.kind as FactKind,
    subject: row.subject,
    value: row.value,
    occurredAt: row.occurred_at,
    hearing: { channel: row.channel as Channel, changeSource: row.change_source, sourceId: row.source_id },
  };
}
