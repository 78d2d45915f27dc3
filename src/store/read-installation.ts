import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type BackfillProgress, readBackfillProgress } from './read-backfill.ts';

/** How far the installation of one account has come. Times are ms since 1970, wall clock. */
export type InstallationProgress = {
  isActive: boolean;
  /** When the app was installed there first. */
  installedAt: number;
  scopes: string[];
  areSettingsRead: boolean;
  preparedAt: number | null;
  backfill: BackfillProgress[];
  /** Records that carry their tags, and that wait for them. */
  tagged: number;
  untagged: number;
};

/** Null for an account that never had the app. */
export async function readInstallation(
  db: Database,
  input: { accountId: string; now: number },
): Promise<InstallationProgress | null> {
  const { accountId } = input;
  const account = await db.kysely
    .selectFrom('account')
    .select(['status', 'installed_at', 'scopes', 'prepared_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) return null;
  const counted = await sql<{ tagged: number; untagged: number; observed: number }>`
    select
      (select count(*) from tag_write where account_id = ${accountId} and written is not null) as tagged,
      (select count(*) from tag_write where account_id = ${accountId} and pending = 1) as untagged,
      (select count(*) from portal_metadata where account_id = ${accountId}) as observed`.execute(db.kysely);
  const { tagged = 0, untagged = 0, observed = 0 } = counted.rows[0] ?? {};
  return {
    isActive: account.status === 'active',
    installedAt: account.installed_at,
    scopes: account.scopes.split(' ').filter((scope) => scope !== ''),
    areSettingsRead: observed > 0,
    preparedAt: account.prepared_at,
    backfill: await readBackfillProgress(db, input),
    tagged: Number(tagged),
    untagged: Number(untagged),
  };
}
