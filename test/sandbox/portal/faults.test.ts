import { describe, expect, it } from 'vitest';
import { creation } from './history-lines.ts';
import { request, type StartedPortal, startPortal } from './start-portal.ts';

const path = '/crm/objects/2026-09/contacts';

async function portalWithContacts(count = 1): Promise<StartedPortal> {
  const started = await startPortal();
  await started.portal.playHistory({ lines: Array.from({ length: count }, (_, index) => creation(index + 1)) });
  return started;
}

const firstName = async ({ call }: StartedPortal) => (await call('GET', `${path}/1`)).body.properties.firstname;

describe('faults on demand', () => {
  it.each([
    [423, null],
    [429, null],
    [477, '3600'],
    [500, null],
    [502, null],
    [503, null],
  ] as const)('answer %i so often as they are told, and do nothing', async (status, retryAfter) => {
    const started = await portalWithContacts();
    started.portal.faults.set([{ status, method: 'PATCH', times: 2 }]);
    const write = () => started.call('PATCH', `${path}/1`, { properties: { firstname: 'Ida' } });
    for (let time = 1; time <= 2; time += 1) {
      const answer = await write();
      expect(answer.status).toBe(status);
      expect(answer.headers.get('Retry-After')).toBe(retryAfter);
    }
    expect(await firstName(started)).toBeNull();
    expect((await write()).status).toBe(200);
    expect(started.portal.status().calls).toMatchObject({ faults: 2, rateLimited: 0 });
  });

  it('strike a share of the calls that fit', async () => {
    const started = await portalWithContacts();
    started.portal.faults.set([{ status: 503, path: '/contacts/1', share: 0.3 }]);
    let struck = 0;
    for (let time = 0; time < 200; time += 1) if ((await started.call('GET', `${path}/1`)).status === 503) struck += 1;
    expect(struck).toBeGreaterThan(35);
    expect(struck).toBeLessThan(90);
    expect((await started.call('GET', path)).status).toBe(200);
  });

  it('answer for a gateway that has given up: what was asked for is done later', async () => {
    const started = await portalWithContacts();
    started.portal.faults.set([{ status: 504, method: 'PATCH', times: 1, carriedOutAfterMs: 50 }]);
    const answer = await started.call('PATCH', `${path}/1`, { properties: { firstname: 'Ida' } });
    expect([answer.status, await firstName(started)]).toEqual([504, null]);
    await expect.poll(() => firstName(started)).toBe('Ida');
  });

  it('cut the connection before the write was carried out', async () => {
    const started = await portalWithContacts();
    started.portal.faults.set([{ cut: 'before-write', times: 1 }]);
    await expect(started.call('PATCH', `${path}/1`, { properties: { firstname: 'Ida' } })).rejects.toThrow();
    expect(await firstName(started)).toBeNull();
  });

  it('cut the connection after the write was carried out', async () => {
    const started = await portalWithContacts();
    started.portal.faults.set([{ cut: 'after-write', times: 1 }]);
    await expect(started.call('PATCH', `${path}/1`, { properties: { firstname: 'Ida' } })).rejects.toThrow();
    expect(await firstName(started)).toBe('Ida');
  });

  it('delay the answer', async () => {
    const started = await portalWithContacts();
    started.portal.faults.set([{ delayMs: 120 }]);
    const startedMs = performance.now();
    expect((await started.call('GET', `${path}/1`)).status).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThan(100);
  });

  it('let a share of a batch fail alone, which the answer tells and which is not written', async () => {
    const started = await portalWithContacts(100);
    started.portal.faults.set([{ path: '/batch/update', failedInputShare: 0.3 }]);
    const inputs = Array.from({ length: 100 }, (_, index) => ({
      id: String(index + 1),
      properties: { firstname: 'Ida' },
    }));
    const { status, body } = await started.call('POST', `${path}/batch/update`, { inputs });
    const failed: string[] = body.errors[0].context.ids;
    expect(status).toBe(207);
    expect(failed.length).toBeGreaterThan(10);
    expect(body.results.length + failed.length).toBe(100);
    const { results } = (await started.call('GET', `${path}?limit=100&properties=firstname`)).body;
    const unwritten = results.filter(
      (one: { properties: { firstname: string | null } }) => one.properties.firstname === null,
    );
    expect(unwritten.map((one: { id: string }) => one.id)).toEqual(failed);
  });
});

describe('faults by schedule', () => {
  /** A portal whose real time a test moves. */
  async function portalInTime() {
    let nowMs = Date.UTC(2026, 0, 5, 9);
    const started = await startPortal({ wallClock: () => nowMs });
    await started.portal.playHistory({ lines: [creation(1)] });
    const status = async () => (await started.call('GET', `${path}/1`)).status;
    const later = async (ms: number) => {
      nowMs += ms;
      return status();
    };
    return { ...started, status, later };
  }

  it('begin after a time and end after another', async () => {
    const { portal, later } = await portalInTime();
    portal.faults.set([{ status: 503, afterMs: 2_000, forMs: 1_500 }]);
    expect(await later(1_999)).toBe(200);
    expect(await later(1)).toBe(503);
    expect(await later(1_499)).toBe(503);
    expect(await later(1)).toBe(200);
    expect(await later(1_000_000)).toBe(200);
  });

  it('come back as often as they are told', async () => {
    const { portal, later } = await portalInTime();
    portal.faults.set([{ status: 503, afterMs: 500, forMs: 1_000, everyMs: 10_000 }]);
    expect(await later(499)).toBe(200);
    for (let round = 1; round <= 3; round += 1) {
      expect(await later(1)).toBe(503);
      expect(await later(999)).toBe(503);
      expect(await later(1)).toBe(200);
      expect(await later(8_999)).toBe(200);
    }
  });

  it("last from an instant of the portal's clock to another", async () => {
    const { portal, status, later } = await portalInTime();
    const at = (text: string) => portal.clock.set(Date.parse(text));
    portal.faults.set([{ status: 503, from: '2026-03-01T08:00:00Z', until: '2026-03-01T09:00:00Z' }]);
    at('2026-03-01T07:59:59Z');
    expect(await status()).toBe(200);
    at('2026-03-01T08:00:00Z');
    expect(await later(60_000)).toBe(503);
    at('2026-03-01T09:00:00Z');
    expect(await status()).toBe(200);
  });

  it('strike no more often than they are told, and tell how often they have', async () => {
    const { portal, url, later } = await portalInTime();
    portal.faults.set([{ status: 503, forMs: 1_000, everyMs: 2_000, times: 2 }]);
    expect([await later(0), await later(1_000), await later(1_000), await later(0)]).toEqual([503, 200, 503, 200]);
    const { body } = await request(`${url}/sandbox/faults`);
    expect(body.faults).toMatchObject([{ struck: 2, isInForce: false, fault: { status: 503, everyMs: 2_000 } }]);
  });

  it.each([
    [{ everyMs: 1_000 }],
    [{ everyMs: 1_000, forMs: 1_000 }],
    [{ from: '2026-03-01T09:00:00Z', until: '2026-03-01T09:00:00Z' }],
    [{ from: 'tomorrow' }],
  ])('%j makes no sense', async (schedule) => {
    const { portal } = await portalInTime();
    expect(() => portal.faults.set([{ status: 503, ...schedule }])).toThrow();
  });
});
