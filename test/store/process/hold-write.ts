import { once } from 'node:events';
import type { DatabaseSpec } from '../../../src/store/database.ts';
import { openPostgres } from '../../../src/store/postgres.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';

/** Begins to write, says so, and commits when it is told to. */
const spec = JSON.parse(process.argv[2] ?? '') as DatabaseSpec;
const db =
  spec.kind === 'sqlite' ? openSqlite(spec.path, { readOnly: false }) : openPostgres(spec.url, { connections: 1 });
await db.kysely.transaction().execute(async (kysely) => {
  await kysely.updateTable('record').set({ due_at: 12_345 }).execute();
  const told = once(process, 'message');
  process.send?.('writing');
  await told;
});
await db.close();
process.disconnect();
