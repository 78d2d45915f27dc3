import { table, whole } from '../report.ts';
import type { ReplayTimes } from './measure-replay.ts';
import { type ShapeName, shapes } from './shapes.ts';

export type HistoryMeasurement = ReplayTimes & { shape: ShapeName; model: string; size: number };
export type OlistMeasurement = ReplayTimes & { length: 'median' | 'worst'; model: string };

/** Of the whole way, and of its last step alone: what no longer fits into the processor's caches costs up to a half more. */
const growthGoal = 1;
const lastStepGoal = 1.5;

/** One line for each kind of history and model: journeys a second by length, and how the cost grows with the length. */
export function growthTable(measurements: readonly HistoryMeasurement[], sizes: readonly number[]): string {
  const [shortest, longest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const head = [
    'history',
    'model',
    ...sizes.map((size) => `${whole(size)} facts`),
    `× sorting at ${whole(longest)}`,
    `against n log n, ${whole(shortest)} to ${whole(longest)}`,
    `${whole(sizes.at(-2) ?? 0)} to ${whole(longest)}`,
    'goal',
    '',
  ];
  const groups = Map.groupBy(measurements, ({ shape, model }) => `${shape} ${model}`);
  const rows = [...groups.values()].map((group) => {
    const [first, last] = [group[0]!, group.at(-1)!];
    const growth = growthOf(first, last);
    const lastStep = growthOf(group.at(-2) ?? first, last);
    return [
      shapes[first.shape].title,
      first.model,
      ...group.map(({ replayMs }) => whole(1_000 / replayMs)),
      (last.replayMs / last.sortMs).toFixed(1),
      growth.toFixed(2),
      lastStep.toFixed(2),
      `≤ ${growthGoal}, ≤ ${lastStepGoal}`,
      growth <= growthGoal && lastStep <= lastStepGoal ? 'reached' : 'NOT REACHED',
    ];
  });
  return table(head, rows);
}

/** How many times as much a longer history costs as `n log n` would let it, measured by a shorter one. */
export function growthOf(shorter: ReplayTimes, longer: ReplayTimes): number {
  const steps = ({ facts }: ReplayTimes) => facts * Math.log2(facts);
  return longer.replayMs / shorter.replayMs / (steps(longer) / steps(shorter));
}

export function olistTable(measurements: readonly OlistMeasurement[]): string {
  const head = ['Olist history', 'facts', 'model', 'journeys/s', '× sorting'];
  const rows = measurements.map(({ length, facts, model, replayMs, sortMs }) => [
    length,
    whole(facts),
    model,
    whole(1_000 / replayMs),
    (replayMs / sortMs).toFixed(1),
  ]);
  return table(head, rows);
}
