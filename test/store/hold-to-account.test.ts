import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { preparedMark } from '../../src/store/prepare-once.ts';
import { tablesWithoutAccount } from '../../src/store/schema.ts';
import type { CreatedDatabase } from '../postgres/create-database.ts';
import { createPlainDatabase } from '../postgres/create-plain-database.ts';
import { postgresUnavailable } from '../postgres/create-test-database.ts';
import { fillTables } from './fill-tables.ts';
import { listenToStatements } from './listen-to-statements.ts';

const one = '7100001';
const other = '7100002';
const reason = postgresUnavailable();
const title = 'a connection that is set to an account';

describe.skipIf(reason !== undefined)(reason ? `${title} (SKIPPED: ${reason})` : title, () => {
  let created: CreatedDatabase;
  let db: Database;
  /** Every table with a column for the account, as the database itself tells them. */
  let tables: string[];

  beforeAll(async () => {
    created = await createPlainDatabase();
    db = openPostgres(created.url, { connections: 2 });
    await db.migrate();
    tables = await tablesWithAccount(db);
    for (const accountId of [one, other]) await fillTables({ kind: 'postgres', url: created.url }, tables, accountId);
  });
  afterAll(async () => {
    await db?.close();
    await created?.drop();
  });
  afterEach(() => vi.restoreAllMocks());

  test('is held to it by every table that has an account, and the owner of the tables too', async () => {
    const { rows } = await sql<{ table: string; isHeld: boolean; policies: number }>`
      select relname as "table", relrowsecurity and relforcerowsecurity as "isHeld",
        (select count(*) from pg_policy where polrelid = pg_class.oid and polcmd = '*' and polwithcheck is null
          and pg_get_expr(polqual, polrelid) like '%app.account_id%') as policies
      from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`.execute(db.kysely);
    const held = rows.filter(({ isHeld, policies }) => isHeld && policies === 1).map(({ table }) => table);
    expect(held.sort()).toEqual(tables);
    const others = rows.map(({ table }) => table).filter((table) => !tables.includes(table));
    expect(others.sort()).toEqual([...tablesWithoutAccount].sort());
  });

  test('sees nothing of another in any table, though the statement forgets its account', async () => {
    for (const table of tables) {
      expect(await accountsIn(db.forAccount(one), table), table).toEqual([one]);
      expect(await accountsIn(db.forAccount(other), table), table).toEqual([other]);
      expect(await accountsIn(db.forAccount('7100003'), table), table).toEqual([]);
    }
  });

  test('sees and writes everything where no account is set', async () => {
    for (const table of tables) expect(await accountsIn(db, table), table).toEqual([one, other]);
    expect(await accountsIn(db.forAccount(null), 'fact')).toEqual([one, other]);
    await db.kysely.updateTable('owner').set({ name: 'renamed' }).execute();
    expect(await db.kysely.selectFrom('owner').select('name').execute()).toEqual([
      { name: 'renamed' },
      { name: 'renamed' },
    ]);
  });

  test('changes and removes nothing of another in any table, though the statement forgets its account', async () => {
    const { kysely } = db.forAccount('7100003');
    for (const table of tables) {
      const name = sql.table(table);
      expect((await sql`update ${name} set account_id = account_id`.execute(kysely)).numAffectedRows, table).toBe(0n);
      expect((await sql`delete from ${name}`.execute(kysely)).numAffectedRows, table).toBe(0n);
    }
    for (const table of tables) expect(await accountsIn(db, table), table).toEqual([one, other]);
  });

  test('is refused a row of another, new, moved or met by its key', async () => {
    const { kysely } = db.forAccount(one);
    const row = { owner_id: '9', user_id: null, name: 'n', is_active: 1, teams: '[]' };
    const refused = /violates row-level security policy/;
    const insert = (accountId: string) => kysely.insertInto('owner').values({ ...row, account_id: accountId });
    await expect(insert(other).execute()).rejects.toThrow(refused);
    await expect(insert('').execute()).rejects.toThrow(refused);
    await expect(kysely.updateTable('owner').set({ account_id: other }).execute()).rejects.toThrow(refused);
    const met = { ...row, account_id: other, owner_id: 'made-up' };
    await expect(
      kysely
        .insertInto('owner')
        .values(met)
        .onConflict((conflict) => conflict.columns(['account_id', 'owner_id']).doUpdateSet({ name: 'taken' }))
        .execute(),
    ).rejects.toThrow(refused);
    const rows = await db.kysely.selectFrom('owner').select(['account_id', 'name']).orderBy('account_id').execute();
    expect(rows.map(({ account_id }) => account_id)).toEqual([one, other]);
    expect(rows.map(({ name }) => name)).not.toContain('taken');
  });

  test('is nobody else’s afterwards: many at once on two connections see their own each time', async () => {
    const asked = Array.from({ length: 300 }, (_, at) => [one, other, null][at % 3] ?? null);
    const seen = await Promise.all(asked.map((accountId) => accountsIn(db.forAccount(accountId), 'record')));
    expect(seen).toEqual(asked.map((accountId) => (accountId === null ? [one, other] : [accountId])));
  });

  test('keeps its account through transactions, whether they end well or not, and hands on nothing', async () => {
    const alone = openPostgres(created.url, { connections: 1 });
    try {
      const inTransaction = (accountId: string | null, fails: boolean) =>
        alone
          .forAccount(accountId)
          .kysely.transaction()
          .execute(async (kysely) => {
            const seen = await accountsIn({ ...alone, kysely }, 'record');
            if (fails) await sql`select 1 / 0`.execute(kysely);
            return seen;
          });
      await expect(inTransaction(one, true)).rejects.toThrow(/division by zero/);
      expect(await accountsIn(alone, 'record')).toEqual([one, other]);
      expect(await inTransaction(one, false)).toEqual([one]);
      await expect(inTransaction(null, true)).rejects.toThrow(/division by zero/);
      expect(await accountsIn(alone.forAccount(one), 'record')).toEqual([one]);
      expect(await inTransaction(other, false)).toEqual([other]);
      expect(await inTransaction(null, false)).toEqual([one, other]);
    } finally {
      await alone.close();
    }
  });

  test('is held by a statement that it has prepared once for several accounts', async () => {
    const alone = openPostgres(created.url, { connections: 1 });
    try {
      const forgetful = sql<{ account_id: string }>`${sql.raw(preparedMark)}
        select distinct account_id from fact order by account_id`;
      const seen = async (accountId: string | null) =>
        (await forgetful.execute(alone.forAccount(accountId).kysely)).rows.map((row) => row.account_id);
      // After five times PostgreSQL may keep one plan, which must go on asking for the setting.
      for (let round = 0; round < 7; round += 1) {
        expect(await seen(one)).toEqual([one]);
        expect(await seen(other)).toEqual([other]);
        expect(await seen(null)).toEqual([one, other]);
      }
      const { rows } = await sql<{ plans: number }>`
        select generic_plans as plans from pg_prepared_statements where name like 'journey_steward_%'`.execute(
        alone.kysely,
      );
      expect(rows.map(({ plans }) => plans > 0)).toEqual([true]);
    } finally {
      await alone.close();
    }
  });

  test('costs a statement only where the account is another than before', async () => {
    const alone = openPostgres(created.url, { connections: 1 });
    try {
      await accountsIn(alone, 'record');
      const heard: string[] = [];
      listenToStatements((text) => heard.push(text));
      const settings = () => heard.splice(0).filter((text) => text.includes('set_config')).length;
      for (let round = 0; round < 5; round += 1) await accountsIn(alone, 'record');
      expect(settings()).toBe(0);
      for (let round = 0; round < 5; round += 1) await accountsIn(alone.forAccount(one), 'record');
      expect(settings()).toBe(1);
      await accountsIn(alone.forAccount(other), 'record');
      await accountsIn(alone, 'record');
      await accountsIn(alone, 'record');
      expect(settings()).toBe(2);
    } finally {
      await alone.close();
    }
  });

  test('is given to nobody when it is lost or its account could not be set', async () => {
    const alone = openPostgres(created.url, { connections: 1 });
    try {
      const processId = async (database: Database) => {
        const { rows } = await sql<{ id: number }>`select pg_backend_pid() as id`.execute(database.kysely);
        return rows[0]?.id;
      };
      const first = await processId(alone.forAccount(one));
      await sql`select pg_terminate_backend(${first})`.execute(db.kysely);
      await vi.waitFor(async () => expect(await processId(alone)).not.toBe(first), { timeout: 15_000 });
      expect(await accountsIn(alone, 'record')).toEqual([one, other]);

      const second = await processId(alone.forAccount(one));
      failOnce('set_config');
      await expect(accountsIn(alone.forAccount(other), 'record')).rejects.toThrow('the setting failed');
      vi.restoreAllMocks();
      expect(await accountsIn(alone.forAccount(one), 'record')).toEqual([one]);
      expect(await processId(alone.forAccount(one))).not.toBe(second);
    } finally {
      await alone.close();
    }
  });
});

/** Lets the next statement with this text do its work and then fail, as when the answer is lost. */
function failOnce(text: string): void {
  const query = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown;
  let isDone = false;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const answer = query.apply(this, given);
    if (isDone || !String(given[0]).includes(text)) return answer as never;
    isDone = true;
    return Promise.resolve(answer).then(() => Promise.reject(new Error('the setting failed'))) as never;
  } as never);
}

async function tablesWithAccount(db: Database): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`
    select table_name as "table" from information_schema.columns
    where table_schema = 'public' and column_name = 'account_id' order by table_name collate "C"`.execute(db.kysely);
  return rows.map(({ table }) => table);
}

/** The accounts that a statement without any condition finds in a table. */
async function accountsIn(db: Database, table: string): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct account_id from ${sql.table(table)} order by account_id`.execute(db.kysely);
  return rows.map((row) => row.account_id);
}
