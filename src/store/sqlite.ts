import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
} from 'kysely';
import type { ColumnTypes, Database, RowColumns } from './database.ts';
import { createKeyedTable } from './keyed-table.ts';
import { migrateToLatest } from './migrate.ts';
import { DatabaseSync } from './node-sqlite.ts';
import type { Schema } from './schema.ts';

/** Opens a SQLite file through Node's own driver. One thread writes; readers open it read-only. */
export function openSqlite(path: string, options: { readOnly: boolean }): Database {
  if (!options.readOnly && path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const file = new DatabaseSync(path, { readOnly: options.readOnly });
  file.exec('pragma busy_timeout = 15000');
  if (!options.readOnly) {
    // FULL syncs the log at every commit: what was answered with 200 survives a power cut.
    file.exec('pragma journal_mode = wal');
    file.exec('pragma synchronous = full');
    file.exec('pragma secure_delete = on');
    file.exec('pragma wal_autocheckpoint = 4000');
  }
  // In KiB. Each of the two threads that read has a connection; what they miss is mostly in the system's own cache.
  file.exec(`pragma cache_size = ${options.readOnly ? -4000 : -8000}`);
  const kysely = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect({ database: kyselyView(file) }, file) });
  const database: Database = {
    kind: 'sqlite',
    kysely,
    forAccount: () => database,
    rows: sqliteRows,
    skipLocked: sql``,
    indexedBy: (index) => sql`indexed by ${sql.ref(index)}`,
    keepIndexOrder: async () => {},
    lockAccounts: async () => {},
    migrate: () => migrateToLatest(kysely, sqliteTypes),
    close: () => kysely.destroy(),
  };
  return database;
}

export const sqliteTypes: ColumnTypes = {
  text: 'text',
  instant: 'integer',
  integer: 'integer',
  bytes: 'blob',
  serial: 'integer',
  asSerialKey: (column) => column.primaryKey().autoIncrement(),
  keyedTable: (db, table, key, columns) =>
    createKeyedTable(db, table, key, columns, (builder) => builder.modifyEnd(sql`without rowid`)),
};

function sqliteRows(rows: readonly object[], columns: RowColumns): RawBuilder<unknown> {
  const fields = Object.keys(columns).map((name) => sql`value ->> ${sql.lit(`$.${name}`)} as ${sql.ref(name)}`);
  return sql`(select ${sql.join(fields)} from json_each(${JSON.stringify(rows)}))`;
}

/** Node's driver as Kysely expects one, with each statement prepared once. */
function kyselyView(file: DatabaseSync): SqliteDialectConfig['database'] {
  const prepared = new Map<string, StatementSync>();
  return {
    close: () => file.close(),
    prepare(text: string) {
      let statement = prepared.get(text);
      if (statement === undefined) {
        statement = file.prepare(text);
        // Statements over a varying number of rows would otherwise pile up without end.
        if (prepared.size < 500) prepared.set(text, statement);
      }
      const ready = statement;
      return {
        reader: ready.columns().length > 0,
        all: (parameters) => ready.all(...bound(parameters)),
        iterate: (parameters) => ready.iterate(...bound(parameters)) as IterableIterator<unknown>,
        run: (parameters) => ready.run(...bound(parameters)),
      };
    },
  };
}

const noBytes = Buffer.alloc(1).subarray(0, 0);

/** Node 24.14 takes an empty array that comes from another thread, and so has no memory behind it, for NULL. */
function bound(parameters: readonly unknown[]): never[] {
  return parameters.map((one) => (one instanceof Uint8Array && one.length === 0 ? noBytes : one)) as never[];
}

/**
 * A plain `begin` that reads and then writes fails with "database is locked" as soon as another process commits in
 * between, whatever the busy timeout. `begin immediate` waits for its turn.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #file: DatabaseSync;

  constructor(settings: SqliteDialectConfig, file: DatabaseSync) {
    super(settings);
    this.#file = file;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite has rolled back by itself when the disk is full. To do it again would fail, and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.isTransaction) await super.rollbackTransaction(connection);
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #settings: SqliteDialectConfig;
  readonly #file: DatabaseSync;

  constructor(settings: SqliteDialectConfig, file: DatabaseSync) {
    super(settings);
    this.#settings = settings;
    this.#file = file;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#settings, this.#file);
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/** SQLite can create tables in a transaction. Said here, so that of two processes which start at once only one migrates. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
