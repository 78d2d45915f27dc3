import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

/** Work that goes on until it is stopped. */
export type Loop = {
  /** Something has come up: do not wait for the next look. */
  wake(): void;
  /** Lets the steps under way end, and starts no other. */
  stop(): Promise<void>;
};

const longestPauseMs = 30_000;

/**
 * Repeats a step as long as it finds something to do, then looks again when woken or after `idleMs`. A step that fails is
 * tried again after a growing pause: what it had claimed comes back when its lease has run out. The signal tells a long step
 * that the loop is being stopped.
 */
export function startLoop(
  name: string,
  step: (signal: AbortSignal) => Promise<boolean>,
  options: { idleMs: number; concurrency?: number; log: Log },
): Loop {
  const stopping = new AbortController();
  let waking = new AbortController();

  const pause = async (ms: number) => {
    // To be stopped wakes, too. A signal of both would do, but Node keeps something of each such signal for as long as its sources live.
    if (stopping.signal.aborted) return;
    // Woken during the step: what came up may have come too late for it.
    if (!waking.signal.aborted) await sleep(ms, undefined, { signal: waking.signal }).catch(() => undefined);
    if (waking.signal.aborted) waking = new AbortController();
  };

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const found = await step(stopping.signal);
        failures = 0;
        if (!found) await pause(options.idleMs);
        // Steps of an embedded database never leave the event loop; requests must get their turn between them.
        else await new Promise(setImmediate);
      } catch (error) {
        failures += 1;
        options.log.error({ err: error, loop: name, failures }, 'a step failed and will be repeated');
        const waitMs = Math.min(longestPauseMs, 100 * 2 ** Math.min(failures, 10));
        await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  const runs = Array.from({ length: options.concurrency ?? 1 }, run);
  return {
    wake: () => waking.abort(),
    stop: async () => {
      stopping.abort();
      waking.abort();
      await Promise.all(runs);
    },
  };
}
