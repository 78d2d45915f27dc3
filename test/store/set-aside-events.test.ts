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
      { reason: 'late', event: '{"objectId":3}', setAsideAt: 2_000 },
    ]);
  });
});
