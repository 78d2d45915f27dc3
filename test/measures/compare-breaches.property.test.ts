import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Agreement } from '../../src/agreement/agreement-schema.ts';
import { replayWithClocks } from '../../src/agreement/run-clocks.ts';
import { addBreaches, beginBreachComparison, finishBreachComparison } from '../../src/measures/compare-breaches.ts';
import { arbitraryClocks } from '../agreement/arbitrary-clocks.ts';
import { instantOf } from '../journey/notation.ts';

test('an agreement compared with itself changes nothing; the other way round, what appeared vanishes', () => {
  fc.assert(
    fc.property(arbitraryClocks, ({ versions, model, portal, aliases, heard }) => {
      const ledger = { record: { objectType: 'contact' as const, recordId: '3' }, aliases, facts: heard };
      const now = instantOf('d800');
      const clocksUnder = (agreement: Agreement) => {
        const always = [{ version: 1, agreement, publishedAtMs: 0, appliesTo: 'open-visits' as const }];
        return replayWithClocks(always, model, portal, ledger, now).clocks.clocks;
      };
      const [first, last] = [clocksUnder(versions[0]!.agreement), clocksUnder(versions.at(-1)!.agreement)];
      const compared = (before: typeof first, after: typeof first) => {
        const comparison = beginBreachComparison(null);
        addBreaches(comparison, 'contact/3', before, after);
        const { groups } = finishBreachComparison(comparison);
        const sum = (of: (group: (typeof groups)[number]) => number) =>
          groups.reduce((total, group) => total + of(group), 0);
        const difference = sum(({ before: known, after: next }) => next.breached - known.breached);
        return { appear: sum(({ appear }) => appear), vanish: sum(({ vanish }) => vanish), difference };
      };
      expect(compared(first, first)).toEqual({ appear: 0, vanish: 0, difference: 0 });
      const there = compared(first, last);
      const back = compared(last, first);
      expect([back.appear, back.vanish]).toEqual([there.vanish, there.appear]);
      expect(there.appear - there.vanish).toBe(there.difference);
    }),
    { numRuns: 100 },
  );
});
