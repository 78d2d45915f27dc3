import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDuration, durationsOf, noDurations } from '../../src/measures/durations.ts';
import { shareOf } from '../../src/measures/share.ts';

describe('a share', () => {
  // Checked by hand with the formula of Wilson's paper, to four places.
  test.each([
    [31, 100, 0.2278, 0.4063],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [1, 2, 0.0945, 0.9055],
    [841, 7999, 0.0986, 0.1121],
  ])('of %i in %i lies between %f and %f', (count, n, low, high) => {
    const share = shareOf(count, n, 1);
    expect(share).toMatchObject({ count, n, tooFew: false, share: count / n });
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });

  test('of too few is none, but the counts are told', () => {
    expect(shareOf(4, 9, 10)).toEqual({ count: 4, n: 9, tooFew: true, share: null, low: null, high: null });
    expect(shareOf(0, 0, 0)).toMatchObject({ tooFew: true, share: null });
    expect(shareOf(4, 10, 10).tooFew).toBe(false);
  });

  test('lies within its interval, which lies within 0 and 1 and narrows with more of the same', () => {
    const parts = fc
      .integer({ min: 1, max: 5_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(parts, ([count, n]) => {
        const { share, low, high } = shareOf(count, n, 1);
        const wider = shareOf(count * 4, n * 4, 1);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(share ?? -1);
        expect(high).toBeGreaterThanOrEqual(share ?? 2);
        expect(high).toBeLessThanOrEqual(1);
        expect((wider.high ?? 0) - (wider.low ?? 0)).toBeLessThan((high ?? 0) - (low ?? 0));
      }),
    );
  });
});

describe('lengths of time', () => {
  test('by nearest rank are lengths that were observed', () => {
    const list = noDurations();
    for (const length of [9, 1, 8, 2, 7, 3, 6, 4, 5, 10]) addDuration(list, length);
    expect(durationsOf(list, 10)).toEqual({ n: 10, tooFew: false, medianMs: 5, p75Ms: 8, p90Ms: 9 });
    expect(durationsOf(list, 11)).toEqual({ n: 10, tooFew: true, medianMs: null, p75Ms: null, p90Ms: null });
    expect(durationsOf(noDurations(), 0)).toMatchObject({ n: 0, medianMs: null });
  });

  test('at least so many lie at or below a percentile, and fewer below it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 200 }), (lengths) => {
        const list = noDurations();
        for (const length of lengths) addDuration(list, length);
        const { medianMs, p75Ms, p90Ms } = durationsOf(list, 1);
        for (const [percent, value] of [
          [50, medianMs],
          [75, p75Ms],
          [90, p90Ms],
        ] as const) {
          const atOrBelow = lengths.filter((length) => length <= (value ?? -1)).length;
          const below = lengths.filter((length) => length < (value ?? -1)).length;
          expect(atOrBelow * 100).toBeGreaterThanOrEqual(percent * lengths.length);
          expect(below * 100).toBeLessThan(percent * lengths.length);
        }
      }),
    );
  });
});
