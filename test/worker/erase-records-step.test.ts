import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { scrubGroups } from '../../src/store/scrub-groups.ts';
import { type EraseOptions, eraseRecordsStep } from '../../src/worker/erase-records-step.ts';
import { deliveriesOf, packDeliveries } from '../../webhooks/delivery-group.ts';
import { scrubDeliveries } from '../../webhooks/scrub-deliveries.ts';
import { unpackDeliveries } from '../../webhooks/unpack-deliveries.ts';
import { openTestStore, type TestStore } from '../webhooks/open-test-store.ts';
import { bodyOf, propertyChange, webhookEvent } from '../webhooks/webhook-events.ts';

const tombstoneKey = randomBytes(32);
const forgotten = 'forget.me@example.com';
const kept = 'keep.me@example.com';

/** A store in which a person's events, another's, and the wish to be forgotten have been unpacked. */
async function storeToEraseFrom(groups = 1): Promise<TestStore> {
  const store = await openTestStore();
  const deliveries = Array.from({ length: groups }, (_, index) => [
    bodyOf(propertyChange(500, 'email', forgotten, { occurredAt: index + 1 }), propertyChange(501, 'email', kept)),
    Buffer.from(`[ {"no": "event of 7", "number": ${index}} ]`),
  ]);
  deliveries.push([bodyOf(webhookEvent('contact.privacyDeletion', { objectId: 500 }))]);
  for (const bodies of deliveries) {
    await store.appendDeliveries({ groups: [await packDeliveries(bodies)], receivedAt: Date.now() });
  }
  const log = pino({ level: 'silent' });
  const onUnpacked = () => undefined;
  const step = unpackDeliveries({ store, log, leaseMs: 1, tombstoneKey, journeyNow: Date.now, onUnpacked });
  while (await step());
  return store;
}

const erasing = (store: EraseOptions['store'], scrub: EraseOptions['scrub'] = scrubDeliveries) =>
  eraseRecordsStep({ store, tombstoneKey, scrub });

async function expectForgotten(store: TestStore): Promise<void> {
  expect(await store.readPendingErasures({ limit: 10 })).toEqual([]);
  const records = ['500', '501'].map((recordId) => ({ accountId: '33', objectType: 'contact' as const, recordId }));
  const [gone, other] = await store.loadLedgers({ records });
  expect(gone?.facts).toEqual([]);
  expect(JSON.stringify(other?.facts)).toContain(kept);
  const groups = await store.readDeliveries({ afterGroupId: 0, limit: 1_000 });
  const bodies = groups.flatMap(deliveriesOf).map(String).join('\n');
  expect(bodies).not.toMatch(/forget\.me|"objectId":500\b/);
  expect(bodies).toContain(kept);
  expect(bodies).toContain('[ {"no": "event of 7"');
}

test('a person is forgotten in the ledger and in the raw deliveries, and nobody else is', async () => {
  const store = await storeToEraseFrom();
  const step = erasing(store);
  expect(await step()).toBe(true);
  await expectForgotten(store);
  expect(await step()).toBe(false);
});

test('raw deliveries are cleaned over all their pages', async () => {
  const store = await storeToEraseFrom(45);
  await erasing(store)();
  await expectForgotten(store);
});

test.each(['eraseRecord', 'readDeliveries', 'replaceDeliveries', 'finishErasure'] as const)(
  'a crash before %s leaves the wish standing, and the next run comes to the end',
  async (part) => {
    const store = await storeToEraseFrom(3);
    const crash = () => Promise.reject(new Error('the process ended'));
    await expect(erasing({ ...store, [part]: crash })()).rejects.toThrow('the process ended');
    expect(await store.readPendingErasures({ limit: 10 })).toHaveLength(1);
    expect(await erasing(store)()).toBe(true);
    await expectForgotten(store);
  },
);

test('a crash in the midst of the raw deliveries is made good too', async () => {
  const store = await storeToEraseFrom(3);
  let scrubbed = 0;
  const scrub: EraseOptions['scrub'] = async (group, person) => {
    scrubbed += 1;
    if (scrubbed === 3) throw new Error('the process ended');
    return scrubDeliveries(group, person);
  };
  await expect(erasing(store, scrub)()).rejects.toThrow('the process ended');
  expect(await erasing(store)()).toBe(true);
  await expectForgotten(store);
});

test('two who forget different people at the same time do not undo each other', async () => {
  const store = await storeToEraseFrom(3);
  const [erasure] = await store.readPendingErasures({ limit: 1 });
  if (erasure === undefined) throw new Error('Somebody waits to be erased.');
  const ids = { recordId: '501', recordIds: ['501'] };
  const other = { accountId: '33', objectType: 'contact' as const, ...ids, addresses: [] };
  let hasMet = false;
  const meeting: EraseOptions['scrub'] = async (group, person) => {
    const scrubbed = await scrubDeliveries(group, person);
    if (hasMet || scrubbed === null) return scrubbed;
    hasMet = true;
    // Between reading and replacing, another process takes out somebody else.
    await scrubGroups(store, (read) => scrubDeliveries(read, other));
    return scrubbed;
  };
  await erasing(store, meeting)();
  const groups = await store.readDeliveries({ afterGroupId: 0, limit: 1_000 });
  const bodies = groups.flatMap(deliveriesOf).map(String).join('\n');
  expect(hasMet).toBe(true);
  expect(bodies).not.toMatch(/forget\.me|keep\.me/);
  expect(bodies).toContain('[ {"no": "event of 7"');
});
