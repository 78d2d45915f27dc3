import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { type Bounds, boundedClient, keepAliveOptions, settleConnection, usualBounds } from './bounded-client.ts';
import type { ColumnTypes, Database, RowColumns } from './database.ts';
import { accountSetting, holdToAccount } from './hold-to-account.ts';
import { createKeyedTable } from './keyed-table.ts';
import { migrateToLatest } from './migrate.ts';
import type { Schema } from './schema.ts';

const int8 = 20;

/** `beforeEach`: what is waited for before each statement. */
export type PostgresOptions = {
  connections: number;
  beforeEach?: (() => Promise<void>) | undefined;
  bounds?: Bounds | undefined;
};

/** Opens a pool of connections to a PostgreSQL server, version 15 or newer. */
export function openPostgres(url: string, options: PostgresOptions): Database {
  const { bounds = usualBounds } = options;
  const pool = openPool(url, options.connections, bounds);
  const poolFor = holdToAccount(pool, options.beforeEach);
  const kyselyFor = (accountId: string | null) =>
    new Kysely<Schema>({ dialect: new PostgresDialect({ pool: poolFor(accountId) }) });
  const kysely = kyselyFor(null);
  const database: Database = {
    kind: 'postgres',
    kysely,
    forAccount: (accountId) => (accountId === null ? database : { ...database, kysely: kyselyFor(accountId) }),
    rows: postgresRows,
    skipLocked: sql`for update skip locked`,
    indexedBy: () => sql``,
    keepIndexOrder,
    lockAccounts,
    migrate: () => migrateUnbounded(url, bounds),
    close: () => kysely.destroy(),
  };
  return database;
}

function openPool(url: string, connections: number, bounds: Bounds): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'journey-steward',
    // Our 64-bit numbers are instants, versions and ordinals, all far below 2^53.
    types: {
      getTypeParser: (type, format) => (type === int8 ? Number : pg.types.getTypeParser(type, format)) as never,
    },
    ...keepAliveOptions,
    Client: boundedClient(bounds),
    onConnect: (client) => settleConnection(client, bounds),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

/** A migration takes as long as the tables are large, and others wait for it: it has a connection of its own, whose statements may. */
async function migrateUnbounded(url: string, bounds: Bounds): Promise<void> {
  const pool = openPool(url, 1, { ...bounds, statementMs: null });
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrateToLatest(kysely, postgresTypes);
  } finally {
    await kysely.destroy();
  }
}

export const postgresTypes: ColumnTypes = {
  // Sorted by bytes whatever the server's own collation, so that every database gives the same order.
  text: sql`text collate "C"`,
  instant: 'bigint',
  integer: 'integer',
  bytes: 'bytea',
  serial: 'bigint',
  asSerialKey: (column) => column.primaryKey().generatedAlwaysAsIdentity(),
  keyedTable: async (db, table, key, columns) => {
    await createKeyedTable(db, table, key, columns, (builder) => builder);
    if ('account_id' in columns) await addAccountPolicy(db, table);
  },
};

/**
 * Lets a connection that is set to an account see and write rows of that account alone, and one that is set to none all rows. `force`
 * holds the owner of the table to it too, who is the app's own role. The subquery reads the setting once for a statement, not for each
 * row. A `case` is estimated at half of the rows whatever the setting; an `account_id = …` would be counted twice, here and in the
 * statement.
 */
async function addAccountPolicy(db: Kysely<unknown>, table: string): Promise<void> {
  const name = sql.table(table);
  await sql`alter table ${name} enable row level security, force row level security`.execute(db);
  const setting = sql`(select coalesce(current_setting(${sql.lit(accountSetting)}, true), ''))`;
  await sql`
    create policy one_account on ${name}
    using (case ${setting} when '' then true when account_id then true else false end)`.execute(db);
}

const keepIndexOrder: Database['keepIndexOrder'] = async (kysely) => {
  await sql`select set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true)`.execute(
    kysely,
  );
};

/** Two who lock several accounts do so in one order, and can't block each other. */
const lockAccounts: Database['lockAccounts'] = async (kysely, accountIds, mode) => {
  if (accountIds.length === 0) return;
  const lock = sql.raw(mode === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
  const ids = [...new Set(accountIds)].sort();
  await sql`
    select ${lock}(hashtextextended(account_id, 0))
    from unnest(${ids}::text[]) with ordinality as given(account_id, place) order by place`.execute(kysely);
};

function postgresRows(rows: readonly object[], columns: RowColumns): RawBuilder<unknown> {
  const fields = Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  return sql`(select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(${sql.join(fields)}))`;
}
