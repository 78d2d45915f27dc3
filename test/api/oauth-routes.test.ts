import { randomBytes } from 'node:crypto';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { oauthRoutes } from '../../src/api/oauth-routes.ts';
import { createAccessTokens } from '../../src/hubspot/access-tokens.ts';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { apiUrl, replaceHubSpot } from '../hubspot/replace-hubspot.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { serveRoutes } from './serve-routes.ts';

replaceHubSpot();
const sharedStore = shareTestStore();
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

const settings = {
  clientId: 'client',
  clientSecret: 'client-secret',
  apiUrl,
  appUrl: 'https://app.hubspot.example',
  redirectUri: 'https://app.example.com/oauth/callback',
};
const granted = {
  access_token: 'access-1',
  refresh_token: 'refresh-1',
  expires_in: 1_800,
  hub_id: 33,
  scopes: ['oauth', 'crm.objects.contacts.read'],
};

async function start(onInstalled: (accountId: string) => Promise<void> = async () => undefined) {
  const store = sharedStore();
  const tokens = createAccessTokens(store, settings, [randomBytes(32)]);
  const { url, logged } = await serveRoutes(oauthRoutes({ store, settings, tokens, language: 'de', onInstalled }));
  const call = (path: string) => fetch(url + path, { redirect: 'manual' });
  const begin = async () => {
    const address = (await call('/oauth/install')).headers.get('location') ?? '';
    return new URL(address).searchParams.get('state') ?? '';
  };
  const refusalOf = async (path: string) => {
    const answer = await call(path);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    return { status: answer.status, ...error };
  };
  return { call, begin, refusalOf, tokens, logged };
}

const hubspotGrants = () => nock(apiUrl).post(apiPaths.token(), (form: { code: string }) => form.code === 'code-1');

describe('an installation', () => {
  test('begins at the approval page of HubSpot, with a state of its own each time', async () => {
    const { call, begin } = await start();
    const answer = await call('/oauth/install');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toMatch(
      /^https:\/\/app\.hubspot\.example\/oauth\/authorize\?client_id=client&/,
    );
    const states = new Set([await begin(), await begin(), await begin()]);
    expect(states.size).toBe(3);
    for (const state of states) expect(state).toMatch(/^[\w-]{32}$/);
  });

  test('ends with an account whose tokens are stored before anybody is told of it', async () => {
    const installed: unknown[] = [];
    const { call, begin, tokens } = await start(async (accountId) => {
      const accounts = await sharedStore().readAccounts({});
      installed.push(accounts.find((account) => account.accountId === accountId));
    });
    hubspotGrants().reply(200, granted);
    const answer = await call(`/oauth/callback?code=code-1&state=${await begin()}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ installed: '33' });
    expect(installed).toMatchObject([
      {
        accountId: '33',
        status: 'active',
        language: 'de',
        scopes: granted.scopes,
        preparedAt: null,
        tokens: expect.any(String),
      },
    ]);
    expect(await tokens.get('33')).toBe('access-1');
  });

  test('that is made again brings new tokens, and the account is prepared again', async () => {
    const { call, begin, tokens } = await start();
    await sharedStore().markPrepared({ accountId: '33', modelVersion: 0, now: 5 });
    hubspotGrants().reply(200, { ...granted, access_token: 'access-2' });
    await call(`/oauth/callback?code=code-1&state=${await begin()}`);
    expect(await tokens.get('33')).toBe('access-2');
    const accounts = (await sharedStore().readAccounts({})).filter(({ accountId }) => accountId === '33');
    expect(accounts).toMatchObject([{ status: 'active', preparedAt: null }]);
  });
});

describe('a return from HubSpot', () => {
  test.each([
    '',
    '?code=code-1',
    '?code=code-1&state=',
    '?code=code-1&state=never-begun',
    '?code=code-1&state=a&state=b',
  ])('with the query "%s" was not begun here', async (query) => {
    const { refusalOf } = await start();
    expect(await refusalOf(`/oauth/callback${query}`)).toMatchObject({ status: 400, code: 'oauth-state-unknown' });
  });

  test('counts once', async () => {
    const { call, begin, refusalOf } = await start();
    const state = await begin();
    hubspotGrants().reply(200, granted);
    expect((await call(`/oauth/callback?code=code-1&state=${state}`)).status).toBe(200);
    expect(await refusalOf(`/oauth/callback?code=code-1&state=${state}`)).toMatchObject({
      code: 'oauth-state-unknown',
    });
  });

  test.each([
    [15 * 60_000, 200],
    [15 * 60_000 + 1, 400],
  ])('%d ms after it was begun is answered with %d', async (ageMs, status) => {
    const { call, begin } = await start();
    const state = await begin();
    vi.setSystemTime(Date.now() + ageMs);
    if (status === 200) hubspotGrants().reply(200, granted);
    expect((await call(`/oauth/callback?code=code-1&state=${state}`)).status).toBe(status);
  });

  test.each(['', '&code=', '&error=access_denied', '&code=a&code=b'])(
    'without one code ("%s") was not approved',
    async (rest) => {
      const { begin, refusalOf } = await start();
      expect(await refusalOf(`/oauth/callback?state=${await begin()}${rest}`)).toMatchObject({
        status: 400,
        code: 'oauth-refused',
      });
    },
  );

  test('with a code that HubSpot refuses installs nothing, and tells no secret', async () => {
    const onInstalled = vi.fn();
    const { begin, refusalOf, logged } = await start(onInstalled);
    hubspotGrants().reply(400, { status: 'BAD_AUTH_CODE', message: 'missing or unknown auth code' });
    const refusal = await refusalOf(`/oauth/callback?code=code-1&state=${await begin()}`);
    expect(refusal).toMatchObject({ status: 502, code: 'hubspot-unauthorized' });
    expect(onInstalled).not.toHaveBeenCalled();
    expect(refusal.message + logged.join()).not.toMatch(/client-secret|code-1/);
  });
});
