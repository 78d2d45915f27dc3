import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';

describeEachDatabase('the budget of calls', (open) => {
  const battery = useBatteryStore(open);

  test('lets calls pass at once while there is room, and then one as soon as another has left the window', async () => {
    const accountId = battery.newAccount();
    const at = (now: number) => battery.store.reserveCall({ accountId, now, limit: 2, windowMs: 10 });
    expect(await at(100)).toBe(100);
    expect(await at(104)).toBe(104);
    expect(await at(105)).toBe(110);
    expect(await at(105)).toBe(114);
    expect(await at(105)).toBe(120);
    expect(await at(200)).toBe(200);
  });

  test('counts a call from when it was made, where that was later', async () => {
    const accountId = battery.newAccount();
    const at = (now: number) => battery.store.reserveCall({ accountId, now, limit: 2, windowMs: 10 });
    expect([await at(100), await at(101)]).toEqual([100, 101]);
    await battery.store.postponeCall({ accountId, reservedAt: 100, madeAt: 106 });
    expect([await at(107), await at(107)]).toEqual([111, 116]);
    await battery.store.postponeCall({ accountId, reservedAt: 5, madeAt: 500 });
    expect(await at(117)).toBe(121);
  });

  test('of searches is not touched by that of other calls', async () => {
    const accountId = battery.newAccount();
    const at = (budget: 'calls' | 'search') =>
      battery.store.reserveCall({ accountId, budget, now: 5, limit: 1, windowMs: 10 });
    expect([await at('calls'), await at('search'), await at('search'), await at('calls')]).toEqual([5, 5, 15, 15]);
  });

  test('of one account is not touched by another', async () => {
    const [one, other] = [battery.newAccount(), battery.newAccount()];
    const at = (accountId: string) => battery.store.reserveCall({ accountId, now: 5, limit: 1, windowMs: 10 });
    expect(await Promise.all([at(one), at(other)])).toEqual([5, 5]);
  });

  test('never lets more than the limit into any window, whenever and by whichever process calls are asked for', async () => {
    const second = await openStore(battery.spec);
    try {
      const stores: Store[] = [battery.store, second];
      const arrivals = fc.array(
        fc.tuple(fc.nat(60), fc.boolean(), fc.constantFrom(...Array(15).fill('call'), 'pause')),
        {
          minLength: 1,
          maxLength: 25,
        },
      );
      await fc.assert(
        fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 5 }), async (asked, limit) => {
          const accountId = battery.newAccount();
          const windowMs = 20;
          const calls: number[] = [];
          // Clocks of processes differ a little, so the instants of asking need not grow.
          for (const [now, isSecond, kind] of asked) {
            const store = stores[isSecond ? 1 : 0] as Store;
            if (kind === 'pause') {
              await store.pauseCalls({ accountId, until: now + 7, limit, windowMs });
              continue;
            }
            const call = await store.reserveCall({ accountId, now, limit, windowMs });
            expect(call).toBeGreaterThanOrEqual(now);
            calls.push(call);
          }
          calls.sort((one, other) => one - other);
          for (const [index, call] of calls.entries()) {
            const later = calls[index + limit];
            if (later !== undefined) expect(later - call).toBeGreaterThanOrEqual(windowMs);
          }
        }),
        { numRuns: 40 },
      );
    } finally {
      await second.close();
    }
  });

  test('is asked by many at once without giving a place twice', async () => {
    const accountId = battery.newAccount();
    const second = await openStore(battery.spec);
    try {
      const asked = Array.from({ length: 30 }, (_, index) =>
        (index % 2 === 0 ? battery.store : second).reserveCall({ accountId, now: 0, limit: 10, windowMs: 100 }),
      );
      const calls = (await Promise.all(asked)).sort((one, other) => one - other);
      expect(calls).toEqual([...Array(10).fill(0), ...Array(10).fill(100), ...Array(10).fill(200)]);
    } finally {
      await second.close();
    }
  });

  test('gives nothing before a pause has ended, and the whole budget then', async () => {
    const accountId = battery.newAccount();
    const at = (now: number) => battery.store.reserveCall({ accountId, now, limit: 2, windowMs: 10 });
    await battery.store.pauseCalls({ accountId, until: 500, limit: 2, windowMs: 10 });
    expect([await at(100), await at(100), await at(100)]).toEqual([500, 500, 510]);
  });

  test('keeps what is reserved for later, and the longer of two pauses', async () => {
    const accountId = battery.newAccount();
    const budget = { accountId, limit: 2, windowMs: 10 };
    for (const now of [0, 0, 0]) await battery.store.reserveCall({ ...budget, now });
    // One call is reserved for 10: within the window that begins at 5 there is room for one more.
    await battery.store.pauseCalls({ ...budget, until: 5 });
    const calls = [
      await battery.store.reserveCall({ ...budget, now: 5 }),
      await battery.store.reserveCall({ ...budget, now: 5 }),
    ];
    expect(calls).toEqual([10, 20]);
    await battery.store.pauseCalls({ ...budget, until: 900 });
    await battery.store.pauseCalls({ ...budget, until: 300 });
    expect(await battery.store.reserveCall({ ...budget, now: 250 })).toBe(900);
  });
});
