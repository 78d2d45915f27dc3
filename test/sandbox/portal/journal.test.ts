import { describe, expect, it } from 'vitest';
import type { PortalOptions } from '../../../sandbox/portal/portal.ts';
import { clientId, clientSecret, type Json, request, startPortal } from './start-portal.ts';

const startsAt = Date.UTC(2026, 2, 2, 9);
const dayMs = 86_400_000;
const base = '/webhooks-journal/journal/2026-03';
const subscriptionsPath = '/webhooks-journal/subscriptions/2026-03';
const journalScopes = [
  ...['read', 'subscriptions.read', 'subscriptions.write'].map((one) => `developer.webhooks_journal.${one}`),
  'crm.objects.contacts.read',
];

function askForToken(url: string, scope: string) {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
  return request(`${url}/oauth/2026-03/token`, { method: 'POST', body: new URLSearchParams(form) });
}

/** A portal whose contacts, with two properties, and their deals are followed in the journal. */
async function portalWithJournal(options: Partial<PortalOptions> = {}) {
  const { portal, url } = await startPortal(options);
  portal.clock.set(startsAt);
  const { access_token: token } = (await askForToken(url, journalScopes.join(' '))).body;
  const call = (method: string, path: string, body?: unknown) =>
    request(url + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const subscribe = (body: object) => call('POST', subscriptionsPath, body);
  const { portalId } = portal.state;
  const properties = ['email', 'lifecyclestage'];
  const actions = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'];
  await subscribe({ subscriptionType: 'OBJECT', portalId, objectTypeId: '0-1', actions, properties, objectIds: [] });
  await subscribe({
    ...{ subscriptionType: 'ASSOCIATION', portalId, objectTypeId: '0-1', associatedObjectTypeIds: ['0-3'] },
    ...{ actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'], objectIds: [] },
  });
  const create = (given: Record<string, string> = {}) =>
    portal.change({ action: 'create', objectType: 'contact', properties: given }).recordId ?? '';
  const fileOf = async (answer: Json) => (await request(answer.body.url)).body;
  return { portal, url, call, subscribe, create, fileOf, portalId };
}

describe('the token of the journal', () => {
  it('is given for client credentials and has no refresh token', async () => {
    const { url } = await startPortal();
    const { status, body } = await askForToken(url, journalScopes.join(' '));
    expect([status, body.token_use, body.refresh_token]).toEqual([200, 'client_credentials', undefined]);
  });

  it('is refused where the app is not granted the journal', async () => {
    const { url } = await startPortal({ grantsJournal: false });
    expect((await askForToken(url, journalScopes.join(' '))).status).toBe(400);
  });

  it('is refused for a scope that the app may not have', async () => {
    const { url } = await startPortal({ refusedClientScopes: ['tickets'] });
    expect((await askForToken(url, [...journalScopes, 'tickets'].join(' '))).status).toBe(400);
    expect((await askForToken(url, journalScopes.join(' '))).status).toBe(200);
  });

  it('opens the journal alone, and only as far as its scopes go', async () => {
    const { url } = await startPortal();
    const { access_token: token } = (await askForToken(url, 'developer.webhooks_journal.read')).body;
    const headers = { Authorization: `Bearer ${token}` };
    const statusOf = async (path: string) => (await request(url + path, { headers })).status;
    expect(await statusOf(`${base}/earliest`)).toBe(204);
    expect(await statusOf(subscriptionsPath)).toBe(403);
    expect(await statusOf('/crm/owners/2026-09')).toBe(401);
  });
});

describe('subscriptions', () => {
  it('are replaced by the next of the same kind, listed and removed', async () => {
    const { call, subscribe, portalId } = await portalWithJournal();
    const given = { subscriptionType: 'OBJECT', portalId, objectTypeId: '0-1', actions: ['UPDATE'], objectIds: [] };
    const { body } = await subscribe({ ...given, properties: ['phone'] });
    const listed = (await call('GET', subscriptionsPath)).body.results;
    expect(listed.map((one: Json) => one.properties)).toEqual([['phone'], undefined]);
    expect((await call('DELETE', `${subscriptionsPath}/${body.id}`)).status).toBe(204);
    expect((await call('GET', `${subscriptionsPath}/${body.id}`)).status).toBe(404);
    await call('DELETE', `${subscriptionsPath}/portals/${portalId}`);
    expect((await call('GET', subscriptionsPath)).body.results).toEqual([]);
  });

  it.each([
    ['of-object', [200, 403, 200, 403]],
    ['of-every-object', [200, 403, 403, 403]],
    ['none', [200, 200, 200, 200]],
  ] as const)('need the scopes of objects (%s)', async (subscriptionScopes, statuses) => {
    const { subscribe, portalId } = await portalWithJournal({ openAnswers: { subscriptionScopes } });
    const object = { subscriptionType: 'OBJECT', actions: ['UPDATE'], properties: [] };
    const associations = { subscriptionType: 'ASSOCIATION', actions: ['ASSOCIATION_ADDED'] };
    const answers = [
      await subscribe({ ...object, portalId, objectTypeId: '0-48' }),
      await subscribe({ ...object, portalId, objectTypeId: '0-5' }),
      await subscribe({ ...associations, portalId, objectTypeId: '0-1', associatedObjectTypeIds: ['0-5'] }),
      await subscribe({ ...object, portalId, objectTypeId: '0-19' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  });

  it('need what HubSpot needs', async () => {
    const { subscribe, portalId } = await portalWithJournal();
    expect((await subscribe({ subscriptionType: 'OBJECT', portalId, objectTypeId: '0-1' })).status).toBe(400);
  });
});

describe('reading', () => {
  it('gives what was subscribed to, values of one change together', async () => {
    const { portal, call, create, fileOf, portalId } = await portalWithJournal();
    const id = create({ email: 'ada@example.com', lifecyclestage: 'lead', phone: '1' });
    portal.change({ action: 'update', objectType: 'contact', id, properties: { phone: '2' } });
    const { journalEvents, publishedAt } = await fileOf(await call('GET', `${base}/earliest`));
    expect(publishedAt).toBe(new Date(startsAt).toISOString());
    expect(journalEvents).toHaveLength(1);
    expect(journalEvents[0]).toMatchObject({
      ...{ action: 'CREATE', portalId, objectTypeId: '0-1', objectId: Number(id) },
      occurredAt: new Date(startsAt).toISOString(),
      propertyChanges: { email: 'ada@example.com', lifecyclestage: 'lead' },
    });
    expect(journalEvents[0].propertyChanges.phone).toBeUndefined();
  });

  it('tells of associations from the side that was subscribed to', async () => {
    const { portal, call, create, fileOf } = await portalWithJournal();
    const contact = create();
    const deal = portal.change({ action: 'create', objectType: 'deal', properties: {} }).recordId ?? '';
    const ends = { from: { objectType: 'deal', id: deal }, to: { objectType: 'contact', id: contact } } as const;
    portal.change({ action: 'associate', ...ends });
    portal.change({ action: 'dissociate', ...ends });
    const { journalEvents } = await fileOf(await call('GET', `${base}/earliest`));
    const told = journalEvents.filter(({ action }: Json) => action.startsWith('ASSOCIATION'));
    expect(told.map((one: Json) => [one.action, one.fromObjectId, one.toObjectId])).toEqual([
      ['ASSOCIATION_ADDED', Number(contact), Number(deal)],
      ['ASSOCIATION_REMOVED', Number(contact), Number(deal)],
    ]);
  });

  it('goes from file to file, and says when there is no more', async () => {
    const { call, create, fileOf } = await portalWithJournal({ journalEventsPerFile: 2 });
    const ids = [create(), create(), create()];
    const first = await call('GET', `${base}/earliest`);
    const second = await call('GET', `${base}/offset/${first.body.currentOffset}/next`);
    const files = [await fileOf(first), await fileOf(second)];
    expect(files.flatMap(({ journalEvents }) => journalEvents.map((one: Json) => String(one.objectId)))).toEqual(ids);
    expect((await call('GET', `${base}/latest`)).body.currentOffset).toBe(second.body.currentOffset);
    expect((await call('GET', `${base}/offset/${second.body.currentOffset}/next`)).status).toBe(204);
  });

  it.each([
    ['not-found', 404],
    ['no-content', 204],
  ] as const)('answers %s at its end as it is set', async (journalEnd, status) => {
    const { call } = await portalWithJournal({ openAnswers: { journalEnd } });
    expect((await call('GET', `${base}/earliest`)).status).toBe(status);
  });

  it.each(['refused', 'earliest'] as const)(
    'keeps files for three days; an offset before is %s',
    async (expiredOffset) => {
      const { portal, call, create, fileOf } = await portalWithJournal({ openAnswers: { expiredOffset } });
      create();
      const { currentOffset } = (await call('GET', `${base}/latest`)).body;
      portal.clock.set(startsAt + 2 * dayMs);
      const later = create();
      portal.clock.set(startsAt + 4 * dayMs);
      const answer = await call('GET', `${base}/offset/${currentOffset}/next`);
      expect(answer.status).toBe(expiredOffset === 'refused' ? 404 : 200);
      const { journalEvents } = await fileOf(await call('GET', `${base}/earliest`));
      expect(journalEvents.map((one: Json) => String(one.objectId))).toEqual([later]);
    },
  );

  it('may list a file before it is there', async () => {
    const { portal, call, create } = await portalWithJournal();
    portal.journal.setLateReads(1);
    create();
    const { url } = (await call('GET', `${base}/earliest`)).body;
    expect([(await request(url)).status, (await request(url)).status]).toEqual([404, 200]);
  });

  it('limits the calls of a second', async () => {
    const { call } = await portalWithJournal({ journalCallsPerSecond: 3, wallClock: () => startsAt });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await call('GET', `${base}/earliest`)).status);
    expect(statuses).toEqual([204, 204, 204, 429]);
  });

  it('tells that the app was removed, to who asked for it', async () => {
    const { portal, call, subscribe, fileOf, portalId } = await portalWithJournal();
    await subscribe({ subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1916193', properties: [] });
    portal.uninstall();
    const { journalEvents } = await fileOf(await call('GET', `${base}/earliest`));
    expect(journalEvents).toMatchObject([{ type: 'app_lifecycle_event', action: 'APP_UNINSTALL', portalId }]);
  });
});
