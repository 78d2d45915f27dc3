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
});
