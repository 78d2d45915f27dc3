import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../agreement/clock.ts';
import type { SavedClock } from '../agreement/revise-clocks.ts';
import type { Database } from './database.ts';
import {
  type AccountJourneyRecord,
  accountRecordKey,
  fromJourneyRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';
import type { Schema } from './schema.ts';

/** A clock with the record that it is of, and its place among that record's clocks. */
export type StoredClock = AccountJourneyRecord & { clockNo: number; clock: Clock };

/**
 * Reads a page of all clocks, open and closed, in the order of account, object type, record id as a number, and start. Starts
 * after the last clock of the page before.
 */
export async function readClocksPage(
  db: Database,
  input: { after: StoredClock | null; limit: number },
): Promise<StoredClock[]> {
  const clocks: StoredClock[] = [];
  for (const range of clockRangesAfter(input.after)) {
    const left = input.limit - clocks.length;
    if (left > 0) clocks.push(...(await readRange(db, range, left)));
  }
  return clocks;
}

/** As with visits: each range is one stretch of the index, in which shorter ids come first. */
export function clockRangesAfter(after: StoredClock | null): RawBuilder<unknown>[] {
  if (after === null) return [sql`true`];
  const { accountId, objectType, recordId, clockNo } = after;
  const account = sql`account_id = ${accountId}`;
  const type = sql`${account} and object_type = ${objectType}`;
  return [
    sql`${type} and record_id_length = length(${recordId}) and (record_id, clock_no) > (${recordId}, ${clockNo})`,
    sql`${type} and record_id_length > length(${recordId})`,
    sql`${account} and object_type > ${objectType}`,
    sql`account_id > ${accountId}`,
  ];
}

async function readRange(db: Database, range: RawBuilder<unknown>, limit: number): Promise<StoredClock[]> {
  const result = await sql<Schema['clock']>`
    select * from clock where ${range}
    order by account_id, object_type, record_id_length, record_id, clock_no limit ${limit}`.execute(db.kysely);
  return result.rows.map(toStoredClock);
}

/**
 * Reads the saved clocks of records, in the order of the records; a record without clocks has an empty list. With `modelVersions`
 * only those of journeys that were made under that version of the account's model. What was saved while the past of the account was
 * being read is provisional.
 */
export async function readSavedClocks(
  db: Database,
  input: {
    records: readonly AccountJourneyRecord[];
    modelVersions?: Readonly<Record<string, number>>;
    /** The wall clock, ms. */
    now: number;
  },
): Promise<SavedClock[][]> {
  if (input.records.length === 0) return [];
  const given = db.rows(input.records.map(toRecordRow), recordColumns);
  const result = await sql<Schema['clock'] & { model_version: number; is_provisional: number }>`
    select clock.*, journey.model_version, case when exists (
        select 1 from backfill where backfill.account_id = journey.account_id
          and (backfill.is_again = 0 or journey.replayed_at >= backfill.started_at)
          and (backfill.finished_at is null or (backfill.finished_at > ${input.now - catchingUpMs}
            and journey.replayed_at <= backfill.finished_at))
      ) then 1 else 0 end as is_provisional
    from ${given} as given
    join journey on journey.account_id = given.account_id and journey.object_type = given.object_type
      and journey.record_id = given.record_id
    join clock on clock.account_id = given.account_id and clock.object_type = given.object_type
      and clock.record_id = given.record_id
    order by clock.clock_no`.execute(db.kysely);
  const { modelVersions } = input;
  const rows = result.rows.filter(
    (row) => modelVersions === undefined || modelVersions[row.account_id] === row.model_version,
  );
  const byRecord = Map.groupBy(rows, (row) => accountRecordKey(fromJourneyRow(row)));
  return input.records.map((record) =>
    (byRecord.get(accountRecordKey(record)) ?? []).map((row) => ({
      ...toStoredClock(row).clock,
      ...(Number(row.is_provisional) === 1 && { isProvisional: true as const }),
    })),
  );
}

/** How long after the past was read to its end records may still wait to be replayed with all of it. */
const catchingUpMs = 3_600_000;

type Detail = Pick<Clock, 'targetSeconds' | 'steps' | 'nextChangeAtMs' | 'revisedFrom'>;

function toStoredClock(row: Schema['clock']): StoredClock {
  return {
    ...fromJourneyRow(row),
    clockNo: row.clock_no,
    clock: {
      key: row.clock_key,
      kind: row.kind as Clock['kind'],
      stage: row.stage,
      team: row.team as Clock['team'],
      lap: row.lap,
      startedAtMs: row.started_at,
      stoppedAtMs: row.stopped_at,
      dueAtMs: row.due_at,
      state: row.state as Clock['state'],
      businessSeconds: row.business_seconds,
      pausedSeconds: row.paused_seconds,
      breachedBySeconds: row.breached_by_seconds,
      policyVersion: row.policy_version,
      calendarVersion: row.calendar_version,
      ...(JSON.parse(row.detail) as Detail),
    },
  };
}
