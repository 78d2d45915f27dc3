import { agreementProperties } from '../agreement/check/pause-properties.ts';
import type { AgreementVersion } from '../agreement/clock.ts';
import { JourneyStewardError } from '../errors.ts';
import { readFollowedProperties } from '../hubspot/followed-properties.ts';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import type { Journal } from '../hubspot/journal.ts';
import {
  type PropertiesToFollow,
  subscriptionChanges,
  uninstallSubscription,
  type WantedSubscription,
  wantedSubscriptions,
  withoutObjectTypes,
} from '../hubspot/journal-subscriptions.ts';
import { objectTypeIds } from '../hubspot/object-type-ids.ts';
import { propertyFreshness } from '../journey/models/followed-properties.ts';
import { modelProperties } from '../journey/models/model-properties.ts';
import { type Model, parseModel } from '../journey/models/model-schema.ts';
import { type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import { agreementsIn } from './remember-agreements.ts';
import { unlessWithheld } from './unless-withheld.ts';

export type FollowOptions = {
  store: Pick<Store, 'keepFollowed' | 'readAgreements' | 'readCurrentModels'>;
  hubspot: HubSpot;
  journal: Journal;
  log: Log;
};

/**
 * Follows the properties that an account's model and the pauses of its agreement look at: they are subscribed to in HubSpot's journal, and where one is new the
 * past of its records is read again. May be repeated; it changes only what is not so yet.
 */
export async function followProperties(options: FollowOptions, account: Account): Promise<void> {
  const { store, hubspot, log } = options;
  const { accountId } = account;
  const model = await modelOf(store, accountId);
  if (model === null) return;
  const agreements = await agreementsOf(store, accountId);
  const names: Record<keyof PropertiesToFollow, string[]> = { contact: [], deal: [], company: [] };
  for (const objectType of objectTypes) {
    // A type that the app may not read is followed when it may, and its past read then.
    const followed = await unlessWithheld([], () =>
      readFollowedProperties(hubspot, { accountId, objectType, model, agreements }),
    );
    names[objectType] = [...(followed ?? new Map()).keys()];
  }
  const inJournal = await subscribe(options, account, names);
  const agreement = agreements.at(-1)?.agreement;
  const paused = agreement === undefined ? [] : agreementProperties(agreement);
  const own = new Set([...modelProperties(model), ...paused]);
  const properties = objectTypes.flatMap((objectType) =>
    names[objectType].map((name) => ({
      ...{ objectType, name },
      // A company has no rules of its own.
      isOwn: objectType !== 'company' && own.has(name) && propertyFreshness(name) !== 'pushed',
    })),
  );
  const { readAgain } = await store.keepFollowed({ accountId, properties, inJournal, now: Date.now() });
  if (readAgain.length > 0) log.info({ accountId, readAgain }, 'the model looks at more: the past is read again');
}

/** Empty where this version of the app can't read them. */
async function agreementsOf(store: FollowOptions['store'], accountId: string): Promise<readonly AgreementVersion[]> {
  const read = agreementsIn(await store.readAgreements({ accountId }));
  return read instanceof JourneyStewardError ? [] : read;
}

/** Null when there is none, or none that this version of the app can read: whoever replays says so. */
async function modelOf(store: FollowOptions['store'], accountId: string): Promise<Model | null> {
  const current = (await store.readCurrentModels({})).find((one) => one.accountId === accountId);
  try {
    return current === undefined ? null : parseModel(JSON.parse(current.definition));
  } catch {
    return null;
  }
}

/** HubSpot's refusals of one subscription; another may be taken. */
const refusals: readonly string[] = ['hubspot-scope-missing', 'hubspot-refused'];

/**
 * The types of objects of which the journal tells; none when HubSpot does not give the app its journal: it is done without. What it
 * refuses of one type keeps no other from being followed.
 */
async function subscribe(
  options: FollowOptions,
  account: Account,
  names: PropertiesToFollow,
): Promise<readonly ObjectType[]> {
  const { journal, log } = options;
  const { accountId } = account;
  const refused = new Map<string, JourneyStewardError>();
  const send = async (wanted: readonly WantedSubscription[]) => {
    for (const one of wanted) {
      try {
        await journal.subscribe(one);
      } catch (error) {
        if (!(error instanceof JourneyStewardError) || !refusals.includes(error.code)) throw error;
        const what = 'objectTypeId' in one ? one.objectTypeId : one.eventTypeId;
        if (one.subscriptionType === 'OBJECT') refused.set(one.objectTypeId, error);
        log.warn({ err: error, accountId, kind: one.subscriptionType, what }, 'HubSpot refuses one subscription');
      }
    }
  };
  try {
    const all = await journal.subscriptions();
    const present = all.filter(({ portalId }) => portalId === Number(accountId));
    const wanted = wantedSubscriptions(account, names);
    const lifecycle = all.filter(({ subscriptionType }) => subscriptionType === uninstallSubscription.subscriptionType);
    await send(subscriptionChanges(lifecycle, [uninstallSubscription]).send);
    await send(subscriptionChanges(present, wanted.filter(isOfObjects)).send);
    // Whether associations with a type need its scope is not documented: what is refused is not named again.
    const possible = withoutObjectTypes(wanted, new Set(refused.keys()));
    await send(subscriptionChanges(present, possible).send.filter((one) => !isOfObjects(one)));
    for (const id of subscriptionChanges(present, wanted).remove) await journal.unsubscribe(id);
    return objectTypes.filter((type) => !refused.has(objectTypeIds[type]));
  } catch (error) {
    if (!(error instanceof JourneyStewardError)) throw error;
    log.warn({ err: error, accountId }, 'the account is not followed in the journal; its properties are asked for');
    return [];
  }
}

function isOfObjects({ subscriptionType }: WantedSubscription): boolean {
  return subscriptionType === 'OBJECT';
}

/** Ends the subscriptions of accounts that have removed the app. */
export async function unfollowDeparted(options: {
  store: Pick<Store, 'readAccounts'>;
  journal: Journal;
}): Promise<void> {
  const departed = (await options.store.readAccounts({})).filter(({ status }) => status !== 'active');
  if (departed.length === 0) return;
  const subscribed = new Set((await options.journal.subscriptions()).map(({ portalId }) => String(portalId)));
  for (const { accountId } of departed) {
    if (subscribed.has(accountId)) await options.journal.unsubscribeAccount(accountId);
  }
}

/** Looks for changes in the accounts that follow properties of which HubSpot does not tell. */
export async function pollUntold(options: {
  store: Pick<Store, 'beginPoll' | 'readAccounts' | 'readFollowed' | 'readJournalReading'>;
  journeyNow: () => number;
}): Promise<void> {
  const { store, journeyNow } = options;
  const reading = await store.readJournalReading({});
  const isJournalRead = reading !== null && reading.failure === null;
  for (const { accountId, status } of await store.readAccounts({})) {
    if (status !== 'active') continue;
    const followed = await store.readFollowed({ accountId });
    const isUntold = followed.some((one) => one.isOwn && (one.journalSince === null || !isJournalRead));
    if (isUntold) await store.beginPoll({ accountId, now: Date.now(), journeyNow: journeyNow() });
  }
}
