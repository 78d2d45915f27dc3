import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { RecordFactsInput } from '../../src/store/record-facts.ts';
import { packDeliveries } from '../../webhooks/delivery-group.ts';
import { unpackDeliveries } from '../../webhooks/unpack-deliveries.ts';

function delivery(first: number, count: number): Buffer {
  const events = Array.from({ length: count }, (_, index) => ({
    subscriptionType: 'contact.creation',
    portalId: 1,
    objectId: first + index,
    occurredAt: 1,
  }));
  return Buffer.from(JSON.stringify(events));
}

test('a backlog is recorded in commits of a bounded size, and each group is done with its last fact', async () => {
  const commits: RecordFactsInput[] = [];
  const sizes = [10, 3_500, 900, 900, 5];
  const groups = await Promise.all(
    sizes.map(async (count, index) => ({
      ...(await packDeliveries([delivery(index * 10_000 + 1, count)])),
      groupId: index + 1,
      receivedAt: 1,
    })),
  );
  let claimed = 0;
  const step = unpackDeliveries({
    store: {
      claimDeliveries: async ({ limit }) => {
        const taken = groups.slice(claimed, claimed + limit);
        claimed += taken.length;
        return taken;
      },
      readDeliveries: () => Promise.reject(new Error('nothing is scrubbed')),
      replaceDeliveries: () => Promise.reject(new Error('nothing is scrubbed')),
      recordFacts: async (input) => {
        commits.push(input);
        return { newHearings: input.facts.length, refused: 0, dropped: 0, quotes: [] };
      },
    },
    log: createLog('silent'),
    leaseMs: 1_000,
    tombstoneKey: Buffer.alloc(32),
    journeyNow: () => 1,
    onUnpacked: () => {},
  });
  while (await step()) expect(commits.length).toBeGreaterThan(0);

  expect(Math.max(...commits.map(({ facts }) => facts.length))).toBeLessThanOrEqual(1_000);
  expect(commits.flatMap(({ facts }) => facts.map(({ recordId }) => recordId))).toHaveLength(5_315);
  const toldWith = new Map<number, number>();
  let told = 0;
  for (const { facts, groupIds } of commits) {
    told += facts.length;
    for (const groupId of groupIds) toldWith.set(groupId, told);
  }
  const needed = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0));
  expect([...toldWith.keys()].sort()).toEqual([1, 2, 3, 4, 5]);
  for (const [index, least] of needed.entries()) expect(toldWith.get(index + 1)).toBeGreaterThanOrEqual(least);
});
