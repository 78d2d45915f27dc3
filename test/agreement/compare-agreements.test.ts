import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addComparedRecord,
  beginAgreementComparison,
  comparedBreaches,
  finishAgreementComparison,
  overAllHistory,
} from '../../src/agreement/compare-agreements.ts';
import { replayWithClocks } from '../../src/agreement/run-clocks.ts';
import { instantOf } from '../journey/notation.ts';
import { agreementOf, clocksOf, contact } from './agreements.ts';
import { arbitraryClocks } from './arbitrary-clocks.ts';

const inHours = (businessHours: number, lead = 'sales') =>
  agreementOf({ stages: { convert: { lead, targets: { firstTouchWithin: { within: { businessHours } } } } } });
const history = 'd1 | created; MQL\nd5 10:00 | SQL\nd5 13:00 | call';

function compare(before: ReturnType<typeof inHours>, after: ReturnType<typeof inHours>, since: string | null = null) {
  const comparison = beginAgreementComparison(since === null ? null : instantOf(since));
  const clocks = (agreement: ReturnType<typeof inHours>) =>
    clocksOf(history, { versions: overAllHistory(agreement), now: 'd9' }).clocks;
  addComparedRecord(comparison, contact, clocks(before), clocks(after));
  return finishAgreementComparison(comparison);
}

test('a shorter target makes a breach appear, a longer one lets it vanish', () => {
  const stricter = compare(inHours(4), inHours(2));
  expect(stricter).toMatchObject({
    records: 1,
    changed: 1,
    clocks: [
      {
        team: 'sales',
        stage: 'convert',
        kind: 'first-touch',
        before: { clocks: 1, met: 1, breached: 0 },
        after: { clocks: 1, met: 0, breached: 1 },
        appeared: 1,
        appearedIn: ['contact/1'],
        vanished: 0,
      },
    ],
  });
  expect(compare(inHours(2), inHours(4))).toMatchObject({
    changed: 1,
    clocks: [{ appeared: 0, vanished: 1, vanishedFrom: ['contact/1'] }],
  });
});

test('a breach that another team answers for is another breach', () => {
  const told = compare(inHours(2, 'sales'), inHours(2, 'service'));
  expect(told.clocks.map(({ team, appeared, vanished }) => [team, appeared, vanished])).toEqual([
    ['sales', 0, 1],
    ['service', 1, 0],
  ]);
});

test('clocks that began before the day that is asked for do not count', () => {
  expect(compare(inHours(4), inHours(2), 'd6')).toMatchObject({ records: 1, changed: 0, clocks: [] });
  expect(compare(inHours(4), inHours(2), 'd5')).toMatchObject({ changed: 1 });
});

test('an agreement compared with itself changes nothing; the other way round, what appeared vanishes', () => {
  fc.assert(
    fc.property(arbitraryClocks, ({ versions, model, portal, aliases, heard }) => {
      const ledger = { record: { objectType: 'contact' as const, recordId: '3' }, aliases, facts: heard };
      const now = instantOf('d800');
      const clocks = (index: number) =>
        replayWithClocks(overAllHistory(versions.at(index)!.agreement), model, portal, ledger, now).clocks.clocks;
      const compared = (before: number, after: number) => {
        const comparison = beginAgreementComparison(null);
        addComparedRecord(comparison, ledger.record, clocks(before), clocks(after));
        return finishAgreementComparison(comparison);
      };
      expect(comparedBreaches(compared(0, 0))).toEqual({ appeared: 0, vanished: 0 });
      const [there, back] = [comparedBreaches(compared(0, -1)), comparedBreaches(compared(-1, 0))];
      expect(back).toEqual({ appeared: there.vanished, vanished: there.appeared });
      const difference = compared(0, -1).clocks.reduce(
        (sum, { before, after }) => sum + after.breached - before.breached,
        0,
      );
      expect(there.appeared - there.vanished).toBe(difference);
    }),
    { numRuns: 100 },
  );
});
