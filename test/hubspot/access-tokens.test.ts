import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAccessTokens } from '../../src/hubspot/access-tokens.ts';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { seal, unseal } from '../../src/hubspot/seal.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { apiUrl, replaceHubSpot } from './replace-hubspot.ts';

replaceHubSpot();
const sharedStore = shareTestStore();
const now = 1_800_000_000_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }));
afterEach(() => vi.useRealTimers());

const settings = { clientId: 'client', clientSecret: 'secret', apiUrl, appUrl: apiUrl, redirectUri: 'https://app/cb' };
const key = randomBytes(32);
const create = (...keys: Buffer[]) => createAccessTokens(sharedStore(), settings, [keys[0] ?? key, ...keys.slice(1)]);
const halfHourMs = 1_800_000;

let lastAccount = 700;
/** An account that was installed with the given tokens; every test has its own. */
async function install(
  accessToken = 'access-1',
  refreshToken = 'refresh-1',
  expiresInMs = halfHourMs,
): Promise<string> {
  lastAccount += 1;
  const accountId = String(lastAccount);
  await installAgain(accountId, accessToken, refreshToken, expiresInMs);
  return accountId;
}

async function installAgain(accountId: string, accessToken: string, refreshToken: string, expiresInMs = halfHourMs) {
  const scopes = ['oauth'];
  const kept = create().keep({ accountId, accessToken, refreshToken, expiresInMs, scopes });
  await sharedStore().installAccount({ accountId, language: 'en', scopes, ...kept, now: Date.now() });
}

function hubspotGrants(accountId: string, used: string, accessToken: string, refreshToken: string, delayMs = 0) {
  const granted = {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: 1_800,
    hub_id: Number(accountId),
  };
  return nock(apiUrl)
    .post(apiPaths.token(), (form: { refresh_token?: string }) => form.refresh_token === used)
    .delay(delayMs)
    .reply(200, { ...granted, scopes: ['oauth', 'crm.objects.contacts.read'] });
}

describe('a token', () => {
  test('is read from the store and used until two minutes before its end', async () => {
    const accountId = await install();
    const tokens = create();
    expect(await tokens.get(accountId)).toBe('access-1');
    vi.setSystemTime(now + halfHourMs - 120_001);
    expect(await tokens.get(accountId)).toBe('access-1');
    vi.setSystemTime(now + halfHourMs - 120_000);
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-1');
    expect(await tokens.get(accountId)).toBe('access-2');
    expect(await tokens.get(accountId)).toBe('access-2');
  });

  test('is refreshed once for all who ask at the same time', async () => {
    const accountId = await install('access-1', 'refresh-1', 1);
    const tokens = create();
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-1');
    const answers = await Promise.all(Array.from({ length: 20 }, () => tokens.get(accountId)));
    expect(new Set(answers)).toEqual(new Set(['access-2']));
  });

  test('that HubSpot no longer takes is refreshed before its end, once, however late others complain of it', async () => {
    const accountId = await install();
    const tokens = create();
    const refused = await tokens.get(accountId);
    tokens.forget(accountId, refused);
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-1');
    expect(await tokens.get(accountId)).toBe('access-2');
    tokens.forget(accountId, refused);
    expect(await tokens.get(accountId)).toBe('access-2');
  });

  test('of one account is never given to another', async () => {
    const one = await install('access-of-one');
    const other = await install('access-of-other');
    const tokens = create();
    expect(await tokens.get(one)).toBe('access-of-one');
    expect(await tokens.get(other)).toBe('access-of-other');
  });

  test('of an account that is not installed is a named failure', async () => {
    await expect(create().get('999')).rejects.toMatchObject({
      code: 'account-unknown',
      message: expect.stringContaining('999'),
    });
  });
});

describe('a refresh', () => {
  test('keeps the new refresh token, in the store too', async () => {
    const accountId = await install('access-1', 'refresh-1', 1);
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-2');
    await create().get(accountId);
    vi.setSystemTime(now + halfHourMs);
    hubspotGrants(accountId, 'refresh-2', 'access-3', 'refresh-3');
    expect(await create().get(accountId)).toBe('access-3');
    const stored = (await sharedStore().readAccounts({})).find((account) => account.accountId === accountId);
    expect(stored).toMatchObject({
      tokenExpiresAt: now + 2 * halfHourMs,
      scopes: ['oauth', 'crm.objects.contacts.read'],
    });
  });

  test('that another process has made is used, not repeated', async () => {
    const accountId = await install('access-1', 'refresh-1', 130_000);
    const here = create();
    const there = create();
    expect(await here.get(accountId)).toBe('access-1');
    vi.setSystemTime(now + 60_000);
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-2');
    expect(await there.get(accountId)).toBe('access-2');
    expect(await here.get(accountId)).toBe('access-2');
  });

  test('is made by one of several processes; the others wait for what it brings', async () => {
    const accountId = await install('access-1', 'refresh-1', 1);
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-2', 300);
    const answers = await Promise.all(Array.from({ length: 5 }, () => create().get(accountId)));
    expect(new Set(answers)).toEqual(new Set(['access-2']));
  });

  test('whose process died is made by another when the claim has run out', async () => {
    const accountId = await install('access-1', 'refresh-1', 1);
    const [account] = (await sharedStore().readAccounts({})).filter((one) => one.accountId === accountId);
    const claim = { accountId, tokens: account?.tokens ?? '', now: Date.now(), leaseMs: 20_000 };
    expect(await sharedStore().claimTokens(claim)).toBe(true);
    vi.setSystemTime(now + 20_000);
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-2');
    expect(await create().get(accountId)).toBe('access-2');
  });

  test('that a new installation overtakes gives the tokens of that installation', async () => {
    const accountId = await install('access-1', 'refresh-1', 1);
    nock(apiUrl)
      .post(apiPaths.token())
      .reply(200, async () => {
        await installAgain(accountId, 'access-9', 'refresh-9');
        const answer = { access_token: 'access-2', refresh_token: 'refresh-2', expires_in: 1_800 };
        return { ...answer, hub_id: Number(accountId), scopes: ['oauth'] };
      });
    expect(await create().get(accountId)).toBe('access-9');
  });

  test('uses the tokens of a new installation, not those that ended with the old one', async () => {
    const accountId = await install();
    const tokens = create();
    await tokens.get(accountId);
    await installAgain(accountId, 'access-9', 'refresh-9');
    tokens.forget(accountId, 'access-1');
    expect(await tokens.get(accountId)).toBe('access-9');
  });

  test('that fails is a failure for all who waited, and the next one tries again', async () => {
    const accountId = await install('access-1', 'refresh-1', 1);
    const tokens = create();
    nock(apiUrl)
      .post(apiPaths.token())
      .reply(400, { status: 'BAD_CLIENT_ID', message: 'missing or unknown client id' });
    const answers = await Promise.allSettled([tokens.get(accountId), tokens.get(accountId)]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'hubspot-unauthorized' } });
    }
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-2');
    expect(await tokens.get(accountId)).toBe('access-2');
  });
});

describe('a portal that has removed the app', () => {
  const refused = { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' };
  const readAccount = async (accountId: string) =>
    (await sharedStore().readAccounts({})).find((account) => account.accountId === accountId);

  test('is known by the refusal of its refresh token: its tokens go, everywhere, and its work ends', async () => {
    const accountId = await install('access-1', 'refresh-1', 1);
    const told: string[] = [];
    const tokens = createAccessTokens(sharedStore(), settings, [key], async (id) => void told.push(id));
    nock(apiUrl).post(apiPaths.token()).reply(400, refused);
    const answers = await Promise.allSettled([tokens.get(accountId), tokens.get(accountId)]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'app-uninstalled' } });
    }
    expect(told).toEqual([accountId]);
    expect(await readAccount(accountId)).toMatchObject({ status: 'uninstalled', tokens: null, uninstalledAt: now });
    // HubSpot is not asked again: it has no further answer here.
    await expect(tokens.get(accountId)).rejects.toMatchObject({ code: 'account-unknown' });
  });

  test('and was given the app again while HubSpot refused keeps its new tokens', async () => {
    const accountId = await install('access-1', 'refresh-1', 1);
    nock(apiUrl)
      .post(apiPaths.token())
      .reply(async () => {
        await installAgain(accountId, 'access-9', 'refresh-9');
        return [400, refused];
      });
    expect(await create().get(accountId)).toBe('access-9');
    expect(await readAccount(accountId)).toMatchObject({ status: 'active', uninstalledAt: null });
  });
});

describe('in the database', () => {
  test('no token can be read: not in the store, and not in its files', async () => {
    const accountId = await install('access-in-clear', 'refresh-in-clear');
    const accounts = JSON.stringify(await sharedStore().readAccounts({}));
    expect(accounts).toContain(accountId);
    const files = ['', '-wal'].map((ending) => readFileSync(sharedStore().path + ending, 'latin1'));
    expect(files.join()).toContain(accountId);
    for (const text of [accounts, ...files]) expect(text).not.toMatch(/(access|refresh)-in-clear/);
  });

  test('tokens that a previous key sealed are opened, and the next refresh puts the present seal on them', async () => {
    const accountId = await install('access-1', 'refresh-1');
    const next = randomBytes(32);
    expect(await create(next, key).get(accountId)).toBe('access-1');
    await expect(create(next).get(accountId)).rejects.toMatchObject({ code: 'config-invalid' });
    vi.setSystemTime(now + halfHourMs);
    hubspotGrants(accountId, 'refresh-1', 'access-2', 'refresh-2');
    expect(await create(next, key).get(accountId)).toBe('access-2');
    expect(await create(next).get(accountId)).toBe('access-2');
    await expect(create(key).get(accountId)).rejects.toMatchObject({ code: 'config-invalid' });
  });

  test('a wrong key is told as what it is', async () => {
    const accountId = await install();
    await expect(create(randomBytes(32)).get(accountId)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('ENCRYPTION_KEY'),
    });
  });
});

describe('sealing', () => {
  test('opens with the same key and context, and never twice to the same text', () => {
    const sealed = seal('Zoë', [key], '33');
    expect(unseal(sealed, [key], '33')).toBe('Zoë');
    expect(seal('Zoë', [key], '33')).not.toBe(sealed);
  });

  test.each([
    ['another account', (sealed: string) => () => unseal(sealed, [key], '34')],
    ['another key', (sealed: string) => () => unseal(sealed, [randomBytes(32)], '33')],
    ['a changed text', (sealed: string) => () => unseal(changed(sealed), [key], '33')],
    ['a shortened text', (sealed: string) => () => unseal(sealed.slice(0, 20), [key], '33')],
    ['no text', () => () => unseal('', [key], '33')],
  ])('does not open with %s', (_name, open) => {
    expect(open(seal('secret', [key], '33'))).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });
});

function changed(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
  return bytes.toString('base64');
}
