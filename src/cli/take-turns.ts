import { setTimeout as sleep } from 'node:timers/promises';

type Step = (signal: AbortSignal) => Promise<boolean>;

const lookMs = 250;

/**
 * Takes turns of long work, so many side by side, while somebody looks; what other processes do of it counts as well. Ends when
 * `isDone` says so or throws, or when the person ends the command: each turn then ends where it is.
 */
export async function takeTurns(step: Step, turnsAtOnce: number, isDone: () => Promise<boolean>): Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = () => stopping.abort();
  const pause = () => sleep(lookMs, undefined, { signal }).catch(() => undefined);
  const work = async () => {
    while (!signal.aborted) if (!(await step(signal))) await pause();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const turns = Array.from({ length: turnsAtOnce }, work);
  try {
    while (!signal.aborted && !(await isDone())) await pause();
  } finally {
    stop();
    await Promise.all(turns);
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
