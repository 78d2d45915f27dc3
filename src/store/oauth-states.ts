import type { Database } from './database.ts';

/** No installation takes this long. */
const longestLifeMs = 86_400_000;

/** Remembers the state of an installation that was begun. It is kept as a digest of what HubSpot and the browser bring back. */
export async function addOauthState(db: Database, input: { state: string; now: number }): Promise<void> {
  // Anybody can begin an installation: what is never finished must not stay.
  await db.kysely
    .deleteFrom('oauth_state')
    .where('created_at', '<', input.now - longestLifeMs)
    .execute();
  await db.kysely.insertInto('oauth_state').values({ state: input.state, created_at: input.now }).execute();
}

/** Uses up a state: true once, and only for one that is not older than `createdSince`. Forgets older ones. */
export async function takeOauthState(db: Database, input: { state: string; createdSince: number }): Promise<boolean> {
  await db.kysely.deleteFrom('oauth_state').where('created_at', '<', input.createdSince).execute();
  const taken = await db.kysely.deleteFrom('oauth_state').where('state', '=', input.state).returning('state').execute();
  return taken.length === 1;
}
