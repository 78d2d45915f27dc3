import { sql } from 'kysely';
import type { Recovered } from '../journey/repair/recovered.ts';
import { isJourneyType, objectTypes, type PastType } from '../journey/vocabulary.ts';
import { placeInOrder } from './backfill-claims.ts';
import type { Database } from './database.ts';
import { isReadableIn, readableTypes } from './readable-types.ts';

/**
 * How far the records of one type of an account have been compared with the portal. First come those that changed since the
 * ledger last agreed with it (`changed`, by falling id), then all that the ledger knows (`known`, in the order of its keys);
 * `place` is the id that was done last, empty at the beginning. `since` and `asOf` are told by the clock of journeys.
 */
export type RepairJob = {
  accountId: string;
  objectType: PastType;
  /** The types of records that the portal lets the app read. */
  readable: readonly PastType[];
  claim: string;
  phase: RepairPhase;
  /** It ends with the records that changed, and says nothing of those that are gone. */
  isPoll: boolean;
  place: string;
  since: number;
  asOf: number;
  recovered: Recovered;
};

export type RepairPhase = 'changed' | 'known';

/** What a claim is about. */
type Claimed = Pick<RepairJob, 'accountId' | 'objectType' | 'claim'>;

/**
 * Begins to compare the accounts that are ready and whose past has been read, or one of them. A comparison that is under way
 * goes on, unless it is asked to look further back. Returns the ids of the accounts that are now being compared.
 */
export async function beginRepairs(
  db: Database,
  input: { accountId?: string | undefined; since?: number | undefined; now: number; journeyNow: number },
): Promise<string[]> {
  const { now, journeyNow } = input;
  const accountIds = await comparableAccounts(db, input.accountId);
  for (const accountId of accountIds) {
    const pasts = await db.kysely.selectFrom('backfill').selectAll().where('account_id', '=', accountId).execute();
    const runs = await db.kysely.selectFrom('repair').selectAll().where('account_id', '=', accountId).execute();
    const readable = await readableTypes(db, accountId);
    for (const past of pasts) {
      const objectType = past.object_type as PastType;
      // What has not been read yet, or may not be read, can't be compared; journeys do not wait for it.
      if (past.finished_at === null || past.failure !== null || !readable.includes(objectType)) continue;
      const run = runs.find((row) => row.object_type === objectType);
      const isUnderWay = run?.finished_at === null && run.is_poll === 0;
      if (isUnderWay && run.since <= (input.since ?? run.since)) continue;
      // The past was read by the real clock; what lies between is as long by the other.
      const agreedAt = run?.checked_at ?? journeyNow - (now - past.started_at);
      const since = Math.min(input.since ?? agreedAt, agreedAt);
      await beginRepair(db, { accountId, objectType, since, now, journeyNow, isPoll: false });
    }
  }
  return accountIds;
}

/**
 * Begins to look for what changed since it was last looked for, in an account whose properties are not all told by HubSpot. It is a
 * comparison without its second part. Where one is under way, nothing is begun.
 */
export async function beginPoll(
  db: Database,
  input: { accountId: string; now: number; journeyNow: number },
): Promise<boolean> {
  const { accountId, now, journeyNow } = input;
  const ready = await db.kysely
    .selectFrom('account')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where('status', '=', 'active')
    .where('prepared_at', 'is not', null)
    .executeTakeFirst();
  // A model asks for properties of records that have a journey.
  const readable = await readableTypes(db, accountId);
  const ofJourneys = ({ object_type }: { object_type: string }) =>
    isJourneyType(object_type as PastType) && readable.includes(object_type as PastType);
  const allPasts = await db.kysely.selectFrom('backfill').selectAll().where('account_id', '=', accountId).execute();
  const pasts = allPasts.filter(ofJourneys);
  const isPastRead = pasts.length > 0 && pasts.every((past) => past.finished_at !== null);
  const allRuns = await db.kysely.selectFrom('repair').selectAll().where('account_id', '=', accountId).execute();
  const runs = allRuns.filter(ofJourneys);
  if (ready === undefined || !isPastRead || runs.some((run) => run.finished_at === null)) return false;
  for (const { object_type, started_at } of pasts) {
    const run = runs.find((row) => row.object_type === object_type);
    const since = run?.polled_at ?? run?.checked_at ?? journeyNow - (now - started_at);
    await beginRepair(db, { accountId, objectType: object_type as PastType, since, now, journeyNow, isPoll: true });
  }
  return true;
}

/** Of the types whose records may be read, the past of all must have been. */
async function comparableAccounts(db: Database, accountId?: string): Promise<string[]> {
  let query = db.kysely.selectFrom('account').select('account_id').orderBy('account_id');
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  const rows = await query
    .where('status', '=', 'active')
    .where('prepared_at', 'is not', null)
    .where(
      'account_id',
      'in',
      sql<string>`(select account_id from backfill where object_type in (${sql.join([...objectTypes])})
        group by account_id having count(finished_at) = count(*))`,
    )
    .execute();
  return rows.map((row) => row.account_id);
}

const neverEnded = { checked_at: null, polled_at: null, recovered_ever: '{}', recovered_whole: '{}' };

async function beginRepair(
  db: Database,
  input: { accountId: string; objectType: PastType; since: number; now: number; journeyNow: number; isPoll: boolean },
): Promise<void> {
  const { accountId, objectType, isPoll } = input;
  const { count } = await db.kysely
    .selectFrom(isJourneyType(objectType) ? 'record' : 'fact')
    .select(({ fn, ref }) => fn.count<number>(ref('record_id')).distinct().as('count'))
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .executeTakeFirstOrThrow();
  const anew = {
    phase: 'changed' satisfies RepairPhase,
    is_poll: isPoll ? 1 : 0,
    place: '',
    since: input.since,
    as_of: input.journeyNow,
    records_done: 0,
    records_total: isPoll ? 0 : Number(count),
    recovered: '{}',
    began_at: input.now,
    finished_at: null,
    claim: '',
    claimed_at: 0,
    claimed_until: 0,
    failure: null,
  };
  await db.kysely
    .insertInto('repair')
    .values({ account_id: accountId, object_type: objectType, ...anew, ...neverEnded })
    .onConflict((conflict) => conflict.columns(['account_id', 'object_type']).doUpdateSet(anew))
    .execute();
}

/**
 * Takes the next piece of comparing for one process, until the lease runs out. Changed records of all types come before the
 * others, because a merge must be known before the record that is gone for it. Null when nothing is left to compare.
 */
export async function claimRepair(
  db: Database,
  input: { claim: string; now: number; leaseMs: number; accountId?: string | undefined },
): Promise<RepairJob | null> {
  const { claim, now } = input;
  await endWithheld(db, now);
  const result = await sql<JobRow>`
    with waiting as materialized (
      select account_id, object_type from repair
      where finished_at is null and claimed_until <= ${now}
        and account_id in (select account_id from account where status = 'active' and prepared_at is not null)
        and (${input.accountId ?? ''} = '' or account_id = ${input.accountId ?? ''})
        and (phase = 'changed' or not exists (select 1 from repair as other where other.account_id = repair.account_id
          and other.finished_at is null and other.phase = 'changed'))
      order by claimed_at, ${placeInOrder}, account_id
      limit 1 ${db.skipLocked})
    update repair set claim = ${claim}, claimed_at = ${now}, claimed_until = ${now + input.leaseMs}
    where (account_id, object_type) in (select account_id, object_type from waiting)
    returning account_id, object_type, phase, is_poll, place, since, as_of, recovered`.execute(db.kysely);
  const [row] = result.rows;
  if (row === undefined) return null;
  return {
    accountId: row.account_id,
    objectType: row.object_type as PastType,
    readable: await readableTypes(db, row.account_id),
    claim,
    phase: row.phase as RepairPhase,
    isPoll: row.is_poll === 1,
    place: row.place,
    since: row.since,
    asOf: row.as_of,
    recovered: JSON.parse(row.recovered) as Recovered,
  };
}

/** What a scope was withdrawn for keeps nothing else from being compared: it ends as it stands, and agrees as of when it did. */
async function endWithheld(db: Database, now: number): Promise<void> {
  const isWithheld = sql`finished_at is null and exists (
    select 1 from account where account.account_id = repair.account_id
      and not ${isReadableIn(sql.ref('repair.object_type'))})`;
  await sql`delete from repair where checked_at is null and ${isWithheld}`.execute(db.kysely);
  await sql`
    update repair set finished_at = ${now}, claim = '', claimed_until = 0, failure = null
    where ${isWithheld}`.execute(db.kysely);
}

type JobRow = {
  account_id: string;
  object_type: string;
  phase: string;
  is_poll: number;
  place: string;
  since: number;
  as_of: number;
  recovered: string;
};

/** Keeps a claim for longer: a call to HubSpot may take its time, and nothing is recorded meanwhile. */
export async function renewRepair(db: Database, input: { job: Claimed; now: number; leaseMs: number }): Promise<void> {
  await changeClaimed(db, input.job, { claimed_until: input.now + input.leaseMs });
}

/** Gives a claim back before its lease is over; after a failure, to be tried again at `retryAt`. */
export async function releaseRepair(
  db: Database,
  input: { job: Claimed; retryAt: number; failure: string | null },
): Promise<void> {
  const failed = input.failure === null ? {} : { failure: input.failure };
  await changeClaimed(db, input.job, { claim: '', claimed_until: input.retryAt, ...failed });
}

async function changeClaimed(
  db: Database,
  { accountId, objectType, claim }: Claimed,
  change: { claim?: string; claimed_until: number; failure?: string },
): Promise<void> {
  await db.kysely
    .updateTable('repair')
    .set(change)
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .where('claim', '=', claim)
    .execute();
}
