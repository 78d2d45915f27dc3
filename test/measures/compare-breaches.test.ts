import { expect, test } from 'vitest';
import { addBreaches, beginBreachComparison, finishBreachComparison } from '../../src/measures/compare-breaches.ts';
import { agreementOf, clocksOf } from '../agreement/agreements.ts';
import { instantOf } from '../journey/notation.ts';

test('a breach that both agreements have does not appear because one of them has it due after the first day that counts', () => {
  // Day 1 is a Thursday, d5 a Monday.
  const clocksWithin = (businessHours: number) =>
    clocksOf('d1 | created; MQL\nd5 10:00 | SQL', {
      agreement: agreementOf({
        stages: { convert: { lead: 'sales', targets: { firstTouchWithin: { within: { businessHours } } } } },
      }),
      now: 'd9',
    }).clocks;
  const compared = (since: string) => {
    const comparison = beginBreachComparison(instantOf(since));
    addBreaches(comparison, 'contact/1', clocksWithin(4), clocksWithin(8));
    return finishBreachComparison(comparison).groups;
  };
  expect(compared('d6')).toMatchObject([
    { before: { clocks: 1, breached: 1 }, after: { clocks: 1, breached: 1 }, appear: 0, vanish: 0 },
  ]);
  expect(compared('d7')).toEqual([]);
});
