import { sql } from 'kysely';
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
  const { after } = input;
  const start =
    after === null
      ? sql`true`
      : sql`(account_id, object_type, length(record_id), record_id, visit_no) >
          (${after.accountId}, ${after.objectType}, length(${after.recordId}), ${after.recordId}, ${after.visitNo})`;
  const result = await sql<Omit<Schema['visit'], 'detail'>>`
    select account_id, object_type, record_id, visit_no, lap, stage, team, owner, entered_at, left_at, move, outcome, cause
    from visit where ${start}
    order by account_id, object_type, length(record_id), record_id, visit_no limit ${input.limit}`.execute(db.kysely);
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
