import { sql } from 'kysely';
import type { Database, DatabaseSpec } from '../../src/store/database.ts';
import { reads, runWrite, type Store, type WriteName, writes } from '../../src/store/operations.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

/** The app's own database in this thread, without waiting for the disk: a fill that is cut off is begun again. */
export async function openQuick(spec: DatabaseSpec): Promise<Database> {
  if (spec.kind === 'postgres') {
    const url = new URL(spec.url);
    url.searchParams.set('options', '-c synchronous_commit=off');
    return openPostgres(url.href, { connections: 2 });
  }
  const opened = openSqlite(spec.path, { readOnly: false });
  await sql`pragma synchronous = off`.execute(opened.kysely);
  await sql`pragma cache_size = -200000`.execute(opened.kysely);
  return opened;
}

/** The store, with every write in this thread. */
export function storeHere(db: Database): Store {
  const store: Record<string, unknown> = { kind: db.kind, close: db.close };
  for (const name of Object.keys(writes)) store[name] = (input: unknown) => runWrite(db, name as WriteName, input);
  for (const [name, read] of Object.entries(reads)) store[name] = (input: never) => read(db, input);
  return store as Store;
}
