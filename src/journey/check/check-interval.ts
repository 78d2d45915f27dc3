import type { PropertyTest } from '../conditions/condition-schema.ts';
import { durationMs, parseInstant } from '../instant.ts';

/** What a test says of a number: that it lies on one side of a limit, the limit itself included or not. */
export type Bound = { of: Measured; side: 'from' | 'to'; limit: number; isIncluded: boolean };

/** Numbers that a property's value can give: itself, the date that it is (ms), and how far that date lies ahead of now (ms). */
export type Measured = 'number' | 'date' | 'ahead';

/** The bounds that a test of numbers or dates gives. Null for any other test, and for a date that can't be read. */
export function boundsOfTest(test: PropertyTest): Bound[] | null {
  if (test.atLeast !== undefined) return [bound('number', 'from', test.atLeast, true)];
  if (test.above !== undefined) return [bound('number', 'from', test.above, false)];
  if (test.atMost !== undefined) return [bound('number', 'to', test.atMost, true)];
  if (test.below !== undefined) return [bound('number', 'to', test.below, false)];
  if (test.olderThan !== undefined) return [bound('ahead', 'to', -durationMs(test.olderThan), true)];
  if (test.dueWithin !== undefined) {
    return [bound('ahead', 'from', 0, false), bound('ahead', 'to', durationMs(test.dueWithin), true)];
  }
  if (test.before === 'now') return [bound('ahead', 'to', 0, true)];
  if (test.after === 'now') return [bound('ahead', 'from', 0, false)];
  const limit = parseInstant(test.before ?? test.after ?? '');
  return limit === null ? null : [bound('date', test.before === undefined ? 'from' : 'to', limit, false)];
}

/** What holds of the number when a bound does not. */
export function otherSide({ of, side, limit, isIncluded }: Bound): Bound {
  return bound(of, side === 'from' ? 'to' : 'from', limit, !isIncluded);
}

/** Whether no number lies within all the bounds. */
export function leavesNothing(bounds: readonly Bound[]): boolean {
  return bounds.some((low) => low.side === 'from' && bounds.some((high) => high.side === 'to' && isApart(low, high)));
}

function isApart(low: Bound, high: Bound): boolean {
  if (low.of !== high.of) return false;
  return low.limit > high.limit || (low.limit === high.limit && !(low.isIncluded && high.isIncluded));
}

function bound(of: Measured, side: Bound['side'], limit: number, isIncluded: boolean): Bound {
  return { of, side, limit, isIncluded };
}
