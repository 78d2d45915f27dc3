import { parentPort, workerData } from 'node:worker_threads';
import { sql } from 'kysely';
import { runWrite, type WriteName } from './operations.ts';
import { openSqlite } from './sqlite.ts';

/**
 * The writer thread of a SQLite database. Node's driver answers synchronously, so all writing, with its syncs to disk,
 * happens here, one transaction after the other, while the main thread goes on answering.
 */
export type WriteRequest = { id: number; name: WriteName | 'close'; input: unknown };
export type WriteAnswer = { id: number; result?: unknown; error?: unknown };

const port = parentPort;
if (port === null) throw new Error('sqlite-writer.ts is started by open-store.ts, as a worker thread.');

const db = openSqlite((workerData as { path: string }).path, { readOnly: false });
await db.migrate();

let turn = Promise.resolve();
port.on('message', (request: WriteRequest) => {
  turn = turn.then(() => answer(request));
});
port.postMessage({ id: 0 } satisfies WriteAnswer);

async function answer({ id, name, input }: WriteRequest): Promise<void> {
  if (name === 'close') {
    await db.close();
    port?.postMessage({ id } satisfies WriteAnswer);
    port?.close();
    return;
  }
  try {
    const result = await runWrite(db, name, input);
    // The write-ahead log would go on holding what was erased until it happens to be written over.
    if (name === 'finishErasure') await sql`pragma wal_checkpoint(truncate)`.execute(db.kysely);
    port?.postMessage({ id, result } satisfies WriteAnswer);
  } catch (error) {
    port?.postMessage({ id, error } satisfies WriteAnswer);
  }
}
