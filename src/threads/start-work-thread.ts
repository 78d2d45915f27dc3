import { Worker } from 'node:worker_threads';
import type { Count } from '../api/metrics.ts';
import { ownHeap } from '../own-heap.ts';
import { createThreadQuestions } from '../thread-questions.ts';
import type { LoopName } from '../worker/start-loops.ts';
import { type CountingReads, countingReads, type FromWork, type ToWork, type WorkThreadData } from './work-messages.ts';

/** The work as the thread of the requests sees it. */
export type WorkThread = {
  wake(name: LoopName): void;
  /** This thread has changed accounts. */
  tellAccountsChanged(): void;
  /** Reads that are done there. They are refused once it is stopped. */
  reads: CountingReads;
  /** Lets what is under way end. */
  stop(): Promise<void>;
};

/**
 * Enough for the longest histories. V8 lets a heap grow by a larger share before it collects all of it the more it may hold, and with each
 * such collection the machine code of functions made while they run is gone: with 160 MB a third of a processor compiled it again and again.
 */
const heap = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 512 };

/**
 * Starts the thread of the work, which begins when it has loaded; what it is told before that waits for it. A thread that ends by
 * itself ends the process.
 */
export function startWorkThread(
  data: WorkThreadData,
  told: { count: Count; onAccountsChanged: () => void },
): WorkThread {
  const worker = new Worker(new URL('./work-thread.ts', import.meta.url), {
    workerData: data,
    transferList: data.share.writer === null ? [] : [data.share.writer],
    resourceLimits: ownHeap(heap),
  });
  const stopped = Promise.withResolvers<void>();
  const questions = createThreadQuestions();
  worker.on('message', (message: FromWork) => {
    if (message.kind === 'counted') told.count(message.name, message.value, message.labels);
    else if (message.kind === 'accounts-changed') told.onAccountsChanged();
    else if (message.kind === 'answer') questions.answered(message.id, message.answer);
    else if (message.kind === 'failure') questions.failed(message.id, message.error);
    else stopped.resolve();
  });
  // Deliveries would be taken that nobody works on: whoever watches over the process should start another.
  worker.on('error', (error) => queueMicrotask(() => Promise.reject(error)));
  const tell = (message: ToWork) => worker.postMessage(message);
  const read = (name: keyof CountingReads, input: unknown) =>
    questions.ask((id) => tell({ kind: 'read', id, name, input }));
  return {
    wake: (name) => tell({ kind: 'wake', name }),
    tellAccountsChanged: () => tell({ kind: 'accounts-changed' }),
    reads: Object.fromEntries(
      countingReads.map((name) => [name, (input: unknown) => read(name, input)]),
    ) as CountingReads,
    stop: async () => {
      tell({ kind: 'stop' });
      await stopped.promise;
      questions.end(new Error('The app is being stopped.'));
    },
  };
}
