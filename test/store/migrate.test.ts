import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { openForWriting } from './open-for-writing.ts';

describeEachDatabase('a database that another version of the app has made', (open) => {
  test.each([
    [
      'a newer one, with a migration that this one does not know',
      `insert into migration values ('9999', '2026-11-23')`,
    ],
    ['an older one, whose first migration was edited since', `update migration set name = '0001'`],
  ])('%s, is refused with what to do, and left as it was', async (_, statement) => {
    const spec = await open();
    await (await openStore(spec)).close();
    const db = openForWriting(spec);
    try {
      await sql.raw(statement).execute(db.kysely);
      const migrations = () => sql`select name from migration order by name`.execute(db.kysely);
      const before = await migrations();
      await expect(openStore(spec)).rejects.toMatchObject({
        code: 'database-unreachable',
        message: expect.stringMatching(/cannot be opened: another version of the app .*DATABASE_URL/),
      });
      expect((await migrations()).rows).toEqual(before.rows);
    } finally {
      await db.close();
    }
  });
});
