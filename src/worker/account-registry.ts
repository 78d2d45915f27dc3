import { JourneyStewardError } from '../errors.ts';
import { type Model, parseModel } from '../journey/models/model-schema.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import { rememberingAgreements } from './remember-agreements.ts';

/** What the process remembers of the accounts, so that not every record asks the database for its model. */
export type AccountRegistry = {
  accounts(): Promise<readonly Account[]>;
  /**
   * What each account replays under, as the database has it now. Whoever asks after having claimed records gets at least
   * what made them due. An account whose model this version of the app can't read throws `model-invalid`, one whose
   * agreement it can't read `agreement-invalid`, and no other does.
   */
  currentModels(): Promise<(accountId: string) => AccountModel>;
  /** What one account replays under; null when it has not installed the app. Throws `model-invalid` as above. */
  modelOf(accountId: string): Promise<AccountModel | null>;
  /** Accounts to which nothing can be written now. */
  unready(): readonly string[];
  /** Reads everything again: an account was installed or prepared, or a model was published. */
  reload(): Promise<void>;
};

/** Another process may change an account; so long may it take to be seen here, in ms. */
const freshForMs = 5_000;

export function createAccountRegistry(
  store: Pick<Store, 'readAccounts' | 'readAgreements' | 'readCurrentModels' | 'readPortalMetadata'>,
): AccountRegistry {
  let accounts: Account[] = [];
  let models = new Map<string, AccountModel | JourneyStewardError>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  /** The models in force, by their text: most accounts share one. */
  let parsed = new Map<string, Model>();
  const agreementsOf = rememberingAgreements(store);

  async function read(): Promise<void> {
    const present = await store.readAccounts({});
    const next: typeof models = new Map();
    const inForce = new Map<string, Model>();
    for (const { accountId, modelVersion, definition } of await store.readCurrentModels({})) {
      const model = inForce.get(definition) ?? parsed.get(definition) ?? modelIn(accountId, modelVersion, definition);
      if (model instanceof JourneyStewardError) {
        next.set(accountId, model);
        continue;
      }
      inForce.set(definition, model);
      const account = present.find((one) => one.accountId === accountId);
      const agreements = await agreementsOf(accountId, account?.agreementVersion ?? 0);
      if (agreements instanceof JourneyStewardError) {
        next.set(accountId, agreements);
        continue;
      }
      const portal = await store.readPortalMetadata({ accountId });
      next.set(accountId, { model, modelVersion, language: account?.language ?? 'en', portal, agreements });
    }
    // Both at once: who finds the new version of an account's settings must find its new model too.
    accounts = present;
    models = next;
    parsed = inForce;
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

  /** Who asks often never waits: what is half as old as it may be is read again beside the asking. */
  async function keepFresh(): Promise<void> {
    const ageMs = Date.now() - readAt;
    if (ageMs > freshForMs) await reload();
    // Should this fail, whoever asks later waits and is told.
    else if (ageMs > freshForMs / 2 && reading === null) reload().catch(() => undefined);
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
      return isActive ? readable(models.get(accountId) ?? null) : null;
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
        const model = readable(snapshot.get(accountId) ?? null);
        if (model === null) throw new Error(`The account ${accountId} has no model; it cannot have been claimed.`);
        return model;
      };
    },
  };
}

/** It was checked when it was published, but perhaps by another version of the app. One account must not stop the others. */
function modelIn(accountId: string, modelVersion: number, definition: string): Model | JourneyStewardError {
  try {
    return parseModel(JSON.parse(definition));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const where = `Version ${modelVersion} of the model of account ${accountId}`;
    return new JourneyStewardError('model-invalid', `${where} can't be read; publish another: ${reason}`, { cause });
  }
}

function readable(model: AccountModel | JourneyStewardError | null): AccountModel | null {
  if (model instanceof JourneyStewardError) throw model;
  return model;
}
