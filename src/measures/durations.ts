import type { Durations } from './measures-report.ts';

/** Lengths of time in ms, or other numbers, eight bytes each, in any order. */
export type DurationList = { values: Float64Array; length: number };

export function noDurations(): DurationList {
  return { values: new Float64Array(0), length: 0 };
}

export function addDuration(list: DurationList, durationMs: number): void {
  if (list.length === list.values.length) {
    const grown = new Float64Array(Math.max(8, list.values.length * 2));
    grown.set(list.values);
    list.values = grown;
  }
  list.values[list.length] = durationMs;
  list.length += 1;
}

/** Median and percentiles by nearest rank: each is a length that was observed. Null where there are fewer than `minimum`. */
export function durationsOf(list: DurationList, minimum: number): Durations {
  const n = list.length;
  const tooFew = n < minimum;
  const sorted = list.values.slice(0, n).sort();
  const at = (percent: number) => (tooFew ? null : (sorted[Math.ceil((percent * n) / 100) - 1] ?? null));
  return { n, tooFew, medianMs: at(50), p75Ms: at(75), p90Ms: at(90) };
}
