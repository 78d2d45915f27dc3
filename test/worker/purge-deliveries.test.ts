import { expect, test } from 'vitest';
import { purgeDeliveries } from '../../src/worker/purge-deliveries.ts';

test('what was unpacked more than seven days ago goes in parts, until none is left', async () => {
  const now = Date.UTC(2026, 10, 23);
  let left = 4_500;
  const parts: number[] = [];
  const store = {
    purgeDeliveries: async ({ unpackedBefore, limit }: { unpackedBefore: number; limit: number }) => {
      expect(unpackedBefore).toBe(Date.UTC(2026, 10, 16));
      const gone = Math.min(left, limit);
      left -= gone;
      parts.push(gone);
      return gone;
    },
  };
  await purgeDeliveries(store, now);
  expect(parts).toEqual([2_000, 2_000, 500]);
});
