import pg from 'pg';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { accountOf } from '../../src/store/account-of.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { createTestDatabase, postgresUnavailable } from '../postgres/create-test-database.ts';
import { company, contact, created, deal, hear, of, tombstoneKey } from './hear.ts';

const one = '7100001';
const other = '7100002';

describe('the account of an operation', () => {
  test.each([
    ['readOwners', { accountId: one }, one],
    ['recordAction', { action: of(one, contact('1')), about: null }, one],
    ['buryAddresses', { erasure: of(one, contact('1')) }, one],
    ['releaseBackfill', { job: { accountId: one, objectType: 'contact' } }, one],
    ['finishErasure', { record: of(one, contact('1')) }, one],
    ['loadLedgers', { records: [of(one, contact('1')), of(one, deal('2'))] }, one],
    ['loadMembers', { companies: [of(one, company('1'))] }, one],
    ['loadLedgers', { records: [of(one, contact('1')), of(other, contact('1'))] }, null],
    ['loadLedgers', { records: [] }, null],
    ['readSavedClocks', { accountId: one, records: [of(other, contact('1'))] }, null],
    ['claimBackfill', { claim: 'c', accountId: undefined }, null],
    ['saveJourneys', { journeys: [{ record: of(one, contact('1')) }] }, null],
    ['readAccounts', {}, null],
    ['eraseRecord', { erasure: of(one, contact('1')) }, null],
    ['finishPurge', { accountId: one }, null],
    ['installAccount', { accountId: one }, null],
  ])('%s of %j is %s', (name, input, expected) => {
    expect(accountOf(name, input)).toBe(expected);
  });
});

const reason = postgresUnavailable();
const title = 'an operation on PostgreSQL';

describe.skipIf(reason !== undefined)(reason ? `${title} (SKIPPED: ${reason})` : title, () => {
  afterEach(() => vi.restoreAllMocks());

  test('runs on a connection that is set to its account, and the next one over all accounts on none', async () => {
    const database = await createTestDatabase();
    const store = await openStore({ kind: 'postgres', url: database.url });
    try {
      await hear(store, one, [created(contact('1'), 1)]);
      await hear(store, other, [created(contact('1'), 1)]);
      const held = hearAccounts();
      const record = of(one, contact('1'));
      const runs: [string | null, (store: Store) => Promise<unknown>][] = [
        [one, () => store.readCard(record)],
        [null, () => store.readAccounts({})],
        [other, () => store.readOwners({ accountId: other })],
        [one, () => store.loadLedgers({ records: [record] })],
        [null, () => store.loadLedgers({ records: [record, of(other, contact('1'))] })],
        [one, () => store.recordOwners({ accountId: one, owners: [] })],
        [
          other,
          () =>
            store.buryAddresses({ erasure: { ...of(other, contact('1')), recordIds: ['1'] }, tombstoneKey, now: 1 }),
        ],
        [null, () => hear(store, one, [created(contact('2'), 1)])],
        [one, () => store.readBuyingGroup({ record: of(one, deal('1')), at: 1 })],
      ];
      for (const [expected, run] of runs) {
        held.clear();
        await run(store);
        expect([...held]).toEqual([expected ?? '']);
      }
    } finally {
      await store.close();
      await database.drop();
    }
  });
});

/** The accounts to which connections were set while statements ran on them that are not about the setting. */
function hearAccounts(): Set<string> {
  const heard = new Set<string>();
  const settings = new WeakMap<pg.Client, string>();
  const query = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [text, values] = given as [unknown, string[] | undefined];
    if (String(text).includes("set_config('app.account_id'")) settings.set(this, values?.[0] ?? '');
    else heard.add(settings.get(this) ?? '');
    return query.apply(this, given) as never;
  } as never);
  return heard;
}
