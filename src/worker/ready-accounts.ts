import type { Model } from '../journey/model-schema.ts';
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
    for (const account of await options.registry.accounts()) {
      if (account.status !== 'active' || account.preparedAt !== null) continue;
      await prepareAccount(options, account, options.model);
      await options.registry.reload();
    }
    return false;
  };
}

/** Reads the settings of every active account again. */
export async function observePortals(options: ReadyOptions): Promise<void> {
  for (const { accountId, status } of await options.registry.accounts()) {
    if (status === 'active') await observePortal(options, accountId);
  }
}
