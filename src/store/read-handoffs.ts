import { sql } from 'kysely';
import type { Handoff } from '../agreement/clock.ts';
import type { OwnerTeam, Team } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { type AccountJourneyRecord, fromJourneyRow } from './record-key.ts';
import type { Schema } from './schema.ts';

/** A handoff with the record that it is of, and when it must be accepted; null where nothing is agreed about that. */
export type OfferedHandoff = AccountJourneyRecord & { handoff: Handoff; dueAt: number | null };

/** Which of the handoffs that wait: of one stage, for one of these causes, due by an instant (ms); all where left out. */
export type WaitingFilter = { stage?: string; causes?: readonly Handoff['cause'][]; dueBy?: number };

/** The last handoff that was told: the next ones come after it. */
export type HandoffPlace = { offeredAtMs: number; objectType: string; recordId: string };

/** Reads what a team has been offered and has not answered, the longest waiting first. */
export async function readOfferedHandoffs(
  db: Database,
  input: { accountId: string; team: Team; limit: number; after?: HandoffPlace } & WaitingFilter,
): Promise<OfferedHandoff[]> {
  const { stage, causes, dueBy, after } = input;
  const asked = [
    sql`account_id = ${input.accountId} and to_team = ${input.team} and state = 'offered'`,
    ...(stage === undefined ? [] : [sql`stage = ${stage}`]),
    ...(causes === undefined ? [] : [sql`cause in (${sql.join(causes)})`]),
    ...(after === undefined ? [] : [isAfter(after)]),
  ];
  const result = await sql<Schema['handoff'] & { accept_due_at: number | null }>`
    select * from (
      select handoff.*,
        (select min(clock.due_at) from clock where clock.account_id = handoff.account_id
          and clock.object_type = handoff.object_type and clock.record_id = handoff.record_id
          and clock.kind = 'accept' and clock.team = handoff.to_team and clock.stopped_at is null) as accept_due_at
      from handoff where ${sql.join(asked, sql` and `)}
    ) as waiting where ${dueBy === undefined ? sql`true` : sql`accept_due_at <= ${dueBy}`}
    order by offered_at, object_type, length(record_id), record_id limit ${input.limit}`.execute(db.kysely);
  return result.rows.map((row) => ({ ...fromJourneyRow(row), handoff: toHandoff(row), dueAt: row.accept_due_at }));
}

function isAfter({ offeredAtMs, objectType, recordId }: HandoffPlace) {
  return sql`(offered_at, object_type, length(record_id), record_id)
    > (${offeredAtMs}, ${objectType}, ${recordId.length}, ${recordId})`;
}

/** How many handoffs wait for each team. */
export async function countOfferedHandoffs(
  db: Database,
  input: { accountId: string },
): Promise<Partial<Record<Team, number>>> {
  const rows = await db.kysely
    .selectFrom('handoff')
    .select(['to_team', ({ fn }) => fn.countAll().as('count')])
    .where('account_id', '=', input.accountId)
    .where('state', '=', 'offered')
    .groupBy('to_team')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.to_team, Number(row.count)]));
}

/** How often a team gave the lead of a stage back to another, and why: `reason` is the id of one of the agreement's. */
export type ReturnCount = { stage: string; by: Team; to: OwnerTeam; reason: string; count: number };

/** Counts the handoffs of an account that were returned, the most frequent first. */
export async function countReturns(db: Database, input: { accountId: string }): Promise<ReturnCount[]> {
  const rows = await db.kysely
    .selectFrom('handoff')
    .select(['stage', 'to_team', 'from_team', 'reason', ({ fn }) => fn.countAll().as('count')])
    .where('account_id', '=', input.accountId)
    .where('state', '=', 'returned')
    .groupBy(['stage', 'to_team', 'from_team', 'reason'])
    .orderBy('count', 'desc')
    .orderBy('stage')
    .orderBy('to_team')
    .orderBy('reason')
    .execute();
  return rows.map((row) => ({
    stage: row.stage,
    by: row.to_team as Team,
    to: row.from_team as OwnerTeam,
    reason: row.reason,
    count: Number(row.count),
  }));
}

type Detail = Pick<Handoff, 'because' | 'acceptedBy' | 'returned'>;

function toHandoff(row: Schema['handoff']): Handoff {
  const state = row.state as Handoff['state'];
  return {
    key: row.handoff_key,
    stage: row.stage,
    lap: row.lap,
    from: row.from_team as OwnerTeam,
    to: row.to_team as Team,
    offeredAtMs: row.offered_at,
    cause: row.cause as Handoff['cause'],
    state,
    acceptedAtMs: state === 'accepted' ? row.settled_at : null,
    returnedAtMs: state === 'returned' ? row.settled_at : null,
    ...(JSON.parse(row.detail) as Detail),
  };
}
