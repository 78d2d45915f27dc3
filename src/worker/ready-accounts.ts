import type { Agreement } from '../agreement/agreement-schema.ts';
import type { Model } from '../journey/models/model-schema.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import type { AccountRegistry } from './account-registry.ts';
import { keepPrepared, observePortal, type PrepareOptions, prepareAccount } from './prepare-account.ts';

export type ReadyOptions = PrepareOptions & {
  store: Pick<Store, 'readAccounts' | 'publishAgreement' | 'publishModel'>;
  registry: AccountRegistry;
  /** What an account starts with. */
  model: Model;
  /** What an account without an agreement is given; none where it is left out. */
  agreement?: Agreement | null;
};

/**
 * Gives every active account that has no model yet the one to start with, and one that has no agreement the agreement to start with.
 * An account that has one keeps it.
 */
export async function publishToNewAccounts(options: ReadyOptions): Promise<void> {
  const { store, registry, model, agreement = null, journeyNow } = options;
  const common = () => ({ publishedBy: 'start', expectedVersion: 0, now: Date.now(), dueAt: journeyNow() });
  for (const { accountId, status, modelVersion, agreementVersion } of await store.readAccounts({})) {
    if (status !== 'active') continue;
    if (modelVersion === 0) {
      await store.publishModel({ accountId, name: model.name, definition: JSON.stringify(model), ...common() });
    }
    if (agreementVersion !== 0 || agreement === null) continue;
    const published = { accountId, name: agreement.id, definition: JSON.stringify(agreement), ...common() };
    await store.publishAgreement({ ...published, appliesTo: 'new-visits', inForceFrom: journeyNow() });
  }
  await registry.reload();
}

/** Makes a step that prepares the accounts that are not ready yet. */
export function prepareAccountsStep(options: ReadyOptions): () => Promise<boolean> {
  return async () => {
    const unprepared = (await activeAccounts(options)).filter(({ preparedAt }) => preparedAt === null);
    await forEachAccount(unprepared, async (account) => {
      await prepareAccount(options, account);
      await options.registry.reload();
    });
    return false;
  };
}

/** Repairs the properties of every account that was ready: an admin may have archived some, or taken options away. */
export async function keepAccountsPrepared(options: ReadyOptions): Promise<void> {
  const ready = (await activeAccounts(options)).filter(({ preparedAt }) => preparedAt !== null);
  await forEachAccount(ready, (account) => keepPrepared(options, account));
}

/** Reads the settings of every active account again. */
export async function observePortals(options: ReadyOptions): Promise<void> {
  await forEachAccount(await activeAccounts(options), (account) => observePortal(options, account));
}

async function activeAccounts({ registry }: ReadyOptions): Promise<Account[]> {
  return (await registry.accounts()).filter(({ status }) => status === 'active');
}

/** An account that fails does not keep the others from their turn; afterwards its failure is thrown. */
async function forEachAccount(accounts: readonly Account[], work: (account: Account) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const account of accounts) {
    try {
      await work(account);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
}
