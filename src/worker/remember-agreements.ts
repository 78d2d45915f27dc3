import { parseAgreement } from '../agreement/agreement-file.ts';
import type { AgreementVersion } from '../agreement/clock.ts';
import { JourneyStewardError } from '../errors.ts';
import type { StoredAgreement } from '../store/agreement-versions.ts';
import type { Store } from '../store/operations.ts';

/**
 * Reads the agreements of accounts, and gives the same ones again as long as they are the same: what clocks work out of a calendar is
 * kept with it.
 */
export function rememberingAgreements(
  store: Pick<Store, 'readAgreements'>,
): (accountId: string, inForce: number) => Promise<readonly AgreementVersion[] | JourneyStewardError> {
  const remembered = new Map<string, { key: string; versions: readonly AgreementVersion[] | JourneyStewardError }>();
  return async (accountId, inForce) => {
    if (inForce === 0) return [];
    const stored = await store.readAgreements({ accountId });
    // An account that was purged and came back counts its versions anew.
    const key = JSON.stringify(
      stored.map(({ publishedAt, inForceFrom, definition }) => [publishedAt, inForceFrom, definition]),
    );
    const before = remembered.get(accountId);
    if (before?.key === key) return before.versions;
    const versions = agreementsIn(stored);
    remembered.set(accountId, { key, versions });
    return versions;
  };
}

/** Reads agreements as they were stored. What another version of the app has published may not be readable by this one. */
export function agreementsIn(stored: readonly StoredAgreement[]): AgreementVersion[] | JourneyStewardError {
  const versions: AgreementVersion[] = [];
  for (const { accountId, agreementVersion, definition, inForceFrom, appliesTo } of stored) {
    try {
      const agreement = parseAgreement(JSON.parse(definition));
      versions.push({ version: agreementVersion, agreement, publishedAtMs: inForceFrom, appliesTo });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `Version ${agreementVersion} of the agreement of account ${accountId} can't be read: ${reason}`;
      return new JourneyStewardError('agreement-invalid', message, { cause });
    }
  }
  return versions;
}
