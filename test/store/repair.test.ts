import { expect, test } from 'vitest';
import { requiredScopes } from '../../src/hubspot/scopes.ts';
import type { Recovered } from '../../src/journey/repair/recovered.ts';
import { isJourneyType } from '../../src/journey/vocabulary.ts';
import type { RepairStep } from '../../src/store/record-repair.ts';
import type { RepairJob } from '../../src/store/repair-claims.ts';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, hear, lifecycle, merged, of, tombstoneKey } from './hear.ts';

const leaseMs = 100;
const journeyStart = 5_000_000;

describeEachDatabase('comparing with the portal', (open) => {
  const battery = useBatteryStore(open);

  test('begins where the past has been read, from when that began', async () => {
    const accountId = await battery.installedAccount();
    await battery.store.markPrepared({ accountId, modelVersion: 1, now: 0 });
    expect(await begin(battery, accountId, { now: 50 })).toEqual([]);
    await readPast(battery, accountId, 60);
    expect(await begin(battery, accountId, { now: 100 })).toEqual([accountId]);
    for (const state of await battery.store.readRepairs({ accountId, now: 100 })) {
      // Forty before, by the clock of journeys too.
      expect(state).toMatchObject({ since: journeyStart - 40, checkedAt: null, phase: 'changed', finishedAt: null });
    }
  });

  test('reads what changed of all types before anything is taken for gone', async () => {
    const accountId = await comparable(battery);
    const jobs = await claimAll(battery, accountId, 1);
    const types = jobs.map(({ objectType }) => objectType);
    expect(types).toEqual(['deal', 'contact', 'company', 'meeting', 'call', 'email', 'communication', 'note']);
    const last = jobs.pop() as RepairJob;
    for (const job of jobs) {
      await record(battery, job, { phase: 'known' }, 4);
      await battery.store.releaseRepair({ job, retryAt: 0, failure: null });
    }
    expect(await claim(battery, accountId, 5)).toBeNull();
    await record(battery, last, { phase: 'known' }, 6);
    expect(await claimed(battery, accountId, 7)).toMatchObject({ phase: 'known', place: '' });
  });

  test('is known to have ended as of when it began, with what it recovered, now and ever', async () => {
    const accountId = await comparable(battery);
    const card = () => battery.store.readCard(of(accountId, contact('1')));
    const checkedAt = async () => (await card()).checkedAt;
    const end = async (job: RepairJob) => {
      await record(battery, job, { place: '1', recovered: { property: 2 }, recordsRead: 1 }, 2);
      await record(battery, job, { isFinished: true, place: '2', recovered: { property: 1, merged: 1 } }, 3);
    };
    for (const at of [1, 2, 3]) {
      expect(await checkedAt()).toBeNull();
      await end(await claimed(battery, accountId, at));
    }
    // The card tells of records with journeys, which come first.
    expect(await card()).toMatchObject({ checkedAt: journeyStart, recovered: {} });
    for (const job of await claimAll(battery, accountId, 4)) await end(job);
    const whole = { property: 3, merged: 1 };
    for (const state of await battery.store.readRepairs({ accountId, now: 4 })) {
      expect(state).toMatchObject({ checkedAt: journeyStart, finishedAt: 3, recovered: whole, recoveredEver: whole });
    }
    expect((await card()).recovered).toEqual({ property: 24, merged: 8 });
    await begin(battery, accountId, { now: 50, journeyNow: journeyStart + 9 });
    // Until the next one ends, the card goes on telling what the last one found.
    expect((await card()).recovered).toEqual({ property: 24, merged: 8 });
    for (const state of await battery.store.readRepairs({ accountId, now: 50 })) {
      const begun = { since: journeyStart, checkedAt: journeyStart, finishedAt: null, recovered: {} };
      expect(state).toMatchObject({ ...begun, recoveredEver: whole });
    }
    for (const job of await claimAll(battery, accountId, 51)) {
      await record(battery, job, { isFinished: true, recovered: { deleted: 1 } }, 52);
    }
    expect((await card()).recovered).toEqual({ deleted: 8 });
    for (const { objectType } of await battery.store.readRepairs({ accountId, now: 52 })) {
      const found = await battery.store.readRecoveredRecords({ accountId, objectType, after: null, limit: 10 });
      const all = { property: 3, merged: 1, deleted: 1 };
      expect(found).toEqual([{ objectType, recordId: '1', recovered: all, foundAt: 52 }]);
    }
  });

  test('tells of which records it recovered what, but of nobody who was forgotten', async () => {
    const accountId = await comparable(battery);
    const job = await contactJob(battery, accountId);
    const read = (after: { recordId: string } | null, limit: number) =>
      battery.store.readRecoveredRecords({ accountId, objectType: 'contact', after, limit });
    const found = ['3', '4', '5', '4'].map((recordId) => ({ recordId, recovered: { property: 1 } }));
    const given = terms(job, {}, 7);
    await battery.store.recordRepair({ ...given, step: { ...given.step, recovered: found } });
    const told = (recordId: string, property: number) => ({
      ...{ objectType: 'contact', recordId, recovered: { property }, foundAt: 7 },
    });
    expect(await read(null, 2)).toEqual([told('3', 1), told('4', 2)]);
    expect(await read({ recordId: '4' }, 2)).toEqual([told('5', 1)]);
    const erasure = { ...of(accountId, contact('4')), recordIds: ['4'] };
    await battery.store.eraseRecord({ erasure, tombstoneKey, now: 8 });
    await battery.store.recordRepair({ ...given, step: { ...given.step, recovered: found } });
    expect((await read(null, 9)).map(({ recordId, recovered }) => [recordId, recovered])).toEqual([
      ['3', { property: 2 }],
      ['5', { property: 2 }],
    ]);
  });

  test('is told on the card and to doctor whatever looks for changes alone have found since', async () => {
    const accountId = await comparable(battery);
    const card = () => battery.store.readCard(of(accountId, contact('1')));
    for (const job of await claimAll(battery, accountId, 1)) {
      await record(battery, job, { isFinished: true, recovered: { property: 1 } }, 2);
    }
    const isToldNow = async (ever: object) => {
      expect((await card()).recovered).toEqual({ property: 8 });
      for (const state of await battery.store.readRepairs({ accountId, now: 20 })) {
        expect(state.recovered).toEqual({ property: 1 });
        if (isJourneyType(state.objectType)) expect(state.recoveredEver).toEqual(ever);
      }
    };
    expect(await battery.store.beginPoll({ accountId, now: 10, journeyNow: journeyStart + 10 })).toBe(true);
    await isToldNow({ property: 1 });
    const polls = await claimAll(battery, accountId, 11);
    for (const job of polls) await record(battery, job, { recovered: { created: 1 } }, 12);
    await isToldNow({ property: 1, created: 1 });
    for (const job of await claimAll(battery, accountId, 300)) await record(battery, job, { isFinished: true }, 301);
    await isToldNow({ property: 1, created: 1 });
  });

  test('goes on when it is begun again, unless it is to look further back', async () => {
    const accountId = await comparable(battery);
    const job = await claimed(battery, accountId, 1);
    await record(battery, job, { place: '7', recovered: { property: 2 } }, 2);
    await begin(battery, accountId, { now: 200 });
    expect((await record(battery, job, { place: '6', recovered: { property: 1 } }, 3)).isHeld).toBe(true);
    await begin(battery, accountId, { now: 200, since: 17 });
    expect((await record(battery, job, { place: '5', recovered: { property: 8 } }, 4)).isHeld).toBe(false);
    const { objectType } = job;
    const states = await battery.store.readRepairs({ accountId, now: 5 });
    for (const state of states) expect(state.since).toBe(17);
    // What the one that was broken off has found stays counted, as its record stays in the list.
    const counted = states.find((state) => state.objectType === objectType);
    expect(counted).toMatchObject({ recovered: {}, recoveredEver: { property: 3 } });
    const found = await battery.store.readRecoveredRecords({ accountId, objectType, after: null, limit: 9 });
    expect(found).toEqual([{ objectType, recordId: '1', recovered: { property: 3 }, foundAt: 3 }]);
  });

  test('a look at what changed alone ends with it, and leaves the comparison as it was', async () => {
    const accountId = await comparable(battery);
    const poll = (now: number) => battery.store.beginPoll({ accountId, now, journeyNow: journeyStart + now });
    expect(await poll(1)).toBe(false);
    for (const job of await claimAll(battery, accountId, 1)) await record(battery, job, { isFinished: true }, 1);
    expect(await poll(10)).toBe(true);
    expect(await poll(11)).toBe(false);
    for (const at of [12, 13, 14]) {
      const job = await claimed(battery, accountId, at);
      expect(job).toMatchObject({ isPoll: true, since: journeyStart, phase: 'changed' });
      await record(battery, job, { isFinished: true }, at);
    }
    const states = await battery.store.readRepairs({ accountId, now: 15 });
    for (const state of states.filter(({ objectType }) => isJourneyType(objectType))) {
      expect(state).toMatchObject({ checkedAt: journeyStart, polledAt: journeyStart + 10, recordsTotal: 0 });
    }
    expect(await poll(20)).toBe(true);
    expect(await claimed(battery, accountId, 21)).toMatchObject({ isPoll: true, since: journeyStart + 10 });
    // A whole comparison takes the place of one that looks for changes alone, from where the last whole one was.
    await begin(battery, accountId, { now: 30, journeyNow: journeyStart + 30 });
    expect(await claimed(battery, accountId, 31)).toMatchObject({ isPoll: false, since: journeyStart });
  });

  test('goes on without a type whose scope is withdrawn, and with it from where it agreed once it is granted', async () => {
    const accountId = await comparable(battery);
    const scopesNow = (scopes: string[]) =>
      battery.store.saveTokens({ accountId, was: 'sealed', tokens: 'sealed', tokenExpiresAt: 0, scopes });
    const checkedAt = async () => (await battery.store.readCard(of(accountId, contact('1')))).checkedAt;
    const endAll = async (at: number) => {
      const jobs = await claimAll(battery, accountId, at);
      for (const job of jobs) await record(battery, job, { isFinished: true }, at);
      return jobs.map(({ objectType }) => objectType);
    };
    const deals = await claimed(battery, accountId, 1);
    expect(deals.objectType).toBe('deal');
    await scopesNow(requiredScopes.filter((scope) => scope !== 'crm.objects.deals.read'));
    expect(await endAll(2)).not.toContain('deal');
    // Nothing of them was ever compared, and the account is compared without them.
    expect(await checkedAt()).toBe(journeyStart);
    expect((await record(battery, deals, { isFinished: true }, 3)).isHeld).toBe(false);
    expect(await begin(battery, accountId, { now: 200, journeyNow: journeyStart + 200 })).toEqual([accountId]);
    expect(await endAll(201)).not.toContain('deal');
    expect(await battery.store.beginPoll({ accountId, now: 250, journeyNow: journeyStart + 250 })).toBe(true);
    expect(await endAll(251)).toEqual(['contact', 'company']);
    await scopesNow([...requiredScopes]);
    await begin(battery, accountId, { now: 300, journeyNow: journeyStart + 300 });
    expect(await checkedAt()).toBeNull();
    expect(await endAll(301)).toContain('deal');
    expect(await checkedAt()).toBe(journeyStart + 300);
    // Compared before, it keeps as of when, though it is withdrawn under way.
    await begin(battery, accountId, { now: 400, journeyNow: journeyStart + 400 });
    await scopesNow(requiredScopes.filter((scope) => scope !== 'crm.objects.deals.read'));
    expect(await endAll(401)).not.toContain('deal');
    expect(await checkedAt()).toBe(journeyStart + 300);
    await scopesNow([...requiredScopes]);
    await begin(battery, accountId, { now: 500, journeyNow: journeyStart + 500 });
    const job = (await claimAll(battery, accountId, 501)).find(({ objectType }) => objectType === 'deal');
    expect(job).toMatchObject({ since: journeyStart + 300 });
  });

  test('is taken up by another process when a lease has run out, and records nothing for the first', async () => {
    const accountId = await comparable(battery);
    const first = await claimed(battery, accountId, 0);
    await claimAll(battery, accountId, 50);
    await battery.store.renewRepair({ job: first, now: 60, leaseMs });
    expect(await claim(battery, accountId, 149)).toBeNull();
    await battery.store.releaseRepair({ job: first, retryAt: 155, failure: 'HubSpot did not answer.' });
    const states = await battery.store.readRepairs({ accountId, now: 149 });
    expect(states.filter(({ failure }) => failure !== null)).toMatchObject([{ isRunning: false }]);
    const told = [
      {
        ...created(contact('1'), 5),
        accountId,
        hearing: { channel: 'history', changeSource: '', sourceId: '' } as const,
      },
    ];
    const late = await battery.store.recordRepair({ ...terms(first, {}, 156), facts: told });
    expect(late).toEqual({ isHeld: false, newHearings: 0 });
    expect(await claimed(battery, accountId, 156)).toBeDefined();
  });

  test('keeps no id of somebody who was forgotten as its place', async () => {
    const accountId = await comparable(battery);
    await hear(battery.store, accountId, [created(contact('4711'), 5)]);
    const job = await contactJob(battery, accountId);
    await record(battery, job, { phase: 'known', place: '4711' }, 2);
    await hear(battery.store, accountId, [], { erasures: [contact('4711')] });
    const erasure = { ...of(accountId, contact('4711')), recordIds: ['4711'] };
    await battery.store.eraseRecord({ erasure, tombstoneKey, now: 3 });
    expect(await placeOf(battery, accountId)).toBe('4');
    await record(battery, job, { phase: 'known', place: '4711' }, 4);
    expect(await placeOf(battery, accountId)).toBe('4');
    await record(battery, job, { phase: 'changed', place: '4711' }, 5);
    expect(await placeOf(battery, accountId)).toBe('5000');
  });

  test('looks at what the ledger has of a record and of those merged into it, and of no others', async () => {
    const accountId = await battery.installedAccount();
    const told = [created(contact('1'), 5), lifecycle(contact('2'), 'lead', 6), merged(contact('1'), ['2'], 7)];
    await hear(battery.store, accountId, told);
    const input = { accountId, objectType: 'contact', recordIds: ['1', '2'] } as const;
    const [known, ...others] = await battery.store.readKnownRecords(input);
    expect(others).toEqual([]);
    expect(known?.record.recordId).toBe('1');
    expect([...(known?.aliases ?? [])]).toEqual([['contact/2', '1']]);
    expect(known?.facts.map(({ kind }) => kind).sort()).toEqual(['created', 'merged', 'property']);
    const [some] = await battery.store.readKnownRecords({ ...input, kinds: ['created'] });
    expect(some?.facts.map(({ kind }) => kind)).toEqual(['created']);
    const page = { accountId, objectType: 'contact', limit: 5 } as const;
    expect(await battery.store.readRecordIds({ ...page, afterId: '' })).toEqual(['1']);
    expect(await battery.store.readRecordIds({ ...page, afterId: '1' })).toEqual([]);
  });
});

function begin(
  { store }: BatteryStore,
  accountId: string,
  input: { now: number; since?: number; journeyNow?: number },
): Promise<string[]> {
  return store.beginRepairs({ journeyNow: journeyStart, accountId, ...input });
}

/** An account whose past was read at an instant, and that is being compared. */
async function comparable(battery: BatteryStore): Promise<string> {
  const accountId = await battery.installedAccount();
  await battery.store.markPrepared({ accountId, modelVersion: 1, now: 0 });
  await readPast(battery, accountId, 0);
  await begin(battery, accountId, { now: 0 });
  return accountId;
}

async function readPast({ store }: BatteryStore, accountId: string, now: number): Promise<void> {
  for (let job = await read(); job !== null; job = await read()) {
    const step = { phase: 'all', place: '', recordsRead: 0, recordsTotal: 0, isFinished: true } as const;
    await store.recordHistory({ job, step, facts: [], now, leaseMs, dueAt: 0, tombstoneKey });
  }
  function read() {
    return store.claimBackfill({ claim: `past-${now}`, now, leaseMs, accountId });
  }
}

function claim({ store }: BatteryStore, accountId: string, now: number): Promise<RepairJob | null> {
  return store.claimRepair({ claim: `claim-${now}`, now, leaseMs, accountId });
}

async function claimed(battery: BatteryStore, accountId: string, now: number): Promise<RepairJob> {
  const job = await claim(battery, accountId, now);
  if (job === null) throw new Error('Nothing was left to claim.');
  return job;
}

/** Claims all that waits at an instant. */
async function claimAll(battery: BatteryStore, accountId: string, now: number): Promise<RepairJob[]> {
  const jobs: RepairJob[] = [];
  const next = (turn: number) => battery.store.claimRepair({ claim: `claim-${now}-${turn}`, now, leaseMs, accountId });
  for (let job = await next(0); job !== null; job = await next(jobs.length)) jobs.push(job);
  return jobs;
}

async function contactJob(battery: BatteryStore, accountId: string): Promise<RepairJob> {
  const jobs = [await claimed(battery, accountId, 1), await claimed(battery, accountId, 1)];
  return jobs.find(({ objectType }) => objectType === 'contact') as RepairJob;
}

/** `recovered` is of record 1. */
type Step = Partial<Omit<RepairStep, 'recovered'> & { recovered: Recovered }>;

function terms(job: RepairJob, { recovered, ...step }: Step, now: number) {
  const whole = {
    phase: 'changed',
    place: '',
    recordsRead: 0,
    recordsFound: 0,
    recovered: recovered === undefined ? [] : [{ recordId: '1', recovered }],
    isFinished: false,
  } as const;
  return { job, step: { ...whole, ...step }, facts: [], now, leaseMs, dueAt: 0, tombstoneKey };
}

function record({ store }: BatteryStore, job: RepairJob, step: Step, now: number) {
  return store.recordRepair(terms(job, step, now));
}

async function placeOf({ rows }: BatteryStore, accountId: string): Promise<string | undefined> {
  const row = await rows.kysely
    .selectFrom('repair')
    .select('place')
    .where('account_id', '=', accountId)
    .where('object_type', '=', 'contact')
    .executeTakeFirst();
  return row?.place;
}
