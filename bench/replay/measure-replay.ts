import { median } from '../median.ts';
import type { Replayable } from './shapes.ts';

/** Median processor time of one journey, in ms: replayed, and its facts only sorted. */
export type ReplayTimes = { facts: number; visits: number; replayMs: number; sortMs: number };

/** `roundMs`: the least processor time that one round of either lasts. */
export type Effort = { rounds: number; roundMs: number };

/**
 * Replays and sorts in turns. One round is as many runs as fill `roundMs`, because a short history takes microseconds and
 * a clock has its grain. The first round of each is not counted: the code is compiled in it. What is measured is the time
 * that this thread had a processor, so that other work on the machine counts less.
 */
export function measureReplay(history: Replayable, { rounds, roundMs }: Effort): ReplayTimes {
  const replays: number[] = [];
  const sorts: number[] = [];
  const { visits } = history.replay();
  for (let round = 0; round <= rounds; round += 1) {
    replays.push(timeOfOne(history.replay, roundMs));
    sorts.push(timeOfOne(history.sort, roundMs));
  }
  return {
    facts: history.facts,
    visits: visits.length,
    replayMs: median(replays.slice(1)),
    sortMs: median(sorts.slice(1)),
  };
}

/** Processor time of one run, in ms: as many runs are measured together as last `roundMs`. */
export function timeOfOne(run: () => unknown, roundMs: number): number {
  const start = processorMs();
  let runs = 0;
  let elapsedMs = 0;
  while (elapsedMs < roundMs || runs === 0) {
    run();
    runs += 1;
    elapsedMs = processorMs() - start;
  }
  return elapsedMs / runs;
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
