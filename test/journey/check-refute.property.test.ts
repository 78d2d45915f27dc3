import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refute } from '../../src/journey/check/check-refute.ts';
import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { evaluate } from '../../src/journey/conditions/evaluate.ts';
import { always, never, type Scope } from '../../src/journey/conditions/verdict.ts';
import type { Evidence } from '../../src/journey/evidence/evidence.ts';
import { dayMs } from '../../src/journey/instant.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { replayToState } from '../../src/journey/replay.ts';
import { arbitraryInstant, arbitraryLedger } from './arbitrary-ledger.ts';
import { arbitraryRelatives } from './arbitrary-model.ts';
import { askingModel } from './holds-when.ts';

/** What is known of a record at an instant, and since when it counts. */
type Moment = { evidence: Evidence; scope: Scope };

/** Moments of many histories. A lap may have begun before the visit did, within it, or never. */
function momentsOf(model: Model, count: number): Moment[] {
  const arbitrary = fc.record({
    ledger: arbitraryLedger,
    now: arbitraryInstant,
    isDeal: fc.constantFrom(false, false, true),
    lapDays: fc.constantFrom(0, 15, 45, 120, 300),
    visitDays: fc.constantFrom(-1, 0, 15, 45, 120, 300),
  });
  return fc.sample(arbitrary, { seed: 3, numRuns: count }).map(({ ledger, now, isDeal, lapDays, visitDays }) => {
    const record = isDeal
      ? { objectType: 'deal' as const, recordId: '9' }
      : { objectType: 'contact' as const, recordId: '3' };
    const told = { record, aliases: ledger.aliases, facts: ledger.heard };
    const { state } = replayToState(ledger.model, ledger.portal, told, now);
    const lapStart = model.newLap === undefined || lapDays === 0 ? always : now - lapDays * dayMs;
    const visitStart = visitDays < 0 ? never : now - visitDays * dayMs;
    return { evidence: state.evidence, scope: { from: lapStart, lapStart, visitStart, stage: null, signals: [] } };
  });
}

const straight = askingModel({ created: true });
const circular = parseModel({ ...straight, newLap: { deals: 'open', after: { deals: 'won' } } });

const holdsAt = (when: Condition, { evidence, scope }: Moment) => evaluate(when, evidence, scope).holds;
const isRefuted = (model: Model, when: Condition) => refute(model, [{ when, path: ['when'], stage: null }]) !== null;

test.each([
  ['without laps', straight],
  ['with laps', circular],
])(
  'what is refuted holds at no moment of any history, %s',
  (_name, model) => {
    const moments = momentsOf(model, 1_500);
    const refuted = { together: 0, without: 0 };
    const reached = { together: 0, without: 0 };
    fc.assert(
      fc.property(arbitraryRelatives, ([first, second]) => {
        const ways: { way: 'together' | 'without'; when: Condition }[] = [
          { way: 'together', when: { all: [first, second] } },
          { way: 'without', when: { all: [first, { not: second }] } },
        ];
        for (const { way, when } of ways) {
          if (!isRefuted(model, when)) continue;
          refuted[way] += 1;
          // What never holds by itself tells nothing of the two.
          if (moments.some((moment) => holdsAt(first, moment))) reached[way] += 1;
          const counterexample = moments.find((moment) => holdsAt(when, moment));
          expect(counterexample?.evidence.record).toBeUndefined();
        }
      }),
      { numRuns: 1_500 },
    );
    // Enough of them must be of conditions that do hold now and then.
    expect(refuted.together).toBeGreaterThan(20);
    expect(reached.without).toBeGreaterThan(40);
  },
  60_000,
);
