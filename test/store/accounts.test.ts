import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Owner } from '../../src/store/owners.ts';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, hear } from './hear.ts';

describeEachDatabase('accounts', (open) => {
  const battery = useBatteryStore(open);

  test('are kept as they were installed, and prepared afterwards', async () => {
    const accountId = battery.newAccount();
    await battery.store.installAccount({
      accountId,
      language: 'ko',
      scopes: ['oauth', 'crm.objects.contacts.read'],
      tokens: 'sealed',
      tokenExpiresAt: 77,
      now: 5,
    });
    const installed = {
      accountId,
      status: 'active',
      language: 'ko',
      modelVersion: 0,
      agreementVersion: 0,
      settingsVersion: 0,
      scopes: ['oauth', 'crm.objects.contacts.read'],
      tokens: 'sealed',
      tokenExpiresAt: 77,
      installedAt: 5,
      uninstalledAt: null,
      preparedAt: null,
      observedAt: null,
      followedAgreement: 0,
      failure: null,
    };
    expect(await read(battery, accountId)).toEqual(installed);
    await battery.store.markPrepared({ accountId, modelVersion: 0, now: 9 });
    const anew = { tokens: 'sealed anew', tokenExpiresAt: 99, scopes: ['oauth'] };
    expect(await battery.store.saveTokens({ accountId, was: 'sealed', ...anew })).toBe(true);
    expect(await read(battery, accountId)).toEqual({
      ...installed,
      preparedAt: 9,
      tokens: 'sealed anew',
      tokenExpiresAt: 99,
      scopes: ['oauth'],
    });
  });

  test('that are installed again keep their model and language, and are prepared anew', async () => {
    const accountId = await battery.installedAccount();
    await battery.store.markPrepared({ accountId, modelVersion: 1, now: 9 });
    await battery.store.installAccount({
      accountId,
      language: 'ru',
      scopes: [],
      tokens: 'other',
      tokenExpiresAt: 1,
      now: 50,
    });
    expect(await read(battery, accountId)).toMatchObject({
      language: 'en',
      modelVersion: 1,
      tokens: 'other',
      scopes: [],
      preparedAt: null,
      installedAt: 50,
    });
  });

  test('that are installed again in a language that was chosen have it, and their journeys are told anew', async () => {
    const accountId = await battery.installedAccount();
    const again = { accountId, isLanguageChosen: true, scopes: [], tokens: 'x', tokenExpiresAt: 1, now: 50 };
    const { settingsVersion = 0 } = (await read(battery, accountId)) ?? {};
    await battery.store.installAccount({ ...again, language: 'en' });
    expect(await read(battery, accountId)).toMatchObject({ language: 'en', settingsVersion });
    await battery.store.installAccount({ ...again, language: 'ko' });
    expect(await read(battery, accountId)).toMatchObject({ language: 'ko', settingsVersion: settingsVersion + 1 });
  });

  test('do not touch each other', async () => {
    const [one, other] = [await battery.installedAccount(), await battery.installedAccount()];
    const before = await read(battery, other);
    await battery.store.saveTokens({ accountId: one, was: 'sealed', tokens: 'x', tokenExpiresAt: 1, scopes: [] });
    await battery.store.markPrepared({ accountId: one, modelVersion: 1, now: 9 });
    await publish(battery, one, 'changed');
    expect(await read(battery, other)).toEqual(before);
  });
});

describeEachDatabase('the tokens of an account', (open) => {
  const battery = useBatteryStore(open);
  const claim = (accountId: string, now: number, tokens = 'sealed') =>
    battery.store.claimTokens({ accountId, tokens, now, leaseMs: 100 });

  test('are claimed by one of those who ask at the same time, until the lease is over', async () => {
    const accountId = await battery.installedAccount();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(accountId, 1_000)));
    expect(claims.filter((isClaimed) => isClaimed)).toHaveLength(1);
    expect([await claim(accountId, 1_099), await claim(accountId, 1_100)]).toEqual([false, true]);
  });

  test('can be claimed anew once they are given back or saved', async () => {
    const accountId = await battery.installedAccount();
    await claim(accountId, 1_000);
    await battery.store.releaseTokens({ accountId, tokens: 'sealed' });
    expect(await claim(accountId, 1_001)).toBe(true);
    await battery.store.saveTokens({ accountId, was: 'sealed', tokens: 'next', tokenExpiresAt: 1, scopes: [] });
    expect([await claim(accountId, 1_002), await claim(accountId, 1_002, 'next')]).toEqual([false, true]);
  });

  test('of a new installation are not replaced by what a refresh of the former ones brings', async () => {
    const accountId = await battery.installedAccount();
    await claim(accountId, 1_000);
    const again = { accountId, language: 'en' as const, scopes: ['oauth'], tokens: 'installed again' };
    await battery.store.installAccount({ ...again, tokenExpiresAt: 7, now: 1_001 });
    const late = { accountId, was: 'sealed', tokens: 'late', tokenExpiresAt: 9, scopes: [] };
    expect(await battery.store.saveTokens(late)).toBe(false);
    expect(await read(battery, accountId)).toMatchObject({ tokens: 'installed again', tokenExpiresAt: 7 });
    expect(await claim(accountId, 1_001, 'installed again')).toBe(true);
  });
});

describeEachDatabase('a secret of the installation', (open) => {
  const battery = useBatteryStore(open);

  test('is the first one that is kept, whoever comes later; its seal can be renewed', async () => {
    const { store } = battery;
    expect(await store.readSecret({ name: 'n' })).toBeNull();
    expect(await store.keepSecret({ name: 'n', was: null, sealed: 'one' })).toBe('one');
    expect(await store.keepSecret({ name: 'n', was: null, sealed: 'two' })).toBe('one');
    expect(await store.keepSecret({ name: 'n', was: 'other', sealed: 'two' })).toBe('one');
    expect(await store.keepSecret({ name: 'n', was: 'one', sealed: 'two' })).toBe('two');
    expect(await store.readSecret({ name: 'n' })).toBe('two');
    await expect(store.keepSecret({ name: 'never', was: 'a', sealed: 'b' })).rejects.toThrow('"never"');
  });
});

describeEachDatabase("the portal's own settings", (open) => {
  const battery = useBatteryStore(open);
  const settings = (observedAt: number, label: string) => ({
    observedAt,
    lifecycleStages: [{ value: 'lead', label }],
    dealPipelines: [],
  });

  test('are kept with the time at which they were seen to differ, and make every record due', async () => {
    const accountId = await battery.installedAccount();
    await hear(battery.store, accountId, [created(contact('1'), 1)], { dueAt: 900 });
    const record = (observedAt: number, label: string) =>
      battery.store.recordPortalMetadata({ accountId, observed: settings(observedAt, label), dueAt: 7 });
    expect(await record(100, 'Lead')).toBe(true);
    expect(await dueOf(battery, accountId)).toEqual([{ due_at: 7, ledger_version: 2 }]);
    expect(await record(200, 'Lead')).toBe(false);
    expect(await dueOf(battery, accountId)).toEqual([{ due_at: 7, ledger_version: 2 }]);
    expect(await record(300, 'Prospect')).toBe(true);
    expect(await record(300, 'Interested')).toBe(true);
    expect(await battery.store.readPortalMetadata({ accountId })).toEqual([
      settings(100, 'Lead'),
      settings(300, 'Interested'),
    ]);
    expect(await read(battery, accountId)).toMatchObject({ settingsVersion: 4 });
    expect(await battery.store.readPortalMetadata({ accountId: battery.newAccount() })).toEqual([]);
  });
});

describeEachDatabase('the owners of an account', (open) => {
  const battery = useBatteryStore(open);
  const owner = (id: string, name: string): Owner => ({ id, name, userId: null, isActive: true, teams: [] });

  test('are those that were named last, and nobody of another account is touched', async () => {
    const [one, other] = [await battery.installedAccount(), await battery.installedAccount()];
    const team = { id: '3', name: 'Fictitious sales', isPrimary: true };
    const first = [
      { ...owner('10', 'Ines Imaginary'), userId: '7', teams: [team] },
      { ...owner('9', 'Gustav Gone'), isActive: false },
    ];
    await battery.store.recordOwners({ accountId: one, owners: first });
    await battery.store.recordOwners({ accountId: other, owners: [owner('10', 'Somebody Else')] });
    expect(await battery.store.readOwners({ accountId: one })).toEqual(first);
    await battery.store.recordOwners({ accountId: one, owners: [owner('10', 'Ines Renamed')] });
    expect(await battery.store.readOwners({ accountId: one })).toEqual([owner('10', 'Ines Renamed')]);
    expect(await battery.store.readOwners({ accountId: other })).toEqual([owner('10', 'Somebody Else')]);
    const rows = await battery.rows.kysely.selectFrom('owner').select('name').where('account_id', '=', one).execute();
    expect(rows).toEqual([{ name: 'Ines Renamed' }]);
  });

  test('make no journey due when they change; when they were read is noted', async () => {
    const accountId = await battery.installedAccount();
    const before = await read(battery, accountId);
    await battery.store.recordOwners({ accountId, owners: [owner('1', 'Nobody Real')] });
    await battery.store.markObserved({ accountId, now: 77 });
    expect(await read(battery, accountId)).toEqual({ ...before, observedAt: 77 });
  });
});

describeEachDatabase('what is taken once', (open) => {
  const battery = useBatteryStore(open);

  test('the state of an installation, and only while it is fresh', async () => {
    await battery.store.addOauthState({ state: 'old', now: 10 });
    await battery.store.addOauthState({ state: 'fresh', now: 20 });
    const take = (state: string) => battery.store.takeOauthState({ state, createdSince: 15 });
    expect([await take('old'), await take('unknown'), await take('fresh'), await take('fresh')]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    await battery.store.addOauthState({ state: 'forgotten', now: 20 });
    await battery.store.addOauthState({ state: 'other', now: 20 + 86_400_001 });
    expect(await take('forgotten')).toBe(false);
    await battery.store.addOauthState({ state: 'contested', now: 20 });
    const taken = await Promise.all(['contested', 'contested', 'contested'].map(take));
    expect(taken.filter((isTaken) => isTaken)).toHaveLength(1);
  });

  test('a slot of a scheduled job, by one of all processes', async () => {
    const spec = await open();
    const stores = [await openStore(spec), await openStore(spec)];
    try {
      const [first] = stores as [(typeof stores)[number]];
      for (const slotAt of [1_000, 2_000]) {
        const taken = await Promise.all(
          Array.from({ length: 6 }, (_, index) => (stores[index % 2] ?? first).takeCronSlot({ job: 'purge', slotAt })),
        );
        expect(taken.filter((isTaken) => isTaken)).toHaveLength(1);
      }
      expect(await first.takeCronSlot({ job: 'observe', slotAt: 1_000 })).toBe(true);
      // Slots are remembered for a week.
      expect(await first.takeCronSlot({ job: 'purge', slotAt: 1_000 + 7 * 86_400_000 })).toBe(true);
      expect(await first.takeCronSlot({ job: 'purge', slotAt: 1_000 })).toBe(false);
      expect(await first.takeCronSlot({ job: 'purge', slotAt: 1_001 + 7 * 86_400_000 })).toBe(true);
      expect(await first.takeCronSlot({ job: 'purge', slotAt: 1_000 })).toBe(true);
    } finally {
      for (const store of stores) await store.close();
    }
  });
});

async function read({ store }: BatteryStore, accountId: string) {
  return (await store.readAccounts({})).find((account) => account.accountId === accountId);
}

function publish({ store }: BatteryStore, accountId: string, definition: string) {
  return store.publishModel({
    accountId,
    name: 'a model',
    definition,
    publishedBy: 'cli',
    expectedVersion: null,
    now: 3,
    dueAt: 5,
  });
}

function dueOf({ rows: { kysely } }: BatteryStore, accountId: string) {
  return kysely.selectFrom('record').select(['due_at', 'ledger_version']).where('account_id', '=', accountId).execute();
}
