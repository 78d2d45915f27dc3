import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { type BatteryStore, install, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, hear } from './hear.ts';

type Given = { definition: string; publishedBy?: string; expectedVersion?: number | null; now?: number };

describeEachDatabase('model versions', (open) => {
  const battery = useBatteryStore(open);

  function publish(accountId: string, { definition, publishedBy = 'cli', expectedVersion = null, now = 3 }: Given) {
    const model = { accountId, name: 'a-model', definition, publishedBy, expectedVersion };
    return battery.store.publishModel({ ...model, now, dueAt: 5 });
  }

  async function accountWithoutModel(): Promise<string> {
    const accountId = battery.newAccount();
    const rest = { scopes: [], tokens: null, tokenExpiresAt: 0, now: 0 };
    await battery.store.installAccount({ accountId, language: 'en', ...rest });
    return accountId;
  }

  test('go up with each model that differs from the one in force, and every record is due under it', async () => {
    const accountId = await accountWithoutModel();
    await hear(battery.store, accountId, [created(contact('1'), 1), created(contact('2'), 1)], { dueAt: 900 });
    expect(await publish(accountId, { definition: '{"a":1}' })).toEqual({ outcome: 'published', modelVersion: 1 });
    expect(await dueOf(battery, accountId)).toEqual([
      { due_at: 5, ledger_version: 2 },
      { due_at: 5, ledger_version: 2 },
    ]);
    expect(await accountOf(battery, accountId)).toMatchObject({ modelVersion: 1, settingsVersion: 1 });
    expect(await publish(accountId, { definition: '{"a":1}' })).toEqual({ outcome: 'in-force', modelVersion: 1 });
    expect(await accountOf(battery, accountId)).toMatchObject({ modelVersion: 1, settingsVersion: 1 });
    expect(await publish(accountId, { definition: '{"a":2}' })).toEqual({ outcome: 'published', modelVersion: 2 });
    // A former model that comes back is a version of its own: what was replayed under which one stays known.
    expect(await publish(accountId, { definition: '{"a":1}' })).toEqual({ outcome: 'published', modelVersion: 3 });
    expect(await accountOf(battery, accountId)).toMatchObject({ modelVersion: 3, settingsVersion: 3 });
    const current = await battery.store.readCurrentModels({});
    expect(current.filter((model) => model.accountId === accountId)).toEqual([
      { accountId, modelVersion: 3, name: 'a-model', definition: '{"a":1}' },
    ]);
  });

  test('are not published over one that the publisher has not seen, and nothing is written then', async () => {
    const accountId = await battery.installedAccount();
    await hear(battery.store, accountId, [created(contact('1'), 1)], { dueAt: 900 });
    expect(await publish(accountId, { definition: '{"a":1}', expectedVersion: 1 })).toMatchObject({ modelVersion: 2 });
    const before = [await accountOf(battery, accountId), await dueOf(battery, accountId)];
    for (const expectedVersion of [0, 1, 3]) {
      const publication = await publish(accountId, { definition: '{"a":2}', expectedVersion });
      expect(publication).toEqual({ outcome: 'overtaken', modelVersion: 2 });
    }
    expect([await accountOf(battery, accountId), await dueOf(battery, accountId)]).toEqual(before);
    expect(await battery.store.readModelVersions({ accountId, limit: 9 })).toHaveLength(2);
  });

  test('that were published may be published again by a repeated request, which changes nothing', async () => {
    const accountId = await battery.installedAccount();
    const given = { definition: '{"a":1}', expectedVersion: 1 };
    expect(await publish(accountId, given)).toEqual({ outcome: 'published', modelVersion: 2 });
    expect(await publish(accountId, given)).toEqual({ outcome: 'in-force', modelVersion: 2 });
  });

  test('of two who publish over the same version one is refused', async () => {
    const accountId = await battery.installedAccount();
    const both = await Promise.all(
      ['{"a":1}', '{"a":2}'].map((definition) => publish(accountId, { definition, expectedVersion: 1 })),
    );
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['overtaken', 'published']);
    expect(both.map(({ modelVersion }) => modelVersion)).toEqual([2, 2]);
  });

  test('are one version when several processes publish the same model at once', async () => {
    const spec = await open();
    const stores = [await openStore(spec), await openStore(spec)];
    try {
      const [first] = stores as [(typeof stores)[number]];
      const accountId = await install(first);
      const rest = { definition: '{"b":1}', publishedBy: 'cli', expectedVersion: null, now: 1, dueAt: 1 };
      const published = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (stores[index % 2] ?? first).publishModel({ accountId, name: 'n', ...rest }),
        ),
      );
      expect(new Set(published.map(({ modelVersion }) => modelVersion))).toEqual(new Set([2]));
      expect(published.filter(({ outcome }) => outcome === 'published')).toHaveLength(1);
    } finally {
      for (const store of stores) await store.close();
    }
  });

  test('are remembered with who published them and when, the newest first, each account its own', async () => {
    const accountId = await battery.installedAccount();
    await publish(accountId, { definition: '{"a":1}', publishedBy: 'user:5', now: 7 });
    await publish(accountId, { definition: '{"a":2}', now: 9 });
    await publish(accountId, { definition: '{"a":1}', publishedBy: 'user:6', now: 11 });
    const versions = await battery.store.readModelVersions({ accountId, limit: 9 });
    expect(versions).toEqual([
      { modelVersion: 4, name: 'a-model', publishedAt: 11, publishedBy: 'user:6' },
      { modelVersion: 3, name: 'a-model', publishedAt: 9, publishedBy: 'cli' },
      { modelVersion: 2, name: 'a-model', publishedAt: 7, publishedBy: 'user:5' },
      { modelVersion: 1, name: 'lead-funnel', publishedAt: 0, publishedBy: 'start' },
    ]);
    expect(await battery.store.readModelVersions({ accountId, limit: 2 })).toEqual(versions.slice(0, 2));
    const second = await battery.store.readModelVersion({ accountId, modelVersion: 2 });
    expect(second).toEqual({ accountId, definition: '{"a":1}', ...versions[2] });
    expect(await battery.store.readModelVersion({ accountId, modelVersion: 5 })).toBeNull();
    const definitions = await battery.store.readModelDefinitions({ accountId });
    expect(definitions.map((definition) => JSON.parse(definition).a ?? 'preset')).toEqual([1, 2, 'preset']);
    expect(await battery.store.readModelVersions({ accountId: battery.newAccount(), limit: 9 })).toEqual([]);
  });

  test('leave an account unprepared when they are published while another version was being prepared', async () => {
    const accountId = await battery.installedAccount();
    await publish(accountId, { definition: '{"a":1}' });
    await battery.store.markPrepared({ accountId, modelVersion: 1, now: 8 });
    expect(await accountOf(battery, accountId)).toMatchObject({ preparedAt: null });
    await battery.store.markPrepared({ accountId, modelVersion: 2, now: 9 });
    expect(await accountOf(battery, accountId)).toMatchObject({ preparedAt: 9 });
  });
});

async function accountOf({ store }: BatteryStore, accountId: string) {
  return (await store.readAccounts({})).find((account) => account.accountId === accountId);
}

function dueOf({ rows: { kysely } }: BatteryStore, accountId: string) {
  return kysely.selectFrom('record').select(['due_at', 'ledger_version']).where('account_id', '=', accountId).execute();
}
