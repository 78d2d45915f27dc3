import type { Agreement } from '../agreement/agreement-schema.ts';
import type { Count } from '../api/metrics.ts';
import type { Config } from '../config.ts';
import { createAccessTokens } from '../hubspot/access-tokens.ts';
import { createClientToken } from '../hubspot/client-token.ts';
import { createHubSpot } from '../hubspot/hubspot-client.ts';
import { createJournal, journalScopes } from '../hubspot/journal.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { createJourneyClock } from '../journey-clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/operations.ts';
import { type AccountRegistry, createAccountRegistry } from '../worker/account-registry.ts';
import { tombstoneKeyOf } from '../worker/tombstone-key.ts';

/** What accounts start with: a model, and an agreement if there is one. */
export type StartsWith = { model: Model; agreement: Agreement | null };

export type PartTerms = {
  config: Config;
  startsWith: StartsWith;
  log: Log;
  store: Store;
  count: Count;
  /** Called when this thread has read the accounts again because it changed them: the other one has to. */
  onAccountsChanged: () => void;
};

export type Parts = Awaited<ReturnType<typeof makeParts>>;

/** The cast of one thread: every part is made once and handed to those that need it. */
export async function makeParts({ config, startsWith, log, store, count, onAccountsChanged }: PartTerms) {
  const journeyNow = createJourneyClock(config);
  const ownRegistry = createAccountRegistry(store);
  const registry: AccountRegistry = {
    ...ownRegistry,
    reload: async () => {
      await ownRegistry.reload();
      onAccountsChanged();
    },
  };
  const oauth = {
    clientId: config.hubspot.clientId,
    clientSecret: config.hubspot.clientSecrets[0] ?? '',
    apiUrl: config.hubspot.apiUrl,
    appUrl: config.hubspot.appUrl,
    redirectUri: `${config.publicUrl}/oauth/callback`,
  };
  const tokens = createAccessTokens(store, oauth, config.encryptionKeys, async (accountId) => {
    log.warn({ accountId }, 'an account has removed the app; its work ends');
    await registry.reload();
  });
  const tombstoneKey = await tombstoneKeyOf(store, config.encryptionKeys);
  const hubspot = createHubSpot({
    store,
    tokens,
    apiUrl: config.hubspot.apiUrl,
    callsPerTenSeconds: config.hubspot.callsPerTenSeconds,
    onCall: (status) => count('calls', 1, { status }),
  });
  const journal = createJournal({ apiUrl: oauth.apiUrl, token: createClientToken(oauth, journalScopes) });
  const presentModelOf = async (accountId: string) => {
    // Whoever changes a model, speaks of its stages or reads what it asks for must see what another process has just published.
    await registry.currentModels();
    return registry.modelOf(accountId);
  };
  const readying = { store, hubspot, journal, registry, log, journeyNow, ...startsWith };
  return {
    config,
    log,
    store,
    journeyNow,
    registry,
    /** Another thread has changed accounts. */
    reloadAccounts: ownRegistry.reload,
    oauth,
    tokens,
    presentModelOf,
    hubspot,
    journal,
    tombstoneKey,
    readying,
  };
}
