import type { Database, DatabaseSpec } from '../../src/store/database.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

/** A way into a database that exists, for changing what the store has no operation for. */
export function openForWriting(spec: DatabaseSpec): Database {
  return spec.kind === 'sqlite'
    ? openSqlite(spec.path, { readOnly: false })
    : openPostgres(spec.url, { connections: 1 });
}
