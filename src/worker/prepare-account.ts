import { ensureProperties } from '../hubspot/ensure-properties.ts';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { readPortalMetadataFrom } from '../hubspot/read-portal-metadata.ts';
import { type OptionSource, tagProperties } from '../hubspot/tag-properties.ts';
import { presets } from '../journey/models/presets.ts';
import { objectTypes } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';

export type PrepareOptions = {
  store: Pick<Store, 'markPrepared' | 'readModelDefinitions' | 'recordPortalMetadata'>;
  hubspot: HubSpot;
  log: Log;
  journeyNow: () => number;
};

/**
 * Makes an account ready: its own settings are read, and the properties that hold the tags are there, with the options of
 * every model that the account ever had: a record may still carry them, and a model may come back. The model in force stands
 * first. May be repeated at any time; it changes only what is missing.
 */
export async function prepareAccount(options: PrepareOptions, account: Account): Promise<void> {
  const { store, hubspot, log } = options;
  const { accountId, language, modelVersion } = account;
  await observePortal(options, accountId);
  const definitions = await store.readModelDefinitions({ accountId });
  // They were checked when they were published, perhaps by another version of the app: only what options need is read.
  const published = definitions.map((definition) => JSON.parse(definition) as OptionSource);
  const wanted = tagProperties([...published, ...presets.values()], language);
  for (const objectType of objectTypes) {
    const { created, extended } = await ensureProperties(hubspot, accountId, objectType, wanted);
    log.info({ accountId, objectType, created: created.length, extended: extended.length }, 'properties are ready');
  }
  await store.markPrepared({ accountId, modelVersion, now: Date.now() });
}

/** Reads an account's lifecycle stages and pipelines; when they have changed, all its journeys are replayed. */
export async function observePortal(options: PrepareOptions, accountId: string): Promise<void> {
  const observed = await readPortalMetadataFrom(options.hubspot, accountId, options.journeyNow());
  const changed = await options.store.recordPortalMetadata({ accountId, observed, dueAt: options.journeyNow() });
  if (changed) options.log.info({ accountId }, 'the settings of the portal were read and differ from before');
}
