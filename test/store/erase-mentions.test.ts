import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { Database, DatabaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { eraseRecordsStep } from '../../src/worker/erase-records-step.ts';
import { deliveriesOf, packDeliveries } from '../../webhooks/delivery-group.ts';
import { scrubDeliveries } from '../../webhooks/scrub-deliveries.ts';
import { unpackDeliveries } from '../../webhooks/unpack-deliveries.ts';
import { allRows } from './all-rows.ts';
import { install } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { fillTables } from './fill-tables.ts';
import { contact, created, deal, hear, merged, of, property, type Told, tombstoneKey } from './hear.ts';
import { openForWriting } from './open-for-writing.ts';
import { journeyOf, replayed, visit } from './visits.ts';

const accountId = '7000950';
const elsewhere = '7000951';
/** Fictitious ids and addresses that appear nowhere else. */
const person = '880000000000101';
const former = '880000000000102';
const address = 'agata.nuvola@cielo.example';
const formerAddress = 'a_nuvola@altrove.example';
const traces = [person, former, 'nuvola'];
const referredBy = 'journey_steward_referred_by';

const ofPerson = [
  created(contact(person), 1),
  property(contact(person), 'email', address, 1),
  property(contact(former), 'email', formerAddress.toUpperCase(), 1),
  merged(contact(person), [former], 2),
];
/** What others say of the person; `left` is what is left of it. */
const said: { fact: Told; left: string }[] = [
  { fact: property(contact('11'), referredBy, ` ${address.toUpperCase()} `, 3), left: '' },
  { fact: property(contact('12'), referredBy, former, 3), left: '' },
  { fact: property(contact('13'), referredBy, formerAddress, 3), left: '' },
  { fact: property(deal('55'), 'dealname', `For ${address}, as agreed`, 3), left: 'For , as agreed' },
  { fact: correction('14', `was told by ${formerAddress}.`), left: correction('14', 'was told by ').value },
];
/** What looks alike and is of others. */
const unlike = [
  property(contact('15'), referredBy, 'bruno.bullone@officina.example', 3),
  property(contact('16'), referredBy, '8800000000001', 3),
  property(contact('17'), 'email', 'bruno.bullone@officina.example', 3),
  property(deal('56'), 'amount', '880000000000', 3),
  property(contact('18'), referredBy, 'a-nuvole@altrove.example', 3),
];

/** Events of others, in HubSpot's own form: understood, about who referred them by id, and not understood. */
const told = (type: string, objectId: number, propertyName: string, propertyValue: string) => ({
  ...{ subscriptionType: `${type}.propertyChange`, portalId: Number(accountId), occurredAt: 5, objectId },
  ...{ propertyName, propertyValue, changeSource: 'CRM_UI', sourceId: 'userId:1' },
});
const quoting = [
  told('deal', 57, 'dealname', `For ${address}, as agreed`),
  told('contact', 21, referredBy, former),
  { ...told('contact', 22, 'notes', `see\n${formerAddress}`), occurredAt: 'whenever' },
];
const quotingLater = [told('deal', 58, 'dealname', `Told by ${address.toUpperCase()}, in haste`)];

describeEachDatabase('what others say of an erased person', (open) => {
  let spec: DatabaseSpec;
  let store: Store;
  beforeEach(async () => {
    spec = await open();
    store = await openStore(spec);
    await install(store, accountId);
    await install(store, elsewhere);
    await hear(store, accountId, [...ofPerson, ...said.map(({ fact }) => fact), ...unlike]);
  });
  afterEach(() => store.close());

  test('is erased in every table: the fact stays, with what is left of its value, and is replayed', async () => {
    await saveJourneyThatNames(`contact/11/property/${referredBy}/${address}@3`);
    await store.setAsideReplays({
      failed: [{ record: of(accountId, contact('11')), failure: `no ${former}` }],
      now: 1,
    });
    for (const trace of traces) expect(await rowsWith(trace), trace).not.toEqual([]);
    const unlikeBefore = await rowsWith('officina');
    await forget();
    for (const trace of traces) expect(await rowsWith(trace), trace).toEqual([]);
    expect(await rowsWith('officina')).toEqual(unlikeBefore);
    for (const { fact, left } of said) {
      const [ledger] = await store.loadLedgers({
        records: [of(accountId, { objectType: fact.objectType as 'contact', recordId: fact.recordId })],
      });
      expect(ledger?.facts.map(({ kind, value }) => ({ kind, value }))).toEqual([
        { kind: fact.kind, value: left.trim() },
      ]);
    }
    const due = await store.claimDueRecords({ dueAt: 0, now: 9_999_999, leaseMs: 1, limit: 100 });
    for (const { fact } of said) expect(due.map(({ recordId }) => recordId)).toContain(fact.recordId);
  });

  test('goes from the failures of every table, also of other records, and of no other account', async () => {
    const tables = await tablesOfFailures();
    expect(tables).toEqual(expect.arrayContaining(['backfill', 'clock_step', 'record', 'repair', 'tag_write']));
    for (const account of [accountId, elsewhere]) await fillTables(spec, tables, account);
    await sayIn(tables, `The tasks of contact ${former} are unreadable.`);
    await forget();
    const isElsewhere = (row: string) => row.includes(`"${elsewhere}"`);
    for (const trace of traces)
      expect(
        (await rowsWith(trace)).filter((row) => !isElsewhere(row)),
        trace,
      ).toEqual([]);
    const left = (await rowsWith(former)).map((row) => row.split(' ')[0]);
    expect([...new Set(left)].sort()).toEqual(tables);
  });

  test('is refused when it is heard again, from an event or from the past', async () => {
    await forget();
    const before = await facts();
    const { newHearings } = await hear(
      store,
      accountId,
      said.map(({ fact }) => fact),
    );
    expect(newHearings).toBe(0);
    await store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    const job = await store.claimBackfill({ claim: 'c', now: 5, leaseMs: 100, accountId });
    if (job === null) throw new Error('There was nothing to read.');
    const step = { phase: 'all', place: person, recordsRead: 1, recordsTotal: 1, isFinished: false } as const;
    const told = [...ofPerson, property(contact('19'), referredBy, `<${address}>`, 7)];
    const fromHistory = { channel: 'history', changeSource: 'CRM_UI', sourceId: '' } as const;
    const heard = told.map((fact) => ({ ...fact, accountId, hearing: fromHistory }));
    await store.recordHistory({
      job: { ...job, objectType: 'contact' },
      step,
      facts: heard,
      now: 6,
      leaseMs: 9,
      dueAt: 0,
      tombstoneKey,
    });
    while (await eraseOne());
    for (const trace of traces) expect(await rowsWith(trace), trace).toEqual([]);
    expect((await facts()).filter((row) => !before.includes(row)).every((row) => row.includes('"19"'))).toBe(true);
  });

  test('goes too when the process ends anywhere in between', async () => {
    await queue();
    for (const name of ['buryAddresses', 'findMentions', 'eraseMentions', 'eraseRecord'] as const) {
      const cutOff = async (input: never) => {
        await (store[name] as (input: never) => Promise<unknown>)(input);
        throw new Error('the process ended');
      };
      await expect(eraseOne({ ...store, [name]: cutOff } as Store)).rejects.toThrow('the process ended');
    }
    while (await eraseOne());
    for (const trace of traces) expect(await rowsWith(trace), trace).toEqual([]);
  });

  test('goes from raw deliveries and from events that were set aside, with what is left of them unpacked', async () => {
    await deliver(quoting);
    await append(quotingLater);
    for (const trace of ['delivery_group', 'set_aside_event']) expect(await quotesIn(trace), trace).not.toEqual([]);
    await forget();
    for (const trace of traces) expect(await quotesIn(trace), trace).toEqual([]);
    await unpack();
    expect(await dealName('58')).toEqual(['Told by , in haste']);
    expect(await rawDeliveries()).toContain('Told by , in haste');
  });

  test('goes when the process ends after the record that told the address', async () => {
    await deliver(quoting);
    await queue();
    for (const name of ['eraseRecord', 'readDeliveries', 'replaceDeliveries', 'finishErasure'] as const) {
      const stops = { ...store, [name]: () => Promise.reject(new Error('the process ended')) } as Store;
      await expect(eraseOne(stops)).rejects.toThrow('the process ended');
    }
    while (await eraseOne());
    for (const trace of traces) expect(await quotesIn(trace), trace).toEqual([]);
  });

  test('is taken out of deliveries that arrive later, before these count as unpacked', async () => {
    await forget();
    const stops = { ...store, replaceDeliveries: () => Promise.reject(new Error('the process ended')) };
    await append([...quoting, ...quotingLater]);
    await expect(unpack(stops)).rejects.toThrow('the process ended');
    expect((await store.readQueueSizes({ dueAt: 0 })).deliveries).toBe(1);
    await unpack();
    expect((await store.readQueueSizes({ dueAt: 0 })).deliveries).toBe(0);
    for (const trace of traces) expect(await quotesIn(trace), trace).toEqual([]);
    expect(await dealName('58')).toEqual(['Told by , in haste']);
  });

  test('in another account stays as it is, and so does an address that somebody else has as their own', async () => {
    await hear(store, elsewhere, [...ofPerson, ...said.map(({ fact }) => fact)]);
    const before = (await facts()).filter((row) => row.includes(elsewhere));
    await forget();
    expect((await facts()).filter((row) => row.includes(elsewhere))).toEqual(before);
    await hear(store, accountId, [property(contact('20'), 'email', address, 9)]);
    expect(await rowsWith(address).then((rows) => rows.filter((row) => row.includes('"20"')))).toHaveLength(1);
  });

  test('leaves no bytes in the files of an embedded database', async () => {
    if (spec.kind === 'postgres') {
      expect(store.kind).toBe('postgres');
      return;
    }
    const holds = (text: string) =>
      [spec.kind === 'sqlite' ? spec.path : '', `${spec.kind === 'sqlite' ? spec.path : ''}-wal`]
        .filter((file) => existsSync(file))
        .some((file) => readFileSync(file).includes(text));
    expect(holds(address)).toBe(true);
    await forget();
    for (const trace of traces) expect(holds(trace), trace).toBe(false);
  });

  test('moves the place of a reading that stands at them', async () => {
    await store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    for (let turn = 0; turn < 8; turn += 1) {
      const job = await store.claimBackfill({ claim: 'c', now: 5 + turn, leaseMs: 0, accountId });
      if (job?.objectType !== 'contact') continue;
      const step = { phase: 'all', place: person, recordsRead: 1, recordsTotal: 1, isFinished: false } as const;
      await store.recordHistory({ job, step, facts: [], now: 6, leaseMs: 0, dueAt: 0, tombstoneKey });
      break;
    }
    expect((await rowsWith(person)).filter((row) => row.startsWith('backfill'))).toHaveLength(1);
    await forget();
    expect(await rowsWith(person)).toEqual([]);
    expect(await rowsWith('"880000000001000"')).toHaveLength(1);
  });

  /** Tables in which one of an account's rows may tell of a failure. */
  async function tablesOfFailures(): Promise<string[]> {
    return withDatabase(async ({ kysely }) =>
      (await kysely.introspection.getTables())
        .filter(({ columns }) =>
          ['account_id', 'object_type', 'failure'].every((name) => columns.some((one) => one.name === name)),
        )
        .map(({ name }) => name)
        .sort(),
    );
  }

  async function sayIn(tables: readonly string[], failure: string): Promise<void> {
    await withDatabase(async ({ kysely }) => {
      for (const table of tables) await sql`update ${sql.table(table)} set failure = ${failure}`.execute(kysely);
    });
  }

  async function withDatabase<Result>(use: (db: Database) => Promise<Result>): Promise<Result> {
    const db = openForWriting(spec);
    try {
      return await use(db);
    } finally {
      await db.close();
    }
  }

  async function append(events: readonly object[]): Promise<void> {
    const groups = [await packDeliveries([Buffer.from(JSON.stringify(events))])];
    await store.appendDeliveries({ groups, receivedAt: 1 });
  }

  async function deliver(events: readonly object[]): Promise<void> {
    await append(events);
    await unpack();
  }

  async function unpack(through: Store = store): Promise<void> {
    const log = createLog('silent');
    const terms = { log, leaseMs: 0, tombstoneKey, journeyNow: () => 9, onUnpacked: () => undefined };
    const step = unpackDeliveries({ store: through, ...terms });
    while (await step());
  }

  async function rawDeliveries(): Promise<string> {
    const groups = await store.readDeliveries({ afterGroupId: 0, limit: 100 });
    return groups.flatMap(deliveriesOf).map(String).join('\n');
  }

  /** What is left of the person in a table, or anywhere, also packed. */
  async function quotesIn(text: string): Promise<string[]> {
    const rows = await allRows(spec);
    const packed = (await rawDeliveries()).split('\n').map((body) => `delivery_group ${body}`);
    return [...rows, ...packed]
      .map((row) => row.toLowerCase())
      .filter((row) => row.includes(text) && traces.some((trace) => row.includes(trace)));
  }

  async function dealName(recordId: string): Promise<string[]> {
    const [ledger] = await store.loadLedgers({ records: [of(accountId, deal(recordId))] });
    return ledger?.facts.map(({ value }) => value) ?? [];
  }

  async function queue(): Promise<void> {
    await hear(store, accountId, [], { erasures: [contact(person)] });
  }

  async function forget(): Promise<void> {
    await queue();
    while (await eraseOne());
  }

  function eraseOne(through: Store = store): Promise<boolean> {
    return eraseRecordsStep({ store: through, tombstoneKey, scrub: scrubDeliveries })();
  }

  async function rowsWith(text: string): Promise<string[]> {
    return (await allRows(spec)).filter((row) => row.toLowerCase().includes(text));
  }

  async function facts(): Promise<string[]> {
    return (await allRows(spec)).filter((row) => /^(fact|hearing) /.test(row)).sort();
  }

  /** A visit of a contact that was referred, whose cause quotes the fact. */
  async function saveJourneyThatNames(key: string): Promise<void> {
    const due = await store.claimDueRecords({ dueAt: 1, now: 1, leaseMs: 0, limit: 100 });
    const ledgerVersion = due.find(({ recordId }) => recordId === '11')?.ledgerVersion ?? 0;
    const journey = journeyOf(contact('11'), [visit('attract', 1, { cause: { rule: 'r', facts: [key] } })]);
    expect(
      await store.saveJourneys({ journeys: [replayed(accountId, journey, ledgerVersion)], now: 1, dueAt: 1 }),
    ).toBe(1);
  }
});

/** A correction as the card records it. */
function correction(recordId: string, reason: string): Told {
  const value = JSON.stringify({ stage: 'expand', by: '5', reason });
  return { ...contact(recordId), kind: 'action', subject: 'stage-corrected:a', value, occurredAt: 3 };
}
