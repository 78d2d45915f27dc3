import { describe, expect, it } from 'vitest';
import { type Json, request, startPortal } from './start-portal.ts';

const path = '/settings/users/2026-03';
const scopes = ['oauth', 'settings.users.read'];

async function portalWithUsers(granted: readonly string[] = scopes) {
  const { portal, url } = await startPortal();
  const { accessToken, refreshToken } = portal.grant(granted);
  const ask = (target: string, method = 'GET') =>
    request(url + target, { method, headers: { Authorization: `Bearer ${accessToken}` } });
  const post = (target: string, body: object) =>
    request(url + target, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { portal, url, ask, post, refreshToken };
}

describe('users', () => {
  it('are told page by page, with who is a super admin', async () => {
    const { ask } = await portalWithUsers();
    const { body } = await ask(`${path}?limit=2`);
    expect(body.results).toMatchObject([
      { id: '900001', email: 'paula.portal@portal.example', superAdmin: true },
      { id: '900002', superAdmin: true },
    ]);
    const rest = await ask(`${path}?limit=100&after=${body.paging.next.after}`);
    expect(rest.body.paging).toBeUndefined();
    expect(rest.body.results).toContainEqual(expect.objectContaining({ id: '941003', superAdmin: false }));
    expect(rest.body.results.map(({ id }: Json) => id)).not.toContain('941006');
  });

  it('are told one by one, by id or address', async () => {
    const { ask, post } = await portalWithUsers();
    expect((await ask(`${path}/941003`)).body).toMatchObject({ id: '941003', primaryTeamId: '502', superAdmin: false });
    expect((await ask(`${path}/paula.portal@portal.example?idProperty=EMAIL`)).body).toMatchObject({ id: '900001' });
    expect((await ask(`${path}/7`)).status).toBe(404);
    await post('/sandbox/users', { id: '941003', superAdmin: true });
    expect((await ask(`${path}/941003`)).body).toMatchObject({ superAdmin: true });
  });

  it('are told to nobody without the scope', async () => {
    const { ask } = await portalWithUsers(['oauth', 'crm.objects.contacts.read']);
    expect(await ask(path)).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
  });
});

describe('governance', () => {
  it('takes a scope from tokens that are out, and gives it back', async () => {
    const { portal, ask, post, refreshToken } = await portalWithUsers();
    await post('/sandbox/scopes', { withheld: ['settings.users.read'] });
    expect((await ask(path)).status).toBe(403);
    expect(portal.grants.refresh(refreshToken)?.scopes).toEqual(['oauth']);
    await post('/sandbox/scopes', { withheld: [] });
    expect((await ask(path)).status).toBe(200);
    expect(portal.grants.refresh(refreshToken)?.scopes).toEqual(scopes);
  });
});

describe('an app that takes itself out', () => {
  it('has no token afterwards', async () => {
    const { portal, ask, refreshToken } = await portalWithUsers();
    expect((await ask('/appinstalls/2026-09/external-install', 'DELETE')).status).toBe(204);
    expect((await ask(path)).status).toBe(401);
    expect(portal.grants.refresh(refreshToken)).toBeNull();
    expect((await ask('/appinstalls/2026-09/external-install', 'DELETE')).status).toBe(401);
  });
});
