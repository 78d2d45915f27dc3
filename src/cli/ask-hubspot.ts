import { readConfig } from '../config.ts';
import { createAccessTokens } from '../hubspot/access-tokens.ts';
import { createClientToken } from '../hubspot/client-token.ts';
import { createHubSpot, type HubSpot } from '../hubspot/hubspot-client.ts';
import { createJournal, type Journal, journalScopes } from '../hubspot/journal.ts';
import type { Store } from '../store/operations.ts';

/** HubSpot's journal for a command. */
export function askJournal(): Journal {
  const { clientId, clientSecrets, apiUrl } = readConfig().hubspot;
  const settings = { apiUrl, clientId, clientSecret: clientSecrets[0] ?? '' };
  return createJournal({ apiUrl, token: createClientToken(settings, journalScopes) });
}

/** HubSpot for a command, with the environment that the app has: its calls count in the budget that all processes share. */
export function askHubSpot(store: Store): HubSpot {
  const { hubspot, publicUrl, encryptionKeys } = readConfig();
  const { clientId, clientSecrets, apiUrl, appUrl, callsPerTenSeconds } = hubspot;
  const oauth = {
    ...{ clientId, apiUrl, appUrl },
    clientSecret: clientSecrets[0] ?? '',
    redirectUri: `${publicUrl}/oauth/callback`,
  };
  const tokens = createAccessTokens(store, oauth, encryptionKeys);
  return createHubSpot({ store, tokens, apiUrl, callsPerTenSeconds, onCall: () => {} });
}
