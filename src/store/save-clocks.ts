import { sql } from 'kysely';
import type { Clock, ClocksOfRecord, Handoff } from '../agreement/clock.ts';
import type { ReachedStep } from './clock-steps.ts';
import type { Database } from './database.ts';
import { type AccountJourneyRecord, type RecordRow, recordColumns, toRecordRow } from './record-key.ts';

/** What the agreement makes of a record: clocks and handoffs as a whole, and the steps that have come. */
export type AgreedRecord = Pick<ClocksOfRecord, 'clocks' | 'handoffs'> & { steps: ReachedStep[] };

export const nothingAgreed: AgreedRecord = { clocks: [], handoffs: [], steps: [] };

type Agreed = { record: AccountJourneyRecord; agreed: AgreedRecord };

/** Replaces the clocks and handoffs of records, in the commit that saves their visits. */
export async function replaceClocks(db: Database, journeys: readonly Agreed[]): Promise<void> {
  if (journeys.length === 0) return;
  const records = db.rows(
    journeys.map(({ record }) => toRecordRow(record)),
    recordColumns,
  );
  for (const table of ['clock', 'handoff'] as const) {
    await sql`
      delete from ${sql.table(table)} where (account_id, object_type, record_id) in (
        select account_id, object_type, record_id from ${records} as given)`.execute(db.kysely);
  }
  await insertClocks(db, journeys);
  await insertHandoffs(db, journeys);
}

async function insertClocks(db: Database, journeys: readonly Agreed[]): Promise<void> {
  const rows: (RecordRow & ReturnType<typeof toClockRow>)[] = [];
  for (const { record, agreed } of journeys) {
    for (const [index, clock] of agreed.clocks.entries())
      rows.push({ ...toRecordRow(record), ...toClockRow(clock, index + 1) });
  }
  if (rows.length === 0) return;
  const given = db.rows(rows, {
    ...recordColumns,
    clock_no: 'bigint',
    clock_key: 'text',
    lap: 'bigint',
    stage: 'text',
    team: 'text',
    kind: 'text',
    started_at: 'bigint',
    stopped_at: 'bigint',
    due_at: 'bigint',
    state: 'text',
    business_seconds: 'bigint',
    paused_seconds: 'bigint',
    breached_by_seconds: 'bigint',
    policy_version: 'bigint',
    calendar_version: 'bigint',
    detail: 'text',
  });
  await sql`
    insert into clock (account_id, object_type, record_id, clock_no, clock_key, lap, stage, team, kind, started_at, stopped_at,
      due_at, state, business_seconds, paused_seconds, breached_by_seconds, policy_version, calendar_version, detail)
    select account_id, object_type, record_id, clock_no, clock_key, lap, stage, team, kind, started_at, stopped_at,
      due_at, state, business_seconds, paused_seconds, breached_by_seconds, policy_version, calendar_version, detail
    from ${given} as given`.execute(db.kysely);
}

function toClockRow(clock: Clock, clockNo: number) {
  const { targetSeconds, steps, nextChangeAtMs, revisedFrom } = clock;
  return {
    clock_no: clockNo,
    clock_key: clock.key,
    lap: clock.lap,
    stage: clock.stage,
    team: clock.team,
    kind: clock.kind,
    started_at: clock.startedAtMs,
    stopped_at: clock.stoppedAtMs,
    due_at: clock.dueAtMs,
    state: clock.state,
    business_seconds: clock.businessSeconds,
    paused_seconds: clock.pausedSeconds,
    breached_by_seconds: clock.breachedBySeconds,
    policy_version: clock.policyVersion,
    calendar_version: clock.calendarVersion,
    detail: JSON.stringify({ targetSeconds, steps, nextChangeAtMs, ...(revisedFrom !== undefined && { revisedFrom }) }),
  };
}

async function insertHandoffs(db: Database, journeys: readonly Agreed[]): Promise<void> {
  const rows: (RecordRow & ReturnType<typeof toHandoffRow>)[] = [];
  for (const { record, agreed } of journeys) {
    for (const [index, handoff] of agreed.handoffs.entries())
      rows.push({ ...toRecordRow(record), ...toHandoffRow(handoff, index + 1) });
  }
  if (rows.length === 0) return;
  const given = db.rows(rows, {
    ...recordColumns,
    handoff_no: 'bigint',
    handoff_key: 'text',
    lap: 'bigint',
    stage: 'text',
    from_team: 'text',
    to_team: 'text',
    offered_at: 'bigint',
    cause: 'text',
    state: 'text',
    settled_at: 'bigint',
    reason: 'text',
    detail: 'text',
  });
  await sql`
    insert into handoff (account_id, object_type, record_id, handoff_no, handoff_key, lap, stage, from_team, to_team, offered_at,
      cause, state, settled_at, reason, detail)
    select account_id, object_type, record_id, handoff_no, handoff_key, lap, stage, from_team, to_team, offered_at,
      cause, state, settled_at, reason, detail
    from ${given} as given`.execute(db.kysely);
}

function toHandoffRow(handoff: Handoff, handoffNo: number) {
  const { because, acceptedBy, returned } = handoff;
  return {
    handoff_no: handoffNo,
    handoff_key: handoff.key,
    lap: handoff.lap,
    stage: handoff.stage,
    from_team: handoff.from,
    to_team: handoff.to,
    offered_at: handoff.offeredAtMs,
    cause: handoff.cause,
    state: handoff.state,
    settled_at: handoff.acceptedAtMs ?? handoff.returnedAtMs,
    reason: returned?.reason ?? '',
    detail: JSON.stringify({ because, acceptedBy, returned }),
  };
}
