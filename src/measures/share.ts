import type { Share } from './measures-report.ts';

/** The normal deviate of 95 %. */
const z = 1.959963984540054;

/**
 * A share with its 95 % interval after Wilson, which stays within 0 and 1 and is wide where there are few observations. With
 * fewer than `minimum` observations there is no share, only the two counts.
 */
export function shareOf(count: number, n: number, minimum: number): Share {
  if (n < minimum || n === 0) return { count, n, tooFew: true, share: null, low: null, high: null };
  const share = count / n;
  const denominator = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / denominator;
  const reach = (z / denominator) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  // At the ends the formula is exact but its floating-point value may miss 0 and 1 by a hair.
  const low = count === 0 ? 0 : Math.max(0, centre - reach);
  const high = count === n ? 1 : Math.min(1, centre + reach);
  return { count, n, tooFew: false, share, low, high };
}
