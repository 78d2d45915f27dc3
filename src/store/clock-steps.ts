import { sql } from 'kysely';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import {
  type AccountJourneyRecord,
  type AccountRecord,
  accountRecordKey,
  fromJourneyRow,
  type RecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

/** A task as HubSpot is to show it. `ownerIds`: who should have it, the first of those who are still there; nobody when none is. */
export type TaskContent = { subject: string; body: string; dueAt: number; ownerIds: string[] };

/** A step of a clock that has come while the clock is open; `task` is null for a step that only warns. */
export type ReachedStep = { clockKey: string; step: string; task: TaskContent | null };

/** Names one step of one clock of one record: there is at most one task for it. */
export type StepKey = AccountJourneyRecord & { clockKey: string; step: string };

/**
 * A task as it should be and as HubSpot is known to have it. `written` is empty before it was made. `isUnsure`: it may have been
 * made by a call whose result nobody knows. `livingId` is the record that it is about today.
 */
export type TaskWrite = StepKey & {
  task: TaskContent;
  desired: 'open' | 'closed';
  written: '' | 'open' | 'closed';
  taskId: string | null;
  isUnsure: boolean;
  livingId: string;
  revision: number;
  attempts: number;
};

/** What became of one task: as wanted, to be tried again (perhaps it was made), or set aside with HubSpot's words. */
export type TaskWriteResult = { key: StepKey; revision: number } & (
  | { written: 'open' | 'closed'; taskId: string | null }
  | { retryAt: number; failure: string; isUnsure: boolean; taskId: string | null; obstacle?: TaskObstacle }
  | { setAside: true; failure: string; isUnsure?: boolean }
);

/**
 * What keeps all tasks of the account from being written: the calls are used up, or none can be made. It lasts until then at least,
 * ms; 0 when nobody knows.
 */
export type TaskObstacle = { kind: 'budget' | 'account'; until: number };

const stepColumns = { ...recordColumns, clock_key: 'text', step: 'text' } as const;
type StepRow = RecordRow & { clock_key: string; step: string };

/** What is wanted otherwise is written at once, but for a task that a call may still be making: it could not be found yet. */
const retryAtOnce = sql`case when clock_step.is_unsure = 1 then clock_step.retry_at else 0 end`;

/**
 * Notes the steps that have come, each once however often its record is replayed, and queues the tasks that follow: one for each
 * new step, and the end of those whose clock is no longer open. Part of the commit that saves the clocks.
 */
export async function noteSteps(
  db: Database,
  input: {
    records: readonly { record: AccountJourneyRecord; steps: readonly ReachedStep[] }[];
    now: number;
    firedAt: number;
  },
): Promise<void> {
  if (input.records.length === 0) return;
  const rows: ReturnType<typeof toReachedRow>[] = [];
  for (const { record, steps } of input.records) for (const step of steps) rows.push(toReachedRow(record, step));
  const records = db.rows(
    input.records.map(({ record }) => toRecordRow(record)),
    recordColumns,
  );
  const reached = db.rows(rows, { ...stepColumns, task: 'text', desired: 'text', pending: 'bigint' });
  // A task that nobody has made yet and that nobody may have made needs no call to be closed.
  await sql`
    update clock_step set desired = 'closed', revision = revision + 1, retry_at = ${retryAtOnce}, attempts = 0,
      failure = null, queued_at = ${input.now}, pending = 1
    where (account_id, object_type, record_id) in (select account_id, object_type, record_id from ${records} as given)
      and desired = 'open' and (account_id, object_type, record_id, clock_key, step) not in (
        select account_id, object_type, record_id, clock_key, step from ${reached} as given)`.execute(db.kysely);
  if (rows.length === 0) return;
  await sql`
    insert into clock_step (account_id, object_type, record_id, clock_key, step, fired_at, task, desired, written, task_id,
      is_unsure, pending, revision, queued_at, retry_at, claimed_until, attempts, failure)
    select account_id, object_type, record_id, clock_key, step, ${input.firedAt}, task, desired, '', null,
      0, pending, 1, ${input.now}, 0, 0, 0, null
    from ${reached} as given where true
    on conflict (account_id, object_type, record_id, clock_key, step) do update
    set desired = 'open', pending = 1, revision = clock_step.revision + 1, queued_at = excluded.queued_at,
      retry_at = ${retryAtOnce}, attempts = 0, failure = null
    where clock_step.desired = 'closed'`.execute(db.kysely);
}

function toReachedRow(record: AccountJourneyRecord, { clockKey, step, task }: ReachedStep) {
  return {
    ...toRecordRow(record),
    clock_key: clockKey,
    step,
    task: task === null ? null : JSON.stringify(task),
    desired: task === null ? '' : 'open',
    pending: task === null ? 0 : 1,
  };
}

/** Ends the tasks of records that go on under another id: the clocks of that one have their own. */
export async function endSteps(db: Database, input: { records: readonly AccountRecord[]; now: number }): Promise<void> {
  if (input.records.length === 0) return;
  const records = db.rows(input.records.map(toRecordRow), recordColumns);
  await sql`
    update clock_step set desired = 'closed', revision = revision + 1, retry_at = ${retryAtOnce}, attempts = 0,
      failure = null, queued_at = ${input.now}, pending = 1
    where desired = 'open' and (account_id, object_type, record_id) in (
      select account_id, object_type, record_id from ${records} as given)`.execute(db.kysely);
}

type TaskRow = StepRow & {
  task: string;
  desired: TaskWrite['desired'];
  written: TaskWrite['written'];
  task_id: string | null;
  is_unsure: number;
  revision: number;
  attempts: number;
};

/**
 * Takes up to `limit` tasks of one account that are not yet as they should be. Those that are about to be made count as perhaps
 * made from this commit on: should the process end before it knows, whoever takes them next looks first.
 */
export async function claimTaskWrites(
  db: Database,
  input: { now: number; leaseMs: number; limit: number; exceptAccounts: readonly string[] },
): Promise<TaskWrite[]> {
  const accounts = await sql<{ account_id: string }>`
    select account_id from clock_step ${db.indexedBy('clock_step_pending')}
    where pending = 1 and retry_at <= ${input.now} and claimed_until <= ${input.now}
      and account_id not in (${sql.join(['', ...input.exceptAccounts])})
      and account_id not in (select account_id from account where status <> 'active' or prepared_at is null)
    group by account_id order by min(queued_at) limit 1`.execute(db.kysely);
  const accountId = accounts.rows[0]?.account_id;
  if (accountId === undefined) return [];
  const { rows } = await sql<TaskRow>`
    select account_id, object_type, record_id, clock_key, step, task, desired, written, task_id, is_unsure, revision, attempts
    from clock_step ${db.indexedBy('clock_step_pending')}
    where pending = 1 and retry_at <= ${input.now} and claimed_until <= ${input.now} and account_id = ${accountId}
    order by queued_at limit ${input.limit} ${db.skipLocked}`.execute(db.kysely);
  if (rows.length === 0) return [];
  const given = db.rows(rows.map(keyOfRow), stepColumns);
  await sql`
    update clock_step set claimed_until = ${input.now + input.leaseMs},
      is_unsure = case when desired = 'open' and task_id is null then 1 else is_unsure end
    where (account_id, object_type, record_id, clock_key, step) in (
      select account_id, object_type, record_id, clock_key, step from ${given} as given)`.execute(db.kysely);
  const living = await livingOf(db, rows.map(fromJourneyRow));
  return rows.map((row) => {
    const record = fromJourneyRow(row);
    return {
      ...record,
      clockKey: row.clock_key,
      step: row.step,
      task: JSON.parse(row.task) as TaskContent,
      desired: row.desired,
      written: row.written,
      taskId: row.task_id,
      isUnsure: row.is_unsure === 1,
      livingId: living.get(accountRecordKey(record))?.recordId ?? record.recordId,
      revision: row.revision,
      attempts: row.attempts,
    };
  });
}

function keyOfRow({ account_id, object_type, record_id, clock_key, step }: StepRow): StepRow {
  return { account_id, object_type, record_id, clock_key, step };
}

/**
 * Goes on with a claim: from now on it lasts until `until`. False when not all of these tasks are claimed until `heldUntil` any more:
 * somebody else has taken them, or they are gone.
 */
export async function renewTaskWrites(
  db: Database,
  input: { accountId: string; keys: readonly StepKey[]; heldUntil: number; until: number },
): Promise<boolean> {
  const rows = input.keys.map((key) => ({ ...toRecordRow(key), clock_key: key.clockKey, step: key.step }));
  const given = db.rows(rows, stepColumns);
  const renewed = await sql`
    update clock_step set claimed_until = ${input.until}
    where account_id = ${input.accountId} and claimed_until = ${input.heldUntil}
      and (account_id, object_type, record_id, clock_key, step) in (
        select account_id, object_type, record_id, clock_key, step from ${given} as given)
    returning 1 as renewed`.execute(db.kysely);
  return renewed.rows.length === rows.length;
}

/** Ends claims with what HubSpot said. A task of which something else is wanted by now stays pending. */
export async function settleTaskWrites(db: Database, input: { results: readonly TaskWriteResult[] }): Promise<void> {
  if (input.results.length === 0) return;
  const rows = input.results.map((result) => ({
    ...toRecordRow(result.key),
    clock_key: result.key.clockKey,
    step: result.key.step,
    revision: result.revision,
    written: 'written' in result ? result.written : null,
    task_id: 'taskId' in result ? result.taskId : null,
    is_unsure: 'isUnsure' in result && result.isUnsure ? 1 : 0,
    still_pending: 'retryAt' in result ? 1 : 0,
    retry_at: 'retryAt' in result ? result.retryAt : 0,
    failure: 'failure' in result && !isForWantOfCalls(result) ? result.failure : null,
    counts: isForWantOfCalls(result) ? 'no' : 'failure' in result ? 'yes' : 'anew',
  }));
  const given = db.rows(rows, {
    ...stepColumns,
    revision: 'bigint',
    written: 'text',
    task_id: 'text',
    is_unsure: 'bigint',
    still_pending: 'bigint',
    retry_at: 'bigint',
    failure: 'text',
    counts: 'text',
  });
  await sql`
    update clock_step set
      claimed_until = 0,
      written = case when given.written is null then clock_step.written else given.written end,
      task_id = case when given.task_id is null then clock_step.task_id else given.task_id end,
      is_unsure = given.is_unsure,
      pending = case when clock_step.revision = given.revision then given.still_pending else 1 end,
      retry_at = given.retry_at,
      attempts = case given.counts when 'anew' then 0 when 'yes' then clock_step.attempts + 1 else clock_step.attempts end,
      failure = given.failure
    from ${given} as given
    where clock_step.account_id = given.account_id and clock_step.object_type = given.object_type
      and clock_step.record_id = given.record_id and clock_step.clock_key = given.clock_key
      and clock_step.step = given.step`.execute(db.kysely);
}

function isForWantOfCalls(result: TaskWriteResult): boolean {
  return 'obstacle' in result && result.obstacle?.kind === 'budget';
}

/** Tasks of an account that HubSpot refused for good: of which record, with its words, and since when they were wanted (ms, wall clock). */
export type RefusedTask = RefusedTaskPlace & { objectType: ObjectType; failure: string; queuedAt: number };

/** Where a task stands among those that were refused: a record may have several. */
export type RefusedTaskPlace = { objectType: string; recordId: string; clockKey: string; step: string };

/** Reads the tasks of an account that were set aside, in the order of records, after the given one, and how many there are in all. */
export async function readRefusedTasks(
  db: Database,
  input: { accountId: string; after?: RefusedTaskPlace | null; limit: number },
): Promise<{ total: number; examples: RefusedTask[] }> {
  const { accountId, after = null, limit } = input;
  const refused = sql`from clock_step ${db.indexedBy('clock_step_refused')}
    where account_id = ${accountId} and pending = 0 and failure is not null`;
  const counted = await sql<{ total: number }>`select count(*) as total ${refused}`.execute(db.kysely);
  const found = await sql<StepRow & { failure: string; queued_at: number }>`
    select object_type, record_id, clock_key, step, failure, queued_at ${refused}
      ${after === null ? sql`` : sql`and ${isBehind(after)}`}
    order by object_type, record_id, clock_key, step limit ${limit}`.execute(db.kysely);
  return {
    total: Number(counted.rows[0]?.total ?? 0),
    examples: found.rows.map((row) => ({
      objectType: row.object_type as ObjectType,
      recordId: row.record_id,
      clockKey: row.clock_key,
      step: row.step,
      failure: row.failure,
      queuedAt: Number(row.queued_at),
    })),
  };
}

function isBehind({ objectType, recordId, clockKey, step }: RefusedTaskPlace) {
  return sql`(object_type, record_id, clock_key, step) > (${objectType}, ${recordId}, ${clockKey}, ${step})`;
}
