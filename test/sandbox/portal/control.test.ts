import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { creation, manyContacts, value } from './history-lines.ts';
import { receiveDeliveries } from './receive-deliveries.ts';
import { request, startPortal } from './start-portal.ts';

function post(url: string, body: unknown) {
  return request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('the control API', () => {
  it('plays a history from a file and tells how far it is', async () => {
    const app = await receiveDeliveries();
    const path = join(await mkdtemp(join(tmpdir(), 'history-')), 'history.jsonl');
    await writeFile(path, manyContacts(300).join('\n'));
    const { url, portal } = await startPortal();
    expect((await post(`${url}/sandbox/target`, { url: app.url })).status).toBe(200);
    expect((await post(`${url}/sandbox/history`, { path, shuffleSeed: 1, duplicateRate: 0.5 })).status).toBe(202);
    expect((await request(`${url}/sandbox/status`)).body.deliveries.finished, 'not before it is read').toBe(false);
    await app.arrived(1);
    await portal.deliveries.finished();
    const { body } = await request(`${url}/sandbox/status`);
    expect(body.history).toMatchObject({ state: 'loaded', played: { events: 600 } });
    expect(body.records).toEqual({ contacts: 300, companies: 0, deals: 0, tickets: 0 });
    expect(body.deliveries).toMatchObject({ finished: true, deliveredEvents: body.history.played.queued });
  });

  it('tells in the status why a history could not be played', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'history-')), 'history.jsonl');
    await writeFile(path, `${creation(1)}\nnonsense`);
    const { url, portal } = await startPortal();
    const failed = new Promise<void>((resolve) => {
      const look = (): void => {
        if (portal.status().history.state === 'failed') resolve();
        else setImmediate(look);
      };
      look();
    });
    await post(`${url}/sandbox/history`, { path });
    await failed;
    expect((await request(`${url}/sandbox/status`)).body.history.error).toMatch(/^Line 2 of the history is not JSON/);
  });

  it('edits records as a user, and refuses what makes no sense', async () => {
    const app = await receiveDeliveries();
    const { url, portal } = await startPortal({ targetUrl: app.url });
    const created = await post(`${url}/sandbox/change`, {
      action: 'create',
      objectType: 'contact',
      properties: { firstname: 'Ida' },
    });
    expect(created.status).toBe(200);
    await portal.deliveries.finished();
    expect(app.events()).toMatchObject([
      { subscriptionType: 'contact.creation', objectId: Number(created.body.recordId), changeSource: 'CRM_UI' },
      { propertyName: 'firstname', sourceId: 'userId:900001' },
    ]);
    const refusals = [
      { action: 'paint', objectType: 'contact' },
      { action: 'update', objectType: 'contact', id: '1', properties: {} },
      { action: 'update', objectType: 'contact', id: created.body.recordId, properties: { nobody_made_this: 'x' } },
      { action: 'merge', objectType: 'contact', primaryId: created.body.recordId, mergedId: created.body.recordId },
    ];
    const statuses = await Promise.all(
      refusals.map(async (change) => (await post(`${url}/sandbox/change`, change)).status),
    );
    expect(statuses).toEqual([400, 404, 400, 400]);
  });

  it('moves the clock, which dates the next change', async () => {
    const { url, portal } = await startPortal();
    await portal.playHistory({ lines: [creation(1)] });
    await post(`${url}/sandbox/clock`, { now: '2026-02-01T12:00:00Z' });
    await post(`${url}/sandbox/change`, {
      action: 'update',
      objectType: 'contact',
      id: 1,
      properties: { firstname: 'Ida' },
    });
    expect(portal.state.records.get('contact', '1')?.updatedAtMs).toBe(Date.UTC(2026, 1, 1, 12));
    expect((await post(`${url}/sandbox/clock`, { now: 'noon' })).status).toBe(400);
  });

  it('sets and ends faults', async () => {
    const { url, call } = await startPortal();
    await post(`${url}/sandbox/faults`, { faults: [{ status: 500 }] });
    expect((await call('GET', '/crm/owners/2026-09')).status).toBe(500);
    await post(`${url}/sandbox/faults`, { faults: [] });
    expect((await call('GET', '/crm/owners/2026-09')).status).toBe(200);
    expect((await post(`${url}/sandbox/faults`, { faults: [{}] })).status).toBe(400);
  });

  it('exports every record as a line, with history when asked for', async () => {
    const { url, portal } = await startPortal();
    await portal.playHistory({ lines: [creation(2), creation(1), value(1, 'phone', '1'), creation(5, 0, 'deal')] });
    const read = async (query: string) =>
      (await request(`${url}/sandbox/export${query}`)).body
        .trim()
        .split('\n')
        .map((text: string) => JSON.parse(text));
    const lines = await read('');
    expect(lines.map((one: { objectType: string; id: string }) => `${one.objectType} ${one.id}`)).toEqual([
      'contact 1',
      'contact 2',
      'deal 5',
    ]);
    expect(lines[0].properties.phone).toBe('1');
    expect(lines[0].propertiesWithHistory).toBeUndefined();
    expect((await read('?withHistory=true'))[0].propertiesWithHistory.phone).toHaveLength(1);
  });

  it('uninstalls the app: its tokens end at once', async () => {
    const { url, call } = await startPortal();
    await post(`${url}/sandbox/uninstall`, {});
    expect((await call('GET', '/crm/owners/2026-09')).status).toBe(401);
  });

  it('answers HubSpot’s error form to bodies that are no JSON and paths that are not there', async () => {
    const { url } = await startPortal();
    const bad = await request(`${url}/sandbox/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{',
    });
    expect([bad.status, bad.body.status]).toEqual([400, 'error']);
    expect((await request(`${url}/nowhere`)).status).toBe(404);
  });
});
