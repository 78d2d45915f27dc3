import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { DatabaseSync } from '../../src/store/node-sqlite.ts';
import { type OpenStore, openSharedStore, openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { install } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, hear, of } from './hear.ts';

const accountId = '7000001';

describeEachDatabase('a database that another thread shares', (open) => {
  let own: OpenStore;
  let shared: Store;
  beforeEach(async () => {
    own = await openStore(await open());
    shared = await openSharedStore(own.share());
  });
  afterEach(async () => {
    await shared.close();
    await own.close();
  });

  test('is one: either reads what the other wrote', async () => {
    await install(own, accountId);
    await hear(shared, accountId, [created(contact('1'), 1)]);
    const records = [of(accountId, contact('1'))];
    const [[first], [second]] = await Promise.all([own.loadLedgers({ records }), shared.loadLedgers({ records })]);
    expect(first?.facts).toHaveLength(1);
    expect(second).toEqual(first);
  });

  test('is still open to the one who shares it when the other has closed it', async () => {
    const third = await openSharedStore(own.share());
    await third.close();
    await install(own, accountId);
    expect(await shared.readAccounts({})).toHaveLength(1);
  });

  test('tells its refusals to whoever asked', async () => {
    const group = { sizes: [1], packed: null as unknown as Uint8Array };
    await expect(shared.appendDeliveries({ groups: [group], receivedAt: 1 })).rejects.toThrow(/null/i);
    expect(await shared.takeCronSlot({ job: 'of the tests', slotAt: 1 })).toBe(true);
    expect(await own.takeCronSlot({ job: 'of the tests', slotAt: 1 })).toBe(false);
  });
});

test('the one writer of SQLite does what the thread that answers people asks for before what others asked for earlier', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-shared-'));
  const path = join(directory, 'journey-steward.db');
  const people = await openStore({ kind: 'sqlite', path });
  const work = await openSharedStore(people.share());
  onTestFinished(async () => {
    await work.close();
    await people.close();
    rmSync(directory, { recursive: true });
  });
  const append = (store: Store, receivedAt: number) =>
    store.appendDeliveries({ groups: [{ sizes: [1], packed: Buffer.from('a') }], receivedAt });
  // While somebody else writes, the first of them waits and the others queue up.
  const other = new DatabaseSync(path);
  other.exec('begin immediate');
  const asked = [1, 2, 3, 4].map((number) => append(work, number));
  asked.push(append(people, 0));
  // Time for all of them to reach the writer, which waits with the first in its hand.
  await sleep(300);
  other.exec('commit');
  other.close();
  await Promise.all(asked);
  const stored = await people.readDeliveries({ afterGroupId: 0, limit: 10 });
  const order = stored.map(({ receivedAt }) => receivedAt);
  expect(order).toHaveLength(5);
  expect(order.indexOf(0)).toBeLessThan(2);
});
