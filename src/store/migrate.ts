import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { ColumnTypes } from './database.ts';
import { up as spine } from './migrations/0001-spine.ts';
import type { Schema } from './schema.ts';

/** All migrations in their order. They go forward only; those that are new to a database run in one transaction. */
const migrations = { '0001-spine': spine };

/** Brings a database to the newest schema. Several processes may start at once: one migrates, the others wait. */
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
  if (error !== undefined) throw error;
}
