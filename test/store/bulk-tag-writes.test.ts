import { beforeEach, expect, test } from 'vitest';
import type { JourneyRecord } from '../../src/journey/facts.ts';
import type { TagWriteResult } from '../../src/store/tag-writes.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, deal, hear, of, property } from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

const hourMs = 3_600_000;
/** Where the clock of journeys stands. */
const present = 1_000 * hourMs;
const ids = (writes: readonly { recordId: string }[]) => writes.map(({ recordId }) => recordId).sort();

describeEachDatabase('tags that change by the thousand', (open) => {
  const battery = useBatteryStore(open);
  let account = '';
  const former: string[] = [];
  beforeEach(() => {
    if (account !== '') former.push(account);
    account = battery.newAccount();
  });

  test('are those of another model, and of what is heard of long after it happened', async () => {
    await want(contact('1'), 'attract', { enteredAt: present - 1 });
    await want(contact('2'), 'attract', { enteredAt: present - 2 * hourMs });
    expect(await progress()).toMatchObject({ waiting: 2, bulkWaiting: 1 });
    await settle(await claim({}), (desired) => ({ written: desired }));
    await want(contact('1'), 'capture', { enteredAt: present - 1, modelVersion: 2 });
    await want(contact('2'), 'capture', { enteredAt: present - 3 * hourMs });
    expect(await progress()).toMatchObject({ waiting: 2, bulkWaiting: 1 });
    // The same again changes nothing, so nothing is written.
    await settle(await claim({}), (desired) => ({ written: desired }));
    await want(contact('1'), 'capture', { enteredAt: present - 1, modelVersion: 3 });
    expect(await progress()).toMatchObject({ waiting: 0, written: 2 });
  });

  test('come after what people do, whoever was first, and fill its batches', async () => {
    for (const id of ['1', '2', '3']) await want(deal(id), 'attract', { enteredAt: 1, now: 10 });
    await want(contact('9'), 'attract', { enteredAt: present, now: 20 });
    await want(contact('8'), 'attract', { enteredAt: 1, now: 10 });
    expect(ids(await claim({}))).toEqual(['8', '9']);
    expect(ids(await claim({}))).toEqual(['1', '2', '3']);
  });

  test('begin with the records of which something happened last', async () => {
    for (const id of ['1', '2', '3', '4']) await want(contact(id), 'attract', { enteredAt: Number(id) });
    expect(ids(await claim({ limit: 2 }))).toEqual(['3', '4']);
    expect(ids(await claim({ limit: 2 }))).toEqual(['1', '2']);
  });

  test('take their share of the calls and no more; what people do goes on', async () => {
    for (let id = 1; id <= 10; id += 1) await want(contact(String(id)), 'attract', { enteredAt: id });
    const bulkCalls = { limit: 2, windowMs: 10_000 };
    const taken = [];
    for (let look = 0; look < 4; look += 1)
      taken.push((await claim({ limit: 2, now: 5_000 + look, bulkCalls })).length);
    expect(taken).toEqual([2, 2, 0, 0]);
    await want(deal('7'), 'attract', { enteredAt: present });
    expect(ids(await claim({ limit: 2, now: 5_010, bulkCalls }))).toEqual(['7']);
    expect(await claim({ limit: 2, now: 14_999, bulkCalls })).toHaveLength(0);
    expect(await claim({ limit: 2, now: 15_000, bulkCalls })).toHaveLength(2);
  });

  test('of an account whose share is used up leave the others theirs', async () => {
    const other = battery.newAccount();
    former.push(other);
    const bulkCalls = { limit: 1, windowMs: 10_000 };
    for (const id of ['1', '2']) await want(contact(id), 'attract', { enteredAt: 1, now: 1 });
    await want(contact('5'), 'attract', { enteredAt: 1, now: 2 }, other);
    const exceptAccounts = former.slice(0, -1);
    expect(ids(await claim({ limit: 1, bulkCalls, exceptAccounts }))).toEqual(['1']);
    expect(ids(await claim({ limit: 1, bulkCalls, exceptAccounts }))).toEqual(['5']);
    expect(await claim({ limit: 1, bulkCalls, exceptAccounts })).toEqual([]);
  });

  test('that a person changes meanwhile wait no longer behind the others, whatever comes after', async () => {
    for (const id of ['1', '2', '3']) await want(contact(id), 'attract', { enteredAt: Number(id) });
    await want(contact('1'), 'capture', { enteredAt: 5 });
    expect(ids(await claim({ limit: 1 }))).toEqual(['1']);
    await want(contact('2'), 'capture', { enteredAt: 6 });
    await want(contact('2'), 'nurture', { enteredAt: 6, modelVersion: 2 });
    expect(ids(await claim({ limit: 1 }))).toEqual(['2']);
  });

  test('and a type of records that rests is left out, the others of its account are not', async () => {
    await want(contact('1'), 'attract', { enteredAt: present });
    await want(deal('2'), 'attract', { enteredAt: present });
    expect(ids(await claim({ exceptQueues: [`${account}/contact`] }))).toEqual(['2']);
  });

  test('show how far they are, and what stands in the way', async () => {
    for (const id of ['1', '2', '3', '4', '5']) await want(contact(id), 'attract', { enteredAt: 1, now: Number(id) });
    const answers: Record<string, object> = {
      1: { setAside: true, failure: 'no option' },
      2: { setAside: true, failure: 'no option' },
      3: { retryAt: 900_000, failure: 'archived', obstacle: 'object-type' },
      4: { retryAt: 900_000, failure: 'used up', obstacle: 'budget' },
    };
    await settle(await claim({}), (desired, id) => answers[id] ?? { written: desired });
    expect(await progress()).toEqual({
      waiting: 2,
      bulkWaiting: 2,
      waitingSince: 3,
      written: 1,
      setAside: 2,
      problems: [
        { objectType: 'contact', failure: 'no option', records: 2, isSetAside: true },
        { objectType: 'contact', failure: 'archived', records: 1, isSetAside: false },
      ],
    });
    // What stood in the way of all is no failure of the record.
    expect(await claim({ now: 900_000 })).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
    expect(await battery.store.readTagProgress({ accountId: battery.newAccount() })).toMatchObject({
      waiting: 0,
      waitingSince: null,
    });
  });

  test('that were set aside are tried again when the record comes back', async () => {
    for (const id of ['1', '2']) await want(contact(id), 'attract', { enteredAt: present });
    await settle(await claim({}), () => ({ setAside: true, failure: 'in the recycle bin' }));
    expect(await claim({})).toEqual([]);
    await hear(battery.store, account, [property(contact('2'), 'email', 'x', 5)]);
    expect(await claim({})).toEqual([]);
    await hear(battery.store, account, [{ ...contact('2'), kind: 'restored', subject: '', value: '', occurredAt: 7 }]);
    expect(await claim({})).toMatchObject([{ recordId: '2', attempts: 0 }]);
  });

  test('keep what HubSpot took of a write that is set aside', async () => {
    await want(contact('1'), 'attract', { enteredAt: present });
    await settle(await claim({}), () => ({ setAside: true, failure: 'ignored', written: { other: 'x' } }));
    await want(contact('1'), 'capture', { enteredAt: present });
    expect(await claim({})).toMatchObject([{ written: { other: 'x' }, attempts: 0 }]);
  });

  type Wanted = { enteredAt: number; now?: number; modelVersion?: number };

  async function want(record: JourneyRecord, stage: string, wanted: Wanted, accountId = account): Promise<void> {
    await hear(battery.store, accountId, [created(record, 1)]);
    const { ledger_version: version } = await battery.rows.kysely
      .selectFrom('record')
      .select('ledger_version')
      .where('account_id', '=', accountId)
      .where('object_type', '=', record.objectType)
      .where('record_id', '=', record.recordId)
      .executeTakeFirstOrThrow();
    const { enteredAt, now = 1, modelVersion = 1 } = wanted;
    const journey = journeyOf(record, [visit(stage, enteredAt)]);
    const journeys = [replayed(accountId, journey, version, { modelVersion })];
    expect(await battery.store.saveJourneys({ journeys, now, dueAt: present })).toBe(1);
  }

  function claim(options: Partial<Parameters<typeof battery.store.claimTagWrites>[0]>) {
    const common = { now: 5_000, leaseMs: 1_000_000, delayMs: 0, limit: 100, exceptAccounts: former };
    return battery.store.claimTagWrites({ ...common, ...options });
  }

  async function settle(
    writes: Awaited<ReturnType<typeof claim>>,
    answer: (desired: Record<string, string>, recordId: string) => object,
  ): Promise<void> {
    const results = writes.map(
      (write) =>
        ({
          record: of(write.accountId, write),
          revision: write.revision,
          ...answer(write.desired, write.recordId),
        }) as unknown as TagWriteResult,
    );
    await battery.store.settleTagWrites({ results, now: 0 });
  }

  function progress() {
    return battery.store.readTagProgress({ accountId: account });
  }
});
