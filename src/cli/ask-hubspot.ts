import { readConfig } from '../config.ts';
import { createAccessTokens } from '../hubspot/access-tokens.ts';
import { createHubSpot, type HubSpot } from '../hubspot/hubspot-client.ts';
import type { Store } from '../store/operations.ts';

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
