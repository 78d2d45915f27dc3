import { expect, onTestFinished, test } from 'vitest';
import { postJson } from '../../sandbox/demo/watch-app.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import { createInstallation } from './installation.ts';

const portalId = 20_260_131;
const samuel = '900002';

test('super admins of the portal may publish, as long as they are and the portal lets the app see it', {
  timeout: 240_000,
}, async () => {
  const installation = await createInstallation({ portalId, now: '2026-11-20T16:00:00Z' });
  onTestFinished(() => installation.stop());
  await installation.startApp();
  await installation.install();
  const { urls, secrets } = installation;

  async function ask(method: string, path: string, body?: object) {
    const url = `${urls.app}/api/settings/model${path}?userId=${samuel}&portalId=${portalId}`;
    const text = body === undefined ? '' : JSON.stringify(body);
    const signed = signedHeaders({ secret: secrets.clientSecret, method, url, body: text }, ['v3']);
    const headers = { ...signed, 'content-type': 'application/json' };
    const response = await fetch(url, { method, headers, ...(text !== '' && { body: text }) });
    return (await response.json()) as { ok: boolean; data?: object; error?: { message: string } };
  }
  const publish = (model: string, expectedVersion: number) => ask('POST', '/publish', { model, expectedVersion });

  expect(await ask('GET', '')).toMatchObject({ ok: true, data: { mayPublish: true } });
  expect(await publish('buying-cycle', 1)).toMatchObject({ ok: true, data: { version: 2 } });

  await postJson(`${urls.portal}/sandbox/users`, { id: samuel, superAdmin: false });
  expect(await publish('lead-funnel', 2)).toMatchObject({
    ok: false,
    error: { code: 'not-allowed', message: expect.stringContaining('no super admin of this portal') },
  });
  expect(await ask('GET', '')).toMatchObject({ data: { mayPublish: false } });

  await postJson(`${urls.portal}/sandbox/users`, { id: samuel, superAdmin: true });
  await postJson(`${urls.portal}/sandbox/scopes`, { withheld: ['settings.users.read'] });
  expect(await publish('lead-funnel', 2)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('grant settings.users.read') },
  });

  await postJson(`${urls.portal}/sandbox/scopes`, { withheld: [] });
  await postJson(`${urls.portal}/sandbox/faults`, { faults: [{ path: '/settings/users/', status: 503 }] });
  expect(await publish('lead-funnel', 2)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('Try again in a minute') },
  });
  await postJson(`${urls.portal}/sandbox/faults`, { faults: [] });
  expect(await publish('lead-funnel', 2)).toMatchObject({ ok: true, data: { version: 3 } });
});
