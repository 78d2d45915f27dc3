import { readPropertyDefinitions } from '../hubspot/read-property-definitions.ts';
import type { Store } from '../store/operations.ts';
import { askHubSpot } from './ask-hubspot.ts';
import type { CheckCommand, KnownPortal } from './check-model.ts';
import { chosenAccount } from './chosen-account.ts';

/** What is known of an account's portal: from the database, and from HubSpot itself where the command says so. */
export async function readPortal(
  store: Store,
  { account, askHubspot }: Pick<CheckCommand, 'account' | 'askHubspot'>,
): Promise<KnownPortal> {
  const { accountId } = await chosenAccount(store, account);
  const observations = await store.readPortalMetadata({ accountId });
  return {
    untold: await store.readUntoldBy({ accountId }),
    metadata: observations.at(-1) ?? null,
    properties: askHubspot ? await readPropertyDefinitions(askHubSpot(store), accountId) : null,
  };
}
