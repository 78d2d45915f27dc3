import { JourneyStewardError } from '../errors.ts';
import { ensureProperties, type PropertyConflict } from '../hubspot/ensure-properties.ts';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { adminsOptions, inputProperties } from '../hubspot/input-properties.ts';
import { readOwnersFrom } from '../hubspot/read-owners.ts';
import { readPortalMetadataFrom } from '../hubspot/read-portal-metadata.ts';
import { type OptionSource, tagProperties } from '../hubspot/tag-properties.ts';
import { presets } from '../journey/models/presets.ts';
import { type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';

export type PrepareOptions = {
  store: Pick<
    Store,
    'markObserved' | 'markPrepared' | 'readModelDefinitions' | 'recordOwners' | 'recordPortalMetadata'
  >;
  hubspot: HubSpot;
  log: Log;
  journeyNow: () => number;
};

/**
 * Makes an account ready: its own settings are read, and the properties that hold the tags and those by which people
 * and forms tell the app something are there. Tags have the options of every model that the account ever had: a record may
 * still carry them, and a model may come back. The model in force stands first. May be repeated at any time; it changes only
 * what is missing.
 */
export async function prepareAccount(options: PrepareOptions, account: Account): Promise<void> {
  const { store, hubspot, log } = options;
  const { accountId, language, modelVersion } = account;
  await observePortal(options, accountId);
  const definitions = await store.readModelDefinitions({ accountId });
  // They were checked when they were published, perhaps by another version of the app: only what options need is read.
  const published = definitions.map((definition) => JSON.parse(definition) as OptionSource);
  const tags = tagProperties([...published, ...presets.values()], language);
  for (const objectType of objectTypes) {
    const wanted = [...tags, ...inputProperties(objectType, language)];
    const ensured = await ensureProperties(hubspot, accountId, objectType, wanted, adminsOptions);
    const { created, extended, conflicts } = ensured;
    for (const conflict of conflicts)
      log.error({ accountId, err: conflictError(objectType, conflict) }, 'not our property');
    log.info({ accountId, objectType, created: created.length, extended: extended.length }, 'properties are ready');
  }
  await store.markPrepared({ accountId, modelVersion, now: Date.now() });
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
