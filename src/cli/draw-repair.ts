import { Presets, SingleBar } from 'cli-progress';
import { addRecovered, type Recovered } from '../journey/repair/recovered.ts';
import { type FactKind, factKinds } from '../journey/vocabulary.ts';
import type { RepairState } from '../store/read-repairs.ts';

export type RepairBar = { show(states: readonly RepairState[]): void; stop(): void };

/** A bar on standard error: records compared of all that are to be, and what was recovered. */
export function drawRepair(): RepairBar {
  const format = '{bar} {percentage} % | {counts}';
  const options = { format, stream: process.stderr, noTTYOutput: true, notTTYSchedule: 2_000, hideCursor: true };
  const bar = new SingleBar(options, Presets.shades_classic);
  bar.start(1, 0, { counts: 'comparing' });
  return {
    show(states) {
      const done = sum(states.map(({ recordsDone }) => recordsDone));
      const isWhole = states.every(({ finishedAt }) => finishedAt !== null);
      bar.setTotal(isWhole ? Math.max(1, done) : Math.max(1, sum(states.map(({ recordsTotal }) => recordsTotal))));
      bar.update(isWhole ? Math.max(1, done) : done, {
        counts: `${done} compared, recovered: ${recoveredText(states)}`,
      });
    },
    stop: () => bar.stop(),
  };
}

/** What a comparison has found, in one sentence. */
export function repairSummary(states: readonly RepairState[]): string {
  const done = sum(states.map(({ recordsDone }) => recordsDone));
  const found = recoveredText(states);
  if (!isCompared(states))
    return `Compared so far: ${done} records, recovered: ${found}. It goes on from here the next time.`;
  const asOf = Math.min(...states.map(({ checkedAt }) => checkedAt ?? 0));
  return `The ledger agrees with the portal as of ${new Date(asOf).toISOString()}. Recovered: ${found}.`;
}

/** Whether the last whole comparison has ended, even where it is looked since what has changed. */
export function isCompared(states: readonly RepairState[]): boolean {
  return states.every(({ checkedAt, finishedAt, isPoll }) => checkedAt !== null && (finishedAt !== null || isPoll));
}

const words: Readonly<Record<FactKind, readonly [string, string]>> = {
  created: ['creation', 'creations'],
  merged: ['merge', 'merges'],
  property: ['value', 'values'],
  association: ['association', 'associations'],
  activity: ['activity', 'activities'],
  action: ['action', 'actions'],
  deleted: ['deletion', 'deletions'],
  restored: ['restoration', 'restorations'],
};

function recoveredText(states: readonly RepairState[]): string {
  const recovered = states.map((state) => state.recovered).reduce<Recovered>(addRecovered, {});
  const parts = factKinds.flatMap((kind) => {
    const count = recovered[kind] ?? 0;
    return count === 0 ? [] : [`${count} ${words[kind][count === 1 ? 0 : 1]}`];
  });
  return parts.join(', ') || 'nothing';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
