import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Whose turn it is. The work that nobody waits for is done in a thread of its own, but the processors are shared, and whatever is
 * under way is not interrupted: so it is done in short parts, between which requests come first.
 */
export type RightOfWay = {
  /** A handler of requests that somebody waits for: from here until the answer has gone, work gives way. */
  first(request: IncomingMessage, response: ServerResponse, next: () => void): void;
  /** Called by work before each of its parts. Returns at once while the present part is short and nobody waits. */
  giveWay(): Promise<void>;
  /**
   * Called within a commit, before each of its statements: waits while requests wait that only read. Who writes may need what the commit
   * holds, and has it sooner when the commit goes on.
   */
  giveWayToReads(): Promise<void>;
};

/** How long work goes on without letting others have their turn, ms. */
const longestPartMs = 4;

/** Requests that never end must not stop all work: after this, ms, it does a part while they wait. */
const longestWaitMs = 20;

/** As long as most cards take: a commit of twenty statements must end, however many people look at cards all the time. */
const longestWaitForReadsMs = 5;

/** Where the count of all requests stands, and that of those that may write. */
const [all, writing] = [0, 1];

/** How many requests somebody waits for now, and how many of them may write; for all threads that are given it. */
export function countOfWaiting(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** `waiting` is the count that the threads share; by itself, the two sides are of one thread. */
export function createRightOfWay(waiting: Int32Array = countOfWaiting()): RightOfWay {
  let turnedAt = performance.now();
  /** Two that resumed in one turn of the event loop would do their parts one after the other, with nobody between them. */
  let latestTurn: Promise<unknown> = Promise.resolve();

  async function turn(): Promise<void> {
    await new Promise(setImmediate);
    await waitUpTo(longestWaitMs, () => true);
    turnedAt = performance.now();
  }

  async function waitUpTo(mostMs: number, isToWait: () => boolean): Promise<void> {
    const until = performance.now() + mostMs;
    for (let leftMs = mostMs; leftMs > 0 && isToWait(); leftMs = until - performance.now()) {
      const count = Atomics.load(waiting, all);
      if (count === 0) return;
      await Atomics.waitAsync(waiting, all, count, leftMs).value;
    }
  }

  return {
    first({ method }, response, next) {
      const mayWrite = method === 'GET' ? 0 : 1;
      Atomics.add(waiting, writing, mayWrite);
      Atomics.add(waiting, all, 1);
      // A commit that pauses goes on for who may write.
      if (mayWrite > 0) Atomics.notify(waiting, all);
      response.once('close', () => {
        Atomics.sub(waiting, writing, mayWrite);
        if (Atomics.sub(waiting, all, 1) === 1) Atomics.notify(waiting, all);
      });
      next();
    },
    giveWayToReads: () => waitUpTo(longestWaitForReadsMs, () => Atomics.load(waiting, writing) === 0),
    async giveWay() {
      if (Atomics.load(waiting, all) === 0 && performance.now() - turnedAt < longestPartMs) return;
      latestTurn = latestTurn.then(turn);
      await latestTurn;
    },
  };
}
