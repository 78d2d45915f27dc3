import type { Agreement } from '../agreement/agreement-schema.ts';
import { presetAgreement, presetNameOf } from '../agreement/preset-agreements.ts';
import { JourneyStewardError } from '../errors.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { metadataAt } from '../journey/portal-metadata.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import type { AccountRegistry } from './account-registry.ts';
import {
  failureIn,
  keepPrepared,
  observePortal,
  type PrepareOptions,
  prepareAccount,
  type Withheld,
} from './prepare-account.ts';

export type ReadyOptions = PrepareOptions & {
  store: Pick<
    Store,
    'publishAgreement' | 'publishModel' | 'readAccounts' | 'readPortalMetadata' | 'recordAccountFailure'
  >;
  registry: AccountRegistry;
  /** What an account starts with. */
  model: Model;
  /** What an account without an agreement is given; none where it is left out. */
  agreement?: Agreement | null;
};

/**
 * Gives every active account that has no model yet the one to start with, and one that has no agreement the agreement to start with.
 * An account that has one keeps it. A preset is given in the portal's own time zone, once that was read.
 */
export async function publishToNewAccounts(options: ReadyOptions): Promise<void> {
  const { store, registry, model, journeyNow } = options;
  for (const { accountId, status, modelVersion } of await store.readAccounts({})) {
    if (status !== 'active' || modelVersion !== 0) continue;
    const given = { accountId, name: model.name, definition: JSON.stringify(model) };
    await store.publishModel({ ...given, ...atTheStart, now: Date.now(), dueAt: journeyNow() });
  }
  await giveAgreements(options);
  await registry.reload();
}

const atTheStart = { publishedBy: 'start', expectedVersion: 0 } as const;

async function giveAgreements(options: ReadyOptions): Promise<void> {
  const { store, journeyNow } = options;
  for (const { accountId, status, agreementVersion } of await store.readAccounts({})) {
    if (status !== 'active' || agreementVersion !== 0) continue;
    const agreement = await agreementFor(options, accountId);
    if (agreement === null) continue;
    const given = { accountId, name: agreement.id, definition: JSON.stringify(agreement) };
    const at = { now: Date.now(), dueAt: journeyNow(), inForceFrom: journeyNow() };
    await store.publishAgreement({ ...given, ...atTheStart, ...at, appliesTo: 'new-visits' });
  }
}

/** What an account is to be given; null for nothing, or nothing yet. */
async function agreementFor(options: ReadyOptions, accountId: string): Promise<Agreement | null> {
  const { store, agreement = null, journeyNow } = options;
  const preset = agreement === null ? null : presetNameOf(agreement);
  if (preset === null) return agreement;
  const portal = metadataAt(await store.readPortalMetadata({ accountId }), journeyNow());
  return portal === null ? null : presetAgreement(preset, portal.timeZone);
}

/**
 * Makes a step that prepares the accounts that are not ready yet, and follows what the pauses of an agreement look at that was published
 * since, by whomever. An account that fails is tried again after a growing pause, and no other waits for it. One that was made ready but for
 * what a scope was missing for is prepared again when its scopes are others.
 */
export function prepareAccountsStep(options: ReadyOptions): () => Promise<boolean> {
  const { log, registry } = options;
  const resting = new Map<string, { installedAt: number; failures: number; until: number }>();
  /** The scopes with which each account was last prepared. Of one that another process prepared without failure they don't matter. */
  const preparedWith = new Map<string, string>();

  async function prepare(account: Account): Promise<Withheld> {
    const { withheld } = await prepareAccount(options, account);
    preparedWith.set(account.accountId, scopesOf(account));
    await giveAgreements(options);
    await registry.reload();
    return withheld;
  }

  function hasOtherScopes(account: Account): boolean {
    const { accountId, failure } = account;
    const before = preparedWith.get(accountId) ?? (failure === null ? scopesOf(account) : null);
    if (before !== null) preparedWith.set(accountId, before);
    return before !== scopesOf(account);
  }

  async function attempt(account: Account, work: () => Promise<Withheld>): Promise<void> {
    const { accountId, installedAt } = account;
    const known = resting.get(accountId);
    // Whoever installs again has mended something.
    const rest = known?.installedAt === installedAt ? known : { failures: 0, until: 0 };
    if (rest.until > Date.now()) return;
    const failures = rest.failures + 1;
    try {
      await noted(options, account, work);
      resting.delete(accountId);
    } catch (error) {
      const pauseMs = pauseAfter(error, failures);
      resting.set(accountId, { installedAt, failures, until: Date.now() + pauseMs });
      log.error({ err: error, accountId, failures, pauseMs }, 'an account could not be prepared, and will be again');
    }
  }

  return async () => {
    for (const account of await activeAccounts(options)) {
      const { agreementVersion, followedAgreement, preparedAt } = account;
      if (preparedAt === null || followedAgreement === agreementVersion) continue;
      await attempt(account, async () => {
        const withheld = await keepPrepared(options, account);
        await registry.reload();
        return withheld;
      });
    }
    for (const account of await activeAccounts(options)) {
      if (account.preparedAt !== null && !hasOtherScopes(account)) continue;
      await attempt(account, () => prepare(account));
    }
    return false;
  };
}

function scopesOf({ scopes }: Account): string {
  return scopes.toSorted().join(' ');
}

const longestPauseMs = 60_000;

/** As long as is said, else longer with each failure, in ms. */
function pauseAfter(error: unknown, failures: number): number {
  const said = error instanceof JourneyStewardError ? error.retryAfterMs : null;
  return said ?? Math.min(longestPauseMs, 500 * 2 ** Math.min(failures, 12));
}

/** Does something with an account, and keeps why it failed, or for what a scope is missing, for whoever asks how the account is doing. */
async function noted(
  { store }: ReadyOptions,
  { accountId }: Account,
  work: () => Promise<Withheld>,
): Promise<Withheld> {
  try {
    const withheld = await work();
    await store.recordAccountFailure({ accountId, failure: failureIn(withheld) });
    return withheld;
  } catch (error) {
    await store.recordAccountFailure({ accountId, failure: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

/** Repairs the properties of every account that was ready: an admin may have archived some, or taken options away. */
export async function keepAccountsPrepared(options: ReadyOptions): Promise<void> {
  const ready = (await activeAccounts(options)).filter(({ preparedAt }) => preparedAt !== null);
  await forEachAccount(options, ready, (account) => keepPrepared(options, account));
}

/** Reads the settings of every active account again. */
export async function observePortals(options: ReadyOptions): Promise<void> {
  await forEachAccount(options, await activeAccounts(options), (account) => observePortal(options, account));
}

async function activeAccounts({ registry }: ReadyOptions): Promise<Account[]> {
  return (await registry.accounts()).filter(({ status }) => status === 'active');
}

/** An account that fails does not keep the others from their turn; afterwards its failure, or what was withheld, is thrown. */
async function forEachAccount(
  options: ReadyOptions,
  accounts: readonly Account[],
  work: (account: Account) => Promise<Withheld>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const account of accounts) {
    try {
      failures.push(...(await noted(options, account, () => work(account))).slice(0, 1));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
}
