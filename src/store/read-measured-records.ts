import { sql } from 'kysely';
import { type Activity, activityOf, rollUpPropertyNames } from '../journey/activities.ts';
import type { Fact } from '../journey/facts.ts';
import type { FactKind, JourneyFlag, MoveKind, ObjectType, OwnerTeam } from '../journey/vocabulary.ts';
import type { MeasuredRecord, MeasuredVisit, Touch } from '../measures/measured-record.ts';
import type { Database } from './database.ts';

/** What is read of each record beside its visits. Facts dated after `asOf` have not happened yet. */
export type MeasuredAspects = {
  accountId: string;
  objectType: ObjectType;
  properties: readonly string[];
  withTouches: boolean;
  asOf: number;
};

/**
 * Reads a page of an account's living records as measures need them, in the order of their ids as text, after the given id.
 * What was told of merged records counts for the one that they live on in. A page takes the same few queries whatever its size.
 */
export async function readMeasuredRecords(
  db: Database,
  input: MeasuredAspects & { after: string; limit: number },
): Promise<MeasuredRecord[]> {
  const rows = await db.kysely
    .selectFrom('record')
    .select('record_id')
    .where('account_id', '=', input.accountId)
    .where('object_type', '=', input.objectType)
    .where('record_id', '>', input.after)
    .orderBy('record_id')
    .limit(input.limit)
    .execute();
  return loadMeasuredRecords(
    db,
    input,
    rows.map((row) => row.record_id),
  );
}

/**
 * Finds contacts by names that people gave them: record ids, also of merged ones, or e-mail addresses that they have or had.
 * Where several had an address, the one to whom it was given last is meant. Names that nobody has are missing in the answer.
 */
export async function findMeasuredContacts(
  db: Database,
  input: { accountId: string; names: readonly string[]; properties: readonly string[]; asOf: number },
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

async function findContactIds(
  db: Database,
  input: { accountId: string; names: readonly string[]; asOf: number },
): Promise<Map<string, string>> {
  if (input.names.length === 0) return new Map();
  // HubSpot keeps addresses in lower case; people may not write them so.
  const names = input.names.map((name) => ({ name, address: name.toLowerCase() }));
  const given = db.rows(names, { name: 'text', address: 'text' });
  const ids = await sql<{ name: string; record_id: string }>`
    select given.name, record.record_id from ${given} as given
    left join record_alias on record_alias.account_id = ${input.accountId} and record_alias.object_type = 'contact'
      and record_alias.alias_id = given.name
    join record on record.account_id = ${input.accountId} and record.object_type = 'contact'
      and record.record_id = coalesce(record_alias.record_id, given.name)`.execute(db.kysely);
  const addresses = await sql<{ name: string; record_id: string }>`
    select given.name, coalesce(record_alias.record_id, fact.record_id) as record_id from fact
    join ${given} as given on given.address = fact.value
    left join record_alias on record_alias.account_id = fact.account_id and record_alias.object_type = fact.object_type
      and record_alias.alias_id = fact.record_id
    where fact.account_id = ${input.accountId} and fact.object_type = 'contact' and fact.kind = 'property'
      and fact.subject = 'email' and fact.occurred_at <= ${input.asOf}
    order by fact.occurred_at, fact.record_id`.execute(db.kysely);
  return new Map([...addresses.rows, ...ids.rows].map((row) => [row.name, row.record_id]));
}

const recordIdColumn = { record_id: 'text' } as const;

async function loadMeasuredRecords(
  db: Database,
  aspects: MeasuredAspects,
  recordIds: readonly string[],
): Promise<MeasuredRecord[]> {
  if (recordIds.length === 0) return [];
  const [visits, facts] = [await loadVisitRows(db, aspects, recordIds), await loadFactRows(db, aspects, recordIds)];
  const visitsOf = Map.groupBy(visits, (row) => row.record_id);
  const factsOf = Map.groupBy(facts, (row) => row.living_id);
  return recordIds.map((recordId) => {
    const rows = visitsOf.get(recordId) ?? [];
    const told = (factsOf.get(recordId) ?? []).map((row) => toFact(row, aspects.objectType));
    return {
      recordId,
      modelVersion: rows[0]?.model_version ?? null,
      flags: (rows[0]?.flags ?? '').split(' ').filter((flag): flag is JourneyFlag => flag !== ''),
      visits: rows.flatMap(toVisits),
      values: latestValues(told, aspects.properties),
      createdAt: told.find(({ kind }) => kind === 'created')?.occurredAt ?? null,
      touches: aspects.withTouches ? touchesOf(told) : [],
    };
  });
}

type VisitRow = {
  record_id: string;
  model_version: number;
  flags: string;
  lap: number;
  stage: string | null;
  team: string;
  owner: string;
  entered_at: number;
  left_at: number | null;
  move: string;
  outcome: string;
};

/** One row for each visit; one without a stage for a record that was replayed and has no visit. */
async function loadVisitRows(
  db: Database,
  { accountId, objectType }: MeasuredAspects,
  recordIds: readonly string[],
): Promise<VisitRow[]> {
  const given = db.rows(toRows(recordIds), recordIdColumn);
  const result = await sql<VisitRow>`
    select journey.record_id, journey.model_version, journey.flags, visit.lap, visit.stage, visit.team, visit.owner,
      visit.entered_at, visit.left_at, visit.move, visit.outcome
    from ${given} as given
    join journey on journey.account_id = ${accountId} and journey.object_type = ${objectType}
      and journey.record_id = given.record_id
    left join visit on visit.account_id = journey.account_id and visit.object_type = journey.object_type
      and visit.record_id = journey.record_id
    order by journey.record_id, visit.visit_no`.execute(db.kysely);
  return result.rows;
}

type FactRow = { living_id: string; kind: string; subject: string; value: string; occurred_at: number };

/** The facts that measures look at, in the order of time; of one instant, in the order in which replay takes them. */
async function loadFactRows(
  db: Database,
  { accountId, objectType, properties, withTouches, asOf }: MeasuredAspects,
  recordIds: readonly string[],
): Promise<FactRow[]> {
  const given = db.rows(toRows(recordIds), recordIdColumn);
  const kinds: FactKind[] = withTouches ? ['created', 'activity'] : ['created'];
  const subjects = [...new Set([...properties, ...(withTouches ? rollUpPropertyNames : []), ''])];
  const result = await sql<FactRow>`
    with member as (
      select record_id as living_id, record_id from ${given} as given
      union all
      select record_alias.record_id, record_alias.alias_id from ${given} as given
      join record_alias on record_alias.account_id = ${accountId} and record_alias.object_type = ${objectType}
        and record_alias.record_id = given.record_id
    )
    select member.living_id, fact.kind, fact.subject, fact.value, fact.occurred_at from member
    join fact on fact.account_id = ${accountId} and fact.object_type = ${objectType}
      and fact.record_id = member.record_id
    where fact.occurred_at <= ${asOf}
      and (fact.kind in (${sql.join(kinds)}) or (fact.kind = 'property' and fact.subject in (${sql.join(subjects)})))
    order by fact.occurred_at, fact.subject, fact.value`.execute(db.kysely);
  return result.rows;
}

function toRows(recordIds: readonly string[]): { record_id: string }[] {
  return recordIds.map((record_id) => ({ record_id }));
}

function toVisits(row: VisitRow): MeasuredVisit[] {
  if (row.stage === null) return [];
  const { lap, stage, outcome, owner } = row;
  const [enteredAt, leftAt] = [row.entered_at, row.left_at];
  return [{ lap, stage, enteredAt, leftAt, move: row.move as MoveKind, outcome, team: row.team as OwnerTeam, owner }];
}

function toFact(row: FactRow, objectType: ObjectType): Fact {
  const { kind, subject, value, living_id: recordId, occurred_at: occurredAt } = row;
  return { objectType, recordId, kind: kind as FactKind, subject, value, occurredAt };
}

function latestValues(facts: readonly Fact[], properties: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const fact of facts) {
    if (fact.kind === 'property' && properties.includes(fact.subject)) values.set(fact.subject, fact.value);
  }
  return values;
}

/** HubSpot writes the time of one activity into several properties: it is counted once for each kind and time. */
function touchesOf(facts: readonly Fact[]): Touch[] {
  const told = new Map<string, Activity>();
  for (const fact of facts) {
    const activity = activityOf(fact);
    if (activity === null) continue;
    const key = fact.kind === 'activity' ? fact.subject : `${activity.kind} at ${fact.value}`;
    if (!told.has(key)) told.set(key, activity);
  }
  return [...told.values()].map(({ kind, at }) => ({ kind, at }));
}
