import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** One line of the export of visits. Instants in ms; `leftAt` is null for an open visit. */
export type ExportedVisit = {
  accountId: string;
  objectType: string;
  recordId: string;
  visitNo: number;
  lap: number;
  stage: string;
  team: string;
  owner: string;
  enteredAt: number;
  leftAt: number | null;
  move: string;
  outcome: string;
  cause: string;
};

/**
 * Reads a page of all visits, in the order of account, object type, record id as a number, and time. HubSpot's ids have no
 * leading zeros, so a shorter one is a smaller number. Starts after the last visit of the page before.
 */
export async function readVisitsPage(
  db: Database,
  input: { after: ExportedVisit | null; limit: number },
): Promise<ExportedVisit[]> {
  const visits: ExportedVisit[] = [];
  for (const range of rangesAfter(input.after)) {
    if (visits.length < input.limit) visits.push(...(await readRange(db, range, input.limit - visits.length)));
  }
  return visits;
}

/**
 * What comes after a visit, in order: the rest of the ids of its length, the longer ids of its type, the later types of its
 * account, the later accounts. Each is one stretch of the index; all in one comparison, SQLite would use only its first columns.
 */
export function rangesAfter(after: ExportedVisit | null): RawBuilder<unknown>[] {
  if (after === null) return [sql`true`];
  const { accountId, objectType, recordId, visitNo } = after;
  const account = sql`account_id = ${accountId}`;
  const type = sql`${account} and object_type = ${objectType}`;
  return [
    sql`${type} and record_id_length = length(${recordId}) and (record_id, visit_no) > (${recordId}, ${visitNo})`,
    sql`${type} and record_id_length > length(${recordId})`,
    sql`${account} and object_type > ${objectType}`,
    sql`account_id > ${accountId}`,
  ];
}

/** Asks for the first visits of a range, in the order of the export. */
export function visitsInRange(range: RawBuilder<unknown>, limit: number): RawBuilder<Omit<Schema['visit'], 'detail'>> {
  return sql`
    select account_id, object_type, record_id, visit_no, lap, stage, team, owner, entered_at, left_at, move, outcome, cause
    from visit where ${range}
    order by account_id, object_type, record_id_length, record_id, visit_no limit ${limit}`;
}

async function readRange(db: Database, range: RawBuilder<unknown>, limit: number): Promise<ExportedVisit[]> {
  const result = await visitsInRange(range, limit).execute(db.kysely);
  return result.rows.map((row) => ({
    accountId: row.account_id,
    objectType: row.object_type,
    recordId: row.record_id,
    visitNo: row.visit_no,
    lap: row.lap,
    stage: row.stage,
    team: row.team,
    owner: row.owner,
    enteredAt: row.entered_at,
    leftAt: row.left_at,
    move: row.move,
    outcome: row.outcome,
    cause: row.cause,
  }));
}
