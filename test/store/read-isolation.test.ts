import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { examineIsolation } from '../../src/cli/doctor/examine-isolation.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { readIsolation } from '../../src/store/read-isolation.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { createPlainDatabase } from '../postgres/create-plain-database.ts';
import { postgresUnavailable } from '../postgres/create-test-database.ts';

test('SQLite has no policies, and doctor does not speak of them', async () => {
  const db = openSqlite(':memory:', { readOnly: false });
  try {
    const isolation = await readIsolation(db, {});
    expect(isolation).toBe('none');
    expect(await examineIsolation({ readIsolation: async () => isolation })).toEqual([]);
  } finally {
    await db.close();
  }
});

const reason = postgresUnavailable();
const title = 'the policies of PostgreSQL';

describe.skipIf(reason !== undefined)(reason ? `${title} (SKIPPED: ${reason})` : title, () => {
  test('hold the owner of the tables, and doctor says so; of a superuser, and of a table without one, it says what to do', async () => {
    const database = await createPlainDatabase();
    const plain = openPostgres(database.url, { connections: 1 });
    const server = new URL(inject('postgres').url);
    server.pathname = new URL(database.url).pathname;
    const administrator = openPostgres(server.href, { connections: 1 });
    try {
      await plain.migrate();
      expect(await readIsolation(plain, {})).toBe('held');
      const { rows } = await sql<{ passes: boolean }>`
        select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user`.execute(
        administrator.kysely,
      );
      // The user of DATABASE_URL may be an ordinary one.
      const passes = rows[0]?.passes === true;
      expect(await readIsolation(administrator, {})).toBe(passes ? 'unheld' : 'held');
      expect(await examineIsolation({ readIsolation: () => readIsolation(plain, {}) })).toMatchObject([
        { topic: 'isolation', weight: 'ok' },
      ]);
      expect(await examineIsolation({ readIsolation: async () => 'unheld' })).toMatchObject([
        { topic: 'isolation', weight: 'note', remedy: expect.stringContaining('role') },
      ]);
      await sql`drop policy one_account on fact`.execute(plain.kysely);
      for (const db of [plain, administrator]) {
        expect(await readIsolation(db, {})).toBe('lacking');
        const [finding] = await examineIsolation({ readIsolation: () => readIsolation(db, {}) });
        expect(finding).toMatchObject({ weight: 'note', message: expect.stringContaining('no policy') });
        expect(JSON.stringify(finding)).not.toContain('role');
      }
    } finally {
      await plain.close();
      await administrator.close();
      await database.drop();
    }
  });
});
