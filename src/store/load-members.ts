import { sql } from 'kysely';
import type { RecordRef } from '../journey/facts.ts';
import type { Visit } from '../journey/visits.ts';
import type { MoveKind, OwnerTeam } from '../journey/vocabulary.ts';
import { associatedPairs } from './associated-records.ts';
import type { Database } from './database.ts';
import {
  type AccountRecord,
  accountRecordKey,
  distinctRecords,
  fromRecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

/** A contact or deal of a company, with its saved visits. */
export type Member = { record: RecordRef; visits: Visit[] };

/** Reads for each company the contacts and deals that are or were associated with it, with their saved visits. */
export async function loadMembers(db: Database, input: { companies: readonly AccountRecord[] }): Promise<Member[][]> {
  const pairs = await associatedPairs(db, input.companies, ['contact', 'deal']);
  const membersOf = Map.groupBy(pairs, ({ record }) => accountRecordKey(record));
  const visits = await loadVisits(db, distinctRecords(pairs.map(({ other }) => other)));
  return input.companies.map((company) => {
    const members = membersOf.get(accountRecordKey(company)) ?? [];
    return distinctRecords(members.map(({ other }) => other)).map((member) => ({
      record: { objectType: member.objectType, recordId: member.recordId },
      visits: visits.get(accountRecordKey(member)) ?? [],
    }));
  });
}

export type VisitRow = {
  account_id: string;
  object_type: string;
  record_id: string;
  lap: number;
  stage: string;
  team: string;
  owner: string;
  entered_at: number;
  left_at: number | null;
  move: string;
  outcome: string;
  detail: string;
};

/** Reads the saved visits of records, in their order, by the records' keys. */
export async function loadVisits(db: Database, records: readonly AccountRecord[]): Promise<Map<string, Visit[]>> {
  const visits = new Map<string, Visit[]>(records.map((record) => [accountRecordKey(record), []]));
  if (records.length === 0) return visits;
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const result = await sql<VisitRow>`
    select visit.account_id, visit.object_type, visit.record_id, visit.lap, visit.stage, visit.team, visit.owner,
      visit.entered_at, visit.left_at, visit.move, visit.outcome, visit.detail
    from ${given} as given
    join visit on visit.account_id = given.account_id and visit.object_type = given.object_type
      and visit.record_id = given.record_id
    order by visit.account_id, visit.object_type, visit.record_id, visit.visit_no`.execute(db.kysely);
  for (const row of result.rows) visits.get(accountRecordKey(fromRecordRow(row)))?.push(fromVisitRow(row));
  return visits;
}

function fromVisitRow(row: VisitRow): Visit {
  return {
    lap: row.lap,
    stage: row.stage,
    enteredAt: row.entered_at,
    leftAt: row.left_at,
    move: row.move as MoveKind,
    outcome: row.outcome,
    team: row.team as OwnerTeam,
    owner: row.owner,
    ...fromVisitDetail(row.detail),
  };
}

/** What stands together in one column of a saved visit. */
export function fromVisitDetail(detail: string): Pick<Visit, 'teams' | 'marks' | 'cause'> {
  return JSON.parse(detail);
}
