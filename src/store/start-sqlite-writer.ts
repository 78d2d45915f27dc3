import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { JourneyStewardError } from '../errors.ts';
import { ownHeap } from '../own-heap.ts';
import { createThreadQuestions } from '../thread-questions.ts';
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
  const ready = asking.untilReady();
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
  const questions = createThreadQuestions();
  port.on('message', ({ id, result, error }: WriteAnswer) => {
    if (error === undefined) questions.answered(id, result);
    else questions.failed(id, error);
  });
  return {
    /** To be started is a writer's first question, which it answers when it is ready. */
    untilReady: () => questions.ask(() => {}),
    ask: (name: WriteRequest['name'], input: unknown): Promise<unknown> =>
      questions.ask((id) => port.postMessage({ id, name, input } satisfies WriteRequest)),
    end: (cause?: unknown): Error => {
      const ended = new JourneyStewardError('database-unreachable', 'The thread that writes to SQLite has ended.', {
        cause,
      });
      questions.end(cause ?? ended, ended);
      return ended;
    },
  };
}
