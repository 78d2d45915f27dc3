import type { Database } from './database.ts';

/**
 * Ends the work for an account whose portal has removed the app: from this commit on nothing of it is claimed, called or
 * recorded, and its tokens are gone. What is known of it stays until it is purged. False when the account was installed again
 * meanwhile: `tokens` are then no longer those that HubSpot refused, or it was installed after the removal `removedAt`. Null for
 * `tokens` means HubSpot said so itself.
 */
export async function uninstallAccount(
  db: Database,
  input: { accountId: string; tokens: string | null; now: number; removedAt?: number },
): Promise<boolean> {
  const { accountId, tokens, now, removedAt } = input;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  const ended = await db.kysely
    .updateTable('account')
    .set((row) => ({
      status: 'uninstalled',
      uninstalled_at: now,
      tokens: null,
      token_expires_at: 0,
      tokens_claimed_until: 0,
      prepared_at: null,
      // Whoever holds the account in memory reads it again.
      settings_version: row('settings_version', '+', 1),
    }))
    .where('account_id', '=', accountId)
    .where('status', '=', 'active')
    .$if(tokens !== null, (query) => query.where('tokens', '=', tokens))
    .$if(removedAt !== undefined, (query) => query.where('installed_at', '<', removedAt ?? 0))
    .returning('account_id')
    .execute();
  if (ended.length === 0) return false;
  // Whoever reads the past of the account, or compares it, loses the claim with the next batch.
  for (const table of ['backfill', 'repair'] as const) {
    await db.kysely
      .updateTable(table)
      .set({ claim: '', claimed_until: 0 })
      .where('account_id', '=', accountId)
      .execute();
  }
  // HubSpot's journal has nothing of the account from now on. An installation reads the past again and follows anew.
  await db.kysely.deleteFrom('followed_property').where('account_id', '=', accountId).execute();
  return true;
}
