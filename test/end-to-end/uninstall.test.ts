import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portalUser } from '../../sandbox/page/portal-user.ts';
import { createInstallation, type Installation } from './installation.ts';

type Json = Record<string, unknown>;

/** Fictitious, and in no other text: what must not be in any log. */
const personal = {
  email: 'melinda.merkmal@marked.example',
  firstname: 'Melindamarked',
  lastname: 'Merkmalmarked',
  changed: 'changed.merkmal@marked.example',
  reason: 'said-on-the-marked-phone',
  code: 'marked-code-of-nobody',
};

/** A portal removes the app and installs it again, with the real app and portal. */
describe('an app that a portal removes', { timeout: 240_000 }, () => {
  let installation: Installation;
  let contact = '';
  const logged: string[] = [];
  const awaited: { text: string; found: () => void }[] = [];

  beforeAll(async () => {
    installation = await createInstallation({ portalId: 20_260_077, now: '2099-01-01T00:00:00Z' });
    const { child } = await installation.startApp();
    if (child.stderr === null) throw new Error('The log of the app can not be read.');
    createInterface({ input: child.stderr }).on('line', (line) => {
      logged.push(line);
      for (const { text, found } of awaited) if (line.includes(text)) found();
    });
    await installation.install();
    const { email, firstname, lastname } = personal;
    const properties = { lifecyclestage: 'lead', email, firstname, lastname };
    contact = String((await change({ action: 'create', objectType: 'contact', properties })).recordId);
    await installation.untilPastIsRead();
  }, 240_000);
  afterAll(() => installation?.stop());

  test('is noticed at the next call: its work ends, and deliveries are still taken', async () => {
    expect(await stageInPortal()).toBe('lead-funnel:capture');
    const noticed = untilLogged('has removed the app');
    await post('/sandbox/uninstall', {});
    await update({ lifecyclestage: 'marketingqualifiedlead', email: personal.changed });
    await noticed;
    const { calls } = await installation.portalStatus();
    await update({ lifecyclestage: 'customer' });
    await installation.untilAtRest();
    const status = await installation.portalStatus();
    expect(status.deliveries).toMatchObject({ finished: true });
    expect(status.calls).toEqual(calls);
    expect(await stageInPortal()).toBe('lead-funnel:capture');
    expect(await ask('/api/cards/contact', { objectId: contact })).toMatchObject({
      ok: false,
      error: { code: 'account-unknown' },
    });
  });

  test('goes on with everything when it is installed again, and knows what happened meanwhile', async () => {
    await installation.install();
    await installation.untilPastIsRead();
    expect(await stageInPortal()).toBe('lead-funnel:expand');
    const visits = (await installation.exportVisits()).toString();
    for (const stage of ['capture', 'nurture', 'expand']) expect(visits).toContain(stage);
  });

  test('has logged no secret, and nothing of the people', async () => {
    await ask('/api/cards/contact', { objectId: personal.email });
    await ask('/api/cards/contact/correction', { objectId: contact, stage: 'no-stage', reason: personal.reason });
    const form = { 'content-type': 'application/json' };
    const forged = [{ objectId: 1, propertyName: 'email', propertyValue: personal.email }];
    const { app } = installation.urls;
    await fetch(`${app}/webhooks/hubspot`, { method: 'POST', headers: form, body: JSON.stringify(forged) });
    await fetch(`${app}/oauth/callback?code=${personal.code}&state=${personal.code}`);
    // HubSpot's own words about a write that it refuses are logged.
    await post('/sandbox/faults', { faults: [{ path: 'batch/update', failedInputShare: 1 }] });
    const failed = untilLogged('tags were not written');
    await update({ lifecyclestage: 'evangelist', lastname: personal.changed });
    await ask('/api/cards/contact/correction', {
      objectId: contact,
      stage: 'attract',
      reason: personal.reason,
      correctionId: '01890a5d-ac96-774b-bcce-b302099a8057',
    });
    await failed;
    expect(logged.length).toBeGreaterThan(5);
    const log = logged.join('\n');
    const secrets = [...Object.values(installation.secrets), 'sandbox-', 'refresh-', 'install?link', 'Bearer'];
    for (const trace of [...Object.values(personal), portalUser.email, ...secrets]) {
      expect(trace.length, trace).toBeGreaterThan(5);
      expect(log.includes(trace), trace).toBe(false);
    }
  });

  function untilLogged(text: string): Promise<void> {
    return new Promise((found) => awaited.push({ text, found }));
  }

  async function post(path: string, body: object): Promise<Json> {
    const response = await fetch(installation.urls.portal + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return (await response.json()) as Json;
  }

  const change = (body: object) => post('/sandbox/change', body);
  const update = (properties: Json) => change({ action: 'update', objectType: 'contact', id: contact, properties });

  /** Asks the app as a card does: through the portal, which appends who asks, and signs. */
  async function ask(path: string, given: Record<string, string>): Promise<unknown> {
    const isRead = path === '/api/cards/contact';
    const query = isRead ? `?${new URLSearchParams(given)}` : '';
    const requestUri = `${installation.urls.app}${path}${query}`;
    const request = isRead ? { method: 'GET' } : { method: 'POST', requestBody: given };
    return (await post('/sandbox/fetch', { requestUri, ...request })).responseBody;
  }

  async function stageInPortal(): Promise<unknown> {
    const response = await fetch(`${installation.urls.portal}/sandbox/export`);
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    const records = lines.map((line) => JSON.parse(line) as { id: string; properties: Json });
    return records.find(({ id }) => id === contact)?.properties.journey_steward_stage;
  }
});
