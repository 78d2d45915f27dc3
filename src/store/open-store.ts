import type { MessagePort } from 'node:worker_threads';
import { JourneyStewardError } from '../errors.ts';
import { accountOf } from './account-of.ts';
import { addressWithoutPassword } from './address-without-password.ts';
import type { Database, DatabaseSpec } from './database.ts';
import { reads, runWrite, type Store, type WriteName, writes } from './operations.ts';
import { openPostgres, type PostgresOptions } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { joinSqliteWriter, type SqliteWriter, startSqliteWriter } from './start-sqlite-writer.ts';

type Write = (name: WriteName, input: unknown) => Promise<unknown>;

/** How another thread of the process opens the same database: on SQLite it writes through the one writer there is. */
export type StoreShare = { spec: DatabaseSpec; writer: MessagePort | null };

/** `share` is called once for each thread that is to have a store of its own; its `writer` has to be transferred to it. */
export type OpenStore = Store & { share(): StoreShare };

/** Opens a database, brings its schema up to date and binds the operations to it. */
export async function openStore(spec: DatabaseSpec): Promise<OpenStore> {
  try {
    if (spec.kind === 'postgres')
      return {
        ...(await openPostgresStore(spec.url, { connections: connectionsInFront })),
        share: () => ({ spec, writer: null }),
      };
    const writer = await startSqliteWriter(spec.path);
    return { ...openSqliteStore(spec.path, writer), share: () => ({ spec, writer: writer.joined() }) };
  } catch (cause) {
    const where = spec.kind === 'sqlite' ? spec.path : addressWithoutPassword(spec.url);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('database-unreachable', `The database ${where} cannot be opened: ${reason}`, {
      cause,
    });
  }
}

/**
 * Opens in this thread what another one has opened and shared. That one must be closed after this one. On PostgreSQL each statement is
 * sent when `beforeEach` has ended; on SQLite the writer lets the other thread go first.
 */
export async function openSharedStore({ spec, writer }: StoreShare, beforeEach?: () => Promise<void>): Promise<Store> {
  if (spec.kind === 'postgres') return openPostgresStore(spec.url, { connections: connectionsBehind, beforeEach });
  if (writer === null) throw new Error('Who shares a SQLite database shares its writer.');
  return openSqliteStore(spec.path, joinSqliteWriter(writer));
}

function openSqliteStore(path: string, writer: Pick<SqliteWriter, 'write' | 'close'>): Store {
  const reader = openSqlite(path, { readOnly: true });
  return bind(reader, writer.write, async () => {
    await reader.close();
    await writer.close();
  });
}

/**
 * People ask many small things at once. What is asked behind them shares the server's processors with that, so that a card finds at most
 * two statements of it under way; two are enough to unpack 3,000 events a second.
 */
const connectionsInFront = 10;
const connectionsBehind = 2;

async function openPostgresStore(url: string, options: PostgresOptions): Promise<Store> {
  const db = openPostgres(url, options);
  await db.migrate();
  return bind(
    db,
    (name, input) => untilUncontested(() => runWrite(db.forAccount(accountOf(name, input)), name, input)),
    db.close,
  );
}

function bind(reader: Database, write: Write, close: () => Promise<void>): Store {
  const store: Record<string, unknown> = { kind: reader.kind, close };
  for (const name of Object.keys(writes) as WriteName[]) store[name] = (input: unknown) => write(name, input);
  for (const [name, operation] of Object.entries(reads)) {
    const read = operation as (db: Database, input: unknown) => Promise<unknown>;
    store[name] = (input: unknown) => read(reader.forAccount(accountOf(name, input)), input);
  }
  return store as Store;
}

/** PostgreSQL ends one of two transactions that wait for each other; the one that was ended may simply be run again. */
async function untilUncontested<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const code = (error as { code?: string }).code;
      if ((code !== '40P01' && code !== '40001') || attempt === 5) throw error;
    }
  }
}
