import type { HistoryEvent } from '../../scenario/history-event.ts';
import type { SeededRandom } from '../seeded-random.ts';

export type RetryTiming = { minimumMs: number; maximumMs: number };

/** Failed events that wait for their next attempt, each for a time of its own. */
export type RetrySchedule = {
  /** The event's `attemptNumber` says how often it was tried before. */
  add(event: HistoryEvent): void;
  waiting(): number;
  stop(): void;
};

/** Events that fall due within this time are sent together. */
const stepMs = 20;

/**
 * The wait doubles with each attempt up to the maximum and is spread by half to both sides, so that the events of one failed
 * batch come back in other batches. HubSpot spreads ten retries over a day without telling the steps; here a day is seconds.
 */
export function createRetrySchedule(
  timing: RetryTiming,
  random: SeededRandom,
  onDue: (events: HistoryEvent[]) => void,
): RetrySchedule {
  const dueAt = new Map<number, { events: HistoryEvent[]; timer: NodeJS.Timeout }>();
  let waiting = 0;
  return {
    add: (event) => {
      const planned = Math.min(timing.maximumMs, timing.minimumMs * 2 ** (event.attemptNumber - 1));
      const step = Math.ceil((performance.now() + planned * (0.5 + random.next())) / stepMs);
      waiting += 1;
      const existing = dueAt.get(step);
      if (existing !== undefined) {
        existing.events.push(event);
        return;
      }
      const events = [event];
      const release = (): void => {
        dueAt.delete(step);
        waiting -= events.length;
        onDue(events);
      };
      dueAt.set(step, { events, timer: setTimeout(release, step * stepMs - performance.now()) });
    },
    waiting: () => waiting,
    stop: () => {
      for (const { timer } of dueAt.values()) clearTimeout(timer);
      dueAt.clear();
      waiting = 0;
    },
  };
}
