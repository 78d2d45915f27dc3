import { beforeEach, describe, expect, test } from 'vitest';
import type { JourneyRecord } from '../../src/journey/facts.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { canonicalTags, type Obstacle } from '../../src/store/tag-writes.ts';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, deal, hear, merged, of } from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

test('tags are one text, in whichever order they are given', () => {
  expect(canonicalTags({ b: '2', a: '1' })).toBe(canonicalTags({ a: '1', b: '2' }));
  expect(canonicalTags({ a: '1' })).not.toBe(canonicalTags({ a: '2' }));
});

describeEachDatabase('tags to write', (open) => {
  const battery = useBatteryStore(open);
  let account = '';
  /** Accounts of the tests before: left out of every claim. */
  const former: string[] = [];
  beforeEach(() => {
    if (account !== '') former.push(account);
    account = battery.newAccount();
  });

  test('of one record are one write, however often it changes before it is taken', async () => {
    for (const [index, stage] of ['attract', 'capture', 'nurture'].entries())
      await want(contact('1'), stage, 10 + index);
    const [write, ...more] = await claim({ now: 1_000 });
    expect(more).toEqual([]);
    expect(write).toEqual({
      ...of(account, contact('1')),
      desired: { journey_steward_stage: 'nurture' },
      written: null,
      revision: 3,
      attempts: 0,
    });
  });

  test('wait until the oldest has waited long enough, or until the batch is full', async () => {
    await want(contact('1'), 'attract', 1_000);
    await want(contact('1'), 'capture', 1_900);
    expect(await claim({ now: 1_999, delayMs: 1_000 })).toEqual([]);
    expect(await claim({ now: 2_000, delayMs: 1_000 })).toHaveLength(1);
    await want(contact('2'), 'attract', 3_000);
    await want(contact('3'), 'attract', 3_000);
    expect(await claim({ now: 3_000, delayMs: 1_000, limit: 3 })).toEqual([]);
    await want(contact('4'), 'attract', 3_000);
    expect(await claim({ now: 3_000, delayMs: 1_000, limit: 3 })).toHaveLength(3);
  });

  test('are taken for one account and one object type at a time, the longest waiting first', async () => {
    const other = battery.newAccount();
    former.push(other);
    await want(deal('8'), 'convert', 20);
    await want(contact('1'), 'attract', 30);
    await want(contact('2'), 'attract', 40);
    await want(contact('1'), 'attract', 10, other);
    const taken = [];
    for (let count = 0; count < 4; count += 1)
      taken.push(await claim({ now: 1_000, exceptAccounts: former.slice(0, -1) }));
    expect(taken.map((writes) => writes.map(({ accountId, recordId }) => `${accountId}/${recordId}`).sort())).toEqual([
      [`${other}/1`],
      [`${account}/8`],
      [`${account}/1`, `${account}/2`],
      [],
    ]);
  });

  test('are at most as many as asked for, and come back when their lease has run out', async () => {
    for (const id of ['1', '2', '3', '4', '5']) await want(contact(id), 'attract', Number(id));
    const first = await claim({ now: 1_000, limit: 3, leaseMs: 500 });
    expect(first.map(({ recordId }) => recordId).sort()).toEqual(['1', '2', '3']);
    expect((await claim({ now: 1_499, limit: 3 })).map(({ recordId }) => recordId).sort()).toEqual(['4', '5']);
    expect((await claim({ now: 1_500, limit: 3 })).map(({ recordId }) => recordId).sort()).toEqual(['1', '2', '3']);
  });

  test('of accounts that are not ready stay where they are', async () => {
    await want(contact('1'), 'attract', 10);
    expect(await claim({ now: 1_000, exceptAccounts: [...former, account] })).toEqual([]);
    expect(await claim({ now: 1_000 })).toHaveLength(1);
  });

  test('that were written wait no more, and tell what was written when they change again', async () => {
    await want(contact('1'), 'attract', 10);
    await settle(await claim({ now: 1_000 }), ({ desired }) => ({ written: desired }));
    expect(await claim({ now: 200_000 })).toEqual([]);
    await want(contact('1'), 'capture', 20);
    expect(await claim({ now: 300_000 })).toMatchObject([
      { written: { journey_steward_stage: 'attract' }, desired: { journey_steward_stage: 'capture' }, revision: 2 },
    ]);
  });

  test('that change while they are written stay to be written', async () => {
    await want(contact('1'), 'attract', 10);
    const [write] = await claim({ now: 1_000, leaseMs: 60_000 });
    await want(contact('1'), 'capture', 1_010);
    // The call is under way: nobody else may take the record meanwhile.
    expect(await claim({ now: 2_000 })).toEqual([]);
    await settle([write], ({ desired }) => ({ written: desired }));
    expect(await claim({ now: 3_000 })).toMatchObject([
      { written: { journey_steward_stage: 'attract' }, desired: { journey_steward_stage: 'capture' } },
    ]);
  });

  describe('of which a part is what the record carries already', () => {
    const stage = (value: string): { written: Record<string, string> } => ({
      written: { journey_steward_stage: value },
    });

    beforeEach(async () => {
      await want(contact('1'), 'attract', 10);
      await settle(await claim({ now: 20 }), () => stage('attract'));
      await want(contact('1'), 'capture', 30);
    });

    async function nextAfter(result: Answer | null): Promise<Write | undefined> {
      const taken = await claim({ now: 100, leaseMs: 50 });
      expect(taken).toMatchObject([{ written: { journey_steward_stage: 'attract' } }]);
      if (result !== null) await settle(taken, () => result);
      await want(contact('1'), 'nurture', 110);
      const [next] = await claim({ now: 1_000, leaseMs: 50 });
      return next;
    }

    test.each<[string, Answer | null]>([
      ['when nobody settled an earlier claim', null],
      ['when an earlier call ended without an answer', { retryAt: 500, failure: 'no answer' }],
      ['when the account could not be reached', { retryAt: 500, failure: '502', obstacle: 'account' }],
    ])('are written as a whole %s: HubSpot may have carried it out', async (_case, result) => {
      expect((await nextAfter(result))?.written).toBeNull();
      // In doubt it stays until something is written.
      const [again] = await claim({ now: 2_000 });
      expect(again?.written).toBeNull();
      await settle([again], () => stage('nurture'));
      await want(contact('1'), 'attract', 2_100);
      expect(await claim({ now: 3_000 })).toMatchObject([{ written: { journey_steward_stage: 'nurture' } }]);
    });

    test.each<[string, Answer]>([
      ['refused', { setAside: true, failure: 'no such option' }],
      ['kept back, as the calls were used up', { retryAt: 500, failure: 'used up', obstacle: 'budget' }],
    ])('are written in part when an earlier write was %s: it changed nothing', async (_case, result) => {
      expect((await nextAfter(result))?.written).toEqual({ journey_steward_stage: 'attract' });
    });
  });

  test('that could not be written are tried again at the given time, and count their attempts', async () => {
    await want(contact('1'), 'attract', 10);
    await settle(await claim({ now: 1_000 }), () => ({ retryAt: 5_000, failure: 'no answer' }));
    expect(await claim({ now: 4_999 })).toEqual([]);
    const again = await claim({ now: 5_000 });
    expect(again).toMatchObject([{ attempts: 1, written: null }]);
    await settle(again, () => ({ retryAt: 6_000, failure: 'no answer' }));
    // What is new is worth another try at once.
    await want(contact('1'), 'capture', 5_001);
    expect(await claim({ now: 5_002 })).toMatchObject([{ attempts: 0, desired: { journey_steward_stage: 'capture' } }]);
  });

  test('that are not written are told with their records: what was refused first, then what is tried again', async () => {
    for (const id of ['1', '2', '3']) await want(contact(id), 'attract', 10);
    await settle(await claim({ now: 1_000 }), ({ recordId }) => {
      if (recordId === '2') return { setAside: true, failure: 'not an option' };
      return recordId === '1' ? { retryAt: 5_000, failure: 'no answer' } : { written: { stage: 'attract' } };
    });
    const any = { accountId: account, objectType: null, isSetAside: null, failure: null, limit: 9 };
    const told = async (filter: Partial<Parameters<typeof battery.store.readTagProblems>[0]>) =>
      (await battery.store.readTagProblems({ ...any, ...filter })).map(({ recordId }) => recordId);
    const [refused, retried] = await battery.store.readTagProblems(any);
    expect(refused).toMatchObject({ recordId: '2', failure: 'not an option', isSetAside: true, retryAt: null });
    expect(retried).toMatchObject({ recordId: '1', failure: 'no answer', isSetAside: false, retryAt: 5_000 });
    expect(retried).toMatchObject({ objectType: 'contact', queuedAt: expect.any(Number), written: null });
    expect(retried?.desired).toEqual({ journey_steward_stage: 'attract' });
    expect(await told({})).toEqual(['2', '1']);
    expect(await told({ isSetAside: false })).toEqual(['1']);
    expect(await told({ failure: 'not an option' })).toEqual(['2']);
    expect(await told({ failure: 'not an option', isSetAside: false })).toEqual([]);
    expect(await told({ limit: 1 })).toEqual(['2']);
    const after = { isSetAside: true, objectType: 'contact', recordId: '2' };
    expect(await told({ after })).toEqual(['1']);
    expect(await told({ after: { ...after, recordId: '1' } })).toEqual(['2', '1']);
    expect(await told({ after: { ...after, isSetAside: false, recordId: '1' } })).toEqual([]);
    expect(await battery.store.readTagProblems({ ...any, accountId: `${account}0` })).toEqual([]);
  });

  test('that HubSpot refuses are set aside with its message until they change', async () => {
    await want(contact('1'), 'attract', 10);
    await settle(await claim({ now: 1_000 }), () => ({ setAside: true, failure: 'not an option' }));
    expect(await claim({ now: 100_000 })).toEqual([]);
    const refused = { objectType: 'contact', recordId: '1', failure: 'not an option' };
    expect(await battery.store.readRefusedTagWrites({ accountId: account, limit: 10 })).toEqual([refused]);
    await want(contact('1'), 'capture', 20);
    expect(await battery.store.readRefusedTagWrites({ accountId: account, limit: 10 })).toEqual([]);
    expect(await claim({ now: 200_000 })).toHaveLength(1);
  });

  test('are settled each by its own answer, also when the record is gone meanwhile', async () => {
    for (const id of ['1', '2', '3']) await want(contact(id), 'attract', 10);
    const writes = await claim({ now: 1_000 });
    const gone = writes.slice(0, 1).map((write) => ({ ...write, recordId: '99' }));
    await settle([...writes, ...gone], ({ desired, recordId }) =>
      recordId === '2'
        ? { setAside: true, failure: 'no' }
        : recordId === '3'
          ? { retryAt: 2_000, failure: 'later' }
          : { written: desired },
    );
    expect((await claim({ now: 2_000 })).map(({ recordId }) => recordId)).toEqual(['3']);
    await battery.store.settleTagWrites({ results: [], now: 0 });
  });

  test('are all written anew once another record was merged with theirs, and once only', async () => {
    for (const id of ['1', '2']) await want(contact(id), 'attract', 10);
    await settle(await claim({ now: 1_000 }), ({ desired }) => ({ written: desired }));
    expect(await claim({ now: 2_000 })).toEqual([]);
    await hear(battery.store, account, [merged(contact('1'), ['2'], 2_000)]);
    const writes = await claim({ now: 3_000_000_000_000 });
    expect(writes.map(({ recordId, written }) => [recordId, written])).toEqual([['1', null]]);
    await settle(writes, ({ desired }) => ({ written: desired }));
    await hear(battery.store, account, [merged(contact('1'), ['2'], 2_000)]);
    expect(await claim({ now: 4_000_000_000_000 })).toEqual([]);
  });

  describe('of which some are on their way when their record is merged', () => {
    const stage = (value: string) => ({ journey_steward_stage: value });
    /** Of a third record the tags are right, and stay as they are. */
    const others = (writes: readonly Write[]) => writes.filter(({ recordId }) => recordId !== '1');

    beforeEach(async () => {
      for (const id of ['1', '2', '3']) await want(contact(id), 'attract', 10);
    });

    async function writtenBefore(): Promise<void> {
      await settle(await claim({ now: 20 }), ({ desired }) => ({ written: desired }));
      for (const id of ['1', '2']) await want(contact(id), 'capture', 30);
    }

    const merge = () => hear(battery.store, account, [merged(contact('1'), ['2'], 40)], { now: 50 });

    test.each<[string, () => Promise<void>, Answer]>([
      ['are written', writtenBefore, { written: stage('capture') }],
      ['are written for the first time', async () => {}, { written: stage('attract') }],
      ['are refused in part', writtenBefore, { setAside: true, failure: 'no', written: stage('attract') } as Answer],
      ['are not answered', writtenBefore, { retryAt: 60, failure: 'no answer' }],
    ])('all that the living record has are written again, when they %s', async (_case, before, answer) => {
      await before();
      const taken = await claim({ now: 40 });
      expect(taken.map(({ recordId }) => recordId)).toContain('1');
      await merge();
      // HubSpot may have taken it before the merge, which carried over the tags of the other record.
      await settle(
        taken.filter(({ recordId }) => recordId === '1'),
        () => answer,
      );
      const again = await claim({ now: 60 });
      expect(again).toMatchObject([{ recordId: '1', written: null }]);
      await settle(again, ({ desired }) => ({ written: desired }));
      expect(others(await claim({ now: 70 }))).toEqual([]);
    });

    test('what reached the merged record late is written over on the one that lives on', async () => {
      await writtenBefore();
      const late = (await claim({ now: 40 })).filter(({ recordId }) => recordId === '2');
      expect(late).toHaveLength(1);
      await merge();
      const [first] = await claim({ now: 200_000 });
      expect(first).toMatchObject({ recordId: '1', written: null });
      await settle([first], ({ desired }) => ({ written: desired }));
      expect(await claim({ now: 400_000 })).toEqual([]);
      await settle(late, ({ desired }) => ({ written: desired }));
      const again = await claim({ now: 400_000 });
      expect(again).toMatchObject([{ recordId: '1', written: null }]);
      await settle(again, ({ desired }) => ({ written: desired }));
      expect(await claim({ now: 600_000 })).toEqual([]);
    });

    test('both on their way in one batch leave the living record in doubt', async () => {
      await writtenBefore();
      const taken = await claim({ now: 40 });
      await merge();
      await settle(taken, ({ desired }) => ({ written: desired }));
      expect(await claim({ now: 6_000 })).toMatchObject([{ recordId: '1', written: null }]);
    });
  });

  test('wait for the history of what was merged, and keep no other from being written', async () => {
    account = await battery.installedAccount();
    await battery.store.markPrepared({ accountId: account, modelVersion: 1, now: 1 });
    for (let job = await past(); job !== null; job = await past());
    for (const id of ['1', '2', '3']) await want(contact(id), 'attract', 10);
    await hear(battery.store, account, [merged(contact('1'), ['2'], 40)], { now: 50 });
    expect((await claim({ now: 60 })).map(({ recordId }) => recordId)).toEqual(['3']);
    const job = await battery.store.claimHistories({ now: 60, leaseMs: 10, limit: 9 });
    if (job?.accountId !== account) throw new Error('The history of the merged record was not due.');
    await battery.store.settleHistories({ job, retryAt: null, now: 70 });
    // What the history changes is replayed first: tags from before are written where nothing comes of it.
    expect(await claim({ now: 10_069 })).toEqual([]);
    await want(contact('1'), 'capture', 80);
    expect(await claim({ now: 90 })).toMatchObject([
      { recordId: '1', desired: { journey_steward_stage: 'capture' }, written: null },
    ]);
  });

  test('are written as they were, a little later, where the history of what was merged changes nothing', async () => {
    account = await battery.installedAccount();
    await battery.store.markPrepared({ accountId: account, modelVersion: 1, now: 1 });
    for (let job = await past(); job !== null; job = await past());
    for (const id of ['1', '2']) await want(contact(id), 'attract', 10);
    await settle(await claim({ now: 20 }), ({ desired }) => ({ written: desired }));
    await hear(battery.store, account, [merged(contact('1'), ['2'], 40)], { now: 50 });
    const job = await battery.store.claimHistories({ now: 60, leaseMs: 10, limit: 9 });
    if (job?.accountId !== account) throw new Error('The history of the merged record was not due.');
    await battery.store.settleHistories({ job, retryAt: null, now: 70 });
    expect(await claim({ now: 10_069 })).toEqual([]);
    expect(await claim({ now: 10_070 })).toMatchObject([{ recordId: '1', written: null }]);
  });

  const past = () => battery.store.claimBackfill({ claim: 'past', now: 1, leaseMs: 1_000, accountId: account });

  test('are taken once by several processes', async () => {
    for (let id = 1; id <= 20; id += 1) await want(contact(String(id)), 'attract', 10);
    const second = await openStore(battery.spec);
    try {
      const stores: Store[] = [battery.store, second];
      const options = { now: 1_000, leaseMs: 60_000, delayMs: 0, limit: 4, exceptAccounts: former };
      const claims = Array.from({ length: 10 }, (_, index) => (stores[index % 2] as Store).claimTagWrites(options));
      const taken = (await Promise.all(claims)).flat().map(({ recordId }) => recordId);
      expect(new Set(taken).size).toBe(taken.length);
      const left = await battery.store.claimTagWrites({ ...options, limit: 100 });
      expect(taken.length + left.length).toBe(20);
    } finally {
      await second.close();
    }
  });

  test('are counted while they wait, and while they are written', async () => {
    account = await battery.installedAccount();
    await battery.store.markPrepared({ accountId: account, modelVersion: 1, now: 1 });
    const before = (await battery.store.readQueueSizes({ dueAt: 0 })).tagWrites;
    await want(contact('1'), 'attract', 10);
    const writes = await claim({ now: 1_000 });
    expect((await battery.store.readQueueSizes({ dueAt: 0 })).tagWrites).toBe(before + 1);
    await settle(writes, ({ desired }) => ({ written: desired }));
    expect((await battery.store.readQueueSizes({ dueAt: 0 })).tagWrites).toBe(before);
  });

  type Write = Awaited<ReturnType<Store['claimTagWrites']>>[number];
  type Answer =
    | { written: Record<string, string> }
    | { retryAt: number; failure: string; obstacle?: Obstacle }
    | { setAside: true; failure: string };

  /** Saves a journey that ends in a stage, as a refresh does that has just read the ledger. */
  async function want(record: JourneyRecord, stage: string, now: number, accountId = account): Promise<void> {
    await hear(battery.store, accountId, [created(record, now)]);
    const version = await versionOf(battery, accountId, record);
    await battery.store.saveJourneys({
      journeys: [replayed(accountId, journeyOf(record, [visit(stage, 1)]), version)],
      now,
      dueAt: 0,
    });
  }

  function claim(options: {
    now: number;
    leaseMs?: number;
    delayMs?: number;
    limit?: number;
    exceptAccounts?: string[];
  }) {
    return battery.store.claimTagWrites({
      leaseMs: 100_000,
      delayMs: 0,
      limit: 100,
      exceptAccounts: former,
      ...options,
    });
  }

  function settle(writes: readonly (Write | undefined)[], answer: (write: Write) => Answer): Promise<void> {
    return battery.store.settleTagWrites({
      now: 5_000,
      results: writes
        .filter((write) => write !== undefined)
        .map((write) => ({ record: of(write.accountId, write), revision: write.revision, ...answer(write) })),
    });
  }
});

async function versionOf({ rows }: BatteryStore, accountId: string, record: JourneyRecord): Promise<number> {
  const row = await rows.kysely
    .selectFrom('record')
    .select('ledger_version')
    .where('account_id', '=', accountId)
    .where('object_type', '=', record.objectType)
    .where('record_id', '=', record.recordId)
    .executeTakeFirstOrThrow();
  return row.ledger_version;
}
