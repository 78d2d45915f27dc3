import { describe, expect, it } from 'vitest';
import { creation } from './history-lines.ts';
import { type StartedPortal, startPortal } from './start-portal.ts';

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
