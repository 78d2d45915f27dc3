import { describe, expect, it } from 'vitest';
import { startPortal } from './start-portal.ts';

const details = '/account-info/2026-09/details';

describe('the ten-second limit', () => {
  it('tells in its headers what is left', async () => {
    const { call } = await startPortal({ callsPerTenSeconds: 110 });
    await call('GET', details);
    const { headers } = await call('GET', details);
    expect(headers.get('X-HubSpot-RateLimit-Max')).toBe('110');
    expect(headers.get('X-HubSpot-RateLimit-Remaining')).toBe('108');
    expect(headers.get('X-HubSpot-RateLimit-Interval-Milliseconds')).toBe('10000');
    expect(headers.get('X-HubSpot-RateLimit-Daily')).toBeNull();
  });

  it('answers 429 to the call after the last one, in HubSpot’s words and without Retry-After', async () => {
    const { call, portal } = await startPortal({ callsPerTenSeconds: 3, wallClock: () => 1_000_000 });
    for (let number = 1; number <= 3; number += 1) expect((await call('GET', details)).status).toBe(200);
    const { status, body, headers } = await call('GET', details);
    expect(status).toBe(429);
    expect(body).toMatchObject({
      status: 'error',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
      message: 'You have reached your ten_secondly_rolling limit.',
    });
    expect(headers.get('Retry-After')).toBeNull();
    await call('GET', details);
    expect(portal.status().calls).toMatchObject({ total: 5, rateLimited: 2, rateLimitedAfterFirst: 1 });
  });

  it('rolls: room comes back call by call, ten seconds after each', async () => {
    let nowMs = 1_000_000;
    const { call } = await startPortal({ callsPerTenSeconds: 2, wallClock: () => nowMs });
    await call('GET', details);
    nowMs += 4000;
    await call('GET', details);
    nowMs += 5999;
    expect((await call('GET', details)).status).toBe(429);
    nowMs += 1;
    expect((await call('GET', details)).status).toBe(200);
    expect((await call('GET', details)).status).toBe(429);
    nowMs += 4000;
    expect((await call('GET', details)).status).toBe(200);
  });

  it('does not count searches, which have a limit of five in a second and no headers', async () => {
    let nowMs = 1_000_000;
    const { call, portal } = await startPortal({ callsPerTenSeconds: 1, wallClock: () => nowMs });
    const search = () => call('POST', '/crm/objects/2026-09/contacts/search', {});
    for (let number = 1; number <= 5; number += 1) expect((await search()).status).toBe(200);
    const { status, body, headers } = await search();
    expect([status, body.message]).toEqual([429, 'You have reached your secondly limit.']);
    expect(headers.get('X-HubSpot-RateLimit-Max')).toBeNull();
    nowMs += 1000;
    expect((await search()).status).toBe(200);
    expect((await call('GET', details)).status).toBe(200);
    expect(portal.status().calls).toMatchObject({ rateLimited: 0, searchRateLimited: 1 });
  });

  it('counts calls by method and path, with the sizes of batches', async () => {
    const { call, portal } = await startPortal();
    const inputs = [{ id: '1' }, { id: '2' }];
    await call('POST', '/crm/objects/2026-09/0-1/batch/read', { inputs });
    await call('POST', '/crm/objects/2026-09/contacts/batch/read', { inputs: [{ id: '3' }] });
    await call('GET', '/crm/objects/2026-09/contacts/4');
    expect(portal.status().calls.byEndpoint).toEqual({
      'POST /crm/objects/2026-09/contacts/batch/read': { calls: 2, inputs: 3, largestBatch: 2, byStatus: { 207: 2 } },
      'GET /crm/objects/2026-09/contacts/:recordId': { calls: 1, inputs: 0, largestBatch: 0, byStatus: { 404: 1 } },
    });
  });
});
