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
  wantedSubscriptions,
} from '../hubspot/journal-subscriptions.ts';
import { propertyFreshness } from '../journey/models/followed-properties.ts';
import { modelProperties } from '../journey/models/model-properties.ts';
import { type Model, parseModel } from '../journey/models/model-schema.ts';
import { objectTypes } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';
import { agreementsIn } from './remember-agreements.ts';

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
    names[objectType] = [
      ...(await readFollowedProperties(hubspot, { accountId, objectType, model, agreements })).keys(),
    ];
  }
  const isInJournal = await subscribe(options, account, names);
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
  const { readAgain } = await store.keepFollowed({ accountId, properties, isInJournal, now: Date.now() });
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

/** False when HubSpot does not give the app its journal: it is done without. */
async function subscribe(options: FollowOptions, account: Account, names: PropertiesToFollow): Promise<boolean> {
  const { journal, log } = options;
  const { accountId } = account;
  try {
    const all = await journal.subscriptions();
    const present = all.filter(({ portalId }) => portalId === Number(accountId));
    const { send, remove } = subscriptionChanges(present, wantedSubscriptions(account, names));
    const lifecycle = all.filter(({ subscriptionType }) => subscriptionType === uninstallSubscription.subscriptionType);
    for (const wanted of [...subscriptionChanges(lifecycle, [uninstallSubscription]).send, ...send]) {
      await journal.subscribe(wanted);
    }
    for (const id of remove) await journal.unsubscribe(id);
    return true;
  } catch (error) {
    if (!(error instanceof JourneyStewardError)) throw error;
    log.warn({ err: error, accountId }, 'the account is not followed in the journal; its properties are asked for');
    return false;
  }
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
