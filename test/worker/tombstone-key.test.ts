import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { tombstoneKeyOf } from '../../src/worker/tombstone-key.ts';
import { openTestStore } from '../webhooks/open-test-store.ts';

test('the key of the tombstones stays the same when ENCRYPTION_KEY changes, and needs the former one no more', async () => {
  const store = await openTestStore();
  const [former, next] = [randomBytes(32), randomBytes(32)];
  const [key, ...others] = await Promise.all(Array.from({ length: 4 }, () => tombstoneKeyOf(store, [former])));
  expect(key).toHaveLength(32);
  for (const other of others) expect(other).toEqual(key);
  await expect(tombstoneKeyOf(store, [next])).rejects.toMatchObject({ code: 'config-invalid' });
  expect(await tombstoneKeyOf(store, [next, former])).toEqual(key);
  expect(await tombstoneKeyOf(store, [next])).toEqual(key);
  await expect(tombstoneKeyOf(store, [former])).rejects.toMatchObject({ code: 'config-invalid' });
});

test('another installation has another key', async () => {
  const key = randomBytes(32);
  const [one, other] = [await openTestStore(), await openTestStore()];
  expect(await tombstoneKeyOf(one, [key])).not.toEqual(await tombstoneKeyOf(other, [key]));
});
