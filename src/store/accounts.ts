import type { Language } from '../journey/vocabulary.ts';
import { restartBackfill } from './backfill-claims.ts';
import type { Database } from './database.ts';

/** A HubSpot portal that installed the app. `tokens` is sealed: only the key from the environment opens it. */
export type Account = {
  accountId: string;
  status: 'active' | 'uninstalled';
  language: Language;
  modelVersion: number;
  /** Goes up whenever what journeys are replayed under has changed: the model, or the portal's own settings. */
  settingsVersion: number;
  scopes: string[];
  tokens: string | null;
  tokenExpiresAt: number;
  installedAt: number;
  /** When the app's properties were last known to be there; null before that. */
  preparedAt: number | null;
};

/** Adds an account, or brings back one that was installed before; what it did meanwhile is then read from its history. */
export async function installAccount(
  db: Database,
  input: Pick<Account, 'accountId' | 'language' | 'scopes' | 'tokens' | 'tokenExpiresAt'> & { now: number },
): Promise<void> {
  const wasAway = await isUninstalled(db, input.accountId);
  const fresh = {
    status: 'active',
    scopes: input.scopes.join(' '),
    tokens: input.tokens,
    token_expires_at: input.tokenExpiresAt,
    prepared_at: null,
  };
  await db.kysely
    .insertInto('account')
    .values({
      account_id: input.accountId,
      ...fresh,
      language: input.language,
      model_version: 0,
      settings_version: 0,
      installed_at: input.now,
    })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(fresh))
    .execute();
  if (wasAway) await restartBackfill(db, input);
}

async function isUninstalled(db: Database, accountId: string): Promise<boolean> {
  const known = await db.kysely
    .selectFrom('account')
    .select('status')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return known?.status === 'uninstalled';
}

export async function readAccounts(db: Database, _input: object): Promise<Account[]> {
  const rows = await db.kysely.selectFrom('account').selectAll().orderBy('account_id').execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    status: row.status as Account['status'],
    language: row.language as Language,
    modelVersion: row.model_version,
    settingsVersion: row.settings_version,
    scopes: row.scopes.split(' ').filter((scope) => scope !== ''),
    tokens: row.tokens,
    tokenExpiresAt: row.token_expires_at,
    installedAt: row.installed_at,
    preparedAt: row.prepared_at,
  }));
}

/** Keeps the tokens of a refresh; the ones that were used for it may no longer be good. */
export async function saveTokens(
  db: Database,
  input: Pick<Account, 'accountId' | 'tokens' | 'tokenExpiresAt' | 'scopes'>,
): Promise<void> {
  await db.kysely
    .updateTable('account')
    .set({ tokens: input.tokens, token_expires_at: input.tokenExpiresAt, scopes: input.scopes.join(' ') })
    .where('account_id', '=', input.accountId)
    .execute();
}

/**
 * The app's properties are there, with the options that a version of the model needs; where another was published meanwhile,
 * the account stays unprepared. What was refused may have been refused for want of them, and is tried again.
 */
export async function markPrepared(
  db: Database,
  input: { accountId: string; modelVersion: number; now: number },
): Promise<void> {
  await db.kysely
    .updateTable('account')
    .set({ prepared_at: input.now })
    .where('account_id', '=', input.accountId)
    .where('model_version', '=', input.modelVersion)
    .execute();
  await db.kysely
    .updateTable('tag_write')
    .set({ pending: 1, retry_at: 0, attempts: 0 })
    .where('account_id', '=', input.accountId)
    .where('failure', 'is not', null)
    .execute();
}
