import { JourneyStewardError } from '../errors.ts';
import { type EnsuredProperties, ensureProperties } from '../hubspot/ensure-properties.ts';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { adminsOptions } from '../hubspot/input-properties.ts';
import type { Journal } from '../hubspot/journal.ts';
import type { PropertyConflict } from '../hubspot/present-properties.ts';
import { readOwnersFrom } from '../hubspot/read-owners.ts';
import { readPortalMetadataFrom } from '../hubspot/read-portal-metadata.ts';
import { readSuperAdminsFrom } from '../hubspot/read-super-admins.ts';
import { usersScope } from '../hubspot/scopes.ts';
import { languages, type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import { followProperties } from './follow-properties.ts';
import { unlessWithheld } from './unless-withheld.ts';
import { wantedProperties } from './wanted-properties.ts';

export type PrepareOptions = {
  store: Pick<
    Store,
    | 'keepFollowed'
    | 'markAgreementFollowed'
    | 'markObserved'
    | 'markPrepared'
    | 'readAgreements'
    | 'readCurrentModels'
    | 'readModelDefinitions'
    | 'recordOwners'
    | 'recordPortalMetadata'
    | 'recordSuperAdmins'
  >;
  hubspot: HubSpot;
  /** Without it, what the account follows stays as it is. */
  journal?: Journal;
  log: Log;
  journeyNow: () => number;
};

/** What HubSpot refused for want of a scope, in the order in which it was asked. Whatever does not need that scope was done. */
export type Withheld = readonly JourneyStewardError[];

/** What is kept of it as the account's failure; null where nothing was withheld. */
export function failureIn(withheld: Withheld): string | null {
  return withheld.length === 0 ? null : withheld.map(({ message }) => message).join('; ');
}

/** What was done to make an account ready, by object type. A type for which a scope is missing is left out. */
export type Prepared = { ensured: Partial<Record<ObjectType, EnsuredProperties>>; withheld: Withheld };

/**
 * Makes an account ready: its own settings are read, and its properties are there. May be repeated at any time; it changes only
 * what is missing. Throws `hubspot-scope-missing` where no type of records can be made ready.
 */
export async function prepareAccount(options: PrepareOptions, account: Account): Promise<Prepared> {
  const { accountId, modelVersion } = account;
  const unread = await observePortal(options, account);
  const { ensured, withheld } = await ensureAll(options, account);
  await follow(options, account);
  await options.store.markPrepared({ accountId, modelVersion, now: Date.now() });
  return { ensured, withheld: [...unread, ...withheld] };
}

/** Repairs the properties of an account that was ready; if anything was missing, what was refused for want of it is tried again. */
export async function keepPrepared(options: PrepareOptions, account: Account): Promise<Withheld> {
  const { accountId, modelVersion } = account;
  const { ensured, withheld } = await ensureAll(options, account);
  await follow(options, account);
  if (Object.values(ensured).some(({ created, extended }) => created.length + extended.length > 0)) {
    await options.store.markPrepared({ accountId, modelVersion, now: Date.now() });
  }
  return withheld;
}

async function follow({ journal, ...options }: PrepareOptions, account: Account): Promise<void> {
  const { accountId, agreementVersion } = account;
  if (journal !== undefined) await followProperties({ ...options, journal }, account);
  if (account.followedAgreement !== agreementVersion) {
    await options.store.markAgreementFollowed({ accountId, agreementVersion });
  }
}

async function ensureAll({ store, hubspot, log }: PrepareOptions, account: Account): Promise<Prepared> {
  const { accountId } = account;
  const wantedOf = await wantedProperties(store, account);
  const others = languages.filter((language) => language !== account.language);
  const translated = await Promise.all(others.map((language) => wantedProperties(store, { accountId, language })));
  const ensured: Prepared['ensured'] = {};
  const withheld: JourneyStewardError[] = [];
  for (const objectType of objectTypes) {
    const translations = translated.map((of) => of(objectType));
    const wanted = wantedOf(objectType);
    const made = await unlessWithheld(withheld, () =>
      ensureProperties(hubspot, accountId, objectType, wanted, { adminsOptions, translations }),
    );
    if (made === null) continue;
    const { created, extended, relabelled, conflicts } = made;
    for (const conflict of conflicts)
      log.error({ accountId, err: conflictError(objectType, conflict) }, 'not our property');
    const counts = { created: created.length, extended: extended.length, relabelled: relabelled.length };
    log.info({ accountId, objectType, ...counts }, 'properties are ready');
    ensured[objectType] = made;
  }
  if (withheld.length === objectTypes.length) throw withheld[0];
  for (const err of withheld) log.warn({ accountId, err }, 'properties wait for a scope; the others are ready');
  return { ensured, withheld };
}

/** Somebody else's property has one of the app's names: the account is prepared without it. */
function conflictError(objectType: ObjectType, { name, wanted, found }: PropertyConflict): JourneyStewardError {
  const message = `The ${objectType} property ${name} is of the type "${found}"; the app needs "${wanted}".`;
  return new JourneyStewardError('property-conflict', message);
}

/**
 * Reads an account's lifecycle stages, pipelines, time zone, owners and super admins; when what replay reads has changed, all its journeys are
 * replayed. What can't be read for want of a scope stays as it was known. Settings are kept whole or not at all: the first that were read
 * count for all the time before them, and with a hole in them old deals would never be understood.
 */
export async function observePortal(
  options: PrepareOptions,
  { accountId, scopes }: Pick<Account, 'accountId' | 'scopes'>,
): Promise<Withheld> {
  const { store, hubspot, journeyNow, log } = options;
  const withheld: JourneyStewardError[] = [];
  const observed = await unlessWithheld(withheld, () => readPortalMetadataFrom(hubspot, accountId, journeyNow()));
  const owners = await unlessWithheld(withheld, () => readOwnersFrom(hubspot, accountId));
  const changed = observed && (await store.recordPortalMetadata({ accountId, observed, dueAt: journeyNow() }));
  if (owners !== null) await store.recordOwners({ accountId, owners });
  await store.markObserved({ accountId, now: Date.now() });
  if (changed) log.info({ accountId }, 'the settings of the portal were read and differ from before');
  for (const err of withheld) log.warn({ accountId, err }, 'a setting of the portal waits for a scope');
  await observeSuperAdmins(options, { accountId, scopes });
  return withheld;
}

/** Tags and journeys do not wait for this: who is known stays known for a while, and is asked about when it matters. */
async function observeSuperAdmins(
  { store, hubspot, log }: PrepareOptions,
  { accountId, scopes }: Pick<Account, 'accountId' | 'scopes'>,
): Promise<void> {
  try {
    const userIds = scopes.includes(usersScope) ? await readSuperAdminsFrom(hubspot, accountId) : [];
    await store.recordSuperAdmins({ accountId, userIds, now: Date.now() });
  } catch (error) {
    if (!(error instanceof JourneyStewardError)) throw error;
    log.warn({ accountId, err: error }, 'the super admins of the portal were not read');
  }
}
