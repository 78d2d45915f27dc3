import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { install, openForReading } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, hear, of } from './hear.ts';
import { type StoreProcess, startStoreProcess } from './process/start-store-process.ts';
import { primaryKeysOf } from './schema-dump.ts';

const accountId = '7000001';

describeEachDatabase('several processes on one database', (open) => {
  test('that start at once on an empty one bring it to the newest schema together', async () => {
    for (let round = 0; round < 2; round += 1) {
      const spec = await open();
      const processes = Array.from({ length: 3 }, () => startStoreProcess('migrate.ts', spec));
      await Promise.all(processes.map((started) => started.message()));
      for (const started of processes) started.send('go');
      await Promise.all(processes.map((started) => started.ended()));
      const rows = openForReading(spec);
      const migrations = await rows.kysely
        .selectFrom('migration' as never)
        .selectAll()
        .execute();
      await rows.close();
      expect(migrations.length).toBeGreaterThan(0);
      expect((await primaryKeysOf(spec)).size).toBeGreaterThan(15);
    }
  });

  test('read while another writes, and see what was there before', async () => {
    const spec = await open();
    const store = await openStore(spec);
    try {
      await install(store, accountId);
      await hear(store, accountId, [created(contact('1'), 1)], { dueAt: 7 });
      const writer = startStoreProcess('hold-write.ts', spec);
      expect(await writer.message()).toBe('writing');
      // The writer is told to go on only after every kind of reading has answered.
      const [ledger] = await store.loadLedgers({ records: [of(accountId, contact('1'))] });
      expect(ledger?.facts).toHaveLength(1);
      expect(await store.readQueueSizes({ dueAt: 7 })).toMatchObject({ records: 1 });
      expect(await store.readQueueSizes({ dueAt: 6 })).toMatchObject({ records: 0 });
      expect(await store.readVisitsPage({ after: null, limit: 10 })).toEqual([]);
      expect(await store.readAccounts({})).toHaveLength(1);
      expect((await store.readTotals({})).facts).toBe(1);
      writer.send('commit');
      await writer.ended();
      expect(await store.readQueueSizes({ dueAt: 7 })).toMatchObject({ records: 0 });
    } finally {
      await store.close();
    }
  });

  test('append and unpack the same news at once: nothing is lost and nothing is kept twice', async () => {
    const spec = await open();
    const store = await openStore(spec);
    try {
      const processes = [
        startStoreProcess('append-and-unpack.ts', spec),
        startStoreProcess('append-and-unpack.ts', spec),
      ];
      await Promise.all(processes.map((started) => started.message()));
      // Half of the bodies of either process are told to the other one too.
      const bodies = Array.from({ length: 90 }, (_, index) => bodyOf(index));
      const first = bodies.slice(0, 60);
      const second = bodies.slice(30);
      const [one, other] = processes as [StoreProcess, StoreProcess];
      await Promise.all([tell(one, first), tell(other, second)]);
      for (const started of processes) started.send('stop');
      await Promise.all(processes.map((started) => started.ended()));

      const totals = await store.readTotals({});
      expect(totals.facts).toBe(bodies.length * eventsPerBody);
      expect(totals.hearings).toBe(totals.facts);
      expect(totals.records).toEqual({ contact: recordCount });
      expect((await store.readQueueSizes({ dueAt: 0 })).deliveries).toBe(0);
      const records = Array.from({ length: recordCount }, (_, index) => of(accountId, contact(String(index + 1))));
      const ledgers = await store.loadLedgers({ records });
      const heard = ledgers.flatMap(({ facts }) => facts.map(({ value }) => Number(value)));
      expect(heard.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: bodies.length * eventsPerBody }, (_, index) => index),
      );
      const kept = await store.readDeliveries({ afterGroupId: 0, limit: 1_000 });
      expect(kept.flatMap(({ sizes }) => sizes)).toHaveLength(first.length + second.length);
    } finally {
      await store.close();
    }
  });
});

const eventsPerBody = 7;
const recordCount = 13;

/** A delivery with events that no other delivery has; all of them are about the same few contacts. */
function bodyOf(index: number): string {
  const events = Array.from({ length: eventsPerBody }, (_, place) => {
    const number = index * eventsPerBody + place;
    return {
      subscriptionType: 'contact.propertyChange',
      portalId: Number(accountId),
      objectId: (number % recordCount) + 1,
      occurredAt: 1_000 + number,
      propertyName: 'number',
      propertyValue: String(number),
      changeSource: 'CRM_UI',
    };
  });
  return JSON.stringify(events);
}

/** Sends bodies all at once, and resolves when every one of them was answered as durable. */
async function tell(started: StoreProcess, bodies: readonly string[]): Promise<void> {
  const waiting = new Set(bodies.keys());
  for (const [id, body] of bodies.entries()) started.send({ id, body });
  await started.messages((id) => {
    waiting.delete(id as number);
    return waiting.size === 0;
  });
}
