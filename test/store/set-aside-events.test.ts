import { expect, test } from 'vitest';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { hear } from './hear.ts';

describeEachDatabase('events that were set aside', (open) => {
  const battery = useBatteryStore(open);

  test('are kept for a time, and then go, also those that name no account', async () => {
    const { store } = battery;
    const event = (position: number, accountId: string) => ({
      accountId,
      groupId: 1,
      position,
      reason: 'objectId is missing',
      event: '{}',
    });
    const account = battery.newAccount();
    await hear(store, account, [], { setAside: [event(1, account), event(2, '')], now: 1_000 });
    await hear(store, account, [], { setAside: [event(3, account)], now: 2_000 });
    expect(await store.purgeSetAsideEvents({ setAsideBefore: 1_000 })).toBe(0);
    expect(await store.purgeSetAsideEvents({ setAsideBefore: 2_000 })).toBe(2);
    expect(await store.readSetAsideEvents({ limit: 10 })).toEqual([event(3, account)]);
  });

  test('are told to their own account alone, the newest first, all of them or those for one reason', async () => {
    const { store } = battery;
    const event = (accountId: string, position: number, reason: string) => ({
      ...{ accountId, groupId: 1, position, reason },
      event: `{"objectId":${position}}`,
    });
    const [account, other] = [battery.newAccount(), battery.newAccount()];
    await hear(store, account, [], { setAside: [event(account, 1, 'odd'), event(account, 2, 'odd')], now: 1_000 });
    await hear(store, account, [], { setAside: [event(account, 3, 'late'), event(other, 4, 'odd')], now: 2_000 });
    const told = async (reason: string | null, limit = 9) =>
      (await store.readAccountSetAsideEvents({ accountId: account, reason, limit })).map((one) => one.event);
    expect(await told(null)).toEqual(['{"objectId":3}', '{"objectId":1}', '{"objectId":2}']);
    expect(await told('odd')).toEqual(['{"objectId":1}', '{"objectId":2}']);
    expect(await told(null, 1)).toEqual(['{"objectId":3}']);
    expect(await told('nothing')).toEqual([]);
    expect(await store.readAccountSetAsideEvents({ accountId: account, reason: 'late', limit: 9 })).toEqual([
      { reason: 'late', event: '{"objectId":3}', setAsideAt: 2_000, groupId: 1, position: 3 },
    ]);
  });

  test('are told in parts, each after the last event of the one before, whatever is set aside meanwhile', async () => {
    const { store } = battery;
    const account = battery.newAccount();
    const aside = (now: number, ...places: [groupId: number, position: number][]) =>
      hear(store, account, [], {
        setAside: places.map(([groupId, position]) => ({
          ...{ accountId: account, groupId, position, reason: 'odd' },
          event: `${now}/${groupId}/${position}`,
        })),
        now,
      });
    await aside(1_000, [9, 1], [10, 1], [10, 2], [10, 10]);
    await aside(2_000, [3, 1]);
    const told: string[] = [];
    for (let after = null; told.length < 9; ) {
      const [next] = await store.readAccountSetAsideEvents({ accountId: account, reason: 'odd', after, limit: 1 });
      if (next === undefined) break;
      told.push(next.event);
      after = next;
      await aside(3_000 + told.length, [20, told.length]);
    }
    expect(told).toEqual(['2000/3/1', '1000/10/1', '1000/10/2', '1000/10/10', '1000/9/1']);
  });
});
