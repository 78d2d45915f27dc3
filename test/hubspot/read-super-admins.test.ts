import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { askSuperAdmin, readSuperAdminsFrom } from '../../src/hubspot/read-super-admins.ts';
import { answerCalls, refusal } from './answer-calls.ts';

describe('the super admins of a portal', () => {
  test('are read page by page; who is told without the flag is none', async () => {
    const pages: Record<string, object> = {
      'limit=100': {
        results: [
          { id: '1', superAdmin: true },
          { id: '2', superAdmin: false },
        ],
        paging: { next: { after: 'b c' } },
      },
      'limit=100&after=b%20c': { results: [{ id: '3' }, { id: 4, superAdmin: true }] },
    };
    const { hubspot } = answerCalls(({ path }) => ({ body: pages[path.slice(`${apiPaths.users()}?`.length)] }));
    expect(await readSuperAdminsFrom(hubspot, '33')).toEqual(['1', '4']);
  });

  test('are nobody where the scope was withdrawn', async () => {
    const { hubspot } = answerCalls(() => ({ status: 403, body: { category: 'MISSING_SCOPES' } }));
    expect(await readSuperAdminsFrom(hubspot, '33')).toEqual([]);
  });
});

describe('one user', () => {
  test.each([
    ['is a super admin', { status: 200, body: { id: '7', superAdmin: true } }, 'yes'],
    ['is none', { status: 200, body: { id: '7', superAdmin: false } }, 'no'],
    ['is no user of the portal', { status: 404, body: { category: 'OBJECT_NOT_FOUND' } }, 'no'],
    ['can not be looked at without the scope', { status: 403, body: {} }, 'unseen'],
    ['can not be judged by an answer of another form', { status: 200, body: [] }, 'unanswered'],
  ] as const)('%s', async (_name, answer, expected) => {
    const { hubspot, calls } = answerCalls(() => answer);
    expect(await askSuperAdmin(hubspot, { accountId: '33', userId: '7/../8' })).toBe(expected);
    expect(calls[0]?.path).toBe('/settings/users/2026-03/7%2F..%2F8?idProperty=USER_ID');
  });

  test('is not waited for when HubSpot is away', async () => {
    const call = () => Promise.reject(refusal('hubspot-unavailable', 'away'));
    expect(await askSuperAdmin({ call }, { accountId: '33', userId: '7' })).toBe('unanswered');
  });
});
