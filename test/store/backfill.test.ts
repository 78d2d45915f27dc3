import { expect, test } from 'vitest';
import { requiredScopes } from '../../src/hubspot/scopes.ts';
import type { Hearing } from '../../src/journey/facts.ts';
import { type PastType, pastTypes } from '../../src/journey/vocabulary.ts';
import type { BackfillJob } from '../../src/store/backfill-claims.ts';
import type { BackfillStep } from '../../src/store/record-history.ts';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, hear, lifecycle, type Told, tombstoneKey } from './hear.ts';
import { openForWriting } from './open-for-writing.ts';

const fromHistory: Hearing = { channel: 'history', changeSource: 'CRM_UI', sourceId: '' };
const leaseMs = 100;
/** The types of records of an account without tickets, as they have their turns. */
const inOrder: PastType[] = ['deal', 'contact', 'company', 'meeting', 'call', 'email', 'communication', 'note'];

describeEachDatabase('reading the past', (open) => {
  const battery = useBatteryStore(open);

  test('begins with an account that is ready, deals first, and never twice at once', async () => {
    const accountId = await battery.installedAccount();
    expect(await claim(battery, accountId, 0)).toBeNull();
    await prepare(battery, accountId);
    const jobs = await claimAll(battery, accountId, 1);
    expect(jobs.map(({ objectType }) => objectType)).toEqual(inOrder);
    expect(jobs[0]).toMatchObject({ accountId, phase: 'recent', isAgain: false, place: '', recordsDone: 0 });
    expect(jobs[0]?.readable).toEqual(pastTypes.filter((type) => type !== 'ticket'));
    expect(await claim(battery, accountId, 4)).toBeNull();
  });

  test('is of tickets too where their scope is granted, then or later', async () => {
    const accountId = await readyAccount(battery);
    await claimAll(battery, accountId, 1);
    await install(battery, accountId, [...requiredScopes, 'tickets'], 2);
    await prepare(battery, accountId);
    const job = (await claimAll(battery, accountId, 200)).find(({ objectType }) => objectType === 'ticket');
    expect(job?.readable).toEqual(pastTypes);
    await battery.store.restartBackfill({ accountId, now: 201 });
    const again = await claimAll(battery, accountId, 202);
    expect(again.map(({ objectType }) => objectType)).toEqual(inOrder.toSpliced(3, 0, 'ticket'));
  });

  test('is of the types that the portal lets the app read, and of the others once it does', async () => {
    const accountId = await battery.installedAccount();
    const of = (jobs: readonly BackfillJob[]) => jobs.map(({ objectType }) => objectType);
    await install(battery, accountId, without('deals'), 1);
    await prepare(battery, accountId);
    const jobs = await claimAll(battery, accountId, 2);
    expect(of(jobs)).toEqual(inOrder.filter((type) => type !== 'deal'));
    expect(jobs[0]?.readable).not.toContain('deal');
    for (const job of jobs) await record(battery, job, { isFinished: true }, 3);
    expect(await battery.store.beginRepairs({ accountId, now: 4, journeyNow: 4 })).toEqual([accountId]);
    await install(battery, accountId, [...requiredScopes], 5);
    await prepare(battery, accountId);
    await endAll(battery, accountId, 6);
    const deals = () => progressOf(battery, accountId, 'deal');
    await battery.store.restartBackfill({ accountId, objectTypes: ['deal'], now: 7 });
    const [again] = await claimAll(battery, accountId, 8);
    expect(again).toMatchObject({ objectType: 'deal', isAgain: true });
    // Withdrawn while they are read: what comes of the call is too late, and nothing waits for it.
    await withdraw(battery, accountId, without('deals'));
    expect(await claim(battery, accountId, 9)).toBeNull();
    expect(await deals()).toBeUndefined();
    expect((await record(battery, again as BackfillJob, { isFinished: true }, 9)).isHeld).toBe(false);
    await withdraw(battery, accountId, [...requiredScopes]);
    // A property may be followed by now that no deal was read with.
    expect(await claimed(battery, accountId, 10)).toMatchObject({ objectType: 'deal', isAgain: true, place: '' });
  });

  test('is not of what people log where contacts are withheld, and of all where nothing is told of grants', async () => {
    const accountId = await battery.installedAccount();
    await install(battery, accountId, without('contacts'), 1);
    await prepare(battery, accountId);
    expect((await claimAll(battery, accountId, 2)).map(({ objectType }) => objectType)).toEqual(['deal', 'company']);
    await withdraw(battery, accountId, ['oauth']);
    expect((await claimAll(battery, accountId, 500)).map(({ objectType }) => objectType).toSorted()).toEqual(
      inOrder.toSorted(),
    );
  });

  test('is taken up by another process when the lease of the first has run out', async () => {
    const accountId = await readyAccount(battery);
    const first = await claimed(battery, accountId, 0);
    expect((await record(battery, first, { place: '50' }, 50)).isHeld).toBe(true);
    // The other types wait as well; whoever has waited longest is next.
    await claimAll(battery, accountId, 60);
    expect(await claim(battery, accountId, 149)).toBeNull();
    const second = await claimed(battery, accountId, 150);
    expect(second).toMatchObject({ objectType: first.objectType, place: '50', recordsDone: 1 });
    const late = await record(battery, first, { place: '100' }, 151, [created(contact('1'), 5)]);
    expect(late).toEqual({ isHeld: false, newHearings: 0 });
    expect(await progressOf(battery, accountId, first.objectType)).toMatchObject({ recordsDone: 1 });
    expect((await known(battery, accountId, ['1'])).size).toBe(0);
  });

  test('is kept beyond the lease by whoever says so in time', async () => {
    const accountId = await readyAccount(battery);
    const job = await claimed(battery, accountId, 0);
    await battery.store.renewBackfill({ job, now: 90, leaseMs });
    await claimAll(battery, accountId, 91);
    expect(await claim(battery, accountId, 189)).toBeNull();
    expect(await claimed(battery, accountId, 190)).toMatchObject({ objectType: job.objectType });
    await battery.store.renewBackfill({ job, now: 191, leaseMs: 1_000 });
    // It has been taken over: the others are next, and the renewal was too late to hold it.
    const others = await claimAll(battery, accountId, 195);
    expect(others.map(({ objectType }) => objectType)).not.toContain(job.objectType);
    expect(await claimed(battery, accountId, 290)).toMatchObject({ objectType: job.objectType });
  });

  test('keeps facts and progress in one commit: neither is there without the other', async () => {
    const accountId = await readyAccount(battery);
    const job = await claimed(battery, accountId, 0);
    const unfit = { ...created(contact('1'), 5), occurredAt: null as unknown as number };
    await expect(record(battery, job, {}, 1, [created(contact('2'), 5), unfit])).rejects.toThrow();
    expect(await progressOf(battery, accountId, job.objectType)).toMatchObject({ recordsDone: 0 });
    expect((await known(battery, accountId, ['1', '2'])).size).toBe(0);
  });

  test('is repeated without harm: what was heard before adds nothing', async () => {
    const accountId = await readyAccount(battery);
    const job = await claimed(battery, accountId, 0);
    const told = [created(contact('1'), 5), lifecycle(contact('1'), 'lead', 6)];
    await hear(battery.store, accountId, told);
    expect(await record(battery, job, {}, 1, told)).toMatchObject({ newHearings: 2 });
    expect(await record(battery, job, {}, 2, told)).toMatchObject({ newHearings: 0 });
    const [ledger] = await battery.store.loadLedgers({ records: [{ accountId, ...contact('1') }] });
    expect(new Set(ledger?.facts.map(({ kind }) => kind))).toEqual(new Set(['created', 'property']));
  });

  test('ends, and begins again when somebody asks for it, with what was read before', async () => {
    const accountId = await readyAccount(battery);
    const job = await claimed(battery, accountId, 0);
    await record(battery, job, { isFinished: true, place: '17', recordsTotal: 4 }, 9);
    const ended = await progressOf(battery, accountId, job.objectType);
    expect(ended).toMatchObject({ finishedAt: 9, recordsDone: 1, recordsTotal: 4, startedAt: 0 });
    await battery.store.restartBackfill({ accountId, now: 20 });
    expect((await record(battery, job, {}, 21)).isHeld).toBe(false);
    expect(await claimed(battery, accountId, 22)).toMatchObject({
      objectType: 'deal',
      phase: 'all',
      isAgain: true,
      place: '',
      recordsDone: 0,
    });
  });

  test('after a failure waits, says why, and forgets it when it goes on', async () => {
    const accountId = await readyAccount(battery);
    const job = await claimed(battery, accountId, 0);
    await battery.store.releaseBackfill({ job, retryAt: 50, failure: 'HubSpot is away.' });
    const failed = await progressOf(battery, accountId, job.objectType);
    expect(failed).toMatchObject({ failure: 'HubSpot is away.', isRunning: false });
    expect((await claimAll(battery, accountId, 1)).map(({ objectType }) => objectType)).toEqual(inOrder.slice(1));
    expect(await claim(battery, accountId, 49)).toBeNull();
    const again = await claimed(battery, accountId, 50);
    await record(battery, again, {}, 51);
    const going = await progressOf(battery, accountId, job.objectType);
    expect(going).toMatchObject({ failure: null, isRunning: true });
  });

  test('rests while the app is not installed, and begins again with the installation', async () => {
    const accountId = await readyAccount(battery);
    const job = await claimed(battery, accountId, 0);
    await battery.store.releaseBackfill({ job, retryAt: 0, failure: null });
    await setStatus(battery, accountId, 'uninstalled');
    expect(await claim(battery, accountId, 1)).toBeNull();
    await install(battery, accountId, ['oauth'], 30);
    expect(await claim(battery, accountId, 31)).toBeNull();
    await prepare(battery, accountId);
    expect(await claimed(battery, accountId, 32)).toMatchObject({ phase: 'all', isAgain: true });
  });

  test('knows which records were read, and when records were created', async () => {
    const accountId = await readyAccount(battery);
    const job = await claimed(battery, accountId, 0);
    await record(battery, job, {}, 1, [created(contact('1'), 5)]);
    await hear(battery.store, accountId, [created(contact('2'), 6), created(contact('2'), 8)]);
    expect(await known(battery, accountId, ['1', '2', '3'])).toEqual(new Set(['1']));
    const creations = { accountId, objectType: 'contact' as const, recordIds: ['1', '2', '3'] };
    expect(await battery.store.readKnownCreations(creations)).toEqual(
      new Map([
        ['1', 5],
        ['2', 6],
      ]),
    );
  });
});

async function prepare({ store }: BatteryStore, accountId: string): Promise<void> {
  await store.markPrepared({ accountId, modelVersion: 1, now: 0 });
}

async function readyAccount(battery: BatteryStore): Promise<string> {
  const accountId = await battery.installedAccount();
  await prepare(battery, accountId);
  return accountId;
}

function claim({ store }: BatteryStore, accountId: string, now: number): Promise<BackfillJob | null> {
  return store.claimBackfill({ claim: `claim-${accountId}-${now}-${Math.random()}`, now, leaseMs, accountId });
}

async function claimed(battery: BatteryStore, accountId: string, now: number): Promise<BackfillJob> {
  const job = await claim(battery, accountId, now);
  if (job === null) throw new Error('Nothing was there to claim.');
  return job;
}

function without(plural: string): string[] {
  return requiredScopes.filter((scope) => scope !== `crm.objects.${plural}.read`);
}

/** As a refresh of the tokens tells the scopes. */
async function withdraw({ store }: BatteryStore, accountId: string, scopes: string[]): Promise<void> {
  await store.saveTokens({ accountId, was: 't', tokens: 't', tokenExpiresAt: 0, scopes });
}

async function endAll(battery: BatteryStore, accountId: string, now: number): Promise<void> {
  for (const job of await claimAll(battery, accountId, now)) await record(battery, job, { isFinished: true }, now);
}

/** Claims all that waits at an instant. */
async function claimAll(battery: BatteryStore, accountId: string, now: number): Promise<BackfillJob[]> {
  const jobs: BackfillJob[] = [];
  for (let job = await claim(battery, accountId, now); job !== null; job = await claim(battery, accountId, now)) {
    jobs.push(job);
  }
  return jobs;
}

async function install({ store }: BatteryStore, accountId: string, scopes: string[], now: number): Promise<void> {
  await store.installAccount({ accountId, language: 'en', scopes, tokens: 't', tokenExpiresAt: 0, now });
}

function record(
  { store }: BatteryStore,
  job: BackfillJob,
  step: Partial<BackfillStep>,
  now: number,
  told: readonly Told[] = [],
) {
  const whole = { phase: 'recent', place: '', recordsRead: 1, recordsTotal: 1, isFinished: false, ...step } as const;
  const facts = told.map((fact) => ({ hearing: fromHistory, ...fact, accountId: job.accountId }));
  return store.recordHistory({ job, step: whole, facts, now, leaseMs, dueAt: 0, tombstoneKey });
}

function known({ store }: BatteryStore, accountId: string, recordIds: string[]) {
  return store.readHistoryKnown({ accountId, objectType: 'contact', recordIds });
}

async function progressOf({ store }: BatteryStore, accountId: string, objectType: string) {
  const progress = await store.readBackfillProgress({ accountId, now: 51 });
  return progress.find((one) => one.objectType === objectType);
}

/** An uninstalled app, as the store will know it. */
async function setStatus({ spec }: BatteryStore, accountId: string, status: string): Promise<void> {
  const db = openForWriting(spec);
  try {
    await db.kysely.updateTable('account').set({ status }).where('account_id', '=', accountId).execute();
  } finally {
    await db.close();
  }
}
