/** A pause that somebody takes, which ends when the test says so, or when it is aborted. */
export type Pause = { ms: number; end: () => void };

/** Stands in for `setTimeout` of node:timers/promises: time passes when the test says so. */
export function createPauses() {
  const pauses: Pause[] = [];
  const setTimeout = (ms: number, value?: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      const leave = () => pauses.splice(pauses.indexOf(pause), 1);
      const pause: Pause = {
        ms,
        end: () => {
          leave();
          resolve(value);
        },
      };
      const abort = () => {
        leave();
        reject(new Error('aborted'));
      };
      pauses.push(pause);
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort);
    });
  return { pauses, setTimeout };
}
