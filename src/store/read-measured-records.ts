import { sql } from 'kysely';
import { rollUpPropertyNames } from '../journey/evidence/activities.ts';
import type { Fact } from '../journey/facts.ts';
import type { Visit } from '../journey/visits.ts';
import type { JourneyFlag, MoveKind, ObjectType, OwnerTeam } from '../journey/vocabulary.ts';
import { cutAt, type SavedVisit } from '../measures/cut-at.ts';
import type { MeasuredRecord } from '../measures/measured-record.ts';
import { touchesOf } from '../measures/touches-of.ts';
import type { Database } from './database.ts';
import { loadCompanyValues } from './load-company-values.ts';
import { latestValues, loadMeasuredFacts } from './load-measured-facts.ts';
import { recordColumns, toRecordRow } from './record-key.ts';

const ownerProperty = 'hubspot_owner_id';

/** What is read of each record beside its visits. What is dated after `asOf` has not happened yet. */
export type MeasuredAspects = {
  accountId: string;
  objectType: ObjectType;
  properties: readonly string[];
  /** Those of them that a record without a value takes from its company. */
  companyProperties: readonly string[];
  withTouches: boolean;
  asOf: number;
};

/**
 * Reads a page of an account's living records as measures need them, in the order of their ids as text, after the given id.
 * Visits are those that there were at `asOf`, as far as it is known today. What was told of merged records counts for the one
 * that they live on in. A page takes the same few queries whatever its size.
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
  const { properties, withTouches } = aspects;
  const visits = await loadVisitRows(db, aspects, recordIds);
  const facts = await loadMeasuredFacts(db, aspects, recordIds, {
    kinds: withTouches ? ['created', 'activity'] : ['created'],
    properties: [...properties, ownerProperty, ...(withTouches ? rollUpPropertyNames : [])],
  });
  const ofCompanies = await loadCompanyValues(db, aspects, recordIds);
  const visitsOf = Map.groupBy(visits, (row) => row.record_id);
  return recordIds.map((recordId) => {
    const rows = visitsOf.get(recordId) ?? [];
    const told = facts.get(recordId) ?? [];
    return {
      recordId,
      modelVersion: rows[0]?.model_version ?? null,
      flags: (rows[0]?.flags ?? '').split(' ').filter((flag): flag is JourneyFlag => flag !== ''),
      visits: cutAt(rows.flatMap(toVisits), aspects.asOf, ownerIn(told)),
      values: withCompanyValues(latestValues(told, properties), ofCompanies.get(recordId)),
      createdAt: told.find(({ kind }) => kind === 'created')?.occurredAt ?? null,
      touches: withTouches ? touchesOf(told) : [],
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
  /** Empty for a visit that was over at `asOf`. */
  detail: string;
};

/** One row for each visit; one without a stage for a record that was replayed and has no visit. */
async function loadVisitRows(
  db: Database,
  aspects: MeasuredAspects,
  recordIds: readonly string[],
): Promise<VisitRow[]> {
  const given = db.rows(
    recordIds.map((recordId) => toRecordRow({ ...aspects, recordId })),
    recordColumns,
  );
  const result = await sql<VisitRow>`
    select journey.record_id, journey.model_version, journey.flags, visit.lap, visit.stage, visit.team, visit.owner,
      visit.entered_at, visit.left_at, visit.move, visit.outcome,
      case when visit.left_at <= ${aspects.asOf} then '' else visit.detail end as detail
    from ${given} as given
    join journey on journey.account_id = given.account_id and journey.object_type = given.object_type
      and journey.record_id = given.record_id
    left join visit on visit.account_id = journey.account_id and visit.object_type = journey.object_type
      and visit.record_id = journey.record_id
    order by journey.record_id, visit.visit_no`.execute(db.kysely);
  return result.rows;
}

function toVisits(row: VisitRow): SavedVisit[] {
  if (row.stage === null) return [];
  const { lap, stage, outcome, owner, detail } = row;
  const [enteredAt, leftAt] = [row.entered_at, row.left_at];
  const course = detail === '' ? null : (JSON.parse(detail) as Pick<Visit, 'marks' | 'teams'>);
  const [move, team] = [row.move as MoveKind, row.team as OwnerTeam];
  return [{ lap, stage, enteredAt, leftAt, move, outcome, team, owner, course }];
}

function ownerIn(told: readonly Fact[]): string {
  return latestValues(told, [ownerProperty]).get(ownerProperty) ?? '';
}

function withCompanyValues(
  own: ReadonlyMap<string, string>,
  ofCompany: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const values = new Map(own);
  for (const [property, value] of ofCompany) if ((own.get(property) ?? '') === '') values.set(property, value);
  return values;
}
