import type { DatabaseSpec } from '../../src/store/database.ts';
import { openForWriting } from './open-for-writing.ts';

/** Puts one made-up row of an account into each of the tables, so that what holds for all of them is tried on each. */
export async function fillTables(spec: DatabaseSpec, tables: readonly string[], accountId: string): Promise<void> {
  const db = openForWriting(spec);
  try {
    for (const { name, columns } of await db.kysely.introspection.getTables()) {
      if (!tables.includes(name)) continue;
      const filled = columns.filter(({ isNullable }) => !isNullable);
      const values = filled.map(({ name: column, dataType }) => [column, /text/i.test(dataType) ? 'made-up' : 9]);
      await db.kysely
        .insertInto(name as 'fact')
        .values({ ...Object.fromEntries(values), account_id: accountId })
        .execute();
    }
  } finally {
    await db.close();
  }
}
