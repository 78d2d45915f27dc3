import type { Database } from './database.ts';

/**
 * Somebody who can own records, as HubSpot names them: `userId` is what signed requests name them by. Those who have left are
 * among them, because visits of the past name them. Personal data of an account's own people: it is shown and never replayed.
 */
export type Owner = { id: string; userId: string | null; name: string; isActive: boolean; teams: OwnerTeam[] };

/** A team of HubSpot's user management, which is not one of the app's own three. */
export type OwnerTeam = { id: string; name: string; isPrimary: boolean };

/** Reads the owners of an account by their id. */
export async function readOwners(db: Database, input: { accountId: string }): Promise<Owner[]> {
  const rows = await db.kysely
    .selectFrom('owner')
    .selectAll()
    .where('account_id', '=', input.accountId)
    .orderBy('owner_id')
    .execute();
  return rows.map((row) => ({
    id: row.owner_id,
    userId: row.user_id,
    name: row.name,
    isActive: row.is_active === 1,
    teams: JSON.parse(row.teams) as OwnerTeam[],
  }));
}

/** Keeps the owners that HubSpot names now, and forgets those that it names no more. */
export async function recordOwners(
  db: Database,
  input: { accountId: string; owners: readonly Owner[] },
): Promise<void> {
  const { accountId, owners } = input;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  await db.kysely.deleteFrom('owner').where('account_id', '=', accountId).execute();
  for (const { id, userId, name, isActive, teams } of owners) {
    const row = { owner_id: id, user_id: userId, name, is_active: isActive ? 1 : 0, teams: JSON.stringify(teams) };
    await db.kysely
      .insertInto('owner')
      .values({ account_id: accountId, ...row })
      .execute();
  }
}
