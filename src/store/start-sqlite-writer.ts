import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { JourneyStewardError } from '../errors.ts';
import { ownHeap } from '../own-heap.ts';
import type { WriteName } from './operations.ts';
import type { WriteAnswer, WriteRequest, WriterJoined } from './sqlite-writer.ts';

/** A thread's way to the one writer of a SQLite database. */
export type SqliteWriter = {
  write: (name: WriteName, input: unknown) => Promise<unknown>;
  /** A way for another thread, whose writes come after those of the thread that started the writer. */
  joined: () => MessagePort;
  close: () => Promise<void>;
};

/** Starts the writer thread, which brings the schema up to date. Rejects with what is wrong with the file. */
export async function startSqliteWriter(path: string): Promise<SqliteWriter> {
  const worker = new Worker(new URL('./sqlite-writer.ts', import.meta.url), {
    workerData: { path },
    // What passes through lives for one transaction; without a bound Node lets it pile up before it collects it.
    resourceLimits: ownHeap({ maxYoungGenerationSizeMb: 3, maxOldGenerationSizeMb: 96 }),
  });
  const asking = askThrough(worker);
  const ready = asking.answerTo(0);
  let isClosing = false;
  let isReady = false;
  worker.on('error', (error) => {
    const ended = asking.end(error);
    // Without its writer the process can do nothing but refuse: whoever watches over it should start another.
    if (isReady) queueMicrotask(() => Promise.reject(ended));
  });
  worker.on('exit', () => {
    if (!isClosing) asking.end();
  });
  await ready;
  isReady = true;
  return {
    write: asking.ask,
    joined: () => {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ joined: port1 } satisfies WriterJoined, [port1]);
      return port2;
    },
    close: async () => {
      isClosing = true;
      await asking.ask('close', null);
    },
  };
}

/** The writer that another thread has started. Closing it ends this way to it alone. */
export function joinSqliteWriter(port: MessagePort): Pick<SqliteWriter, 'write' | 'close'> {
  const asking = askThrough(port);
  port.on('close', () => asking.end());
  return { write: asking.ask, close: async () => port.close() };
}

/** Sends requests and finds the answers that belong to them. */
function askThrough(port: MessagePort | Worker) {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: unknown) => void }>();
  let lastId = 0;
  let ended: Error | null = null;
  const answerTo = (id: number) => new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
  const settle = ({ id, result, error }: WriteAnswer) => {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) caller?.resolve(result);
    else caller?.reject(error);
  };
  port.on('message', settle);
  return {
    /** The answer with a number that nobody here has given: the writer says with 0 that it is ready. */
    answerTo,
    ask: (name: WriteRequest['name'], input: unknown): Promise<unknown> => {
      if (ended !== null) return Promise.reject(ended);
      lastId += 1;
      const answer = answerTo(lastId);
      port.postMessage({ id: lastId, name, input } satisfies WriteRequest);
      return answer;
    },
    end: (cause?: unknown): Error => {
      ended ??= new JourneyStewardError('database-unreachable', 'The thread that writes to SQLite has ended.', {
        cause,
      });
      for (const caller of waiting.values()) caller.reject(cause ?? ended);
      waiting.clear();
      return ended;
    },
  };
}
