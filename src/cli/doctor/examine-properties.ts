import type { HubSpot } from '../../hubspot/hubspot-client.ts';
import { adminsOptions } from '../../hubspot/input-properties.ts';
import { type PropertyDrift, readPropertyDrift } from '../../hubspot/property-drift.ts';
import { missingScopes } from '../../hubspot/scopes.ts';
import { propertyGroup } from '../../hubspot/tag-properties.ts';
import { type ObjectType, objectTypes } from '../../journey/vocabulary.ts';
import type { Account } from '../../store/accounts.ts';
import type { Store } from '../../store/operations.ts';
import { wantedProperties } from '../../worker/wanted-properties.ts';
import { counted, type Finding, fixableWith, ok, problem, someOf } from './finding.ts';

/** Whether an account has the app's properties, in all kinds of records, as they should be. */
export async function examineProperties(
  store: Pick<Store, 'readModelDefinitions'>,
  hubspot: HubSpot,
  account: Account,
): Promise<Finding[]> {
  const wantedOf = await wantedProperties(store, account);
  const findings: Finding[] = [];
  let present = 0;
  for (const objectType of objectTypes) {
    const wanted = wantedOf(objectType);
    const place = { hubspot, accountId: account.accountId, objectType };
    const missing = missingScopes(account.scopes).filter((scope) => scope.startsWith(schemaScopes[objectType]));
    findings.push(...findingsOf(objectType, await readPropertyDrift(place, wanted, adminsOptions), missing));
    present += wanted.length;
  }
  if (findings.length > 0) return findings;
  return [
    ok(
      'properties',
      `${counted(present, 'property', 'properties')} of ${objectTypes.join(', ')} are as they should be.`,
    ),
  ];
}

/** What the scopes begin with that properties of a type need. */
const schemaScopes: Readonly<Record<ObjectType, string>> = {
  contact: 'crm.schemas.contacts.',
  deal: 'crm.schemas.deals.',
  company: 'crm.schemas.companies.',
};

function findingsOf(objectType: ObjectType, drift: PropertyDrift, missingScope: readonly string[]): Finding[] {
  const mendable = (message: string) => fixableWith('properties', message, missingScope);
  const { isGroupMissing, missing, archived, conflicts, withoutOptions } = drift;
  const lacking = withoutOptions.map(({ name, values }) => `${name} (${someOf(values)})`);
  const of = (names: readonly string[]) => `${counted(names.length, 'property', 'properties')}: ${someOf(names)}`;
  return [
    ...(isGroupMissing ? [mendable(`The ${objectType} group ${propertyGroup.name} is missing.`)] : []),
    ...(missing.length > 0 ? [mendable(`Missing ${objectType} ${of(missing)}.`)] : []),
    ...(archived.length > 0 ? [mendable(`Archived ${objectType} ${of(archived)}.`)] : []),
    ...(lacking.length > 0 ? [mendable(`Options are missing in ${objectType} ${of(lacking)}.`)] : []),
    ...conflicts.map(({ name, wanted, found }) =>
      problem(
        'properties',
        `The ${objectType} property ${name} is of the type "${found}"; the app needs "${wanted}".`,
        'Archive that property in HubSpot; when HubSpot has purged it, after 90 days, run doctor with --fix.',
      ),
    ),
  ];
}
