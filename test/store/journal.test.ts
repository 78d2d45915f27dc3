import { beforeEach, expect, test } from 'vitest';
import { objectTypes } from '../../src/journey/vocabulary.ts';
import type { AccountFact } from '../../src/store/record-facts.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, fromWebhook, tombstoneKey } from './hear.ts';

describeEachDatabase('reading the journal', (open) => {
  const battery = useBatteryStore(open);
  let now = 1_000_000;
  let claims = 0;
  /** Later than all that the test before had claimed. */
  beforeEach(() => {
    now += 1_000_000;
  });

  const claim = (changes: { everyMs?: number; leaseMs?: number } = {}) => {
    claims += 1;
    return battery.store.claimJournal({ claim: `claim-${claims}`, now, leaseMs: 100, everyMs: 0, ...changes });
  };
  const end = (claimed: { claim: string } | null, asOf: number) =>
    battery.store.endJournalTurn({
      ...{ claim: claimed?.claim ?? '', now, end: { asOf } },
      ...{ retryAt: 0, lateSince: null, failure: null },
    });
  const fact = (accountId: string, channel: AccountFact['hearing']['channel']): AccountFact => ({
    ...created(contact('1'), 5),
    ...{ accountId, hearing: { ...fromWebhook, channel } },
  });
  const recorded = (claimed: { claim: string } | null, offset: string | null, facts: AccountFact[]) =>
    battery.store.recordJournal({
      ...{ claim: claimed?.claim ?? '', offset, facts, erasures: [] },
      ...{ now, leaseMs: 100, dueAt: 7, tombstoneKey },
    });

  test('is done by one process at a time, and by another when its lease has run out', async () => {
    const first = await claim();
    expect(first).not.toBeNull();
    expect(await claim()).toBeNull();
    now += 101;
    const second = await claim();
    expect(second).not.toBeNull();
    expect(await recorded(first, 'late', [])).toEqual({ isHeld: false, newHearings: 0 });
    expect((await battery.store.readJournalReading({}))?.offset).not.toBe('late');
    await end(second, 9);
  });

  test('pauses at the end, and goes on in between', async () => {
    await end(await claim(), 17);
    expect(await battery.store.readJournalReading({})).toMatchObject({ asOf: 17, readAt: now, failure: null });
    now += 50;
    expect(await claim({ everyMs: 60 })).toBeNull();
    now += 10;
    const next = await claim({ everyMs: 60 });
    expect(next).toMatchObject({ asOf: 17 });
    await end(next, 18);
  });

  test('keeps the offset with the facts, and begins again when it is told to', async () => {
    const accountId = await battery.installedAccount();
    const claimed = await claim();
    expect(await recorded(claimed, null, [fact(accountId, 'journal')])).toEqual({ isHeld: true, newHearings: 1 });
    expect((await battery.store.readJournalReading({}))?.offset).toBe(claimed?.offset);
    await recorded(claimed, 'one', []);
    expect((await battery.store.readJournalReading({}))?.offset).toBe('one');
    await battery.store.restartJournal({ claim: claimed?.claim ?? '' });
    expect((await battery.store.readJournalReading({}))?.offset).toBe('');
    await end(claimed, 19);
  });

  test('hears nothing anew of what a webhook told, and does of what was only seen', async () => {
    const told = await battery.installedAccount();
    const seen = await battery.installedAccount();
    const rest = { setAside: [], erasures: [], groupIds: [], now, dueAt: 7, tombstoneKey };
    await battery.store.recordFacts({ facts: [fact(told, 'webhook'), fact(seen, 'seen')], ...rest });
    const claimed = await claim();
    expect((await recorded(claimed, 'two', [fact(told, 'journal')])).newHearings).toBe(0);
    expect((await recorded(claimed, 'two', [fact(seen, 'journal')])).newHearings).toBe(1);
    await end(claimed, 20);
  });

  test('says since when a file is late, until it is there', async () => {
    const claimed = await claim();
    const late = { now, end: null, retryAt: now + 5, lateSince: now, failure: 'late' };
    await battery.store.endJournalTurn({ claim: claimed?.claim ?? '', ...late });
    expect(await battery.store.readJournalReading({})).toMatchObject({ lateSince: now, failure: 'late' });
    expect(await claim()).toBeNull();
    now += 5;
    const again = await claim();
    await recorded(again, 'three', []);
    expect(await battery.store.readJournalReading({})).toMatchObject({ lateSince: null, offset: 'three' });
    await end(again, 21);
  });
});

describeEachDatabase('the properties that an account follows', (open) => {
  const battery = useBatteryStore(open);
  const property = (name: string, isOwn = false) => ({ objectType: 'contact' as const, name, isOwn });
  const keep = (accountId: string, names: string[], isInJournal = true, now = 5) =>
    battery.store.keepFollowed({
      ...{ accountId, inJournal: isInJournal ? objectTypes : [], now },
      properties: names.map((name) => property(name, name !== 'email')),
    });
  const beginPast = async (accountId: string) => {
    await battery.store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    await battery.store.claimBackfill({ claim: 'c', now: 1, leaseMs: 1, accountId });
  };
  const pastOf = async (accountId: string) =>
    (await battery.store.readBackfillProgress({ accountId, now: 9 })).map((one) => [
      one.objectType,
      one.startedAt === 5,
    ]);

  test('are kept with how they are told', async () => {
    const accountId = await battery.installedAccount();
    await keep(accountId, ['email', 'tier']);
    await keep(accountId, ['email', 'tier', 'size'], true, 6);
    expect(await battery.store.readFollowed({ accountId })).toEqual([
      { ...property('email'), journalSince: 5 },
      { ...property('size', true), journalSince: 6 },
      { ...property('tier', true), journalSince: 5 },
    ]);
    await keep(accountId, ['email'], false);
    expect(await battery.store.readFollowed({ accountId })).toEqual([{ ...property('email'), journalSince: null }]);
  });

  test('a new one has its past read, of its type of records alone', async () => {
    const accountId = await battery.installedAccount();
    expect(await keep(accountId, ['email'])).toEqual({ readAgain: [] });
    await beginPast(accountId);
    expect(await keep(accountId, ['email'])).toEqual({ readAgain: [] });
    expect(await keep(accountId, ['email', 'tier'])).toEqual({ readAgain: ['contact'] });
    expect(await pastOf(accountId)).toContainEqual(['contact', true]);
    expect(await pastOf(accountId)).toContainEqual(['deal', false]);
  });

  test('one that was not followed for a while has its past read again', async () => {
    const accountId = await battery.installedAccount();
    await keep(accountId, ['email', 'tier']);
    await beginPast(accountId);
    await keep(accountId, ['email']);
    expect(await keep(accountId, ['email', 'tier'])).toEqual({ readAgain: ['contact'] });
  });

  test('are forgotten with the installation', async () => {
    const accountId = await battery.installedAccount();
    await keep(accountId, ['email']);
    await battery.store.uninstallAccount({ accountId, tokens: null, now: 9 });
    expect(await battery.store.readFollowed({ accountId })).toEqual([]);
  });
});
