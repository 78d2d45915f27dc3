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
};

/** How long work goes on without letting others have their turn, ms. */
const longestPartMs = 4;

/** Requests that never end must not stop all work: after this, ms, it does a part while they wait. */
const longestWaitMs = 20;

/** How many requests somebody waits for now, for all threads that are given it. */
export function countOfWaiting(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** `waiting` is the count that the threads share; by itself, the two sides are of one thread. */
export function createRightOfWay(waiting: Int32Array = countOfWaiting()): RightOfWay {
  let turnedAt = performance.now();
  /** Two that resumed in one turn of the event loop would do their parts one after the other, with nobody between them. */
  let latestTurn: Promise<unknown> = Promise.resolve();

  async function turn(): Promise<void> {
    await new Promise(setImmediate);
    const until = performance.now() + longestWaitMs;
    for (let leftMs = longestWaitMs; leftMs > 0; leftMs = until - performance.now()) {
      const count = Atomics.load(waiting, 0);
      if (count === 0) break;
      await Atomics.waitAsync(waiting, 0, count, leftMs).value;
    }
    turnedAt = performance.now();
  }

  return {
    first(_request, response, next) {
      Atomics.add(waiting, 0, 1);
      response.once('close', () => {
        if (Atomics.sub(waiting, 0, 1) === 1) Atomics.notify(waiting, 0);
      });
      next();
    },
    async giveWay() {
      if (Atomics.load(waiting, 0) === 0 && performance.now() - turnedAt < longestPartMs) return;
      latestTurn = latestTurn.then(turn);
      await latestTurn;
    },
  };
}
