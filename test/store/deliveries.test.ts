import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, hear } from './hear.ts';

describeEachDatabase('raw deliveries', (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore(await open());
  });
  afterEach(() => store.close());

  const claim = (now: number, limit = 100) => store.claimDeliveries({ limit, now, leaseMs: 1_000 });
  const unpacked = (groupIds: readonly number[], now: number) =>
    hear(store, '7000001', [created(contact('1'), 1)], { groupIds, now });

  test('come back byte for byte, in the order of their arrival', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await store.appendDeliveries({ groups: [group(bytes, [200, 56]), group(new Uint8Array(0), [])], receivedAt: 5 });
    await store.appendDeliveries({ groups: [], receivedAt: 6 });
    await store.appendDeliveries({ groups: [group(Buffer.from('third'), [5])], receivedAt: 7 });
    const claimed = await claim(10);
    expect(claimed.map(({ sizes, receivedAt }) => [sizes, receivedAt])).toEqual([
      [[200, 56], 5],
      [[], 5],
      [[5], 7],
    ]);
    expect(claimed.map(({ packed }) => Buffer.from(packed))).toEqual([
      Buffer.from(bytes),
      Buffer.alloc(0),
      Buffer.from('third'),
    ]);
    expect(claimed.map(({ groupId }) => groupId)).toEqual(
      claimed.map(({ groupId }) => groupId).toSorted((a, b) => a - b),
    );
  });

  test('are claimed once, oldest first, and again when the lease has run out before they were unpacked', async () => {
    for (const text of ['a', 'b', 'c'])
      await store.appendDeliveries({ groups: [group(Buffer.from(text), [1])], receivedAt: 1 });
    const textsOf = (groups: Awaited<ReturnType<typeof claim>>) =>
      groups.map(({ packed }) => Buffer.from(packed).toString());
    const first = await claim(100, 2);
    expect(textsOf(first)).toEqual(['a', 'b']);
    expect(textsOf(await claim(100))).toEqual(['c']);
    await unpacked(
      first.slice(0, 1).map(({ groupId }) => groupId),
      500,
    );
    expect(textsOf(await claim(1_099))).toEqual([]);
    expect(textsOf(await claim(1_100))).toEqual(['b', 'c']);
    expect((await store.readQueueSizes({ dueAt: 0 })).deliveries).toBe(2);
  });

  test('are removed some time after they were unpacked, and never before', async () => {
    for (const text of ['a', 'b', 'c'])
      await store.appendDeliveries({ groups: [group(Buffer.from(text), [1])], receivedAt: 1 });
    const [first, second] = await claim(100);
    await unpacked([first?.groupId ?? 0], 500);
    await unpacked([second?.groupId ?? 0], 600);
    expect(await store.purgeDeliveries({ unpackedBefore: 500, limit: 9 })).toBe(0);
    expect(await store.purgeDeliveries({ unpackedBefore: 600, limit: 9 })).toBe(1);
    expect(
      (await store.readDeliveries({ afterGroupId: 0, limit: 10 })).map(({ packed }) => Buffer.from(packed).toString()),
    ).toEqual(['b', 'c']);
    expect(await store.purgeDeliveries({ unpackedBefore: 10_000, limit: 9 })).toBe(1);
    expect(await claim(5_000)).toHaveLength(1);
    expect(await store.readDeliveries({ afterGroupId: 0, limit: 10 })).toHaveLength(1);
  });

  test('are removed in parts, the oldest first, until none is left', async () => {
    for (const text of ['a', 'b', 'c', 'd'])
      await store.appendDeliveries({ groups: [group(Buffer.from(text), [1])], receivedAt: 1 });
    const groups = await claim(100);
    await unpacked(groups.map(({ groupId }) => groupId).slice(0, 3), 500);
    const left = async () => (await store.readDeliveries({ afterGroupId: 0, limit: 10 })).length;
    const purge = () => store.purgeDeliveries({ unpackedBefore: 600, limit: 2 });
    expect([await purge(), await left()]).toEqual([2, 2]);
    const [oldest] = await store.readDeliveries({ afterGroupId: 0, limit: 10 });
    expect(oldest?.groupId).toBe(groups[2]?.groupId);
    expect([await purge(), await left()]).toEqual([1, 1]);
    expect([await purge(), await left()]).toEqual([0, 1]);
  });

  test('are read page by page, and replaced one by one', async () => {
    for (const text of ['a', 'b', 'c'])
      await store.appendDeliveries({ groups: [group(Buffer.from(text), [1])], receivedAt: 1 });
    const firstPage = await store.readDeliveries({ afterGroupId: 0, limit: 2 });
    const secondPage = await store.readDeliveries({ afterGroupId: firstPage.at(-1)?.groupId ?? 0, limit: 2 });
    expect([...firstPage, ...secondPage].map(({ packed }) => Buffer.from(packed).toString())).toEqual(['a', 'b', 'c']);
    expect(await store.readDeliveries({ afterGroupId: secondPage.at(-1)?.groupId ?? 0, limit: 2 })).toEqual([]);
    const groupId = firstPage[1]?.groupId ?? 0;
    const was = firstPage[1]?.packed ?? Buffer.alloc(0);
    expect(await store.replaceDeliveries({ groups: [{ groupId, was, ...group(Buffer.from('xyz'), [1, 2]) }] })).toEqual(
      [groupId],
    );
    // Whoever read the group before that must not bring back what is gone.
    expect(await store.replaceDeliveries({ groups: [{ groupId, was, ...group(Buffer.from('b2'), [1]) }] })).toEqual([]);
    const after = await store.readDeliveries({ afterGroupId: 0, limit: 10 });
    expect(after.map(({ packed, sizes }) => [Buffer.from(packed).toString(), sizes])).toEqual([
      ['a', [1]],
      ['xyz', [1, 2]],
      ['c', [1]],
    ]);
  });
});

function group(packed: Uint8Array, sizes: number[]) {
  return { packed, sizes };
}
