import type { Agreement } from '../agreement/agreement-schema.ts';
import { presetAgreement, presetAgreements } from '../agreement/preset-agreements.ts';
import { metadataAt } from '../journey/portal-metadata.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Store } from '../store/operations.ts';

/**
 * Reads an agreement as an account is to have it: a preset in the portal's own time zone, as the settings page gives it, or a file as it
 * stands. Throws `agreement-invalid` with the wrong places.
 */
export async function readAgreementFor(
  store: Pick<Store, 'readPortalMetadata'>,
  input: { nameOrPath: string; accountId: string; now: number },
): Promise<Agreement> {
  const { nameOrPath, accountId, now } = input;
  if (!presetAgreements.has(nameOrPath)) return readAgreement(nameOrPath);
  return presetAgreement(nameOrPath, metadataAt(await store.readPortalMetadata({ accountId }), now)?.timeZone);
}
