import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { authorizeUrl, exchangeCode, refreshGrant } from '../../src/hubspot/oauth.ts';
import { optionalScopes, requiredScopes } from '../../src/hubspot/scopes.ts';
import { apiUrl, replaceHubSpot } from './replace-hubspot.ts';

replaceHubSpot();

const settings = {
  clientId: 'client & more',
  clientSecret: 'secret=of+the tests',
  apiUrl,
  appUrl: 'https://app.hubspot.example',
  redirectUri: 'https://app.example.com/oauth/callback?a=b',
};
const granted = {
  access_token: 'access',
  refresh_token: 'refresh',
  expires_in: 1_800,
  token_type: 'bearer',
  hub_id: 33,
  scopes: ['oauth', 'crm.objects.contacts.read'],
};

test('the address of the approval page names every scope, with %20 between them, and the state', () => {
  const address = authorizeUrl(settings, 'state-1');
  expect(address).not.toContain('+');
  expect(address).toContain(requiredScopes.join('%20'));
  const url = new URL(address);
  expect(url.origin + url.pathname).toBe('https://app.hubspot.example/oauth/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    scope: requiredScopes.join(' '),
    optional_scope: optionalScopes.join(' '),
    state: 'state-1',
  });
});

describe('a request for tokens', () => {
  test('is form data, with the secret in the body and not in the address', async () => {
    nock(apiUrl, { reqheaders: { 'content-type': 'application/x-www-form-urlencoded' } })
      .post(apiPaths.token(), {
        grant_type: 'authorization_code',
        redirect_uri: settings.redirectUri,
        code: 'code-1',
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
      })
      .reply(200, granted);
    expect(await exchangeCode(settings, 'code-1')).toEqual({
      accountId: '33',
      accessToken: 'access',
      refreshToken: 'refresh',
      expiresInMs: 1_800_000,
      scopes: granted.scopes,
    });
  });

  test('for a refresh sends the refresh token and brings back the new one', async () => {
    nock(apiUrl)
      .post(apiPaths.token(), {
        grant_type: 'refresh_token',
        refresh_token: 'refresh-0',
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
      })
      .reply(200, { ...granted, hub_id: '33' });
    expect(await refreshGrant(settings, 'refresh-0')).toMatchObject({ accountId: '33', refreshToken: 'refresh' });
  });

  test.each([
    [400, { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' }, 'app-uninstalled'],
    [400, { status: 'BAD_HUB', message: 'unknown hub' }, 'app-uninstalled'],
    [400, { status: 'BAD_CLIENT_ID', error: 'invalid_client' }, 'hubspot-unauthorized'],
    [415, 'not form data', 'hubspot-unauthorized'],
    [429, { message: 'slow down' }, 'hubspot-unavailable'],
    [500, '<html>', 'hubspot-unavailable'],
    [503, [], 'hubspot-unavailable'],
  ])('that is refused with %d %j is %s, and tells no secret', async (status, body, code) => {
    nock(apiUrl).post(apiPaths.token()).reply(status, body);
    const error = await refreshGrant(settings, 'refresh-0').catch((reason: Error) => reason);
    expect(error).toMatchObject({ code, message: expect.stringContaining(String(status)) });
    if (typeof body === 'object' && 'status' in body)
      expect(error).toMatchObject({ message: expect.stringContaining(body.status ?? '') });
    expect(JSON.stringify([error, (error as Error).message])).not.toMatch(/refresh-0|secret=of/);
  });

  test.each([
    ['no JSON', 'text', 'hubspot-unavailable'],
    ['no tokens', {}, 'hubspot-answer-unreadable'],
    ['an empty token', { ...granted, access_token: '' }, 'hubspot-answer-unreadable'],
    ['no account', { ...granted, hub_id: undefined }, 'hubspot-answer-unreadable'],
    ['no time', { ...granted, expires_in: 0 }, 'hubspot-answer-unreadable'],
  ])('that is answered with %s is a named failure that quotes no token', async (_name, body, code) => {
    nock(apiUrl).post(apiPaths.token()).reply(200, body);
    const error = await refreshGrant(settings, 'refresh-0').catch((reason: Error) => reason);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).not.toMatch(/refresh-0|"access"|"refresh"/);
  });

  test('that gets no answer is a named failure with its cause', async () => {
    nock(apiUrl).post(apiPaths.token()).replyWithError('connection reset');
    await expect(refreshGrant(settings, 'refresh-0')).rejects.toMatchObject({
      code: 'hubspot-unavailable',
      cause: expect.anything(),
    });
  });
});
