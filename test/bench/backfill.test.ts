import { expect, test } from 'vitest';
import { measureBackfill } from '../../bench/backfill/measure-backfill.ts';

test('a portal is read to its end, and what was used of the grant is told', async () => {
  const measured = await measureBackfill({ contacts: 60, deals: 10, companies: 5 }, 1);
  expect(measured).toMatchObject({ records: 75, rateLimited: 0 });
  // One list of properties and one call of histories for each type, two of them for the contacts; and those of associations.
  expect(measured.calls).toBeGreaterThanOrEqual(3 + 4 + 3);
  expect(measured.shareOfGrant).toBeCloseTo(measured.calls / measured.grantedCalls);
  // Sixty contacts are two calls, and ten deals and five companies one each.
  expect(measured.batchFill).toBeCloseTo(75 / 200);
  expect(measured.shareWhileReading).toBeGreaterThan(0);
  expect(measured.recordsPerSecond).toBeCloseTo(75 / measured.seconds);
}, 240_000);
