import { sql } from 'kysely';
import { type PastType, pastTypes } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { isReadableIn, readableTypes } from './readable-types.ts';

/**
 * How far the past of an account's records of one type has been read. First come some records that
 * changed last (`recent`, `place` is how many were found); then all of them by falling id (`all`, `place` is the id below
 * which it goes on, empty at the beginning). `isAgain` reads what was read before too.
 */
export type BackfillJob = {
  accountId: string;
  objectType: PastType;
  /** The types of records that the portal lets the app read. */
  readable: readonly PastType[];
  claim: string;
  phase: BackfillPhase;
  isAgain: boolean;
  place: string;
  recordsDone: number;
};

export type BackfillPhase = 'recent' | 'all';

/**
 * Takes the next piece of reading for one process, until the lease runs out; every batch that is recorded extends it. Recent
 * records of all types come before the others, and of those that wait, whoever has waited longest; deals come before contacts,
 * whose journeys need them. Accounts that are ready and have none yet begin here. Null when nothing is left to read.
 */
export async function claimBackfill(
  db: Database,
  input: { claim: string; now: number; leaseMs: number; accountId?: string | undefined },
): Promise<BackfillJob | null> {
  const { claim, now } = input;
  await beginBackfills(db, now);
  const result = await sql<JobRow>`
    with waiting as materialized (
      select account_id, object_type from backfill
      where finished_at is null and claimed_until <= ${now} and account_id in ${readyAccounts}
        and (${input.accountId ?? ''} = '' or account_id = ${input.accountId ?? ''})
      order by case phase when 'recent' then 0 else 1 end, claimed_at, ${placeInOrder}, account_id
      limit 1 ${db.skipLocked})
    update backfill set claim = ${claim}, claimed_at = ${now}, claimed_until = ${now + input.leaseMs}
    where (account_id, object_type) in (select account_id, object_type from waiting)
    returning account_id, object_type, phase, is_again, place, records_done`.execute(db.kysely);
  const [row] = result.rows;
  if (row === undefined) return null;
  return {
    accountId: row.account_id,
    objectType: row.object_type as PastType,
    readable: await readableTypes(db, row.account_id),
    claim,
    phase: row.phase as BackfillPhase,
    isAgain: row.is_again === 1,
    place: row.place,
    recordsDone: row.records_done,
  };
}

type JobRow = {
  account_id: string;
  object_type: string;
  phase: string;
  is_again: number;
  place: string;
  records_done: number;
};

const readyAccounts = sql`(select account_id from account where status = 'active' and prepared_at is not null)`;

/** Deals come before contacts, whose journeys need them, and what people log comes last. */
const order: readonly PastType[] = [
  ...(['deal', 'contact', 'company', 'ticket'] as const),
  ...(['meeting', 'call', 'email', 'communication', 'note'] as const),
];
export const placeInOrder = sql`case object_type ${sql.join(
  order.map((objectType, place) => sql`when ${sql.lit(objectType)} then ${sql.lit(place)}`),
  sql` `,
)} end`;

/**
 * What a scope was withdrawn for waits for nothing: it begins anew once it is granted. What is granted after others were read
 * is read as if again, since properties may be followed by then that no record was read with.
 */
async function beginBackfills(db: Database, now: number): Promise<void> {
  await sql`
    delete from backfill where finished_at is null and exists (
      select 1 from account where account.account_id = backfill.account_id
        and not ${isReadableIn(sql.ref('backfill.object_type'))})`.execute(db.kysely);
  for (const objectType of pastTypes) {
    await sql`
      insert into backfill (account_id, object_type, phase, is_again, place, records_done, records_total,
        started_at, changed_at, claim, claimed_at, claimed_until)
      select account_id, ${objectType}, 'recent', case when exists (select 1 from backfill
          where backfill.account_id = account.account_id and backfill.finished_at is not null) then 1 else 0 end,
        '', 0, 0, cast(${now} as bigint), cast(${now} as bigint), '', 0, 0
      from account
      where status = 'active' and prepared_at is not null and ${isReadableIn(sql.lit(objectType))}
        and not exists (select 1 from backfill where backfill.account_id = account.account_id
          and backfill.object_type = ${objectType})
      on conflict do nothing`.execute(db.kysely);
  }
}

/** Keeps a claim for longer: a call to HubSpot may take its time, and nothing is recorded meanwhile. */
export async function renewBackfill(
  db: Database,
  input: { job: BackfillJob; now: number; leaseMs: number },
): Promise<void> {
  const { accountId, objectType, claim } = input.job;
  await db.kysely
    .updateTable('backfill')
    .set({ claimed_until: input.now + input.leaseMs })
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .where('claim', '=', claim)
    .execute();
}

/** Gives a claim back before its lease is over; after a failure, to be tried again at `retryAt`. */
export async function releaseBackfill(
  db: Database,
  input: { job: BackfillJob; retryAt: number; failure: string | null },
): Promise<void> {
  const { accountId, objectType, claim } = input.job;
  await db.kysely
    .updateTable('backfill')
    .set({ claim: '', claimed_until: input.retryAt, ...(input.failure !== null && { failure: input.failure }) })
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .where('claim', '=', claim)
    .execute();
}

/**
 * Begins again with an account that was read before, or with some types of its records: its app was away meanwhile, a model asks
 * for more, or somebody asked for it. Whoever is reading loses the claim with the next batch. What is heard again changes nothing.
 */
export async function restartBackfill(
  db: Database,
  input: { accountId: string; objectTypes?: readonly PastType[]; now: number },
): Promise<void> {
  const anew = {
    phase: 'all' satisfies BackfillPhase,
    is_again: 1,
    place: '',
    records_done: 0,
    records_total: 0,
    started_at: input.now,
    changed_at: input.now,
    finished_at: null,
    claim: '',
    claimed_at: 0,
    claimed_until: 0,
    failure: null,
  };
  const types = input.objectTypes ?? (await readableTypes(db, input.accountId));
  await db.kysely
    .insertInto('backfill')
    .values(
      types.map((objectType) => ({
        account_id: input.accountId,
        object_type: objectType,
        ...anew,
      })),
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'object_type']).doUpdateSet(anew))
    .execute();
}
