import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Whose turn it is. One thread answers people and does the work that nobody waits for; whatever is under way is not
 * interrupted, so work is done in short parts, between which requests come first.
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

export function createRightOfWay(): RightOfWay {
  let waiting = 0;
  let turnedAt = performance.now();
  /** Two that resumed in one turn of the event loop would do their parts one after the other, with nobody between them. */
  let latestTurn: Promise<unknown> = Promise.resolve();
  let whenClear = Promise.withResolvers<void>();

  async function turn(): Promise<void> {
    await new Promise(setImmediate);
    if (waiting > 0) {
      const limit = Promise.withResolvers<void>();
      const timer = setTimeout(limit.resolve, longestWaitMs);
      await Promise.race([whenClear.promise, limit.promise]);
      clearTimeout(timer);
    }
    turnedAt = performance.now();
  }

  return {
    first(_request, response, next) {
      waiting += 1;
      response.once('close', () => {
        waiting -= 1;
        if (waiting > 0) return;
        whenClear.resolve();
        whenClear = Promise.withResolvers();
      });
      next();
    },
    async giveWay() {
      if (waiting === 0 && performance.now() - turnedAt < longestPartMs) return;
      latestTurn = latestTurn.then(turn);
      await latestTurn;
    },
  };
}
