import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PlayHistoryOptions } from '../../../sandbox/portal/history/play-history.ts';
import type { HistoryEvent } from '../../../sandbox/scenario/history-event.ts';
import { creation, line, manyContacts, portalIdOfTests, startOfTests, value } from './history-lines.ts';
import { receiveDeliveries } from './receive-deliveries.ts';
import { startPortal } from './start-portal.ts';

const minute = 60_000;

async function delivered(options: PlayHistoryOptions): Promise<HistoryEvent[]> {
  const app = await receiveDeliveries();
  const { portal } = await startPortal({ targetUrl: app.url });
  await portal.playHistory(options);
  await portal.deliveries.finished();
  return app.events();
}

describe('a history', () => {
  it('makes the records, in time order whatever the order of the lines', async () => {
    const { call, portal } = await startPortal();
    const played = await portal.playHistory({
      lines: [
        value(249_960_375_141_483, 'lifecyclestage', 'customer', 30),
        creation(249_960_375_141_483, 1),
        value(249_960_375_141_483, 'lifecyclestage', 'lead', 2),
        value(249_960_375_141_483, 'olist_sdr', '', 2),
      ],
    });
    expect(played).toEqual({ events: 4, duplicates: 0, dropped: 0, queued: 4 });
    const { body } = await call(
      'GET',
      '/crm/objects/2026-09/contacts/249960375141483?properties=olist_sdr&propertiesWithHistory=lifecyclestage',
    );
    expect(body.createdAt).toBe('2026-01-05T09:01:00Z');
    expect(body.properties).toMatchObject({ lifecyclestage: 'customer', olist_sdr: '' });
    expect(body.propertiesWithHistory.lifecyclestage.map((entry: { value: string }) => entry.value)).toEqual([
      'customer',
      'lead',
    ]);
    expect((await call('GET', '/crm/properties/2026-09/contacts/olist_sdr')).body.type).toBe('string');
  });

  it('gives the portal its id, and the clock stands at the last event unless told otherwise', async () => {
    const { portal } = await startPortal({ portalId: 1 });
    await portal.playHistory({ lines: [creation(1, 5), creation(2, 3)] });
    expect(portal.status()).toMatchObject({ portalId: portalIdOfTests, clock: '2026-01-05T09:05:00.000Z' });
    await portal.playHistory({ lines: [creation(3)], nowMs: startOfTests });
    expect(portal.clock.now()).toBe(startOfTests);
  });

  it('associates, merges, deletes, restores and erases', async () => {
    const { portal, url } = await startPortal();
    const at = (minutes: number) => ({ occurredAt: startOfTests + minutes * minute });
    const association = (minutes: number, event: Partial<HistoryEvent>) =>
      line({ subscriptionType: 'contact.associationChange', ...at(minutes), isPrimaryAssociation: false, ...event });
    await portal.playHistory({
      lines: [
        ...[1, 2, 3, 4, 5].map((id) => creation(id)),
        creation(50, 0, 'deal'),
        creation(51, 0, 'deal'),
        association(1, {
          associationType: 'CONTACT_TO_DEAL',
          fromObjectId: 2,
          toObjectId: 50,
          associationRemoved: false,
        }),
        association(1, {
          associationType: 'DEAL_TO_CONTACT',
          fromObjectId: 50,
          toObjectId: 2,
          associationRemoved: false,
        }),
        association(2, {
          associationType: 'CONTACT_TO_DEAL',
          fromObjectId: 3,
          toObjectId: 51,
          associationRemoved: false,
        }),
        association(3, {
          associationType: 'CONTACT_TO_DEAL',
          fromObjectId: 3,
          toObjectId: 51,
          associationRemoved: true,
        }),
        line({
          subscriptionType: 'contact.merge',
          primaryObjectId: 1,
          mergedObjectIds: [2],
          newObjectId: 90,
          objectId: 90,
          ...at(4),
        }),
        line({ subscriptionType: 'contact.deletion', objectId: 2, ...at(4) }),
        value(1, 'firstname', 'told under the old id', 5),
        line({ subscriptionType: 'contact.deletion', objectId: 3, ...at(6) }),
        line({ subscriptionType: 'contact.deletion', objectId: 4, ...at(6) }),
        line({ subscriptionType: 'contact.restore', objectId: 4, ...at(7) }),
        line({ subscriptionType: 'contact.privacyDeletion', objectId: 5, ...at(8) }),
        line({ subscriptionType: 'contact.deletion', objectId: 5, ...at(8) }),
      ],
    });
    const lines = (await (await fetch(`${url}/sandbox/export`)).text())
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    const contacts = lines.filter((record) => record.objectType === 'contact');
    expect(contacts.map((record) => [record.id, record.archived, record.associations])).toEqual([
      ['3', true, {}],
      ['4', false, {}],
      ['90', false, { deal: ['50'] }],
    ]);
    expect(contacts[2].properties.firstname).toBe('told under the old id');
  });

  it('is delivered in file order, or in an order that the seed repeats', async () => {
    const lines = manyContacts(200);
    // Several deliveries are in flight at once and may overtake each other: what is compared is what each one carried.
    const carried = async (options: PlayHistoryOptions) => {
      const app = await receiveDeliveries();
      const { portal } = await startPortal({ targetUrl: app.url });
      await portal.playHistory({ lines, ...options });
      await portal.deliveries.finished();
      return app.deliveries.map(({ rawBody }) => rawBody).sort();
    };
    const inFileOrder = [0, 100, 200, 300].map((start) => `[${lines.slice(start, start + 100).join(',')}]`);
    expect(await carried({})).toEqual(inFileOrder.sort());
    const shuffled = await carried({ shuffleSeed: 7 });
    expect(shuffled).not.toEqual(inFileOrder);
    expect(await carried({ shuffleSeed: 7 })).toEqual(shuffled);
    expect(await carried({ shuffleSeed: 8 })).not.toEqual(shuffled);
    const eventsOf = (bodies: string[]) =>
      bodies.flatMap((body) => (JSON.parse(body) as unknown[]).map((event) => JSON.stringify(event))).sort();
    expect(eventsOf(shuffled), 'not one is lost').toEqual([...lines].sort());
  });

  it('repeats and drops the shares it is told to, the same ones for the same seed', async () => {
    const lines = manyContacts(1000);
    const app = await receiveDeliveries();
    const play = async (seed: number) => {
      const { portal } = await startPortal({ targetUrl: app.url });
      const played = await portal.playHistory({ lines, duplicateRate: 0.2, dropRate: 0.1, seed });
      await portal.deliveries.finished();
      return { played, counts: portal.status().deliveries };
    };
    const { played, counts } = await play(1);
    expect(played.dropped).toBeGreaterThan(150);
    expect(played.dropped).toBeLessThan(250);
    expect(played.duplicates).toBeGreaterThan(300);
    expect(played.duplicates).toBeLessThan(420);
    expect(played.queued).toBe(2000 - played.dropped + played.duplicates);
    expect(counts).toMatchObject({
      duplicates: played.duplicates,
      dropped: played.dropped,
      deliveredEvents: played.queued,
    });
    expect(app.events()).toHaveLength(played.queued);
    expect((await play(1)).played).toEqual(played);
    expect((await play(2)).played).not.toEqual(played);
  });

  it('keeps everything of a duplicate but event id, attempt and, for half of them, the source', async () => {
    const lines = manyContacts(100).map((text, index) => JSON.stringify({ ...JSON.parse(text), eventId: index + 1 }));
    const events = await delivered({ lines, duplicateRate: 1 });
    const keyOf = ({ eventId, attemptNumber, changeSource, ...rest }: HistoryEvent) => JSON.stringify(rest);
    const duplicates = events.filter((event) => event.attemptNumber === 1);
    const originals = new Set(events.filter((event) => event.attemptNumber === 0).map(keyOf));
    expect([events.length, duplicates.length]).toEqual([400, 200]);
    expect(duplicates.every((event) => originals.has(keyOf(event)))).toBe(true);
    expect(new Set(duplicates.map((event) => event.changeSource))).toEqual(
      new Set(['CRM', 'API', 'INTEGRATION', 'AUTOMATION_PLATFORM']),
    );
  });

  it('is read from a packed file, empty lines and a byte order mark included', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'history-'));
    const path = join(folder, 'history.jsonl.gz');
    await writeFile(path, gzipSync(`\uFEFF${creation(1)}\r\n\n${value(1, 'firstname', 'Ida')}`));
    const { portal } = await startPortal();
    expect(await portal.playHistory({ path })).toMatchObject({ events: 2 });
  });

  it.each([
    ['{"occurredAt":', /^Line 2 of the history is not JSON .*correct or delete the line/],
    [line({ objectId: 1, propertyName: 'email' }), /^Line 2 .*propertyValue: is missing/],
    [line({ objectId: -1, propertyName: 'email', propertyValue: '' }), /^Line 2 .*objectId/],
    [line({ subscriptionType: 'lamp.creation' as 'contact.creation', objectId: 1 }), /^Line 2 .*subscriptionType/],
    [line({ subscriptionType: 'contact.merge', primaryObjectId: 1 }), /^Line 2 .*mergedObjectIds: is missing/],
  ])('with a line like %s is refused with the line’s number and what to do', async (bad, message) => {
    const { portal } = await startPortal();
    await expect(portal.playHistory({ lines: [creation(1), bad] })).rejects.toThrow(message);
    expect(portal.status()).toMatchObject({ records: { contacts: 0 }, deliveries: { events: 0 } });
  });

  it('is of one portal', async () => {
    const { portal } = await startPortal();
    const lines = [creation(1), line({ subscriptionType: 'contact.creation', objectId: 2, portalId: 5 })];
    await expect(portal.playHistory({ lines })).rejects.toThrow(/portal 20260777 and, in event 2, of portal 5/);
  });

  it('that does not exist is told by its path', async () => {
    const { portal } = await startPortal();
    await expect(portal.playHistory({ path: '/nowhere/history.jsonl' })).rejects.toThrow(/nowhere\/history\.jsonl/);
  });
});

const realHistory = '../shared/data/olist-funnel.jsonl.gz';
if (!existsSync(realHistory)) {
  process.stderr.write(`${realHistory} is not there: the test with a real history is skipped.\n`);
}

describe.skipIf(!existsSync(realHistory))('a real history of 28,586 events', () => {
  it('is played whole: every event arrives, shuffled and with duplicates', async () => {
    const app = await receiveDeliveries();
    const { portal } = await startPortal({ targetUrl: app.url });
    const played = await portal.playHistory({ path: realHistory, shuffleSeed: 1, duplicateRate: 0.1, dropRate: 0.01 });
    await portal.deliveries.finished();
    expect(played.events).toBe(28_586);
    expect(portal.status()).toMatchObject({
      portalId: 20_260_101,
      records: { contacts: 8000 },
      deliveries: { deliveredEvents: played.queued, failedAttempts: 0, largestInFlight: 10 },
    });
    expect(app.events()).toHaveLength(played.queued);
  });
});
