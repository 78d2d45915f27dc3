import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Cause, Journey, Visit } from '../journey/visits.ts';
import { associatedPairs } from './associated-records.ts';
import { noteSteps } from './clock-steps.ts';
import type { Database } from './database.ts';
import { markDue } from './mark-due.ts';
import {
  type AccountJourneyRecord,
  accountRecordKey,
  fromRecordRow,
  type RecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';
import { type AgreedRecord, replaceClocks } from './save-clocks.ts';

/** A replayed journey to save, made from the ledger as it was at `ledgerVersion`. */
export type ReplayedJourney = {
  record: AccountJourneyRecord;
  ledgerVersion: number;
  modelVersion: number;
  /** Due again, by `nextFlipAt`, when time alone changes the journey or one of its clocks. */
  journey: Journey;
  agreed: AgreedRecord;
  /** What the record's tags should be, as canonical JSON. */
  desiredTags: string;
  /** How long the record is left alone now, in ms: what costs much to refresh is refreshed once for many changes. */
  restMs: number;
};

/**
 * Saves journeys with their clocks, and the tags and tasks that follow from them, in one commit. A journey whose ledger has changed since it was read
 * is not saved: its record stays due. Returns how many were saved.
 */
export async function saveJourneys(
  db: Database,
  input: { journeys: readonly ReplayedJourney[]; now: number; dueAt: number },
): Promise<number> {
  const accountIds = input.journeys.map(({ record }) => record.accountId);
  await db.lockAccounts(db.kysely, accountIds, 'together');
  const current = await settleRecords(db, input.journeys, input.now);
  const saved = input.journeys.filter(({ record }) => current.has(accountRecordKey(record)));
  const before = await formerJourneys(db, saved);
  const changed: ChangedJourney[] = [];
  for (const replayed of saved) {
    const digest = digestOf(replayed);
    if (before.get(accountRecordKey(replayed.record))?.digest !== digest) changed.push({ ...replayed, digest });
  }
  await replaceVisits(db, changed);
  await replaceClocks(db, changed);
  await upsertJourneys(db, changed, input.now);
  await queueTagWrites(db, { journeys: changed, before, now: input.now, dueAt: input.dueAt });
  await noteSteps(db, {
    records: changed.map(({ record, agreed }) => ({ record, steps: agreed.steps })),
    now: input.now,
    firedAt: input.dueAt,
  });
  await markCompaniesDue(db, changed, input.dueAt);
  return saved.length;
}

/** Ends the claims; where nothing new was heard meanwhile, the record is next due when time alone changes its journey. */
async function settleRecords(db: Database, journeys: readonly ReplayedJourney[], now: number): Promise<Set<string>> {
  const rows: SettledRow[] = [];
  for (const replayed of journeys) rows.push(toSettledRow(replayed, now));
  rows.sort(byRecordId);
  const given = db.rows(rows, {
    ...recordColumns,
    rests_until: 'bigint',
    ledger_version: 'bigint',
    next_flip_at: 'bigint',
  });
  const settled = await sql<RecordRow>`
    update record set claimed_until = given.rests_until, due_at = given.next_flip_at, failures = null, failure = null
    from ${given} as given
    where record.account_id = given.account_id and record.object_type = given.object_type
      and record.record_id = given.record_id and record.ledger_version = given.ledger_version
    returning record.account_id, record.object_type, record.record_id`.execute(db.kysely);
  const current = new Set(settled.rows.map((row) => accountRecordKey(fromRecordRow(row))));
  const overtaken = rows.filter((row) => !current.has(accountRecordKey(fromRecordRow(row))));
  if (overtaken.length > 0) {
    await sql`
      update record set claimed_until = 0 where (account_id, object_type, record_id) in (
        select account_id, object_type, record_id from ${db.rows(overtaken, recordColumns)} as given)`.execute(
      db.kysely,
    );
  }
  return current;
}

type SettledRow = ReturnType<typeof toSettledRow>;

// A function of its own, as others here: V8 keeps its machine code, which it forgets of one that is made for each batch.
function toSettledRow({ record, ledgerVersion, journey, restMs }: ReplayedJourney, now: number) {
  return {
    ...toRecordRow(record),
    rests_until: restMs === 0 ? 0 : now + restMs,
    ledger_version: ledgerVersion,
    next_flip_at: journey.nextFlipAt,
  };
}

function byRecordId(left: RecordRow, right: RecordRow): number {
  return left.record_id < right.record_id ? -1 : 1;
}

function rowOfRecord({ record }: { record: AccountJourneyRecord }): RecordRow {
  return toRecordRow(record);
}

/** What tells a journey from the one saved before. */
type ChangedJourney = ReplayedJourney & { digest: string };

function digestOf(replayed: ReplayedJourney): string {
  const { visits, flags, nextFlipAt } = replayed.journey;
  return createHash('sha256')
    .update(JSON.stringify([replayed.modelVersion, replayed.desiredTags, visits, flags, nextFlipAt, replayed.agreed]))
    .digest('base64url')
    .slice(0, 22);
}

type FormerJourney = { digest: string; modelVersion: number };

async function formerJourneys(
  db: Database,
  journeys: readonly ReplayedJourney[],
): Promise<ReadonlyMap<string, FormerJourney>> {
  if (journeys.length === 0) return new Map();
  const given = db.rows(journeys.map(rowOfRecord), recordColumns);
  const result = await sql<RecordRow & { digest: string; model_version: number }>`
    select journey.account_id, journey.object_type, journey.record_id, journey.digest, journey.model_version from ${given} as given
    join journey on journey.account_id = given.account_id and journey.object_type = given.object_type
      and journey.record_id = given.record_id`.execute(db.kysely);
  return new Map(
    result.rows.map((row) => [
      accountRecordKey(fromRecordRow(row)),
      { digest: row.digest, modelVersion: row.model_version },
    ]),
  );
}

async function replaceVisits(db: Database, journeys: readonly ReplayedJourney[]): Promise<void> {
  if (journeys.length === 0) return;
  const records = db.rows(journeys.map(rowOfRecord), recordColumns);
  await sql`
    delete from visit where (account_id, object_type, record_id) in (
      select account_id, object_type, record_id from ${records} as given)`.execute(db.kysely);
  const rows: (RecordRow & ReturnType<typeof toVisitRow>)[] = [];
  for (const { record, journey } of journeys) {
    for (const [index, visit] of journey.visits.entries())
      rows.push({ ...toRecordRow(record), ...toVisitRow(visit, index + 1) });
  }
  if (rows.length === 0) return;
  const given = db.rows(rows, {
    ...recordColumns,
    visit_no: 'bigint',
    lap: 'bigint',
    stage: 'text',
    team: 'text',
    owner: 'text',
    entered_at: 'bigint',
    left_at: 'bigint',
    move: 'text',
    outcome: 'text',
    cause: 'text',
    detail: 'text',
  });
  await sql`
    insert into visit (account_id, object_type, record_id, visit_no, lap, stage, team, owner, entered_at, left_at, move,
      outcome, cause, detail)
    select account_id, object_type, record_id, visit_no, lap, stage, team, owner, entered_at, left_at, move,
      outcome, cause, detail
    from ${given} as given`.execute(db.kysely);
}

function toVisitRow(visit: Visit, visitNo: number) {
  return {
    visit_no: visitNo,
    lap: visit.lap,
    stage: visit.stage,
    team: visit.team,
    owner: visit.owner,
    entered_at: visit.enteredAt,
    left_at: visit.leftAt,
    move: visit.move,
    outcome: visit.outcome,
    cause: causeText(visit.cause),
    detail: JSON.stringify({ teams: visit.teams, marks: visit.marks, cause: visit.cause }),
  };
}

/** A cause as the export shows it. */
export function causeText(cause: Cause): string {
  return [cause.rule, ...cause.facts].join(';');
}

async function upsertJourneys(db: Database, journeys: readonly ChangedJourney[], now: number): Promise<void> {
  if (journeys.length === 0) return;
  const given = db.rows(journeys.map(toJourneyRow), {
    ...recordColumns,
    model_version: 'bigint',
    flags: 'text',
    digest: 'text',
    next_flip_at: 'bigint',
  });
  await sql`
    insert into journey (account_id, object_type, record_id, model_version, flags, digest, next_flip_at, replayed_at)
    select account_id, object_type, record_id, model_version, flags, digest, next_flip_at, ${now}
    from ${given} as given where true
    on conflict (account_id, object_type, record_id) do update
    set model_version = excluded.model_version, flags = excluded.flags, digest = excluded.digest,
        next_flip_at = excluded.next_flip_at, replayed_at = excluded.replayed_at`.execute(db.kysely);
}

function toJourneyRow({ record, modelVersion, journey, digest }: ChangedJourney) {
  return {
    ...toRecordRow(record),
    model_version: modelVersion,
    flags: journey.flags.join(' '),
    digest,
    next_flip_at: journey.nextFlipAt,
  };
}

/** What began longer ago than this, in ms, is of the past when it is heard of for the first time. */
const pastMs = 3_600_000;

type QueuedJourneys = {
  journeys: readonly ReplayedJourney[];
  before: ReadonlyMap<string, FormerJourney>;
  now: number;
  dueAt: number;
};

/** A record has one set of desired tags, however often it changes before HubSpot is called. */
async function queueTagWrites(db: Database, { journeys, before, now, dueAt }: QueuedJourneys): Promise<void> {
  if (journeys.length === 0) return;
  const rows: ReturnType<typeof toTagRow>[] = [];
  for (const replayed of journeys) {
    rows.push(toTagRow(replayed, before.get(accountRecordKey(replayed.record)), dueAt - pastMs));
  }
  const given = db.rows(rows, { ...recordColumns, desired: 'text', is_bulk: 'bigint', active_at: 'bigint' });
  await sql`
    insert into tag_write (account_id, object_type, record_id, desired, written, pending, is_bulk, active_at, revision,
      queued_at, retry_at, claimed_until, unsettled_claims, attempts, failure)
    select account_id, object_type, record_id, desired, null, 1, is_bulk, active_at, 1, ${now}, 0, 0, 0, 0, null
    from ${given} as given where true
    on conflict (account_id, object_type, record_id) do update
    set desired = excluded.desired, revision = tag_write.revision + 1, pending = 1, retry_at = 0, attempts = 0,
        failure = null, active_at = excluded.active_at,
        is_bulk = case when tag_write.pending = 1 and tag_write.is_bulk = 0 then 0 else excluded.is_bulk end,
        queued_at = case when tag_write.pending = 1 then tag_write.queued_at else excluded.queued_at end
    where tag_write.desired <> excluded.desired`.execute(db.kysely);
}

function toTagRow(replayed: ReplayedJourney, former: FormerJourney | undefined, recentFrom: number) {
  const activeAt = lastActivityOf(replayed.journey);
  const isBulk = former === undefined ? activeAt < recentFrom : former.modelVersion !== replayed.modelVersion;
  return {
    ...toRecordRow(replayed.record),
    desired: replayed.desiredTags,
    is_bulk: isBulk ? 1 : 0,
    active_at: activeAt,
  };
}

/** When something last happened in a journey, ms; 0 when nothing has. */
function lastActivityOf({ visits }: Journey): number {
  const last = visits.at(-1);
  return last === undefined ? 0 : Math.max(last.enteredAt, last.leftAt ?? 0, last.teams.at(-1)?.from ?? 0);
}

/** Companies roll up the visits of their contacts and deals. */
async function markCompaniesDue(db: Database, journeys: readonly ReplayedJourney[], dueAt: number): Promise<void> {
  const members = journeys.map(({ record }) => record).filter((record) => record.objectType !== 'company');
  const pairs = await associatedPairs(db, members, ['company']);
  await markDue(db, { records: pairs.map(({ other }) => other), dueAt });
}
