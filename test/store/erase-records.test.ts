import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import type { DatabaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { eraseRecordsStep } from '../../src/worker/erase-records-step.ts';
import { packDeliveries } from '../../webhooks/delivery-group.ts';
import { scrubDeliveries } from '../../webhooks/scrub-deliveries.ts';
import { unpackDeliveries } from '../../webhooks/unpack-deliveries.ts';
import { allRows } from './all-rows.ts';
import { install } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { failingLog } from './failing-log.ts';
import { company, contact, deal, of, tombstoneKey } from './hear.ts';

const accountId = '7000900';
const dayMs = 86_400_000;
const journeyNow = 100 * dayMs;

// Fictitious ids and values that appear nowhere else, so that what is left of them can be found as text.
const person = { id: '880000000000001', email: 'agata.nuvola@cielo.example', owner: '770077', note: '1700000123456' };
const former = { id: '880000000000002', email: 'a.nuvola@altrove.example' };
const other = { id: '990000000000003', email: 'bruno.bullone@officina.example' };
const ofPerson = [...Object.values(person), ...Object.values(former)];

/** Events in HubSpot's own form. */
const on = (objectId: string, subscriptionType: string, rest: object = {}, day = 1) => ({
  subscriptionType,
  portalId: Number(accountId),
  occurredAt: day * dayMs,
  objectId: Number(objectId),
  changeSource: 'CRM_UI',
  sourceId: 'userId:1',
  ...rest,
});
const value = (id: string, propertyName: string, propertyValue: string, day = 1, type = 'contact') =>
  on(id, `${type}.propertyChange`, { propertyName, propertyValue }, day);
const link = (associationType: string, from: string, to: string) => ({
  ...on(from, 'contact.associationChange', { associationType, fromObjectId: Number(from), toObjectId: Number(to) }, 2),
  objectId: undefined,
});
const lifeOfPerson = [
  on(person.id, 'contact.creation'),
  value(person.id, 'email', person.email),
  value(person.id, 'lifecyclestage', 'lead', 3),
  value(person.id, 'hubspot_owner_id', person.owner, 3),
  value(person.id, 'notes_last_contacted', person.note, 4),
  value(former.id, 'email', former.email),
  value(former.id, 'lifecyclestage', 'subscriber', 2),
  link('CONTACT_TO_DEAL', person.id, '55'),
  link('CONTACT_TO_COMPANY', person.id, '66'),
  link('COMPANY_TO_CONTACT', '66', former.id),
  link('CONTACT_TO_TICKET', person.id, '77'),
  link('TICKET_TO_CONTACT', '78', former.id),
];
const lifeOfOthers = [
  on(other.id, 'contact.creation'),
  value(other.id, 'email', other.email),
  link('CONTACT_TO_COMPANY', other.id, '66'),
  value('55', 'dealstage', 'appointmentscheduled', 5, 'deal'),
  value('77', 'hs_pipeline_stage', '1', 5, 'ticket'),
  // A deal with the number of the person is not the person.
  value(person.id.slice(0, 5), 'amount', '10', 5, 'deal'),
];
const merge = on(person.id, 'contact.merge', {
  primaryObjectId: Number(person.id),
  mergedObjectIds: [Number(former.id)],
});
const unreadable = { ...value(person.id, 'email', person.email), occurredAt: 'never' };
const forgetting = on(person.id, 'contact.privacyDeletion', {}, 9);

describeEachDatabase('erasing a person', (open) => {
  let spec: DatabaseSpec;
  let store: Store;
  beforeEach(async () => {
    spec = await open();
    store = await openStore(spec);
    await install(store, accountId);
  });
  afterEach(() => store.close());

  test('leaves nothing of their ids and values in any column of any table', async () => {
    await deliver([...lifeOfPerson, ...lifeOfOthers, unreadable, merge]);
    await refresh();
    for (const trace of ofPerson.filter((text) => text !== former.email))
      expect(await rowsWith([trace]), trace).not.toEqual([]);
    await deliver([forgetting]);
    await erase();
    expect(await rowsWith(ofPerson)).toEqual([]);
    await refresh();
    expect(await rowsWith(ofPerson)).toEqual([]);
    expect(await store.readQueueSizes({ dueAt: journeyNow })).toEqual({
      deliveries: 0,
      records: 0,
      tagWrites: 4,
      bulkTagWrites: expect.any(Number),
      taskWrites: 0,
      erasures: 0,
      failedReplays: 0,
      accounts: 1,
    });
  });

  test('leaves everybody else as if they had never been, and replays those who were associated', async () => {
    await deliver([...lifeOfPerson, ...lifeOfOthers, merge]);
    await refresh();
    const [before] = await store.loadMembers({ companies: [of(accountId, company('66'))] });
    expect(before?.map(({ record }) => record.recordId).sort()).toEqual([person.id, other.id].sort());
    await deliver([forgetting]);
    await erase();
    expect((await store.readQueueSizes({ dueAt: journeyNow })).records).toBe(2);
    await refresh();
    const [members] = await store.loadMembers({ companies: [of(accountId, company('66'))] });
    expect(members?.map(({ record }) => record)).toEqual([contact(other.id)]);
    const [sale, kept] = await store.loadLedgers({
      records: [of(accountId, deal('55')), of(accountId, contact(other.id))],
    });
    expect(sale?.facts.map(({ kind }) => kind)).toEqual(['property']);
    expect(kept?.facts.map(({ kind }) => kind).sort()).toEqual(['association', 'created', 'property']);
    const companyVisits = (await allRows(spec)).filter((row) => row.startsWith('visit') && row.includes('"company"'));
    expect(companyVisits).toHaveLength(1);
    expect(companyVisits[0]).toContain(`roll-up;contact/${other.id}`);
  });

  test('refuses what is told of them later, from whichever side, and cleans the delivery that told it', async () => {
    await deliver([...lifeOfPerson, merge]);
    await deliver([forgetting]);
    await erase();
    const groups = (await store.readDeliveries({ afterGroupId: 0, limit: 100 })).length;
    const counts = await deliver([
      ...lifeOfPerson,
      merge,
      link('COMPANY_TO_CONTACT', '66', person.id),
      on('67', 'company.creation'),
    ]);
    // Five of the twelve events of their life are associations, which are two facts each; then the merge and one more.
    expect(counts.refused).toBe(17 + 1 + 2);
    expect(await rowsWith(ofPerson)).not.toEqual([]);
    await erase();
    expect(await rowsWith(ofPerson)).toEqual([]);
    const kept = await store.readDeliveries({ afterGroupId: 0, limit: 100 });
    expect(kept).toHaveLength(groups + 1);
    expect((await allRows(spec)).some((row) => row.startsWith('fact') && row.includes('"67"'))).toBe(true);
  });

  test('cleans deliveries too that come behind the cleaning, before the erasure ends', async () => {
    await deliver([...lifeOfPerson, merge, forgetting]);
    const late = [value(person.id, 'email', person.email), value(former.id, 'email', former.email)];
    const finishErasure: Store['finishErasure'] = async (input) => {
      const told = late.shift();
      if (told !== undefined) await deliver([told]);
      return store.finishErasure(input);
    };
    await erase({ ...store, finishErasure });
    expect(late).toEqual([]);
    expect(await rowsWith(ofPerson)).toEqual([]);
    expect((await store.readQueueSizes({ dueAt: 0 })).erasures).toBe(0);
  });

  test('refuses late events too that cannot be understood, and cleans the delivery that told them', async () => {
    await deliver([...lifeOfPerson, forgetting]);
    await erase();
    await deliver([unreadable, { ...unreadable, objectId: Number(other.id), propertyValue: other.email }]);
    const aside = await store.readSetAsideEvents({ limit: 10 });
    expect(aside.map(({ event }) => event).sort()).toEqual(['', expect.stringContaining(other.email)]);
    await erase();
    expect(await rowsWith([person.id, person.email])).toEqual([]);
  });

  test('forgets those whom they were merged with, also when the merge is heard after the erasure', async () => {
    await deliver([forgetting]);
    await erase();
    await deliver(lifeOfPerson);
    await refresh();
    expect(await rowsWith([former.email])).not.toEqual([]);
    await deliver([merge]);
    await erase();
    await refresh();
    expect(await rowsWith(ofPerson)).toEqual([]);
    expect((await deliver([value(former.id, 'email', former.email)])).refused).toBe(1);
    await erase();
    expect(await rowsWith(ofPerson)).toEqual([]);
  });

  test('goes on after it was interrupted anywhere', async () => {
    await deliver([...lifeOfPerson, ...lifeOfOthers, merge]);
    await refresh();
    await deliver([forgetting]);
    const operations = ['eraseRecord', 'readDeliveries', 'replaceDeliveries', 'finishErasure'] as const;
    for (const name of operations) {
      const stops = { ...store, [name]: () => Promise.reject(new Error('the process ended')) } as Store;
      await expect(erase(stops)).rejects.toThrow('the process ended');
      // What was cut off came after its commit as often as before it.
      const cutOff = async (input: never) => {
        await (store[name] as (input: never) => Promise<unknown>)(input);
        throw new Error('the process ended');
      };
      await expect(erase({ ...store, [name]: cutOff } as Store)).rejects.toThrow('the process ended');
      if (name !== 'finishErasure') expect((await store.readQueueSizes({ dueAt: 0 })).erasures).toBeGreaterThan(0);
    }
    await erase();
    expect(await rowsWith(ofPerson)).toEqual([]);
  });

  test('of one account leaves the same ids in another alone', async () => {
    const elsewhere = lifeOfPerson.map((event) => ({ ...event, portalId: 7_000_901 }));
    await deliver(elsewhere);
    const before = await rowsWith(['7000901']);
    await deliver([...lifeOfPerson, forgetting]);
    await erase();
    const after = (await rowsWith(['7000901'])).filter((row) => !row.startsWith('delivery'));
    expect(after).toEqual(before.filter((row) => !row.startsWith('delivery')));
    expect((await store.loadLedgers({ records: [of(accountId, contact(person.id))] }))[0]?.facts).toEqual([]);
  });

  test('leaves none of their bytes in the files of an embedded database', async () => {
    if (spec.kind === 'postgres') {
      // PostgreSQL overwrites rows when it vacuums; its files are not ours to look into.
      expect(store.kind).toBe('postgres');
      return;
    }
    const many = Array.from({ length: 300 }, (_, index) =>
      value(person.id, 'email', `${index}.${person.email}`, 10 + index),
    );
    await deliver([...lifeOfPerson, ...lifeOfOthers, merge, ...many]);
    await refresh();
    expect(filesOf(spec.path).some((bytes) => bytes.includes(person.email))).toBe(true);
    await deliver([forgetting]);
    await erase();
    await refresh();
    for (const bytes of filesOf(spec.path)) {
      for (const trace of ofPerson) expect(bytes.includes(trace), trace).toBe(false);
    }
  });

  /** Appends events as one delivery and unpacks it. */
  async function deliver(events: readonly object[]) {
    await store.appendDeliveries({
      groups: [await packDeliveries([Buffer.from(JSON.stringify(events))])],
      receivedAt: 1,
    });
    let counts = { newHearings: 0, refused: 0 };
    const step = unpackDeliveries({
      store,
      log: createLog('silent'),
      leaseMs: 1_000,
      tombstoneKey,
      journeyNow: () => journeyNow,
      onUnpacked: (unpacked) => {
        counts = unpacked;
      },
    });
    while (await step());
    return counts;
  }

  async function erase(through: Store = store): Promise<void> {
    const step = eraseRecordsStep({ store: through, tombstoneKey, scrub: scrubDeliveries });
    while (await step());
  }

  async function refresh(): Promise<void> {
    const registry = createAccountRegistry(store);
    const step = refreshJourneys({
      // A company rests after it was refreshed; here nobody wants to wait for it.
      store: {
        ...store,
        saveJourneys: ({ journeys, ...rest }) =>
          store.saveJourneys({ ...rest, journeys: journeys.map((one) => ({ ...one, restMs: 0 })) }),
      },
      log: failingLog,
      currentModels: registry.currentModels,
      journeyNow: () => journeyNow,
      leaseMs: 1_000,
      recordsAtOnce: 100,
      onRefreshed: () => {},
    });
    while (await step());
  }

  async function rowsWith(texts: readonly string[]): Promise<string[]> {
    return (await allRows(spec)).filter((row) => texts.some((text) => row.includes(text)));
  }
});

function filesOf(path: string): Buffer[] {
  return [path, `${path}-wal`].filter((file) => existsSync(file)).map((file) => readFileSync(file));
}
