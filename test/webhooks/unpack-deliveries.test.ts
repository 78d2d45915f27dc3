import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { RecordFactsInput } from '../../src/store/record-facts.ts';
import { packDeliveries } from '../../webhooks/delivery-group.ts';
import { unpackDeliveries } from '../../webhooks/unpack-deliveries.ts';
import { shareTestStore } from './open-test-store.ts';
import { bodyOf, propertyChange, webhookEvent } from './webhook-events.ts';

const sharedStore = shareTestStore();
const tombstoneKey = randomBytes(32);
const leaseMs = 60_000;
const journeyNow = () => 1_790_000_000_000;
const onUnpacked = vi.fn();
beforeEach(() => onUnpacked.mockClear());

const unpacking = (recordFacts = sharedStore().recordFacts, leaseForMs = leaseMs) =>
  unpackDeliveries({
    store: { ...sharedStore(), recordFacts },
    log: pino({ level: 'silent' }),
    leaseMs: leaseForMs,
    tombstoneKey,
    journeyNow,
    onUnpacked,
  });

async function deliver(...bodies: Buffer[]): Promise<void> {
  const groups = [await packDeliveries(bodies)];
  await sharedStore().appendDeliveries({ groups, receivedAt: Date.now() });
}

async function ledgerOf(recordId: string) {
  const record = { accountId: '33', objectType: 'contact', recordId } as const;
  return (await sharedStore().loadLedgers({ records: [record] }))[0]?.facts ?? [];
}

test('a waiting delivery becomes facts, once, and then nothing waits any more', async () => {
  await deliver(bodyOf(propertyChange(101, 'lifecyclestage', 'lead')), bodyOf(propertyChange(102, 'email', 'x')));
  const step = unpacking();
  expect(await step()).toBe(true);
  expect(await step()).toBe(false);
  expect(onUnpacked.mock.calls).toEqual([[{ events: 2, newHearings: 2, setAside: 0, refused: 0 }]]);
  expect(await ledgerOf('101')).toMatchObject([{ subject: 'lifecyclestage', value: 'lead' }]);
  expect(await ledgerOf('102')).toMatchObject([{ subject: 'email' }]);
});

test('the same delivery received again changes nothing', async () => {
  const body = bodyOf(
    propertyChange(111, 'lifecyclestage', 'lead'),
    webhookEvent('contact.creation', { objectId: 111 }),
  );
  await deliver(body, body);
  const step = unpacking();
  await step();
  const before = await ledgerOf('111');
  expect(before).toHaveLength(2);
  await deliver(body);
  await step();
  expect(await ledgerOf('111')).toEqual(before);
  expect(onUnpacked.mock.calls.map(([counts]) => counts.newHearings)).toEqual([2, 0]);
});

test('one bad event among good ones is kept aside with its reason, next to a delivery that is no JSON', async () => {
  const bad = propertyChange(121, 'email', ['x']);
  await deliver(Buffer.from('no JSON'), bodyOf(propertyChange(121, 'email', 'y'), bad));
  expect(await unpacking()()).toBe(true);
  expect(await ledgerOf('121')).toHaveLength(1);
  const [first, second] = await sharedStore().readSetAsideEvents({ limit: 2 });
  expect(first).toMatchObject({ reason: 'the body is not JSON', event: 'no JSON', position: 0 });
  expect(second).toMatchObject({ reason: 'propertyValue: Invalid input', event: JSON.stringify(bad), position: 1 });
  expect(onUnpacked.mock.lastCall).toEqual([{ events: 2, newHearings: 1, setAside: 2, refused: 0 }]);
});

describe('a crash', () => {
  test('before the commit: the delivery comes back when its lease has run out, and is unpacked', async () => {
    await deliver(bodyOf(propertyChange(131, 'email', 'x')));
    const crash = () => Promise.reject(new Error('the process ended'));
    await expect(unpacking(crash, 0)()).rejects.toThrow('the process ended');
    expect(await ledgerOf('131')).toEqual([]);
    expect(await unpacking()()).toBe(true);
    expect(await ledgerOf('131')).toHaveLength(1);
  });

  test('after the commit, unpacking again makes the same of it', async () => {
    await deliver(
      bodyOf(propertyChange(141, 'email', 'x'), null, propertyChange(141, 'email', 'y', { occurredAt: 9 })),
    );
    const inputs: RecordFactsInput[] = [];
    const record = async (input: RecordFactsInput) => {
      inputs.push(input);
      return sharedStore().recordFacts(input);
    };
    await unpacking(record)();
    const ledger = await ledgerOf('141');
    const setAside = await sharedStore().readSetAsideEvents({ limit: 1_000 });
    for (const input of inputs) await sharedStore().recordFacts(input);
    expect(inputs).toHaveLength(1);
    expect(await ledgerOf('141')).toEqual(ledger);
    expect(await sharedStore().readSetAsideEvents({ limit: 1_000 })).toEqual(setAside);
  });

  test('of another process, whose lease still runs, is not run into', async () => {
    await deliver(bodyOf(propertyChange(151, 'email', 'x')));
    const [claimed] = await sharedStore().claimDeliveries({ limit: 1, now: Date.now(), leaseMs });
    expect(claimed).toBeDefined();
    expect(await unpacking()()).toBe(false);
  });
});

test('an erasure is queued, and what is heard of the person afterwards is refused', async () => {
  await deliver(bodyOf(propertyChange(161, 'email', 'x'), webhookEvent('contact.privacyDeletion', { objectId: 161 })));
  const step = unpacking();
  await step();
  await deliver(bodyOf(propertyChange(161, 'email', 'y'), propertyChange(162, 'email', 'z')));
  await step();
  const erasures = await sharedStore().readPendingErasures({ limit: 10 });
  expect(erasures).toMatchObject([{ accountId: '33', objectType: 'contact', recordId: '161' }]);
  expect(onUnpacked.mock.lastCall).toEqual([{ events: 2, newHearings: 1, setAside: 0, refused: 1 }]);
});
