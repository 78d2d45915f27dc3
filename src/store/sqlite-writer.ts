import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { sql } from 'kysely';
import { runWrite, type WriteName } from './operations.ts';
import { openSqlite } from './sqlite.ts';

/**
 * The writer thread of a SQLite database. Node's driver answers synchronously, so all writing, with its syncs to disk,
 * happens here, one transaction after the other, while other threads go on. What the thread that started it asks for is
 * done before what others do: behind it are people, and deliveries that HubSpot waits to be taken.
 */
export type WriteRequest = { id: number; name: WriteName | 'close'; input: unknown };
export type WriteAnswer = { id: number; result?: unknown; error?: unknown };

/** Another thread that writes: from now on it asks through this port. */
export type WriterJoined = { joined: MessagePort };

type Asked = { request: WriteRequest; port: MessagePort };

if (parentPort === null) throw new Error('sqlite-writer.ts is started by start-sqlite-writer.ts, as a worker thread.');
const starter = parentPort;

const db = openSqlite((workerData as { path: string }).path, { readOnly: false });
await db.migrate();

const first: Asked[] = [];
const later: Asked[] = [];
let isWriting = false;

starter.on('message', hear);
starter.postMessage({ id: 0 } satisfies WriteAnswer);

function hear(message: WriteRequest | WriterJoined): void {
  if ('joined' in message) serve(message.joined, later);
  // What was asked for before the end is still done.
  else ask(message.name === 'close' ? later : first, { request: message, port: starter });
}

function serve(port: MessagePort, queue: Asked[]): void {
  port.on('message', (request: WriteRequest) => ask(queue, { request, port }));
}

function ask(queue: Asked[], asked: Asked): void {
  queue.push(asked);
  if (!isWriting) void writeAll();
}

async function writeAll(): Promise<void> {
  isWriting = true;
  for (let next = take(); next !== undefined; next = take()) {
    await answer(next);
    // What others asked for meanwhile arrives in a turn of the event loop.
    await new Promise(setImmediate);
  }
  isWriting = false;
}

function take(): Asked | undefined {
  // The event loop may hand over a second message of others before the first one that is to be done before them.
  for (let come = nextOfStarter(); come !== undefined; come = nextOfStarter()) hear(come.message);
  return first.shift() ?? later.shift();
}

function nextOfStarter(): { message: WriteRequest | WriterJoined } | undefined {
  return receiveMessageOnPort(starter);
}

async function answer({ request: { id, name, input }, port }: Asked): Promise<void> {
  if (name === 'close') {
    await db.close();
    port.postMessage({ id } satisfies WriteAnswer);
    starter.close();
    return;
  }
  try {
    const result = await runWrite(db, name, input);
    // The write-ahead log would go on holding what was erased until it happens to be written over.
    if (name === 'finishErasure') await sql`pragma wal_checkpoint(truncate)`.execute(db.kysely);
    port.postMessage({ id, result } satisfies WriteAnswer);
  } catch (error) {
    port.postMessage({ id, error } satisfies WriteAnswer);
  }
}
