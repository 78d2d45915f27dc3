import { beforeEach, describe, expect, test } from 'vitest';
import type { PortalOptions } from '../../sandbox/portal/portal.ts';
import { JourneyStewardError } from '../../src/errors.ts';
import { createClientToken } from '../../src/hubspot/client-token.ts';
import { createHubSpot } from '../../src/hubspot/hubspot-client.ts';
import { createJournal, journalScopes } from '../../src/hubspot/journal.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { objectTypes } from '../../src/journey/vocabulary.ts';
import { createLog } from '../../src/log.ts';
import { followProperties, pollUntold, unfollowDeparted } from '../../src/worker/follow-properties.ts';
import { agreementOf } from '../agreement/agreements.ts';
import { allScopes, clientId, clientSecret, startPortal } from '../sandbox/portal/start-portal.ts';
import { install } from '../store/battery-store.ts';
import { openTestStore, type TestStore } from '../webhooks/open-test-store.ts';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});

/** A portal with a property of its own, the app's account there, and what follows its model's properties. */
async function portalWithAccount(options: Partial<PortalOptions> & { scopes?: readonly string[] } = {}) {
  const { scopes, ...portalOptions } = options;
  const { portal, url, call } = await startPortal(portalOptions);
  const accountId = String(portal.state.portalId);
  await install(store, accountId);
  const group = { name: 'tier', label: 'Tier', type: 'string', fieldType: 'text', groupName: 'contactinformation' };
  await call('POST', '/crm/properties/2026-09/contacts', group);
  const { accessToken } = portal.grant(allScopes);
  const tokens = { get: async () => accessToken, forget: () => {}, keep: () => ({ tokens: '', tokenExpiresAt: 0 }) };
  const hubspot = createHubSpot({ store, tokens, apiUrl: url, callsPerTenSeconds: 10_000, onCall: () => {} });
  const journal = createJournal({
    apiUrl: url,
    token: createClientToken({ apiUrl: url, clientId, clientSecret }, journalScopes),
  });
  const accountOf = async () => {
    const account = (await store.readAccounts({})).find((one) => one.accountId === accountId);
    if (account === undefined) throw new Error('The account is not there.');
    return { ...account, ...(scopes !== undefined && { scopes: [...scopes] }) };
  };
  return {
    ...{ portal, accountId, journal },
    follow: async () => followProperties({ store, hubspot, journal, log: createLog('silent') }, await accountOf()),
    /** Publishes the lead funnel, with a stage that looks at this property besides. */
    async publish(name: string | null) {
      const model = structuredClone(preset('lead-funnel'));
      const [stage] = model.stages;
      if (name !== null && stage !== undefined) {
        stage.enter.push({ id: 'own', when: { property: name, known: true } } as never);
      }
      const definition = JSON.stringify(model);
      const version = { name: model.name, publishedBy: 'cli', expectedVersion: null, now: 1, dueAt: 1 };
      await store.publishModel({ accountId, definition, ...version });
    },
    subscribedOf: async (objectTypeId: string) =>
      (await journal.subscriptions()).find(
        (one) => one.subscriptionType === 'OBJECT' && one.objectTypeId === objectTypeId,
      )?.properties,
    ownOf: async () => (await store.readFollowed({ accountId })).filter(({ isOwn }) => isOwn),
  };
}

describe('following the properties of a model', () => {
  test('those that the pauses of the agreement look at are its own, too, as long as that is in force', async () => {
    const given = await portalWithAccount();
    await given.publish(null);
    const publishAgreement = async (pauseWhen: object | undefined) => {
      const stages = { convert: { lead: 'sales', ...(pauseWhen !== undefined && { pauseWhen }) } };
      const definition = JSON.stringify(agreementOf({ stages }));
      const version = { name: 'test', publishedBy: 'cli', expectedVersion: null, appliesTo: 'new-visits' } as const;
      const at = { inForceFrom: 1, now: 1, dueAt: 1 };
      await store.publishAgreement({ accountId: given.accountId, definition, ...version, ...at });
    };
    await publishAgreement({ property: 'tier', is: 'waiting' });
    await given.follow();
    expect(await given.ownOf()).toMatchObject([{ objectType: 'contact', name: 'tier', isOwn: true }]);
    expect(await given.subscribedOf('0-1')).toContain('tier');
    await publishAgreement(undefined);
    await given.follow();
    expect(await given.ownOf()).toEqual([]);
    expect(await given.subscribedOf('0-1')).not.toContain('tier');
  });

  test('subscribes to them in the journal, and to those that are pushed, as far as the portal has them', async () => {
    const given = await portalWithAccount();
    await given.publish('tier');
    await given.follow();
    const contact = await given.subscribedOf('0-1');
    expect(contact).toEqual(expect.arrayContaining(['lifecyclestage', 'tier']));
    expect(await given.subscribedOf('0-3')).not.toContain('tier');
    expect(await given.ownOf()).toMatchObject([{ objectType: 'contact', name: 'tier' }]);
    expect((await given.ownOf())[0]?.journalSince).not.toBeNull();
    const types = new Set((await given.journal.subscriptions()).map(({ subscriptionType }) => subscriptionType));
    expect(types).toEqual(new Set(['OBJECT', 'ASSOCIATION', 'GDPR_PRIVACY_DELETION', 'APP_LIFECYCLE_EVENT']));
  });

  test('sends nothing again, and lets go of what no model looks at', async () => {
    const given = await portalWithAccount();
    await given.publish('tier');
    await given.follow();
    const before = await given.journal.subscriptions();
    await given.follow();
    expect(await given.journal.subscriptions()).toEqual(before);
    await given.publish(null);
    await given.follow();
    expect([await given.subscribedOf('0-1'), await given.ownOf()]).toEqual([expect.not.arrayContaining(['tier']), []]);
  });

  test('reads the past of what is new, and of nothing else', async () => {
    const given = await portalWithAccount();
    const { accountId } = given;
    await given.follow();
    await store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    await store.claimBackfill({ claim: 'c', now: 1, leaseMs: 1, accountId });
    const startsOf = async () =>
      (await store.readBackfillProgress({ accountId, now: 1 }))
        .filter(({ startedAt }) => startedAt > 1)
        .map(({ objectType }) => objectType);
    await given.follow();
    expect(await startsOf()).toEqual([]);
    await given.publish('tier');
    await given.follow();
    expect(await startsOf()).toEqual(['contact']);
  });

  test('goes without the journal where HubSpot does not give it; then they are asked for', async () => {
    const given = await portalWithAccount({ grantsJournal: false });
    await given.publish('tier');
    await given.follow();
    expect(await given.ownOf()).toMatchObject([{ name: 'tier', journalSince: null }]);
  });

  test.each(['of-object', 'of-every-object', 'none'] as const)(
    'goes without tickets where only those are refused (%s)',
    async (subscriptionScopes) => {
      const given = await portalWithAccount({
        ...{ refusedClientScopes: ['tickets'], openAnswers: { subscriptionScopes } },
        ...{ scopes: ['tickets', 'crm.objects.feedback_submissions.read'] },
      });
      await given.publish('tier');
      await given.follow();
      expect((await given.ownOf())[0]?.journalSince).not.toBeNull();
      expect(await given.subscribedOf('0-1')).toContain('tier');
      const isRefused = subscriptionScopes !== 'none';
      for (const id of ['0-5', '0-19']) expect((await given.subscribedOf(id)) === undefined).toBe(isRefused);
      const subscriptions = await given.journal.subscriptions();
      const ofContacts = subscriptions.find(
        (one) => one.subscriptionType === 'ASSOCIATION' && one.objectTypeId === '0-1',
      );
      expect(ofContacts?.associatedObjectTypeIds).toEqual(isRefused ? ['0-2', '0-3'] : ['0-2', '0-3', '0-5']);
      await given.follow();
      expect(await given.journal.subscriptions()).toEqual(subscriptions);
    },
  );

  test('follows tickets and surveys where the app has their scopes', async () => {
    const scopes = ['tickets', 'crm.objects.feedback_submissions.read'];
    const given = await portalWithAccount({ scopes, openAnswers: { subscriptionScopes: 'of-every-object' } });
    await given.follow();
    for (const id of ['0-5', '0-19']) expect(await given.subscribedOf(id)).toBeDefined();
  });

  test('asks for the properties of a type that is refused, and for no others', async () => {
    const given = await portalWithAccount();
    await given.publish('tier');
    const { journal } = given;
    const { subscribe } = journal;
    journal.subscribe = async (wanted) => {
      const isOfDeals = wanted.subscriptionType === 'OBJECT' && wanted.objectTypeId === '0-3';
      if (isOfDeals) throw new JourneyStewardError('hubspot-scope-missing', 'The token lacks the scope of deals.');
      await subscribe(wanted);
    };
    await given.follow();
    const followed = await store.readFollowed({ accountId: given.accountId });
    const typesOf = (isTold: boolean) =>
      new Set(
        followed.filter(({ journalSince }) => (journalSince !== null) === isTold).map(({ objectType }) => objectType),
      );
    expect([typesOf(false), typesOf(true)]).toEqual([new Set(['deal']), new Set(['contact', 'company'])]);
  });

  test('ends with the installation', async () => {
    const given = await portalWithAccount();
    const { accountId, journal } = given;
    await given.follow();
    await unfollowDeparted({ store, journal });
    expect(await given.subscribedOf('0-1')).toBeDefined();
    await store.uninstallAccount({ accountId, tokens: null, now: 5 });
    await unfollowDeparted({ store, journal });
    expect((await journal.subscriptions()).map(({ subscriptionType }) => subscriptionType)).toEqual([
      'APP_LIFECYCLE_EVENT',
    ]);
  });
});

describe('asking for what is not told', () => {
  const polled = async (accountId: string) => {
    await pollUntold({ store, journeyNow: () => 9 });
    return (await store.readRepairs({ accountId, now: 9 })).some(({ isPoll }) => isPoll);
  };
  /** An account whose past has been read, with these properties. */
  async function ready(properties: { name: string; isOwn: boolean }[], isInJournal: boolean) {
    const accountId = await install(store);
    await store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    for (;;) {
      const job = await store.claimBackfill({ claim: 'c', now: 1, leaseMs: 1_000, accountId });
      if (job === null) break;
      const step = { phase: 'all', place: '', recordsRead: 0, recordsTotal: 0, isFinished: true } as const;
      await store.recordHistory({
        job,
        step,
        facts: [],
        now: 2,
        leaseMs: 1_000,
        dueAt: 1,
        tombstoneKey: Buffer.alloc(32),
      });
    }
    const followed = properties.map((one) => ({ objectType: 'contact' as const, ...one }));
    await store.keepFollowed({ accountId, properties: followed, inJournal: isInJournal ? objectTypes : [], now: 1 });
    return accountId;
  }
  const own = { name: 'tier', isOwn: true };
  const journalSays = async (failure: string | null) => {
    const claim = { claim: 'j', now: 1, leaseMs: 1, everyMs: 0 };
    await store.claimJournal(claim);
    const end = failure === null ? { asOf: 1 } : null;
    await store.endJournalTurn({ claim: 'j', now: 1, end, retryAt: 0, lateSince: null, failure });
  };

  test('is done where neither webhooks nor the journal tell', async () => {
    await journalSays(null);
    expect(await polled(await ready([own], false))).toBe(true);
    expect(await polled(await ready([own], true))).toBe(false);
    expect(await polled(await ready([{ name: 'email', isOwn: false }], false))).toBe(false);
  });

  test('is done as long as the journal can not be read', async () => {
    const accountId = await ready([own], true);
    await journalSays('refused');
    expect(await polled(accountId)).toBe(true);
  });

  test('waits while the past is read', async () => {
    const accountId = await ready([own], false);
    await store.restartBackfill({ accountId, now: 3 });
    expect(await polled(accountId)).toBe(false);
  });
});
