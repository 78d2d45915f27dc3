import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readSubscriptions } from '../../../sandbox/portal/deliveries/subscriptions.ts';
import type { PortalOptions } from '../../../sandbox/portal/portal.ts';
import { creation, startOfTests, value } from './history-lines.ts';
import { receiveDeliveries } from './receive-deliveries.ts';
import { startPortal } from './start-portal.ts';

/** A portal with records 1 and 2 (contacts), 5 (deal) and 8 (company), and a way to see the events of one change. */
async function portalWithRecords(options: Partial<PortalOptions> = {}) {
  const app = await receiveDeliveries();
  const started = await startPortal(options);
  const { portal } = started;
  portal.deliveries.setTarget(app.url);
  await portal.playHistory({
    lines: [
      creation(1),
      value(1, 'lifecyclestage', 'customer'),
      creation(2),
      creation(5, 0, 'deal'),
      creation(8, 0, 'company'),
    ],
  });
  await portal.deliveries.finished();
  const eventsOf = async (change: () => unknown) => {
    const before = app.deliveries.length;
    await change();
    await portal.deliveries.finished();
    return app.deliveries.slice(before).flatMap((delivery) => delivery.events);
  };
  return { ...started, eventsOf };
}

describe('the events of a change', () => {
  it('name the user of an edit, the new value as text, and the portal’s time', async () => {
    const { portal, eventsOf } = await portalWithRecords();
    portal.clock.set(startOfTests + 60_000);
    const events = await eventsOf(() =>
      portal.change({ action: 'update', objectType: 'contact', id: '1', properties: { lifecyclestage: 'lead' } }),
    );
    expect(events).toEqual([
      {
        eventId: expect.any(Number),
        subscriptionId: 1,
        portalId: portal.state.portalId,
        appId: 7,
        occurredAt: startOfTests + 60_000,
        subscriptionType: 'contact.propertyChange',
        attemptNumber: 0,
        changeSource: 'CRM_UI',
        sourceId: 'userId:900001',
        objectId: 1,
        propertyName: 'lifecyclestage',
        propertyValue: 'lead',
      },
    ]);
  });

  it('come back to the app that wrote, as an integration, and not at all when nothing changed', async () => {
    const { call, eventsOf } = await portalWithRecords();
    const write = () =>
      call('POST', '/crm/objects/2026-09/contacts/batch/update', {
        inputs: [{ id: '1', properties: { firstname: 'Ida' } }],
      });
    expect(await eventsOf(write)).toMatchObject([
      { changeSource: 'INTEGRATION', sourceId: '7', propertyName: 'firstname', propertyValue: 'Ida' },
    ]);
    expect(await eventsOf(write)).toEqual([]);
  });

  it('tell instants as milliseconds, as the API does not', async () => {
    const { portal, call, eventsOf } = await portalWithRecords();
    const events = await eventsOf(() =>
      portal.change({
        action: 'update',
        objectType: 'contact',
        id: '1',
        properties: { notes_last_contacted: '2026-01-02T03:04:05Z' },
        changeSource: 'ENGAGEMENTS',
        sourceId: 'rollup',
      }),
    );
    expect(events).toMatchObject([{ propertyValue: String(Date.UTC(2026, 0, 2, 3, 4, 5)), sourceId: 'rollup' }]);
    const { body } = await call('GET', '/crm/objects/2026-09/contacts/1?properties=notes_last_contacted');
    expect(body.properties.notes_last_contacted).toBe('2026-01-02T03:04:05Z');
  });

  it('are two for an association, one per direction', async () => {
    const { portal, eventsOf } = await portalWithRecords();
    const ends = { from: { objectType: 'contact', id: '1' }, to: { objectType: 'deal', id: '5' } } as const;
    const common = { isPrimaryAssociation: false, changeSource: 'CRM_UI' };
    expect(await eventsOf(() => portal.change({ action: 'associate', ...ends }))).toMatchObject([
      { ...common, associationType: 'CONTACT_TO_DEAL', fromObjectId: 1, toObjectId: 5, associationRemoved: false },
      { ...common, associationType: 'DEAL_TO_CONTACT', fromObjectId: 5, toObjectId: 1, associationRemoved: false },
    ]);
    expect(await eventsOf(() => portal.change({ action: 'dissociate', ...ends }))).toMatchObject([
      { associationType: 'CONTACT_TO_DEAL', associationRemoved: true },
      { associationType: 'DEAL_TO_CONTACT', associationRemoved: true },
    ]);
  });

  it('are four for a primary company, because the plain association is told too', async () => {
    const { portal, eventsOf } = await portalWithRecords();
    const events = await eventsOf(() =>
      portal.change({
        action: 'associate',
        from: { objectType: 'contact', id: '1' },
        to: { objectType: 'company', id: '8' },
        isPrimary: true,
      }),
    );
    expect(events.map((event) => [event.associationType, event.isPrimaryAssociation])).toEqual([
      ['CONTACT_TO_COMPANY', false],
      ['COMPANY_TO_CONTACT', false],
      ['CONTACT_TO_COMPANY', true],
      ['COMPANY_TO_CONTACT', true],
    ]);
  });

  it('name all ids of a merge', async () => {
    const { portal, eventsOf } = await portalWithRecords();
    const events = await eventsOf(() =>
      portal.change({ action: 'merge', objectType: 'contact', primaryId: '1', mergedId: '2', mergedRecordId: 'new' }),
    );
    const newObjectId = Number(portal.state.records.resolve('contact', '2')?.id);
    expect(newObjectId).toBeGreaterThan(2);
    expect(events).toMatchObject([
      { subscriptionType: 'contact.merge', primaryObjectId: 1, mergedObjectIds: [2], newObjectId },
    ]);
  });

  it('are a privacy deletion and a deletion, in either order', async () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 8; seed += 1) {
      const { portal, eventsOf } = await portalWithRecords({ seed });
      const events = await eventsOf(() => portal.change({ action: 'privacy-delete', id: '1' }));
      orders.add(events.map((event) => event.subscriptionType).join(' '));
    }
    expect(orders).toEqual(
      new Set(['contact.privacyDeletion contact.deletion', 'contact.deletion contact.privacyDeletion']),
    );
  });

  it('tell deletion and restore, each once', async () => {
    const { portal, eventsOf } = await portalWithRecords();
    const act = (action: 'delete' | 'restore') => () => portal.change({ action, objectType: 'deal', id: '5' });
    expect(await eventsOf(act('delete'))).toMatchObject([{ subscriptionType: 'deal.deletion', objectId: 5 }]);
    expect(await eventsOf(act('delete'))).toEqual([]);
    expect(await eventsOf(act('restore'))).toMatchObject([{ subscriptionType: 'deal.restore', objectId: 5 }]);
  });
});

describe('subscriptions', () => {
  it('choose what is told, and in which form', async () => {
    const path = join(tmpdir(), `subscriptions-${process.pid}-hsmeta.json`);
    await writeFile(
      path,
      JSON.stringify({
        config: {
          subscriptions: {
            crmObjects: [
              { subscriptionType: 'object.propertyChange', objectType: 'contact', propertyName: 'phone', active: true },
            ],
            legacyCrmObjects: [
              { subscriptionType: 'contact.propertyChange', propertyName: 'email', active: true },
              { subscriptionType: 'contact.propertyChange', propertyName: 'phone', active: true },
              { subscriptionType: 'contact.propertyChange', propertyName: 'city', active: false },
            ],
            hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: true }],
          },
        },
      }),
    );
    const { portal, eventsOf } = await portalWithRecords({ subscriptions: await readSubscriptions(path) });
    const events = await eventsOf(() =>
      portal.change({
        action: 'create',
        objectType: 'contact',
        properties: { email: 'ida@firm.example', city: 'Utrecht', phone: '+31 20 555 0100' },
      }),
    );
    expect(events.map((event) => [event.subscriptionId, event.subscriptionType, event.propertyName])).toEqual([
      [2, 'contact.propertyChange', 'email'],
      [1, 'object.propertyChange', 'phone'],
      [3, 'contact.propertyChange', 'phone'],
    ]);
    expect(events[1]).toMatchObject({ objectTypeId: '0-1' });
    const erased = await eventsOf(() => portal.change({ action: 'privacy-delete', id: '1' }));
    expect(erased.map((event) => event.subscriptionType)).toEqual(['contact.privacyDeletion']);
  });

  it('of the app itself are read from its project', async () => {
    const subscriptions = await readSubscriptions('app-extensions/app/webhooks/webhooks-hsmeta.json');
    expect(subscriptions.filter((one) => one.propertyName === 'lifecyclestage').map((one) => one.objectType)).toEqual(
      expect.arrayContaining(['contact', 'company']),
    );
  });
});
