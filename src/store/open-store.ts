import { Worker } from 'node:worker_threads';
import { JourneyStewardError } from '../errors.ts';
import { accountOf } from './account-of.ts';
import { addressWithoutPassword } from './address-without-password.ts';
import type { Database, DatabaseSpec } from './database.ts';
import { reads, runWrite, type Store, type WriteName, writes } from './operations.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { WriteAnswer, WriteRequest } from './sqlite-writer.ts';

type Write = (name: WriteName, input: unknown) => Promise<unknown>;

/** Opens a database, brings its schema up to date and binds the operations to it. */
export async function openStore(spec: DatabaseSpec): Promise<Store> {
  try {
    return spec.kind === 'sqlite' ? await openSqliteStore(spec.path) : await openPostgresStore(spec.url);
  } catch (cause) {
    const where = spec.kind === 'sqlite' ? spec.path : addressWithoutPassword(spec.url);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('database-unreachable', `The database ${where} cannot be opened: ${reason}`, {
      cause,
    });
  }
}

async function openSqliteStore(path: string): Promise<Store> {
  const writer = await startWriter(path);
  const reader = openSqlite(path, { readOnly: true });
  return bind(reader, writer.write, async () => {
    await reader.close();
    await writer.close();
  });
}

async function openPostgresStore(url: string): Promise<Store> {
  const db = openPostgres(url, { connections: 10 });
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

async function startWriter(path: string): Promise<{ write: Write; close: () => Promise<void> }> {
  const worker = new Worker(new URL('./sqlite-writer.ts', import.meta.url), {
    workerData: { path },
    // What passes through lives for one transaction; without a bound Node lets it pile up before it collects it.
    resourceLimits: { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256 },
  });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: unknown) => void }>();
  let lastId = 0;
  const ready = new Promise((resolve, reject) => waiting.set(0, { resolve, reject }));
  worker.on('message', ({ id, result, error }: WriteAnswer) => {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) caller?.resolve(result);
    else caller?.reject(error);
  });
  let ended: Error | null = null;
  let isClosing = false;
  const end = (cause?: unknown) => {
    ended ??= new JourneyStewardError('database-unreachable', 'The thread that writes to SQLite has ended.', { cause });
    for (const caller of waiting.values()) caller.reject(cause ?? ended);
    waiting.clear();
  };
  let isReady = false;
  worker.on('error', (error) => {
    end(error);
    // Without its writer the process can do nothing but refuse: whoever watches over it should start another.
    if (isReady) queueMicrotask(() => Promise.reject(ended));
  });
  worker.on('exit', () => {
    if (!isClosing) end();
  });
  const ask = (name: WriteRequest['name'], input: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended !== null) {
        reject(ended);
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, name, input } satisfies WriteRequest);
    });
  await ready;
  isReady = true;
  return {
    write: ask,
    close: async () => {
      isClosing = true;
      await ask('close', null);
    },
  };
}
