import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { DatabaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { accountTables } from '../../src/store/purge-account.ts';
import { tablesWithoutAccount } from '../../src/store/schema.ts';
import { purgeAccountsStep } from '../../src/worker/purge-accounts-step.ts';
import { packDeliveries } from '../../webhooks/delivery-group.ts';
import { scrubAccount } from '../../webhooks/scrub-account.ts';
import { unpackDeliveries } from '../../webhooks/unpack-deliveries.ts';
import { allRows } from './all-rows.ts';
import { install } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { fillTables } from './fill-tables.ts';
import { associated, company, contact, created, deal, hear, lifecycle, merged, of, tombstoneKey } from './hear.ts';
import { primaryKeysOf } from './schema-dump.ts';
import { journeyOf, replayed, visit } from './visits.ts';

// Fictitious portals, whose ids appear nowhere else. Both have records of the same ids.
const leaving = '7700000000101';
const staying = '7700000000202';
const claims = { now: 10, leaseMs: 5, limit: 100, dueAt: 10 };
const tagClaims = { now: 10, leaseMs: 5, limit: 100, delayMs: 0, exceptAccounts: [] };

describeEachDatabase('an account that removes the app', (open) => {
  let spec: DatabaseSpec;
  let store: Store;
  beforeEach(async () => {
    spec = await open();
    store = await openStore(spec);
    for (const accountId of [leaving, staying]) {
      await install(store, accountId);
      await store.markPrepared({ accountId, modelVersion: 1, now: 1 });
      await live(accountId);
    }
  });
  afterEach(() => store.close());

  test('has no work done any more, from the commit on, and the others have', async () => {
    const reading = await store.claimBackfill({ claim: 'mine', now: 5, leaseMs: 1_000, accountId: leaving });
    expect(reading).not.toBeNull();
    expect(await uninstall()).toBe(true);
    expect(ofWhom(await store.claimDueRecords(claims))).toEqual([staying]);
    expect(ofWhom(await store.claimTagWrites(tagClaims))).toEqual([staying]);
    expect(await store.claimTagWrites(tagClaims)).toEqual([]);
    expect(await store.claimBackfill({ claim: 'c', now: 5_000, leaseMs: 5, accountId: leaving })).toBeNull();
    const step = { phase: 'all', place: '', recordsRead: 1, recordsTotal: 1, isFinished: false } as const;
    const facts = [{ ...created(contact('9'), 5), accountId: leaving, hearing: fromHistory }];
    const read = { job: reading ?? never(), step, facts, now: 6, leaseMs: 5, dueAt: 6, tombstoneKey };
    expect(await store.recordHistory(read)).toEqual({ isHeld: false, newHearings: 0 });
    expect(await accountOf(leaving)).toMatchObject({ status: 'uninstalled', tokens: null, uninstalledAt: 100 });
    expect(await accountOf(staying)).toMatchObject({ status: 'active', tokens: 'sealed', uninstalledAt: null });
  });

  test('has nothing recorded by a comparison that was under way', async () => {
    const read = { recordsRead: 0, recordsTotal: 0, isFinished: true } as const;
    const given = { now: 6, leaseMs: 1_000, dueAt: 6, tombstoneKey };
    for (let job = await reading(); job !== null; job = await reading())
      await store.recordHistory({ job, step: { phase: 'all', place: '', ...read }, facts: [], ...given });
    expect(await store.beginRepairs({ accountId: leaving, now: 7, journeyNow: 7 })).toEqual([leaving]);
    const job = (await store.claimRepair({ claim: 'mine', now: 8, leaseMs: 1_000, accountId: leaving })) ?? never();
    const found = { recordsRead: 1, recordsFound: 0, recovered: [{ recordId: '9', recovered: { created: 1 } }] };
    const step = { phase: 'changed', place: '9', isFinished: false, ...found } as const;
    const facts = [{ ...created(contact('9'), 5), accountId: leaving, hearing: fromHistory }];
    expect(await store.recordRepair({ job, step, facts, ...given })).toEqual({ isHeld: true, newHearings: 1 });
    expect(await uninstall()).toBe(true);
    const late = facts.map((fact) => ({ ...fact, recordId: '10' }));
    const before = await rowsOf(leaving);
    expect(await store.recordRepair({ job, step, facts: late, ...given })).toEqual({ isHeld: false, newHearings: 0 });
    expect(await rowsOf(leaving)).toEqual(before);

    function reading() {
      return store.claimBackfill({ claim: 'mine', now: 5, leaseMs: 1_000, accountId: leaving });
    }
  });

  test('has nothing recorded any more, whatever HubSpot still delivers, and its people are still forgotten', async () => {
    await uninstall();
    const before = await rowsOf(leaving);
    await deliver([event(leaving, { objectId: 41 }), event(staying, { objectId: 41 }), { portalId: Number(leaving) }]);
    const after = (await rowsOf(leaving)).filter((row) => !row.startsWith('delivery_group'));
    // An event that can't be read may say whose it is; it is kept as one of nobody.
    expect(after.filter((row) => !row.startsWith('set_aside_event {"account_id":""'))).toEqual(before);
    expect((await store.loadLedgers({ records: [of(staying, contact('41'))] }))[0]?.facts).toHaveLength(1);
    expect(await hear(store, leaving, [created(contact('42'), 1)])).toMatchObject({ newHearings: 0, dropped: 1 });
    await hear(store, leaving, [], { erasures: [contact('1')] });
    const pending = await store.readPendingErasures({ limit: 9 });
    expect(pending.filter(({ recordId }) => recordId === '1')).toMatchObject([{ accountId: leaving }]);
  });

  test('is the same as before when it is installed again in time: its journeys are there, and all of its work goes on', async () => {
    const before = (await rowsOf(leaving)).filter((row) => /^(fact|hearing|visit|journey|model_version) /.test(row));
    expect(before.length).toBeGreaterThan(8);
    await uninstall();
    await installAgain(200);
    expect((await rowsOf(leaving)).filter((row) => /^(fact|hearing|visit|journey|model_version) /.test(row))).toEqual(
      before,
    );
    expect(await accountOf(leaving)).toMatchObject({
      status: 'active',
      modelVersion: 1,
      installedAt: 200,
      uninstalledAt: null,
    });
    await store.markPrepared({ accountId: leaving, modelVersion: 1, now: 201 });
    expect(ofWhom(await store.claimDueRecords(claims))).toEqual([leaving, staying]);
    expect(await store.claimBackfill({ claim: 'c', now: 5_000, leaseMs: 5, accountId: leaving })).toMatchObject({
      isAgain: true,
    });
    expect(await purge()).toBe(false);
    expect(await store.beginPurge({ uninstalledBefore: Number.MAX_SAFE_INTEGER })).toBeNull();
  });

  test('keeps the tokens of a new installation that came before the refusal of the former ones', async () => {
    await installAgain(60);
    expect(await store.uninstallAccount({ accountId: leaving, tokens: 'sealed', now: 100 })).toBe(false);
    expect(await accountOf(leaving)).toMatchObject({ status: 'active', tokens: 'sealed anew' });
  });

  test('is purged once its time is over, out of every table and delivery, and nobody else is', async () => {
    await deliver([event(leaving), event(staying), { portalId: Number(leaving), occurredAt: 'never' }]);
    await fillTables(spec, Object.keys(accountTables), leaving);
    const tables = new Set((await rowsOf(leaving)).map((row) => row.split(' ')[0]));
    for (const table of Object.keys(accountTables)) expect(tables, table).toContain(table);
    const others = await rowsOf(staying);
    await uninstall(Date.now());
    expect(await purge()).toBe(false);
    await store.uninstallAccount({ accountId: staying, tokens: 'of another time', now: 1 });
    await moveBack();
    expect(await purge()).toBe(true);
    const left = await rowsOf(leaving);
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(/^account .*"status":"purged"/);
    expect(left[0]).toMatch(/"tokens":null/);
    expect((await rowsOf(staying)).filter(isNoDelivery)).toEqual(others.filter(isNoDelivery));
    const kept = await store.readDeliveries({ afterGroupId: 0, limit: 10 });
    expect((await allRows(spec)).some((row) => row.startsWith('delivery_group') && row.includes(staying))).toBe(true);
    expect(kept).toHaveLength(1);
  });

  test('is dropped after its purge too, and starts from nothing when it is installed again', async () => {
    await uninstall(1);
    await purge();
    await deliver([event(leaving, { subscriptionType: 'contact.privacyDeletion' }), event(leaving)]);
    expect((await rowsOf(leaving)).filter(isNoDelivery)).toHaveLength(1);
    await installAgain(300);
    expect(await accountOf(leaving)).toMatchObject({
      status: 'active',
      language: 'de',
      modelVersion: 0,
      installedAt: 300,
      uninstalledAt: null,
    });
    expect((await rowsOf(leaving)).filter(isNoDelivery)).toHaveLength(1);
    await store.markPrepared({ accountId: leaving, modelVersion: 0, now: 301 });
    expect(await store.claimBackfill({ claim: 'c', now: 5_000, leaseMs: 5, accountId: leaving })).toMatchObject({
      phase: 'recent',
      isAgain: false,
    });
  });

  test('is purged to its end after the process was killed anywhere', async () => {
    await uninstall(1);
    for (const name of ['beginPurge', 'purgeRows', 'readDeliveries'] as const) {
      const cutOff = async (input: never) => {
        await (store[name] as (input: never) => Promise<unknown>)(input);
        throw new Error('the process ended');
      };
      await expect(purge({ ...store, [name]: cutOff } as Store)).rejects.toThrow('the process ended');
      expect((await accountOf(leaving))?.status).toBe('purging');
    }
    expect(await purge()).toBe(true);
    expect(await rowsOf(leaving)).toHaveLength(1);
    expect(await purge()).toBe(false);
  });

  test('starts from nothing also when it is installed again while its purge is under way', async () => {
    await uninstall(1);
    const begun = await store.beginPurge({ uninstalledBefore: 1 });
    expect(begun).toEqual({ accountId: leaving });
    expect(await store.purgeRows({ accountId: leaving, limit: 2 })).toBe(true);
    expect((await rowsOf(leaving)).length).toBeGreaterThan(10);
    await installAgain(300);
    expect((await rowsOf(leaving)).filter(isNoDelivery)).toHaveLength(1);
    await hear(store, leaving, [created(contact('5'), 1)]);
    // The purge that was under way finds out and takes nothing of what came since.
    expect(await store.purgeRows({ accountId: leaving, limit: 2 })).toBe(false);
    await store.finishPurge({ accountId: leaving });
    expect(await accountOf(leaving)).toMatchObject({ status: 'active', installedAt: 300 });
    expect((await store.loadLedgers({ records: [of(leaving, contact('5'))] }))[0]?.facts).toHaveLength(1);
  });

  test('takes a bounded number of rows at a time', async () => {
    await hear(
      store,
      leaving,
      Array.from({ length: 30 }, (_, index) => created(contact(String(500 + index)), 1)),
    );
    await uninstall(1);
    await store.beginPurge({ uninstalledBefore: 1 });
    let before = (await rowsOf(leaving)).length;
    let batches = 0;
    while (await store.purgeRows({ accountId: leaving, limit: 7 })) {
      const now = (await rowsOf(leaving)).length;
      expect(before - now).toBeGreaterThan(0);
      expect(before - now).toBeLessThanOrEqual(7);
      before = now;
      batches += 1;
    }
    expect(batches).toBeGreaterThan(10);
  });

  const fromHistory = { channel: 'history', changeSource: 'CRM_UI', sourceId: '' } as const;
  const uninstall = (now = 100) => store.uninstallAccount({ accountId: leaving, tokens: 'sealed', now });
  const isNoDelivery = (row: string) => !row.startsWith('delivery');
  const never = () => {
    throw new Error('There was nothing to claim.');
  };

  async function installAgain(now: number): Promise<void> {
    const tokens = { tokens: 'sealed anew', tokenExpiresAt: 9 };
    await store.installAccount({ accountId: leaving, language: 'de', scopes: ['oauth'], ...tokens, now });
  }

  /** The same account, as if it had been away for longer. */
  async function moveBack(): Promise<void> {
    await installAgain(1);
    await store.uninstallAccount({ accountId: leaving, tokens: null, now: 1 });
  }

  /** A little of everything that can be known of an account. */
  async function live(accountId: string): Promise<void> {
    await hear(store, accountId, [
      created(contact('1'), 1),
      lifecycle(contact('1'), 'lead', 2),
      lifecycle(contact('3'), 'lead', 2),
      ...associated(contact('1'), deal('8'), 1),
      ...associated(contact('1'), company('5'), 1),
      merged(contact('3'), ['4'], 3),
    ]);
    await hear(store, accountId, [], { erasures: [contact('66')] });
    await hear(store, accountId, [], {
      setAside: [{ accountId, groupId: Number(accountId), position: 0, reason: 'r', event: '{}' }],
    });
    const due = await store.claimDueRecords({ dueAt: 1, now: 1, leaseMs: 0, limit: 100 });
    const ledgerVersion = due.find(
      (record) => record.accountId === accountId && record.recordId === '1',
    )?.ledgerVersion;
    await store.saveJourneys({
      journeys: [replayed(accountId, journeyOf(contact('1'), [visit('attract', 1)]), ledgerVersion ?? 0)],
      now: 1,
      dueAt: 1,
    });
    await store.reserveCall({ accountId, now: 1, limit: 1, windowMs: 1 });
    await store.recordPortalMetadata({
      accountId,
      observed: { observedAt: 1, lifecycleStages: [], dealPipelines: [] },
      dueAt: 1,
    } as never);
    await store.recordOwners({
      accountId,
      owners: [{ id: '300', userId: '5', name: 'Rita Regel', isActive: true, teams: [] }],
    });
    const job = await store.claimBackfill({ claim: accountId, now: 1, leaseMs: 1, accountId });
    if (job !== null) await store.releaseBackfill({ job, retryAt: 0, failure: null });
  }

  const event = (accountId: string, rest: object = {}) => ({
    subscriptionType: 'contact.creation',
    portalId: Number(accountId),
    occurredAt: 5,
    objectId: 1,
    changeSource: 'CRM_UI',
    sourceId: 'userId:1',
    ...rest,
  });

  async function deliver(events: readonly object[]): Promise<void> {
    await store.appendDeliveries({
      groups: [await packDeliveries([Buffer.from(JSON.stringify(events))])],
      receivedAt: 1,
    });
    const step = unpackDeliveries({
      store,
      log: createLog('silent'),
      leaseMs: 1_000,
      tombstoneKey,
      journeyNow: () => 10,
      onUnpacked: () => {},
    });
    while (await step());
  }

  /** One round of the step that purges, for accounts that have been away for a day. */
  function purge(through: Store = store): Promise<boolean> {
    const log = createLog('silent');
    const step = purgeAccountsStep({ store: through, log, keptMs: 86_400_000, scrub: scrubAccount });
    return step(new AbortController().signal);
  }

  async function accountOf(accountId: string) {
    return (await store.readAccounts({})).find((account) => account.accountId === accountId);
  }

  function ofWhom(records: readonly { accountId: string }[]): string[] {
    return [...new Set(records.map(({ accountId }) => accountId))].sort();
  }

  async function rowsOf(accountId: string): Promise<string[]> {
    return (await allRows(spec)).filter((row) => row.includes(accountId));
  }
});

describeEachDatabase('the list of tables that are purged with an account', (open) => {
  test('has every table with an account, by its key', async () => {
    const spec = await open();
    await (await openStore(spec)).close();
    const keys = await primaryKeysOf(spec);
    const expected = [...keys].filter(([table]) => table !== 'account' && !tablesWithoutAccount.includes(table));
    expect(Object.fromEntries(expected)).toEqual(accountTables);
  });
});
