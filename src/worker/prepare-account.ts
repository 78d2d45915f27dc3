import { JourneyStewardError } from '../errors.ts';
import { type EnsuredProperties, ensureProperties } from '../hubspot/ensure-properties.ts';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { adminsOptions } from '../hubspot/input-properties.ts';
import type { PropertyConflict } from '../hubspot/present-properties.ts';
import { readOwnersFrom } from '../hubspot/read-owners.ts';
import { readPortalMetadataFrom } from '../hubspot/read-portal-metadata.ts';
import { type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import { wantedProperties } from './wanted-properties.ts';

export type PrepareOptions = {
  store: Pick<
    Store,
    'markObserved' | 'markPrepared' | 'readModelDefinitions' | 'recordOwners' | 'recordPortalMetadata'
  >;
  hubspot: HubSpot;
  log: Log;
  journeyNow: () => number;
};

/** What was done to make an account ready, by object type. */
export type Prepared = Record<ObjectType, EnsuredProperties>;

/**
 * Makes an account ready: its own settings are read, and its properties are there. May be repeated at any time; it changes only
 * what is missing.
 */
export async function prepareAccount(options: PrepareOptions, account: Account): Promise<Prepared> {
  const { store, hubspot, log } = options;
  const { accountId, modelVersion } = account;
  await observePortal(options, accountId);
  const wantedOf = await wantedProperties(store, account);
  const prepared: Partial<Prepared> = {};
  for (const objectType of objectTypes) {
    const ensured = await ensureProperties(hubspot, accountId, objectType, wantedOf(objectType), adminsOptions);
    const { created, extended, conflicts } = ensured;
    for (const conflict of conflicts)
      log.error({ accountId, err: conflictError(objectType, conflict) }, 'not our property');
    log.info({ accountId, objectType, created: created.length, extended: extended.length }, 'properties are ready');
    prepared[objectType] = ensured;
  }
  await store.markPrepared({ accountId, modelVersion, now: Date.now() });
  return prepared as Prepared;
}

/** Somebody else's property has one of the app's names: the account is prepared without it. */
function conflictError(objectType: ObjectType, { name, wanted, found }: PropertyConflict): JourneyStewardError {
  const message = `The ${objectType} property ${name} is of the type "${found}"; the app needs "${wanted}".`;
  return new JourneyStewardError('property-conflict', message);
}

/**
 * Reads an account's lifecycle stages, pipelines, time zone and owners; when what replay reads has changed, all its journeys are
 * replayed.
 */
export async function observePortal(options: PrepareOptions, accountId: string): Promise<void> {
  const { store, hubspot, journeyNow } = options;
  const observed = await readPortalMetadataFrom(hubspot, accountId, journeyNow());
  const owners = await readOwnersFrom(hubspot, accountId);
  const changed = await store.recordPortalMetadata({ accountId, observed, dueAt: journeyNow() });
  await store.recordOwners({ accountId, owners });
  await store.markObserved({ accountId, now: Date.now() });
  if (changed) options.log.info({ accountId }, 'the settings of the portal were read and differ from before');
}
