import type { HistoryEvent } from '../../scenario/history-event.ts';

/** Events in the order in which they are sent. */
export type EventQueue = {
  add(events: readonly HistoryEvent[]): void;
  take(count: number): HistoryEvent[];
  length(): number;
  clear(): void;
};

export function createEventQueue(): EventQueue {
  let events: HistoryEvent[] = [];
  let taken = 0;
  return {
    add: (more) => {
      for (const event of more) events.push(event);
    },
    take: (count) => {
      const batch = events.slice(taken, taken + count);
      taken += batch.length;
      // Shifting an array of millions for each batch would cost more than sending it.
      if (taken > 65_536 && taken * 2 > events.length) {
        events = events.slice(taken);
        taken = 0;
      }
      return batch;
    },
    length: () => events.length - taken,
    clear: () => {
      events = [];
      taken = 0;
    },
  };
}
