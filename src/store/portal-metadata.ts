import type { PortalMetadata } from '../journey/portal-metadata.ts';
import type { Database } from './database.ts';
import { replayAll } from './model-versions.ts';

/** Reads an account's observations of its own settings, oldest first. */
export async function readPortalMetadata(db: Database, input: { accountId: string }): Promise<PortalMetadata[]> {
  const rows = await db.kysely
    .selectFrom('portal_metadata')
    .select(['observed_at', 'metadata'])
    .where('account_id', '=', input.accountId)
    .orderBy('observed_at')
    .execute();
  return rows.map((row) => ({ ...(JSON.parse(row.metadata) as PortalMetadata), observedAt: row.observed_at }));
}

/** Adds an observation if it differs from the one before it; then every journey of the account may differ too. */
export async function recordPortalMetadata(
  db: Database,
  input: { accountId: string; observed: PortalMetadata; dueAt: number },
): Promise<boolean> {
  await db.lockAccounts(db.kysely, [input.accountId], 'alone');
  const { observedAt, ...settings } = input.observed;
  const metadata = JSON.stringify(settings);
  const latest = await db.kysely
    .selectFrom('portal_metadata')
    .select('metadata')
    .where('account_id', '=', input.accountId)
    .orderBy('observed_at', 'desc')
    .executeTakeFirst();
  if (latest?.metadata === metadata) return false;
  await db.kysely
    .insertInto('portal_metadata')
    .values({ account_id: input.accountId, observed_at: observedAt, metadata })
    .onConflict((conflict) => conflict.columns(['account_id', 'observed_at']).doUpdateSet({ metadata }))
    .execute();
  await replayAll(db, input);
  return true;
}
