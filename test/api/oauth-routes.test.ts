import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { oauthRoutes } from '../../src/api/oauth-routes.ts';
import { createAccessTokens } from '../../src/hubspot/access-tokens.ts';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { createLog } from '../../src/log.ts';
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

const linkKey = randomBytes(32);
const log = createLog('silent');

async function start(onInstalled: (accountId: string) => Promise<void> = async () => undefined) {
  const store = sharedStore();
  const tokens = createAccessTokens(store, settings, [randomBytes(32)]);
  const { url, logged } = await serveRoutes(
    oauthRoutes({ store, settings, tokens, language: 'de', linkKey, log, onInstalled }),
  );
  // One browser: it keeps the cookie that it was given last.
  let cookie = '';
  const call = (path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { redirect: 'manual', headers: { cookie, ...headers } });
  const begin = async (query = '') => {
    const answer = await call(`/oauth/install${query}`);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return new URL(answer.headers.get('location') ?? '').searchParams.get('state') ?? '';
  };
  const refusalOf = async (path: string) => {
    const answer = await call(path);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    return { status: answer.status, ...error };
  };
  return { call, begin, refusalOf, tokens, logged, url };
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
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^installed\?link=33\./);
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

describe('the language of an installation', () => {
  const languageOf = async () =>
    (await sharedStore().readAccounts({})).find((account) => account.accountId === '33')?.language;

  test('is chosen with the link, and kept by an installation that chooses none', async () => {
    const { call, begin } = await start();
    for (const [query, expected] of [
      ['?language=ru', 'ru'],
      ['', 'ru'],
      ['?language=xx', 'ru'],
      ['?language=de', 'de'],
    ] as const) {
      hubspotGrants().reply(200, granted);
      const answer = await call(`/oauth/callback?code=code-1&state=${await begin(query)}`);
      expect([query, answer.status, await languageOf()]).toEqual([query, 303, expected]);
    }
  });

  test('can be changed by nobody on the way', async () => {
    const { begin, refusalOf } = await start();
    const state = await begin('?language=ru');
    const changed = state.replace('.ru', '.it');
    expect(changed).not.toBe(state);
    expect(await refusalOf(`/oauth/callback?code=code-1&state=${changed}`)).toMatchObject({
      code: 'oauth-state-unknown',
    });
  });
});

describe('the cookie of an installation', () => {
  test('comes back to this host alone, by a secure way, for a quarter of an hour, and no script reads it', async () => {
    const { call } = await start();
    const [cookie = ''] = (await call('/oauth/install')).headers.getSetCookie();
    expect(cookie.split('; ').slice(1).sort()).toEqual([
      expect.stringMatching(/^Expires=/),
      'HttpOnly',
      'Max-Age=900',
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ]);
  });

  test('is not in the database, and neither is the state', async () => {
    const { call } = await start();
    const answer = await call('/oauth/install');
    const state = new URL(answer.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const secret = /=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
    expect([state.length, secret.length]).toEqual([32, 43]);
    const files = ['', '-wal'].map((ending) => readFileSync(sharedStore().path + ending, 'latin1')).join();
    expect(files).toContain('oauth_state');
    for (const text of [state, secret]) expect(files).not.toContain(text);
  });
});

describe('the page about an installation', () => {
  async function installed() {
    const started = await start();
    hubspotGrants().reply(200, granted);
    const answer = await started.call(`/oauth/callback?code=code-1&state=${await started.begin()}`, {
      'accept-language': 'ko',
    });
    return { ...started, link: `/oauth/${answer.headers.get('location')}` };
  }

  test('speaks the language of who installed, and loads nothing from elsewhere', async () => {
    const { call, link } = await installed();
    const answer = await call(link);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('<html lang="ko">');
    expect(page).toContain('HubSpot 계정 33');
    expect(page).toContain('tickets');
    expect(page).not.toMatch(/(src|srcset)=|@import|url\(/);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page).toContain(`<script nonce="${nonce}">`);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await (await call(link)).text()).not.toContain(nonce);
  });

  test('shows nothing to who knows the address and has no link, or one of another account', async () => {
    const { refusalOf, link } = await installed();
    const [account, language, endsAt, signature] = (link.split('link=')[1] ?? '').split('.');
    const forged = [
      '',
      '?link=',
      '?link=33',
      `?link=34.${language}.${endsAt}.${signature}`,
      `?link=${account}.${language}.${Number(endsAt) + 1}.${signature}`,
      `?link=${account}.${language}.${endsAt}.`,
      `?link=${account}.${language}.${endsAt}.${signature}.more`,
      `?link=a&link=b`,
    ];
    for (const query of forged) {
      const refusal = await refusalOf(`/oauth/installed${query}`);
      expect([query, refusal]).toEqual([query, expect.objectContaining({ status: 403, code: 'install-link-ended' })]);
    }
  });

  test('of one portal says nothing of another, though both are installed from one browser', async () => {
    const { call, begin } = await start();
    const pages: string[] = [];
    for (const hub_id of [41, 42]) {
      hubspotGrants().reply(200, { ...granted, hub_id, access_token: `access-${hub_id}` });
      const answer = await call(`/oauth/callback?code=code-1&state=${await begin()}`);
      pages.push(await (await call(`/oauth/${answer.headers.get('location')}`, { 'accept-language': 'en' })).text());
    }
    expect(pages[0]).toContain('41');
    expect(pages[0]).not.toContain('42/objects');
    expect(pages[1]).toContain('42/objects');
    expect(pages[1]).not.toContain('41/objects');
    const accounts = (await sharedStore().readAccounts({})).filter(({ accountId }) => ['41', '42'].includes(accountId));
    expect(accounts.map(({ status }) => status)).toEqual(['active', 'active']);
    expect(accounts[0]?.tokens).not.toBe(accounts[1]?.tokens);
  });

  test('shows nothing after two hours', async () => {
    const { call, link } = await installed();
    vi.setSystemTime(Date.now() + 2 * 3_600_000 - 1);
    expect((await call(link)).status).toBe(200);
    vi.setSystemTime(Date.now() + 1);
    expect((await call(link)).status).toBe(403);
  });
});

describe('a return from HubSpot', () => {
  test.each(['', '?code=code-1&state=', '?code=code-1&state=never-begun', '?code=code-1&state=a&state=b'])(
    'with the query "%s" was not begun here',
    async (query) => {
      const { refusalOf } = await start();
      expect(await refusalOf(`/oauth/callback${query}`)).toMatchObject({ status: 400, code: 'oauth-state-unknown' });
    },
  );

  test('to another browser than the one that began it installs nothing, and uses nothing up', async () => {
    const { url, call, begin, refusalOf } = await start();
    const state = await begin();
    const path = `/oauth/callback?code=code-1&state=${state}`;
    const other = (await call('/oauth/install', { cookie: '' })).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(other).toMatch(/^__Host-journey-steward-install=[\w-]{43}$/);
    for (const cookie of ['', other, '__Host-journey-steward-install=short', 'a=b']) {
      const answer = await fetch(url + path, { headers: { cookie }, redirect: 'manual' });
      expect([cookie, answer.status]).toEqual([cookie, 400]);
    }
    hubspotGrants().reply(200, granted);
    expect((await call(path)).status).toBe(303);
    expect(await refusalOf(path)).toMatchObject({ code: 'oauth-state-unknown' });
  });

  test('of an installation that was begun in several tabs counts in each', async () => {
    const { call, begin } = await start();
    const states = [await begin(), await begin()];
    for (const state of states) {
      hubspotGrants().reply(200, granted);
      expect((await call(`/oauth/callback?code=code-1&state=${state}`)).status).toBe(303);
    }
  });

  test('of an installation that began at HubSpot begins it here, once', async () => {
    const { call, begin, refusalOf } = await start();
    const answer = await call('/oauth/callback?code=code-1');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'install']);
    await begin();
    expect(await refusalOf('/oauth/callback?code=code-1')).toMatchObject({ code: 'oauth-state-unknown' });
  });

  test('leads nowhere else, whatever it asks for', async () => {
    const { call, begin } = await start();
    hubspotGrants().reply(200, granted);
    const elsewhere = encodeURIComponent('https://elsewhere.example');
    const rest = `&returnUrl=${elsewhere}&redirect_uri=${elsewhere}&next=//elsewhere.example`;
    const answer = await call(`/oauth/callback?code=code-1&state=${await begin()}${rest}`);
    expect(answer.headers.get('location')).toMatch(/^installed\?link=[\w.-]+$/);
  });

  test('that is refused is told in a page to who looks at it, in their language', async () => {
    const { call, begin } = await start();
    const html = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'it-CH,it;q=0.9' };
    const answer = await call(`/oauth/callback?error=access_denied&state=${await begin()}`, html);
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(page).toContain('<html lang="it">');
    expect(page).toContain('non è stata approvata');
    expect(page).toContain('href="install"');
  });

  test('counts once', async () => {
    const { call, begin, refusalOf } = await start();
    const state = await begin();
    hubspotGrants().reply(200, granted);
    expect((await call(`/oauth/callback?code=code-1&state=${state}`)).status).toBe(303);
    expect(await refusalOf(`/oauth/callback?code=code-1&state=${state}`)).toMatchObject({
      code: 'oauth-state-unknown',
    });
  });

  test.each([
    [15 * 60_000, 303],
    [15 * 60_000 + 1, 400],
  ])('%d ms after it was begun is answered with %d', async (ageMs, status) => {
    const { call, begin } = await start();
    const state = await begin();
    vi.setSystemTime(Date.now() + ageMs);
    if (status === 303) hubspotGrants().reply(200, granted);
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

  test('to which HubSpot gives no tokens is told in a page, without what HubSpot said', async () => {
    const { call, begin } = await start();
    hubspotGrants().reply(500, { message: 'inner words' });
    const answer = await call(`/oauth/callback?code=code-1&state=${await begin()}`, { accept: 'text/html' });
    const page = await answer.text();
    expect(answer.status).toBe(503);
    expect(page).toContain('href="install"');
    expect(page).not.toContain('inner words');
  });

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
