import { addDuration, type DurationList } from './durations.ts';
import type { Amounts } from './measures-report.ts';

/** Takes a number that a record has into a list; anything else, such as nothing, is left out. */
export function addAmount(list: DurationList, text: string): void {
  const amount = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(amount)) addDuration(list, amount);
}

/** Sum and median (by nearest rank) of the numbers that `n` records have. No median where fewer than `minimum` have one. */
export function amountsOf(list: DurationList, n: number, minimum: number): Amounts {
  const known = list.length;
  const sorted = list.values.slice(0, known).sort();
  const tooFew = known < minimum;
  // In order of size, so that the order of the records does not show in the last digits; of these no amount has more than six.
  const sum = Math.round(sorted.reduce((total, amount) => total + amount, 0) * 1e6) / 1e6;
  return { n, known, tooFew, sum, median: tooFew ? null : (sorted[Math.ceil(known / 2) - 1] ?? null) };
}
