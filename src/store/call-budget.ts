import { sql } from 'kysely';
import type { Database } from './database.ts';

/** HubSpot counts searches apart from all other calls. `bulk` is our own: the share of the calls that many tags at once may take. */
export type CallBudget = 'calls' | 'search' | 'bulk';

type Budget = { accountId: string; budget?: CallBudget | undefined };

/**
 * Reserves the next HubSpot call of an account and returns the instant at which it may be made. The times of the last
 * `limit` calls are kept in the database, so that all processes together stay within HubSpot's rolling window: a call may
 * be made when the one `limit` calls before it is older than the window. If that is later than `latest`, nothing is reserved.
 */
export async function reserveCall(
  db: Database,
  input: Budget & { now: number; latest?: number; limit: number; windowMs: number },
): Promise<number> {
  const usedAt = await readUsedAt(db, input);
  const earliest =
    usedAt.length < input.limit ? input.now : (usedAt[usedAt.length - input.limit] ?? 0) + input.windowMs;
  const at = Math.max(input.now, earliest);
  if (at > (input.latest ?? at)) return at;
  await saveUsedAt(db, input, [...usedAt, at].slice(-input.limit));
  return at;
}

/**
 * Says that a call was made later than it was reserved for: it leaves HubSpot's window later too. What is reserved after this
 * keeps to it.
 */
export async function postponeCall(
  db: Database,
  input: Budget & { reservedAt: number; madeAt: number },
): Promise<void> {
  const usedAt = await readUsedAt(db, input);
  const place = usedAt.lastIndexOf(input.reservedAt);
  if (place === -1) return;
  const moved = usedAt.with(place, input.madeAt).sort((one, other) => one - other);
  await saveUsedAt(db, input, moved);
}

/** Takes HubSpot's word that the window is used up: no call of the account is made before `until`. */
export async function pauseCalls(
  db: Database,
  input: Budget & { until: number; limit: number; windowMs: number },
): Promise<void> {
  const usedAt = await readUsedAt(db, input);
  const places = Array.from({ length: input.limit }, (_, index) => usedAt.length - input.limit + index);
  // Calls that are reserved for later stay reserved: they will be made.
  const paused = places.map((place) => Math.max(usedAt[place] ?? 0, input.until - input.windowMs));
  await saveUsedAt(db, input, paused);
}

async function readUsedAt(db: Database, { accountId, budget = 'calls' }: Budget): Promise<number[]> {
  await db.kysely
    .insertInto('call_budget')
    .values({ account_id: accountId, budget, used_at: '[]' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const lock = db.kind === 'postgres' ? sql`for update` : sql``;
  const result = await sql<{ used_at: string }>`
    select used_at from call_budget where account_id = ${accountId} and budget = ${budget} ${lock}`.execute(db.kysely);
  return JSON.parse(result.rows[0]?.used_at ?? '[]') as number[];
}

async function saveUsedAt(
  db: Database,
  { accountId, budget = 'calls' }: Budget,
  usedAt: readonly number[],
): Promise<void> {
  await db.kysely
    .updateTable('call_budget')
    .set({ used_at: JSON.stringify(usedAt) })
    .where('account_id', '=', accountId)
    .where('budget', '=', budget)
    .execute();
}
