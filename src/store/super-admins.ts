import type { Database } from './database.ts';

/** One who administers a portal, by the id of a HubSpot user, and when HubSpot last said so, ms of the wall clock. */
export type SuperAdmin = { userId: string; readAt: number };

export async function readSuperAdmins(db: Database, input: { accountId: string }): Promise<SuperAdmin[]> {
  const rows = await db.kysely
    .selectFrom('super_admin')
    .select(['user_id', 'read_at'])
    .where('account_id', '=', input.accountId)
    .orderBy('user_id')
    .execute();
  return rows.map((row) => ({ userId: row.user_id, readAt: row.read_at }));
}

/** Keeps the super admins that HubSpot names now, and forgets all others: without the scope, everybody. */
export async function recordSuperAdmins(
  db: Database,
  input: { accountId: string; userIds: readonly string[]; now: number },
): Promise<void> {
  const { accountId, userIds, now } = input;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  await db.kysely.deleteFrom('super_admin').where('account_id', '=', accountId).execute();
  if (userIds.length === 0) return;
  const rows = [...new Set(userIds)].map((userId) => ({ account_id: accountId, user_id: userId, read_at: now }));
  await db.kysely.insertInto('super_admin').values(rows).execute();
}

/** One user was asked about. */
export async function recordSuperAdmin(
  db: Database,
  input: { accountId: string; userId: string; isSuperAdmin: boolean; now: number },
): Promise<void> {
  const { accountId, userId, isSuperAdmin, now } = input;
  if (!isSuperAdmin) {
    await db.kysely
      .deleteFrom('super_admin')
      .where('account_id', '=', accountId)
      .where('user_id', '=', userId)
      .execute();
    return;
  }
  await db.kysely
    .insertInto('super_admin')
    .values({ account_id: accountId, user_id: userId, read_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'user_id']).doUpdateSet({ read_at: now }))
    .execute();
}
