import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { claimingQuery } from '../../src/store/claim-due-records.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { install, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created, hear } from './hear.ts';

describeEachDatabase('claiming due records', (open) => {
  const battery = useBatteryStore(open);
  const ids = Array.from({ length: 30 }, (_, index) => String(index + 1));
  const claim = (now: number, limit: number, dueAt = 100) =>
    battery.store.claimDueRecords({ dueAt, now, leaseMs: 1_000, limit });

  test('takes each record once until its lease has run out, the longest due first and no more than asked for', async () => {
    const account = await battery.installedAccount();
    for (const id of ids) await hear(battery.store, account, [created(contact(id), 1)], { dueAt: Number(id) });
    const first = await claim(5_000, 10);
    expect(first.map(({ recordId }) => Number(recordId)).sort((one, other) => one - other)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(first[0]).toEqual({
      accountId: account,
      objectType: 'contact',
      recordId: expect.any(String),
      ledgerVersion: 1,
    });
    const second = await claim(5_001, 100);
    expect(second).toHaveLength(20);
    expect(await claim(5_999, 100)).toEqual([]);
    // The leases of the first ten end at 6,000 and those of the others at 6,001.
    expect(await claim(6_000, 100)).toHaveLength(10);
    expect(await claim(6_001, 100)).toHaveLength(20);
  });

  test('leaves what is not due yet, and what has no app or no model to be replayed under', async () => {
    const account = await battery.installedAccount();
    const unknown = battery.newAccount();
    await hear(battery.store, account, [created(contact('1'), 1)], { dueAt: 5_000 });
    await hear(battery.store, unknown, [created(contact('1'), 1)], { dueAt: 5_000 });
    expect(await claim(100_000, 100, 4_999)).toHaveLength(ids.length);
    const due = await claim(200_000, 100, 5_000);
    expect(due.filter(({ accountId }) => accountId === account)).toHaveLength(1);
    expect(due.filter(({ accountId }) => accountId === unknown)).toEqual([]);
    expect((await battery.store.readQueueSizes({ dueAt: 5_000 })).records).toBe(ids.length + 1);
    expect((await battery.store.readQueueSizes({ dueAt: 4_999 })).records).toBe(ids.length);
  });

  test('reads no more than it takes, also when the statistics are of a time when nothing was due', async () => {
    const { kind } = battery.spec;
    const account = await battery.installedAccount();
    const db =
      battery.spec.kind === 'sqlite'
        ? openSqlite(battery.spec.path, { readOnly: false })
        : openPostgres(battery.spec.url, { connections: 1 });
    try {
      await sql`
        insert into record (account_id, object_type, record_id, ledger_version, due_at, claimed_until)
        with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 20000)
        select cast(${account} as text), 'contact', cast(n + 1000000 as text), 1, null, 0 from numbers`.execute(
        db.kysely,
      );
      const planOf = () =>
        db.kysely.transaction().execute(async (kysely) => {
          await db.keepIndexOrder(kysely);
          const query = claimingQuery({ ...db, kysely }, { dueAt: 7, now: 9_000_000, leaseMs: 1, limit: 100 });
          const explain = kind === 'sqlite' ? sql`explain query plan ${query}` : sql`explain ${query}`;
          return JSON.stringify((await explain.execute(kysely)).rows);
        });
      const byIndex = kind === 'sqlite' ? /USING INDEX record_due/ : /Index Scan using record_due/;
      const unordered = /sort|bitmap|temp b-tree for order/i;
      // A file of SQLite has no statistics unless somebody asks for them.
      if (kind === 'sqlite') expect(await planOf()).toMatch(byIndex);
      if (kind === 'sqlite') expect(await planOf()).not.toMatch(unordered);
      await sql`analyze record`.execute(db.kysely);
      await sql`update record set due_at = 7 where account_id = ${account}`.execute(db.kysely);
      const plan = await planOf();
      expect(plan).toMatch(byIndex);
      expect(plan).not.toMatch(unordered);
      await sql`delete from record where account_id = ${account}`.execute(db.kysely);
    } finally {
      await db.close();
    }
  });

  describe('by several processes', () => {
    test('gives each of them other records', async () => {
      const spec = await open();
      const stores = [await openStore(spec), await openStore(spec), await openStore(spec)];
      const [first] = stores as [(typeof stores)[number]];
      try {
        const account = await install(first);
        await hear(
          first,
          account,
          ids.map((id) => created(contact(id), 1)),
        );
        const claims = Array.from({ length: 12 }, (_, index) =>
          (stores[index % 3] ?? first).claimDueRecords({ dueAt: 1, now: 1, leaseMs: 1_000, limit: 3 }),
        );
        const taken = (await Promise.all(claims)).map((records) => records.map(({ recordId }) => recordId));
        expect(taken.every((records) => records.length <= 3)).toBe(true);
        const left = await first.claimDueRecords({ dueAt: 1, now: 1, leaseMs: 1_000, limit: 100 });
        const all = [...taken.flat(), ...left.map(({ recordId }) => recordId)];
        expect(all.toSorted((one, other) => Number(one) - Number(other))).toEqual(ids);
      } finally {
        for (const store of stores) await store.close();
      }
    });
  });
});
