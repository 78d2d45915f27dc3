import type { Model } from '../journey/models/model-schema.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import type { AccountRegistry } from './account-registry.ts';
import { keepPrepared, observePortal, type PrepareOptions, prepareAccount } from './prepare-account.ts';

export type ReadyOptions = PrepareOptions & {
  store: Pick<Store, 'readAccounts' | 'publishModel'>;
  registry: AccountRegistry;
  /** What an account starts with. */
  model: Model;
};

/** Gives every active account that has no model yet the one to start with. An account that has one keeps it. */
export async function publishToNewAccounts(options: ReadyOptions): Promise<void> {
  const { store, registry, model, journeyNow } = options;
  const start = { name: model.name, definition: JSON.stringify(model), publishedBy: 'start', expectedVersion: 0 };
  for (const { accountId, status, modelVersion } of await store.readAccounts({})) {
    if (status !== 'active' || modelVersion !== 0) continue;
    await store.publishModel({ accountId, ...start, now: Date.now(), dueAt: journeyNow() });
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
