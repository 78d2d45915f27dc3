import type { Recovered } from '../journey/repair/recovered.ts';
import type { PastType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import type { RepairPhase } from './repair-claims.ts';

/** How one account's records of one type were last compared with its portal, and how far a comparison under way has come. */
export type RepairState = {
  accountId: string;
  objectType: PastType;
  /** As of when the last whole comparison was, by the clock of journeys; null before the first one has ended. */
  checkedAt: number | null;
  /** As of when it was last looked what has changed, by that clock: in the last whole comparison, or since. */
  polledAt: number | null;
  /** Whether the one under way looks for changes alone. */
  isPoll: boolean;
  /** From when on changes are looked for, by the clock of journeys. */
  since: number;
  phase: RepairPhase;
  recordsDone: number;
  recordsTotal: number;
  /** What the whole comparison under way has recovered so far, or the last one did; a look for changes alone leaves it. */
  recovered: Recovered;
  /** What all have recovered together: also looks for changes alone, and what is under way or was broken off. */
  recoveredEver: Recovered;
  /** By the real clock, as is `finishedAt`, which is null while a comparison is under way. */
  beganAt: number;
  finishedAt: number | null;
  /** Whether a process is at it now. */
  isRunning: boolean;
  failure: string | null;
};

/** Reads how all accounts were last compared, or one, in the order of accounts and object types. */
export async function readRepairs(
  db: Database,
  input: { accountId?: string | undefined; now: number },
): Promise<RepairState[]> {
  let query = db.kysely.selectFrom('repair').selectAll().orderBy('account_id').orderBy('object_type');
  if (input.accountId !== undefined) query = query.where('account_id', '=', input.accountId);
  return (await query.execute()).map((row) => ({
    accountId: row.account_id,
    objectType: row.object_type as PastType,
    checkedAt: row.checked_at,
    polledAt: row.polled_at,
    isPoll: row.is_poll === 1,
    since: row.since,
    phase: row.phase as RepairPhase,
    recordsDone: row.records_done,
    recordsTotal: Math.max(row.records_total, row.records_done),
    recovered: JSON.parse(row.is_poll === 1 ? row.recovered_whole : row.recovered) as Recovered,
    recoveredEver: JSON.parse(row.recovered_ever) as Recovered,
    beganAt: row.began_at,
    finishedAt: row.finished_at,
    isRunning: row.claim !== '' && row.claimed_until > input.now,
    failure: row.failure,
  }));
}

/** When the last delivery came, by the real clock; null when none is kept. */
export async function readLastDeliveryAt(db: Database, _input: object): Promise<number | null> {
  // Groups are numbered as they come; the latest time of all would be looked for in every group that is kept.
  const newest = await db.kysely
    .selectFrom('delivery_group')
    .select('received_at')
    .orderBy('group_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.received_at ?? null;
}
