import { sql } from 'kysely';
import type { Language } from '../journey/vocabulary.ts';
import { restartBackfill } from './backfill-claims.ts';
import type { Database } from './database.ts';
import { replayAll } from './model-versions.ts';
import { purgeWhole } from './purge-account.ts';

/**
 * `uninstalled`: the portal has removed the app; nothing is done for it, and what is known of it waits to be purged. `purging`:
 * that has begun. `purged`: nothing but the id is left, so that what HubSpot may still deliver is dropped.
 */
export type AccountStatus = 'active' | 'uninstalled' | 'purging' | 'purged';

/** A HubSpot portal that installed the app. `tokens` is sealed: only the key from the environment opens it. */
export type Account = {
  accountId: string;
  status: AccountStatus;
  language: Language;
  modelVersion: number;
  /** The agreement in force; 0 while there is none. */
  agreementVersion: number;
  /** Goes up whenever what journeys are replayed under has changed: the model, or the portal's own settings. */
  settingsVersion: number;
  scopes: string[];
  tokens: string | null;
  tokenExpiresAt: number;
  installedAt: number;
  /** When the portal was found to have removed the app; null while it is installed. */
  uninstalledAt: number | null;
  /** When the app's properties were last known to be there; null before that. */
  preparedAt: number | null;
  /** When its own settings and its owners were last read, whether they had changed or not; null before that. */
  observedAt: number | null;
  /** The version of the agreement whose pauses the app follows; 0 before the first. */
  followedAgreement: number;
  /** Why it could not be prepared, or its settings not be read, when that was last tried; null where it went well. */
  failure: string | null;
};

/**
 * Adds an account, or brings back one that was installed before; what it did meanwhile is then read from its history. One that
 * was purged, or whose purge has begun, starts from nothing.
 */
export async function installAccount(
  db: Database,
  input: Pick<Account, 'accountId' | 'language' | 'scopes' | 'tokens' | 'tokenExpiresAt'> & {
    /** The admin chose the language; otherwise an account that is known keeps the one that it has. */
    isLanguageChosen?: boolean;
    now: number;
  },
): Promise<void> {
  await db.lockAccounts(db.kysely, [input.accountId], 'alone');
  let former = await statusOf(db, input.accountId);
  if (former === 'purging') {
    await purgeWhole(db, input);
    former = 'purged';
  }
  const begun = { language: input.language };
  const fresh = {
    status: 'active',
    // A removal that is told late must not end what was installed after it.
    installed_at: input.now,
    scopes: input.scopes.join(' '),
    tokens: input.tokens,
    token_expires_at: input.tokenExpiresAt,
    tokens_claimed_until: 0,
    uninstalled_at: null,
    prepared_at: null,
    failure: null,
    ...(former === 'purged' && begun),
  };
  await db.kysely
    .insertInto('account')
    .values({
      account_id: input.accountId,
      ...fresh,
      ...begun,
      model_version: 0,
      agreement_version: 0,
      settings_version: 0,
      followed_agreement: 0,
    })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(fresh))
    .execute();
  if (input.isLanguageChosen === true) await changeLanguage(db, input);
  if (former === 'uninstalled') await restartBackfill(db, input);
}

/** What is written on records is in the account's language too. */
async function changeLanguage(db: Database, { accountId, language }: Pick<Account, 'accountId' | 'language'>) {
  const changed = await db.kysely
    .updateTable('account')
    .set({ language })
    .where('account_id', '=', accountId)
    .where('language', '<>', language)
    .returning('account_id')
    .execute();
  if (changed.length > 0) await replayAll(db, { accountId, dueAt: 0 });
}

async function statusOf(db: Database, accountId: string): Promise<AccountStatus | undefined> {
  const known = await db.kysely
    .selectFrom('account')
    .select('status')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return known?.status as AccountStatus | undefined;
}

export async function readAccounts(db: Database, _input: object): Promise<Account[]> {
  const rows = await db.kysely.selectFrom('account').selectAll().orderBy('account_id').execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    status: row.status as AccountStatus,
    language: row.language as Language,
    modelVersion: row.model_version,
    agreementVersion: row.agreement_version,
    settingsVersion: row.settings_version,
    scopes: row.scopes.split(' ').filter((scope) => scope !== ''),
    tokens: row.tokens,
    tokenExpiresAt: row.token_expires_at,
    installedAt: row.installed_at,
    uninstalledAt: row.uninstalled_at,
    preparedAt: row.prepared_at,
    observedAt: row.observed_at,
    followedAgreement: row.followed_agreement,
    failure: row.failure,
  }));
}

/** Tokens as they were read: who changes them does so only while they are still these. */
type KnownTokens = { accountId: string; tokens: string };

/**
 * Lets one process at a time change the tokens of an account, until the lease runs out. False when another one is at it, or has
 * changed them since they were read: a refresh token may be good for one refresh only.
 */
export async function claimTokens(
  db: Database,
  input: KnownTokens & { now: number; leaseMs: number },
): Promise<boolean> {
  const claimed = await db.kysely
    .updateTable('account')
    .set({ tokens_claimed_until: input.now + input.leaseMs })
    .where('account_id', '=', input.accountId)
    .where('tokens', '=', input.tokens)
    .where('tokens_claimed_until', '<=', input.now)
    .returning('account_id')
    .execute();
  return claimed.length === 1;
}

/** Gives a claim back without new tokens. */
export async function releaseTokens(db: Database, input: KnownTokens): Promise<void> {
  await db.kysely
    .updateTable('account')
    .set({ tokens_claimed_until: 0 })
    .where('account_id', '=', input.accountId)
    .where('tokens', '=', input.tokens)
    .execute();
}

/**
 * Keeps the tokens of a refresh and ends the claim. False when the account was installed again meanwhile: the tokens of that
 * installation stay.
 */
export async function saveTokens(
  db: Database,
  input: Pick<Account, 'accountId' | 'tokenExpiresAt' | 'scopes'> & { was: string; tokens: string },
): Promise<boolean> {
  const saved = await db.kysely
    .updateTable('account')
    .set({
      tokens: input.tokens,
      token_expires_at: input.tokenExpiresAt,
      scopes: input.scopes.join(' '),
      tokens_claimed_until: 0,
    })
    .where('account_id', '=', input.accountId)
    .where('tokens', '=', input.was)
    .returning('account_id')
    .execute();
  return saved.length === 1;
}

/** The settings and the owners of an account have just been read. */
export async function markObserved(db: Database, input: { accountId: string; now: number }): Promise<void> {
  await db.kysely
    .updateTable('account')
    .set({ observed_at: input.now })
    .where('account_id', '=', input.accountId)
    .execute();
}

/** Notes what came of preparing an account or reading its settings: why it failed, or null where it went well. */
export async function recordAccountFailure(
  db: Database,
  input: { accountId: string; failure: string | null },
): Promise<void> {
  await sql`
    update account set failure = ${input.failure}
    where account_id = ${input.accountId} and coalesce(failure, '') <> ${input.failure ?? ''}`.execute(db.kysely);
}

/** What the pauses of this version of the agreement look at is followed now. */
export async function markAgreementFollowed(
  db: Database,
  input: { accountId: string; agreementVersion: number },
): Promise<void> {
  await db.kysely
    .updateTable('account')
    .set({ followed_agreement: input.agreementVersion })
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
  await db.kysely
    .updateTable('clock_step')
    .set({ pending: 1, retry_at: 0, attempts: 0 })
    .where('account_id', '=', input.accountId)
    .where('failure', 'is not', null)
    .where('pending', '=', 0)
    .execute();
}
