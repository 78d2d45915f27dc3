import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Clock, Handoff } from '../../src/agreement/clock.ts';
import type { BackfillJob } from '../../src/store/backfill-claims.ts';
import type { ReachedStep, TaskWriteResult } from '../../src/store/clock-steps.ts';
import type { StoredClock } from '../../src/store/read-clocks.ts';
import type { WaitingFilter } from '../../src/store/read-handoffs.ts';
import type { AccountJourneyRecord } from '../../src/store/record-key.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, fromWebhook, merged, of, tombstoneKey } from './hear.ts';
import { clockOf, handoffOf, journeyOf, replayed, visit } from './visits.ts';

const task = { subject: 'Call them', body: 'Due on Monday', dueAt: 5, ownerIds: ['41'] };
const step = (name: string, clockKey = 'clock'): ReachedStep => ({ clockKey, step: name, task });

describeEachDatabase('clocks and what follows from them', (open) => {
  const battery = useBatteryStore(open);

  let accountId = '';
  let others: string[] = [];
  const versions = new Map<string, number>();

  async function begin() {
    const { store } = battery;
    others = [...others, accountId];
    accountId = await battery.installedAccount();
    await store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    return store;
  }

  async function hear(...ids: string[]) {
    const facts = ids.map((id) => ({ ...created(contact(id), 1), hearing: fromWebhook, accountId }));
    await record(facts);
  }

  async function record(facts: readonly object[]) {
    const rest = { setAside: [], erasures: [], groupIds: [], now: 1, dueAt: 1, tombstoneKey };
    await battery.store.recordFacts({ facts: facts as never, ...rest });
  }

  /** Saves a record's journey as if it had just been replayed. */
  async function save(
    id: string,
    agreed: { clocks?: Clock[]; handoffs?: Handoff[]; steps?: ReachedStep[] },
    options: { now?: number } = {},
  ): Promise<void> {
    const due = await battery.store.claimDueRecords({ dueAt: 1_000, now: 1_000, leaseMs: 0, limit: 100 });
    const found = due.find((one) => one.accountId === accountId && one.recordId === id);
    const ledgerVersion = found?.ledgerVersion ?? versions.get(id) ?? 0;
    versions.set(id, ledgerVersion);
    const journey = journeyOf(contact(id), [visit('convert', 1)]);
    const whole = { clocks: [], handoffs: [], steps: [], ...agreed };
    const journeys = [replayed(accountId, journey, ledgerVersion, { agreed: whole })];
    expect(await battery.store.saveJourneys({ journeys, now: options.now ?? 10, dueAt: 10 })).toBe(1);
  }

  /** Begins to read the past of every type of records. */
  async function claimPast(now: number): Promise<BackfillJob[]> {
    const claimed = () => battery.store.claimBackfill({ claim: randomUUID(), now, leaseMs: 1_000, accountId });
    const jobs: BackfillJob[] = [];
    for (let job = await claimed(); job !== null; job = await claimed()) jobs.push(job);
    return jobs;
  }

  const claim = (now: number) =>
    battery.store.claimTaskWrites({ now, leaseMs: 100, limit: 10, exceptAccounts: others });
  const keyed = (write: AccountJourneyRecord & { clockKey: string; step: string; revision: number }) => ({
    key: of(accountId, contact(write.recordId)) as AccountJourneyRecord & { clockKey: string; step: string },
    revision: write.revision,
  });
  const exported = async () =>
    (await battery.store.readClocksPage({ after: null, limit: 1_000 })).filter((one) => one.accountId === accountId);
  const settle = (write: Parameters<typeof keyed>[0], result: object) => {
    const { clockKey, step: name } = write;
    const { key, revision } = keyed(write);
    const settled = { key: { ...key, clockKey, step: name }, revision, ...result } as TaskWriteResult;
    return battery.store.settleTaskWrites({ results: [settled] });
  };

  test('are replaced as a whole, and exported in the order of the records', async () => {
    const store = await begin();
    await hear('9', '10');
    const one = clockOf(contact('9'), { key: 'one', revisedFrom: formerResult });
    await save('10', { clocks: [clockOf(contact('10'))] });
    await save('9', { clocks: [one, clockOf(contact('9'), { key: 'two' })], handoffs: [handoffOf(contact('9'))] });
    const all = await exported();
    expect(all.map(({ recordId, clock }) => [recordId, clock.key])).toEqual([
      ['9', 'one'],
      ['9', 'two'],
      ['10', clockOf(contact('10')).key],
    ]);
    expect(all[0]?.clock).toEqual(one);
    const pages: StoredClock[] = [];
    for (let after: StoredClock | null = null; ; ) {
      const page: StoredClock[] = await store.readClocksPage({ after, limit: 1 });
      if (page[0] === undefined) break;
      pages.push(page[0]);
      after = page[0];
    }
    expect(pages.filter((one) => one.accountId === accountId)).toEqual(all);
    await hear('9');
    await record([{ ...created(contact('9'), 2), kind: 'restored', hearing: fromWebhook, accountId }]);
    await save('9', { clocks: [{ ...one, state: 'met', stoppedAtMs: 4, nextChangeAtMs: null }] });
    const records = [of(accountId, contact('10')), of(accountId, contact('9'))] as AccountJourneyRecord[];
    expect(await store.readSavedClocks({ records, now: 20 })).toEqual([
      [clockOf(contact('10'))],
      [{ ...one, state: 'met', stoppedAtMs: 4, nextChangeAtMs: null }],
    ]);
    expect(await store.countOfferedHandoffs({ accountId })).toEqual({});
  });

  test('what is saved while the past is being read is provisional, until all of it was replayed', async () => {
    const store = await begin();
    await hear('15', '16');
    const jobs = await claimPast(5);
    expect(jobs.length).toBeGreaterThan(1);
    await save('15', { clocks: [clockOf(contact('15'))] }, { now: 10 });
    const provisional = async (id: string, now: number) => {
      const records = [of(accountId, contact(id))] as AccountJourneyRecord[];
      return (await store.readSavedClocks({ records, now }))[0]?.map(({ isProvisional = false }) => isProvisional);
    };
    expect(await provisional('15', 20)).toEqual([true]);
    const step = { phase: 'all', place: '', recordsRead: 0, recordsTotal: 0, isFinished: true } as const;
    for (const job of jobs) {
      await store.recordHistory({ job, step, facts: [], now: 30, leaseMs: 100, dueAt: 0, tombstoneKey });
    }
    // Not replayed since: the next replay is the first one with all of the past.
    expect(await provisional('15', 40)).toEqual([true]);
    await save('16', { clocks: [clockOf(contact('16'))] }, { now: 40 });
    expect(await provisional('16', 50)).toEqual([false]);
    expect(await provisional('15', 30 + 3_600_000)).toEqual([false]);
    // Read once more: what it had come to before that was a result, what is saved meanwhile is not.
    await store.restartBackfill({ accountId, now: 60 });
    expect(await provisional('16', 70)).toEqual([false]);
    await save('16', { clocks: [clockOf(contact('16'), { key: 'other' })] }, { now: 65 });
    expect(await provisional('16', 70)).toEqual([true]);
  });

  test('a handoff waits for the team that was offered it, with the time by which to answer', async () => {
    const store = await begin();
    await hear('21', '22');
    const accept = clockOf(contact('21'), { kind: 'accept', dueAtMs: 77 });
    await save('21', { clocks: [accept], handoffs: [handoffOf(contact('21'), { offeredAtMs: 3 })] });
    await save('22', {
      handoffs: [
        handoffOf(contact('22'), { state: 'returned', returnedAtMs: 2, returned: { reason: 'r', note: '', by: '1' } }),
        handoffOf(contact('22'), { key: 'again', offeredAtMs: 2 }),
      ],
    });
    const offered = await store.readOfferedHandoffs({ accountId, team: 'sales', limit: 10 });
    expect(offered.map(({ recordId, handoff, dueAt }) => [recordId, handoff.offeredAtMs, dueAt])).toEqual([
      ['22', 2, null],
      ['21', 3, 77],
    ]);
    expect(offered[1]?.handoff).toEqual(handoffOf(contact('21'), { offeredAtMs: 3 }));
    expect(await store.readOfferedHandoffs({ accountId, team: 'service', limit: 10 })).toEqual([]);
    const waiting = async (filter: WaitingFilter) => {
      const found = await store.readOfferedHandoffs({ accountId, team: 'sales', limit: 10, ...filter });
      return found.map(({ recordId }) => recordId);
    };
    const rest = await store.readOfferedHandoffs({
      ...{ accountId, team: 'sales', limit: 10 },
      after: { offeredAtMs: 2, objectType: 'contact', recordId: '22' },
    });
    expect(rest.map(({ recordId }) => recordId)).toEqual(['21']);
    const { stage, cause } = handoffOf(contact('21'));
    expect(await waiting({ stage, causes: [cause] })).toEqual(['22', '21']);
    expect(await waiting({ stage: 'no-such-stage' })).toEqual([]);
    expect(await waiting({ causes: cause === 'return' ? ['stage', 'again'] : ['return'] })).toEqual([]);
    expect([await waiting({ dueBy: 76 }), await waiting({ dueBy: 77 })]).toEqual([[], ['21']]);
    expect(await store.countOfferedHandoffs({ accountId })).toEqual({ sales: 2 });
    expect(await store.countReturns({ accountId })).toEqual([
      { stage: 'convert', by: 'sales', to: 'marketing', reason: 'r', count: 1 },
    ]);
  });

  test('refused tasks are told in parts, each after the last of the one before, also where a record has several', async () => {
    const store = await begin();
    await hear('9', '10');
    for (const id of ['9', '10']) {
      await save(id, { steps: [step('75-warn', 'b/1'), step('100-task', 'b/1'), step('75-warn', 'a/1')] });
    }
    for (const write of await claim(20)) await settle(write, { setAside: true, failure: 'no' });
    const told: string[] = [];
    for (let after = null; told.length < 9; ) {
      const { total, examples } = await store.readRefusedTasks({ accountId, after, limit: 1 });
      expect(total).toBe(6);
      if (examples[0] === undefined) break;
      after = examples[0];
      told.push(`${after.recordId} ${after.clockKey} ${after.step}`);
    }
    const ofRecord = ['a/1 75-warn', 'b/1 100-task', 'b/1 75-warn'];
    expect(told).toEqual(['10', '9'].flatMap((id) => ofRecord.map((one) => `${id} ${one}`)));
  });

  test('a step that has come gives one task, however often it is replayed, and none once the clock has ended', async () => {
    await begin();
    await hear('31');
    await save('31', { steps: [step('100-task-owner'), { ...step('75-warn-owner'), task: null }] });
    const [write, ...more] = await claim(20);
    expect(more).toEqual([]);
    expect(write).toMatchObject({ step: '100-task-owner', desired: 'open', written: '', isUnsure: false, task });
    // Claimed and never heard of again: whoever is next must look first.
    expect(await claim(50)).toEqual([]);
    const [again] = await claim(200);
    expect(again).toMatchObject({ isUnsure: true, taskId: null });
    await settle(again as never, { written: 'open', taskId: '900' });
    expect(await claim(900)).toEqual([]);
    await save('31', { clocks: [clockOf(contact('31'))], steps: [step('100-task-owner')] });
    expect(await claim(1_000)).toEqual([]);
    await save('31', { steps: [] });
    const [closing] = await claim(1_000);
    expect(await battery.store.readRefusedTasks({ accountId, limit: 9 })).toEqual({ total: 0, examples: [] });
    expect(closing).toMatchObject({ desired: 'closed', written: 'open', taskId: '900', isUnsure: false });
    await settle(closing as never, { written: 'closed', taskId: '900' });
    expect(await claim(2_000)).toEqual([]);
    await save('31', { steps: [step('100-task-owner')] });
    expect(await claim(2_000)).toMatchObject([{ desired: 'open', written: 'closed', taskId: '900' }]);
  });

  test('what is wanted otherwise while the call is made stays to be done', async () => {
    await begin();
    await hear('41');
    await save('41', { steps: [step('100-task-owner')] });
    const [write] = await claim(20);
    await save('41', { steps: [] });
    await settle(write as never, { written: 'open', taskId: '901' });
    expect(await claim(30)).toMatchObject([{ desired: 'closed', written: 'open', taskId: '901' }]);
  });

  test('a claim on tasks goes on as long as nobody else has taken one of them', async () => {
    await begin();
    await hear('71', '72');
    for (const id of ['71', '72']) await save(id, { steps: [step('100-task-owner')] });
    const keys = (await claim(20)).map((write) => ({ ...write }));
    expect(keys).toHaveLength(2);
    const renew = (heldUntil: number, until: number) =>
      battery.store.renewTaskWrites({ accountId, keys, heldUntil, until });
    expect(await renew(120, 300)).toBe(true);
    expect(await claim(299)).toEqual([]);
    expect(await renew(120, 500)).toBe(false);
    // Its time is over, and nobody has come yet.
    expect(await renew(300, 400)).toBe(true);
    expect(await claim(400)).toHaveLength(2);
    expect(await renew(400, 900)).toBe(false);
    expect(await claim(500)).toHaveLength(2);
  });

  test.each([
    ['a clock that ends', []],
    ['a clock that goes on again', [step('100-task-owner')]],
  ])('what may still be made is not looked for before its time for the sake of %s', async (_name, steps) => {
    await begin();
    await hear('81');
    await save('81', { steps: [step('100-task-owner')] });
    const [write] = await claim(20);
    const lost = { retryAt: 90, failure: 'no answer', isUnsure: true, taskId: null };
    await settle(write as never, lost);
    await save('81', { steps: [] });
    if (steps.length > 0) await save('81', { steps });
    expect(await claim(89)).toEqual([]);
    expect(await claim(90)).toMatchObject([{ desired: steps.length > 0 ? 'open' : 'closed', isUnsure: true }]);
  });

  test('a task of a record that goes on in another is closed, and is looked for under that one', async () => {
    await begin();
    await hear('51', '52');
    await save('51', { clocks: [clockOf(contact('51'))], steps: [step('100-task-owner')] });
    await claim(20);
    await record([{ ...merged(contact('52'), ['51'], 9), hearing: fromWebhook, accountId }]);
    expect(await claim(200)).toMatchObject([
      { recordId: '51', livingId: '52', desired: 'closed', written: '', isUnsure: true },
    ]);
    expect((await exported()).filter(({ recordId }) => recordId === '51')).toEqual([]);
  });

  test('nothing of them is left of a person who is forgotten', async () => {
    const store = await begin();
    await hear('61');
    await save('61', {
      clocks: [clockOf(contact('61'))],
      handoffs: [handoffOf(contact('61'))],
      steps: [step('100-task-owner')],
    });
    const person = of(accountId, contact('61'));
    await store.eraseRecord({ erasure: { ...person, recordIds: ['61'] }, tombstoneKey, now: 1 });
    expect(await exported()).toEqual([]);
    expect(await store.countOfferedHandoffs({ accountId })).toEqual({});
    expect(await claim(500)).toEqual([]);
  });
});

const formerResult = {
  state: 'breached',
  startedAtMs: 1,
  stoppedAtMs: 9,
  dueAtMs: 5,
  businessSeconds: 8,
  policyVersion: 1,
  calendarVersion: 1,
} as const;
