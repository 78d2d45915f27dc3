import { describe, expect, it } from 'vitest';
import { clientId, clientSecret, request, startPortal } from './start-portal.ts';

const redirectUri = 'http://127.0.0.1:9/oauth/callback';

function authorizeUrl(url: string, changes: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'oauth crm.objects.contacts.read',
    optional_scope: 'tickets',
    state: 'state with spaces & signs',
    ...changes,
  });
  return `${url}/oauth/authorize?${query}`;
}

async function authorize(url: string): Promise<string> {
  const { headers } = await request(authorizeUrl(url));
  return new URL(headers.get('Location') ?? '').searchParams.get('code') ?? '';
}

function exchange(url: string, fields: Record<string, string>, version = '2026-09') {
  const form = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, ...fields };
  return request(`${url}/oauth/${version}/token`, { method: 'POST', body: new URLSearchParams(form) });
}

describe('installing the app', () => {
  it('sends the browser back with a code and the untouched state', async () => {
    const { url } = await startPortal();
    const { status, headers } = await request(authorizeUrl(url));
    const target = new URL(headers.get('Location') ?? '');
    expect(status).toBe(302);
    expect(target.origin + target.pathname).toBe(redirectUri);
    expect(target.searchParams.get('state')).toBe('state with spaces & signs');
    expect(target.searchParams.get('code')).toMatch(/./);
  });

  it.each(['2026-03', '2026-09', 'v3'])(
    'gives tokens for a code at version %s, with the portal and the scopes',
    async (version) => {
      const { url, portal } = await startPortal();
      const code = await authorize(url);
      const { status, body } = await exchange(url, { grant_type: 'authorization_code', code }, version);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        token_type: 'bearer',
        token_use: 'access_token',
        expires_in: 1800,
        hub_id: portal.state.portalId,
        scopes: ['oauth', 'crm.objects.contacts.read', 'tickets'],
      });
      expect(body.access_token.length).toBeGreaterThan(200);
      expect(body.refresh_token).toMatch(/./);
    },
  );

  it('takes a code only once', async () => {
    const { url } = await startPortal();
    const code = await authorize(url);
    await exchange(url, { grant_type: 'authorization_code', code });
    const { status, body } = await exchange(url, { grant_type: 'authorization_code', code });
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'BAD_AUTH_CODE', error: 'invalid_grant' });
  });

  it('refuses a code with another redirect URI than it was made for', async () => {
    const { url } = await startPortal();
    const code = await authorize(url);
    const { status, body } = await exchange(url, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'http://127.0.0.1:9/elsewhere',
    });
    expect([status, body.status]).toEqual([400, 'MISMATCH_REDIRECT_URI_AUTH_CODE']);
  });

  it('refuses an unknown client before anything else', async () => {
    const { url } = await startPortal();
    expect((await request(authorizeUrl(url, { client_id: 'somebody' }))).body.status).toBe('BAD_CLIENT_ID');
    const { status, body } = await exchange(url, { client_id: 'somebody', grant_type: 'nonsense' });
    expect([status, body.status]).toEqual([400, 'BAD_CLIENT_ID']);
  });

  it('takes forms only: JSON gets 415', async () => {
    const { url } = await startPortal();
    const { status } = await request(`${url}/oauth/2026-03/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ grant_type: 'refresh_token', client_id: clientId }),
    });
    expect(status).toBe(415);
  });
});

describe('tokens', () => {
  it('are renewed with the refresh token, until it is revoked by an uninstall', async () => {
    const { url, portal } = await startPortal();
    const { refreshToken } = portal.grant(['oauth']);
    const renewed = await exchange(url, { grant_type: 'refresh_token', refresh_token: refreshToken });
    expect(renewed.status).toBe(200);
    expect(renewed.body.refresh_token).toBe(refreshToken);
    portal.grants.revokeAll();
    const refused = await exchange(url, { grant_type: 'refresh_token', refresh_token: refreshToken });
    expect([refused.status, refused.body.status]).toEqual([400, 'BAD_REFRESH_TOKEN']);
  });

  it('end after half an hour', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const { call } = await startPortal({ wallClock: () => nowMs });
    nowMs += 1800 * 1000 - 1;
    expect((await call('GET', '/account-info/2026-09/details')).status).toBe(200);
    nowMs += 3001;
    const { status, body } = await call('GET', '/account-info/2026-09/details');
    expect(status).toBe(401);
    expect(body).toMatchObject({
      category: 'EXPIRED_AUTHENTICATION',
      message: 'The OAuth token used to make this call expired 3 second(s) ago.',
    });
  });

  it('are needed for every call', async () => {
    const { url } = await startPortal();
    const { status, body } = await request(`${url}/crm/owners/2026-09`);
    expect([status, body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
  });

  it('open only what their scopes allow', async () => {
    const { url, portal } = await startPortal();
    const { accessToken } = portal.grant(['oauth', 'crm.objects.contacts.read']);
    const headers = { Authorization: `Bearer ${accessToken}` };
    expect((await request(`${url}/crm/objects/2026-09/contacts`, { headers })).status).toBe(200);
    const { status, body } = await request(`${url}/crm/objects/2026-09/deals`, { headers });
    expect([status, body.category]).toEqual([403, 'MISSING_SCOPES']);
    expect(body.errors[0].context.requiredGranularScopes).toEqual(['crm.objects.deals.read']);
  });
});
