import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { dayMs } from '../../src/journey/instant.ts';
import type { Store } from '../../src/store/operations.ts';
import { createRepairPortal, type RepairPortal, startsAt } from './repair-portal.ts';

type Options = Parameters<typeof createRepairPortal>;

/** A portal whose account '1' has read the past; everything is followed in the journal, and nothing is delivered. */
async function followedPortal(openAnswers: Options[0] = {}, options: Options[1] = {}): Promise<RepairPortal> {
  const given = await createRepairPortal(openAnswers, options);
  onTestFinished(given.close);
  await given.follow();
  await given.readyAccount('1');
  await given.readJournal('1');
  return given;
}

const create = (given: RepairPortal, properties: Record<string, string> = {}) =>
  given.change({ action: 'create', objectType: 'contact', properties });

const factsOf = async ({ store }: RepairPortal, recordId: string) => {
  const [known] = await store.readKnownRecords({ accountId: '1', objectType: 'contact', recordIds: [recordId] });
  return known?.facts ?? [];
};
const offsetOf = async ({ store }: RepairPortal) => (await store.readJournalReading({}))?.offset;
const comparisonsOf = ({ store }: RepairPortal) => store.readRepairs({ accountId: '1', now: Date.now() });

describe('reading the journal', () => {
  test('tells what was not delivered, at the time at which it happened', async () => {
    const given = await followedPortal();
    const id = create(given, { lifecyclestage: 'lead' });
    const company = given.change({ action: 'create', objectType: 'company', properties: {} });
    const ends = { from: { objectType: 'contact', id }, to: { objectType: 'company', id: company } } as const;
    given.change({ action: 'associate', ...ends });
    const addedAt = given.now();
    given.change({ action: 'dissociate', ...ends });
    const removedAt = given.now();
    given.wait(60);
    await given.readJournal('1');
    const facts = await factsOf(given, id);
    const links = facts.filter(({ kind, subject }) => kind === 'association' && subject.endsWith(':default'));
    expect(links.map(({ value, occurredAt }) => [value, occurredAt])).toEqual(
      expect.arrayContaining([
        ['added', addedAt],
        ['removed', removedAt],
      ]),
    );
    expect(new Set(facts.map(({ hearing }) => hearing.channel))).toEqual(new Set(['journal']));
    expect(facts.find(({ subject }) => subject === 'lifecyclestage')).toMatchObject({ value: 'lead' });
    expect(await comparisonsOf(given)).toEqual([]);
  });

  test('hears once what webhooks told too', async () => {
    const given = await followedPortal();
    given.takeEvents();
    const id = create(given, { lifecyclestage: 'lead' });
    await given.hear('1', given.takeEvents());
    const before = await factsOf(given, id);
    await given.readJournal('1');
    expect(await factsOf(given, id)).toEqual(before);
  });

  test('goes on from the file after the last that was recorded, wherever it was killed', async () => {
    const given = await followedPortal({}, { journalEventsPerFile: 1 });
    const ids = [create(given), create(given), create(given)];
    let files = 0;
    const stopping = new AbortController();
    const step = given.readJournalAs('1', {
      onRead: () => {
        files += 1;
        if (files === 2) stopping.abort();
      },
    });
    expect(await step(stopping.signal)).toBe(true);
    expect([(await factsOf(given, ids[1] ?? '')).length > 0, await factsOf(given, ids[2] ?? '')]).toEqual([true, []]);
    await given.readJournal('1', { onRead: () => (files += 1) });
    expect(files).toBe(3);
    expect(await factsOf(given, ids[2] ?? '')).not.toEqual([]);
  });

  test('records nothing of a file whose claim another process has taken', async () => {
    const given = await followedPortal();
    const id = create(given);
    const before = await offsetOf(given);
    const store: Store = {
      ...given.store,
      recordJournal: (input) => given.store.recordJournal({ ...input, claim: 'of another process' }),
    };
    await given.readJournalAs('1', { store })(AbortSignal.timeout(0));
    await given.readJournalAs('1', { store })(new AbortController().signal);
    expect([await offsetOf(given), await factsOf(given, id)]).toEqual([before, []]);
  });

  test('waits for a file that is listed and not there yet, and then reads it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const given = await followedPortal();
    given.portal.journal.setLateReads(1);
    const id = create(given);
    await given.readJournal('1');
    expect(await given.store.readJournalReading({})).toMatchObject({ lateSince: Date.now(), failure: null });
    expect(await factsOf(given, id)).toEqual([]);
    vi.setSystemTime(Date.now() + 5_001);
    await given.readJournal('1');
    expect(await factsOf(given, id)).not.toEqual([]);
  });

  test('waits for each file anew, however late the one before it was', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const given = await followedPortal({}, { journalEventsPerFile: 1 });
    // Each file is late once.
    given.portal.journal.setLateReads(1);
    const ids = [create(given), create(given)];
    await given.readJournal('1');
    vi.setSystemTime(Date.now() + 3_600_001);
    await given.readJournal('1');
    expect(await factsOf(given, ids[0] ?? '')).not.toEqual([]);
    expect(await given.store.readJournalReading({})).toMatchObject({ lateSince: Date.now() });
    expect(await comparisonsOf(given)).toEqual([]);
    vi.setSystemTime(Date.now() + 5_001);
    await given.readJournal('1');
    expect(await factsOf(given, ids[1] ?? '')).not.toEqual([]);
  });

  test('goes past a file that never comes, and has the accounts compared', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const given = await followedPortal();
    given.portal.journal.setLateReads(1_000);
    create(given);
    await given.readJournal('1');
    given.portal.journal.setLateReads(0);
    given.wait(5);
    const id = create(given);
    vi.setSystemTime(Date.now() + 3_600_001);
    await given.readJournal('1');
    expect(await factsOf(given, id)).not.toEqual([]);
    expect(await comparisonsOf(given)).not.toEqual([]);
  });

  test.each(['refused', 'earliest'] as const)(
    'after four days reads what is kept, and has the accounts compared (an expired offset is %s)',
    async (expiredOffset) => {
      const given = await followedPortal({ expiredOffset });
      create(given);
      await given.readJournal('1');
      const lost = create(given);
      given.wait(2 * 24 * 60);
      const kept = create(given);
      given.wait(2 * 24 * 60);
      expect(given.now()).toBeGreaterThan(startsAt + 4 * dayMs);
      await given.readJournal('1');
      expect([await factsOf(given, lost), (await factsOf(given, kept)).length > 0]).toEqual([[], true]);
      expect(await comparisonsOf(given)).not.toEqual([]);
      await given.repair('1');
      expect((await comparisonsOf(given)).every(({ isPoll, finishedAt }) => !isPoll && finishedAt !== null)).toBe(true);
      expect(await factsOf(given, lost)).not.toEqual([]);
    },
  );

  test('of a merge without ids asks for the records that changed', async () => {
    const given = await followedPortal({ journalMerge: 'bare' });
    const [primaryId, mergedId] = [create(given), create(given)];
    given.change({ action: 'merge', objectType: 'contact', primaryId, mergedId });
    await given.readJournal('1');
    expect((await comparisonsOf(given)).map(({ isPoll }) => isPoll)).toEqual([true, true, true]);
  });

  test('forgets who is to be forgotten', async () => {
    const given = await followedPortal();
    const id = create(given, { email: 'ada@example.com' });
    await given.readJournal('1');
    given.change({ action: 'privacy-delete', id });
    await given.readJournal('1');
    expect(await given.store.readPendingErasures({ limit: 5 })).toMatchObject([{ accountId: '1', recordId: id }]);
  });

  test('ends an account that removed the app, once, and not one that was installed again since', async () => {
    // Before the portal takes hold of the real clock.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const given = await followedPortal();
    const onUninstalled = vi.fn(async () => {});
    const statusOf = async () =>
      (await given.store.readAccounts({})).find(({ accountId }) => accountId === '1')?.status;
    given.portal.uninstall();
    const again = { accountId: '1', language: 'en' as const, scopes: ['oauth'], tokens: 'sealed', tokenExpiresAt: 0 };
    await given.store.installAccount({ ...again, now: Date.now() + 1_000 });
    await given.readJournal('1', { onUninstalled });
    expect([await statusOf(), onUninstalled.mock.calls]).toEqual(['active', []]);
    vi.setSystemTime(Date.now() + 2_000);
    given.portal.uninstall();
    await given.readJournal('1', { onUninstalled });
    expect([await statusOf(), onUninstalled.mock.calls]).toEqual(['uninstalled', [['1']]]);
  });

  test('that HubSpot does not give the app is left alone for an hour, and what was put off is compared', async () => {
    const given = await createRepairPortal({}, { grantsJournal: false });
    onTestFinished(given.close);
    await given.readyAccount('1');
    const step = given.readJournalAs('1', { isComparisonPutOff: true });
    const never = new AbortController().signal;
    expect([await step(never), await step(never)]).toEqual([false, false]);
    expect((await given.store.readJournalReading({}))?.failure).toMatch(/BAD_SCOPE/);
    expect(await comparisonsOf(given)).not.toEqual([]);
  });

  test('survives limits and failures of HubSpot', async () => {
    const given = await followedPortal();
    given.portal.faults.set([
      { path: '/next', status: 429, times: 1 },
      { path: '/next', status: 503, times: 1 },
      { path: '/journal-files/', status: 500, times: 1 },
    ]);
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const id = create(given);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await given.readJournal('1');
      vi.setSystemTime(Date.now() + 31_000);
    }
    expect(await factsOf(given, id)).not.toEqual([]);
    expect((await given.store.readJournalReading({}))?.failure).toBeNull();
  });
});
