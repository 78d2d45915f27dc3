import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { ColumnTypes } from './database.ts';
import { up as spine } from './migrations/0001-spine.ts';
import type { Schema } from './schema.ts';

/**
 * All migrations in their order. They go forward only; those that are new to a database run in one transaction. Until the first release
 * the first one is edited in place and dated anew, so that a database that it made before is refused and not misread.
 */
const migrations = { '0001-spine-2026-11-23': spine };

/**
 * Brings a database to the newest schema. Several processes may start at once: one migrates, the others wait. Throws when another version
 * has made what this one does not know.
 */
export async function migrateToLatest(kysely: Kysely<Schema>, types: ColumnTypes): Promise<void> {
  const migrator = new Migrator({
    db: kysely,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(migrations).map(([name, up]) => [name, { up: (db: Kysely<unknown>) => up(db, types) }]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw isUnknownSchema(error) ? new Error(madeByAnother, { cause: error }) : error;
}

const madeByAnother =
  'another version of the app has made its tables. Run that version, or a newer one, or name an empty database in DATABASE_URL';

/** Kysely's own words for a database in which migrations ran that it was not given. */
function isUnknownSchema(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('corrupted migrations');
}
