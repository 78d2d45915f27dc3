import { errorCodes, JourneyStewardError } from '../../errors.ts';
import { apiPaths } from '../../hubspot/api-paths.ts';
import type { HubSpot } from '../../hubspot/hubspot-client.ts';
import { missingScopes, optionalScopes } from '../../hubspot/scopes.ts';
import type { Account } from '../../store/accounts.ts';
import { type Finding, note, ok, problem, someOf } from './finding.ts';

/** Whether HubSpot answers for an account, and what it has granted. Whatever is read from HubSpot after this can be read. */
export async function examineConnection(
  hubspot: HubSpot,
  accountId: string,
): Promise<{ isConnected: boolean; findings: Finding[] }> {
  try {
    await hubspot.call(accountId, { method: 'GET', path: apiPaths.accountDetails() });
    return { isConnected: true, findings: [ok('connection', 'HubSpot answers with the tokens of this account.')] };
  } catch (error) {
    if (!(error instanceof JourneyStewardError)) throw error;
    const remedy = errorCodes[error.code].remedy;
    const again = remedy.startsWith('None') ? 'Try again in a few minutes; see https://status.hubspot.com.' : remedy;
    return { isConnected: false, findings: [problem('connection', error.message, again)] };
  }
}

/** Read after a call, since a refresh tells the scopes anew. */
export function examineScopes({ scopes }: Account): Finding[] {
  const missing = missingScopes(scopes);
  if (missing.length > 0) {
    const remedy = 'Install the app again and grant them; a super admin may have to allow them first.';
    return [problem('scopes', `Not granted: ${someOf(missing, missing.length)}.`, remedy)];
  }
  const optional = optionalScopes.filter((scope) => !scopes.includes(scope));
  if (optional.length === 0) return [ok('scopes', 'Everything that the app asks for is granted.')];
  return [note('scopes', `Not granted, and not needed: ${optional.join(', ')}.`, 'Install again to grant more.')];
}
