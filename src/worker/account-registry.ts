import { type Model, parseModel } from '../journey/model-schema.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';

/** What the process remembers of the accounts, so that not every record asks the database for its model. */
export type AccountRegistry = {
  accounts(): Promise<readonly Account[]>;
  /**
   * What each account replays under, as the database has it now. Whoever asks after having claimed records gets at least
   * what made them due.
   */
  currentModels(): Promise<(accountId: string) => AccountModel>;
  /** What one account replays under; null when it has not installed the app. */
  modelOf(accountId: string): Promise<AccountModel | null>;
  /** Accounts to which nothing can be written now. */
  unready(): readonly string[];
  /** Reads everything again: an account was installed or prepared, or a model was published. */
  reload(): Promise<void>;
};

/** Another process may change an account; so long may it take to be seen here, in ms. */
const freshForMs = 5_000;

export function createAccountRegistry(
  store: Pick<Store, 'readAccounts' | 'readCurrentModels' | 'readPortalMetadata'>,
): AccountRegistry {
  let accounts: Account[] = [];
  let models = new Map<string, AccountModel>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  const parsed = new Map<string, Model>();

  async function read(): Promise<void> {
    const present = await store.readAccounts({});
    const next = new Map<string, AccountModel>();
    for (const { accountId, modelVersion, definition } of await store.readCurrentModels({})) {
      const model = parsed.get(definition) ?? parseModel(JSON.parse(definition));
      parsed.set(definition, model);
      const language = present.find((account) => account.accountId === accountId)?.language ?? 'en';
      next.set(accountId, { model, modelVersion, language, portal: await store.readPortalMetadata({ accountId }) });
    }
    // Both at once: who finds the new version of an account's settings must find its new model too.
    accounts = present;
    models = next;
    readAt = Date.now();
  }

  async function reload(): Promise<void> {
    // A reading that began before the change that the caller knows of may not have seen it.
    while (reading !== null) await reading;
    reading = read().finally(() => {
      reading = null;
    });
    await reading;
  }

  async function keepFresh(): Promise<void> {
    if (Date.now() - readAt > freshForMs) await reload();
  }

  return {
    reload,
    accounts: async () => {
      await keepFresh();
      return accounts;
    },
    modelOf: async (accountId) => {
      await keepFresh();
      const isActive = accounts.some((account) => account.accountId === accountId && account.status === 'active');
      return isActive ? (models.get(accountId) ?? null) : null;
    },
    unready: () =>
      accounts
        .filter((account) => account.status !== 'active' || account.preparedAt === null)
        .map(({ accountId }) => accountId),
    currentModels: async () => {
      const present = await store.readAccounts({});
      const known = new Map(accounts.map((account) => [account.accountId, account.settingsVersion]));
      if (present.some(({ accountId, settingsVersion }) => known.get(accountId) !== settingsVersion)) await reload();
      const snapshot = models;
      return (accountId) => {
        const model = snapshot.get(accountId);
        if (model === undefined) throw new Error(`The account ${accountId} has no model; it cannot have been claimed.`);
        return model;
      };
    },
  };
}
