import { sql } from 'kysely';
import { type Activity, activityOf, rollUpPropertyNames } from '../journey/activities.ts';
import type { Fact } from '../journey/facts.ts';
import type { FactKind, JourneyFlag, MoveKind, ObjectType, OwnerTeam } from '../journey/vocabulary.ts';
import type { MeasuredRecord, MeasuredVisit, Touch } from '../measures/measured-record.ts';
import type { Database } from './database.ts';
import { type RecordRow, recordColumns, toRecordRow } from './record-key.ts';

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

/** Reads some living records as measures need them, in the order of the given ids. */
export async function loadMeasuredRecords(
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
  aspects: MeasuredAspects,
  recordIds: readonly string[],
): Promise<VisitRow[]> {
  const given = db.rows(toRows(aspects, recordIds), recordColumns);
  const result = await sql<VisitRow>`
    select journey.record_id, journey.model_version, journey.flags, visit.lap, visit.stage, visit.team, visit.owner,
      visit.entered_at, visit.left_at, visit.move, visit.outcome
    from ${given} as given
    join journey on journey.account_id = given.account_id and journey.object_type = given.object_type
      and journey.record_id = given.record_id
    left join visit on visit.account_id = journey.account_id and visit.object_type = journey.object_type
      and visit.record_id = journey.record_id
    order by journey.record_id, visit.visit_no`.execute(db.kysely);
  return result.rows;
}

type FactRow = { living_id: string; kind: string; subject: string; value: string; occurred_at: number };

/** The facts that measures look at, in the order of time; of one instant, in the order in which replay takes them. */
async function loadFactRows(db: Database, aspects: MeasuredAspects, recordIds: readonly string[]): Promise<FactRow[]> {
  const aliases = await loadAliases(db, aspects, recordIds);
  const own = toRows(aspects, recordIds).map((row) => ({ ...row, living_id: row.record_id }));
  const merged = aliases.map(({ aliasId, livingId }) => ({ ...toRow(aspects, aliasId), living_id: livingId }));
  const given = db.rows([...own, ...merged], { ...recordColumns, living_id: 'text' });
  const { properties, withTouches, asOf } = aspects;
  const kinds: FactKind[] = withTouches ? ['created', 'activity'] : ['created'];
  const subjects = [...new Set([...properties, ...(withTouches ? rollUpPropertyNames : []), ''])];
  const result = await sql<FactRow>`
    select given.living_id, fact.kind, fact.subject, fact.value, fact.occurred_at
    from ${given} as given
    join fact on fact.account_id = given.account_id and fact.object_type = given.object_type
      and fact.record_id = given.record_id
    where fact.occurred_at <= ${asOf}
      and (fact.kind in (${sql.join(kinds)}) or (fact.kind = 'property' and fact.subject in (${sql.join(subjects)})))
    order by fact.occurred_at, fact.subject, fact.value`.execute(db.kysely);
  return result.rows;
}

async function loadAliases(
  db: Database,
  aspects: MeasuredAspects,
  recordIds: readonly string[],
): Promise<{ aliasId: string; livingId: string }[]> {
  const given = db.rows(toRows(aspects, recordIds), recordColumns);
  const result = await sql<{ alias_id: string; record_id: string }>`
    select record_alias.alias_id, record_alias.record_id from ${given} as given
    join record_alias on record_alias.account_id = given.account_id and record_alias.object_type = given.object_type
      and record_alias.record_id = given.record_id`.execute(db.kysely);
  return result.rows.map((row) => ({ aliasId: row.alias_id, livingId: row.record_id }));
}

function toRow({ accountId, objectType }: MeasuredAspects, recordId: string): RecordRow {
  return toRecordRow({ accountId, objectType, recordId });
}

function toRows(aspects: MeasuredAspects, recordIds: readonly string[]): RecordRow[] {
  return recordIds.map((recordId) => toRow(aspects, recordId));
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
