import type { Model } from '../journey/model-schema.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import type { AccountRegistry } from './account-registry.ts';
import { observePortal, type PrepareOptions, prepareAccount } from './prepare-account.ts';

export type ReadyOptions = PrepareOptions & {
  store: Pick<Store, 'readAccounts' | 'publishModel'>;
  registry: AccountRegistry;
  model: Model;
};

/** Sees to it that every active account replays under the app's model. A model that is in force already is left alone. */
export async function publishEverywhere(options: ReadyOptions): Promise<void> {
  const { store, registry, model, journeyNow } = options;
  const definition = JSON.stringify(model);
  for (const { accountId, status } of await store.readAccounts({})) {
    if (status !== 'active') continue;
    await store.publishModel({ accountId, name: model.name, definition, now: Date.now(), dueAt: journeyNow() });
  }
  await registry.reload();
}

/** Makes a step that prepares the accounts that are not ready yet. */
export function prepareAccountsStep(options: ReadyOptions): () => Promise<boolean> {
  return async () => {
    const unprepared = (await activeAccounts(options)).filter(({ preparedAt }) => preparedAt === null);
    await forEachAccount(unprepared, async (account) => {
      await prepareAccount(options, account, options.model);
      await options.registry.reload();
    });
    return false;
  };
}

/** Reads the settings of every active account again. */
export async function observePortals(options: ReadyOptions): Promise<void> {
  await forEachAccount(await activeAccounts(options), ({ accountId }) => observePortal(options, accountId));
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
