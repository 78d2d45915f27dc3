import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs } from '../../src/journey/instant.ts';
import { moveBetween } from '../../src/journey/moves.ts';
import { type MeasuredRecord, type MeasuredVisit, referredByProperty } from '../../src/measures/measured-record.ts';
import type { MeasureSet, StageMeasures } from '../../src/measures/measures-report.ts';
import { funnelStages, measure, measuredRecord } from './measured.ts';

/** A step: how long the visit before it lasts, where it goes, and whether an edit made it or a time without a stage. */
const step = fc.record({
  days: fc.integer({ min: 1, max: 60 }),
  stage: fc.integer({ min: 0, max: 4 }),
  kind: fc.constantFrom('move', 'move', 'move', 'noise', 'gap', 'lap', 'correction'),
  outcome: fc.constantFrom('', '', 'won', 'lost'),
  owner: fc.constantFrom('', '7', '8'),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function visitsFrom(steps: readonly Step[], isOpen: boolean): MeasuredVisit[] {
  const visits: MeasuredVisit[] = [];
  let at = 1_000 * dayMs;
  for (const { days, stage, kind, outcome, owner } of steps) {
    const last = visits.at(-1);
    const lap = (last?.lap ?? 1) + (kind === 'lap' && last !== undefined ? 1 : 0);
    if (last !== undefined && kind !== 'lap' && kind !== 'gap' && last.stage === funnelStages[stage]) continue;
    at += days * dayMs;
    const isStart = last === undefined || kind === 'gap';
    if (last !== undefined) last.leftAt = kind === 'gap' ? at - dayMs / 2 : at;
    const from = funnelStages.indexOf(last?.stage ?? '');
    const move = isStart
      ? 'start'
      : kind === 'lap'
        ? 'new-lap'
        : kind === 'noise' || kind === 'correction'
          ? kind
          : moveBetween(from, stage);
    const team = stage < 3 ? 'marketing' : 'sales';
    visits.push({ lap, stage: funnelStages[stage]!, enteredAt: at, leftAt: null, move, outcome, team, owner });
  }
  const last = visits.at(-1);
  if (last !== undefined && !isOpen) last.leftAt = at + dayMs;
  return visits;
}

const record = fc
  .record({
    steps: fc.array(step, { maxLength: 8 }),
    isOpen: fc.boolean(),
    source: fc.constantFrom('', 'A', 'B'),
    referredBy: fc.constantFrom('', '', '0', '1', '2', 'nobody'),
    createdAt: fc.integer({ min: 1_000, max: 1_200 }),
    flags: fc.constantFrom<MeasuredRecord['flags']>([], [], [], ['time-reversed']),
    touchedOn: fc.array(fc.integer({ min: 1_000, max: 1_300 }), { maxLength: 4 }),
    counting: fc.array(fc.subarray(['form', 'opened', 'opted-out']), { minLength: 8, maxLength: 8 }),
    wonOn: fc.array(fc.record({ day: fc.integer({ min: 990, max: 1_500 }), isTimed: fc.boolean() }), { maxLength: 3 }),
  })
  .map(({ steps, isOpen, source, referredBy, createdAt, flags, touchedOn, counting, wonOn }) => (recordId: string) => {
    const visits = visitsFrom(steps, isOpen);
    const entries = visits.map(({ enteredAt }, index) => [enteredAt, new Set<string>(counting[index])] as const);
    const wonDeals = wonOn
      .map(({ day, isTimed }) => ({ at: day * dayMs, isTimed }))
      .sort((left, right) => left.at - right.at);
    return measuredRecord(recordId, {
      visits,
      replayed: { signalsAt: new Map(entries), wonDeals },
      flags,
      values: new Map([
        ['hs_analytics_source', source],
        [referredByProperty, referredBy],
        ['services', `${source};x`],
        ['amount', source === '' ? '' : String(createdAt / 7)],
      ]),
      createdAt: createdAt * dayMs,
      touches: touchedOn.map((day) => ({ kind: 'call' as const, at: day * dayMs })),
    });
  });
const records = fc.array(record, { maxLength: 12 }).map((made) => made.map((make, index) => make(String(index))));
const splits = ['source', 'owner', 'team', 'month', 'property:services'];
const signals = [
  { id: 'form', points: 20 },
  { id: 'opened', points: 5 },
  { id: 'opted-out', points: -40 },
];
const options = {
  asOf: 3_000 * dayMs,
  ...{ splits, valueProperties: ['services'], amountProperties: ['amount'], signals, withWonDeals: true },
};

test('what became of the visits adds up to all that began', () => {
  fc.assert(
    fc.property(records, (given) => {
      for (const of of measure(given, options).whole.stages) {
        const next = sum(of.next.map(({ ofEntered }) => ofEntered.count));
        expect(next + of.endedWithoutStage + of.open + of.endedByEdit).toBe(of.entered);
        expect(next + of.endedWithoutStage).toBe(of.ended);
        const outcomes = sum(of.outcomes.map(({ ofEntered }) => ofEntered.count));
        expect(outcomes + of.noOutcome.count + of.undecided.count).toBe(of.ended + of.open);
        expect(sum(of.outcomes.map(({ ofEnded }) => ofEnded.count)) + of.noOutcome.count).toBe(of.ended);
        expect(of.openAge.n).toBe(of.open);
        expect(of.nowHere).toBe(of.open + of.nowByEdit);
        expect(of.time.n).toBeLessThanOrEqual(of.ended);
        expect(of.records).toBeLessThanOrEqual(of.entered);
        for (const { stage, ofEntered } of of.next) {
          if (stage === of.stage) continue;
          const reached = of.reached.find((candidate) => candidate.stage === stage);
          expect(reached?.ofEntered.count).toBeGreaterThanOrEqual(ofEntered.count);
        }
      }
    }),
  );
});

test('whatever the range, who is there now is in a visit that goes on, or is there by an edit', () => {
  const range = fc.integer({ min: 1_000, max: 1_200 });
  fc.assert(
    fc.property(records, range, (given, day) => {
      for (const of of measure(given, { ...options, since: day * dayMs }).whole.stages) {
        expect(of.nowHere).toBe(of.open + of.nowByEdit);
      }
    }),
  );
});

test('the order in which records are added does not matter', () => {
  const shuffled = records.chain((given) =>
    fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
  );
  fc.assert(
    fc.property(shuffled, ([given, other]) => {
      expect(measure(other, options)).toEqual(measure(given, options));
    }),
  );
});

test('the segments of every split add up to the whole', () => {
  fc.assert(
    fc.property(records, (given) => {
      const { whole, splits: split } = measure(given, options);
      expect(split.map(({ by }) => by)).toEqual(splits);
      for (const { segments } of split) {
        for (const [index, stage] of whole.stages.entries()) {
          const parts = segments.map(({ measures }) => measures.stages[index]!);
          expect(addable(parts)).toEqual(addable([stage]));
        }
        expect(lapCounts(segments.map(({ measures }) => measures))).toEqual(lapCounts([whole]));
        expect(wonCounts(segments.map(({ measures }) => measures))).toEqual(wonCounts([whole]));
      }
    }),
  );
});

test('points are those of every visit that no edit ended, of those who went on and of the others', () => {
  fc.assert(
    fc.property(records, (given) => {
      for (const { readiness, ...of } of measure(given, options).whole.stages) {
        const { all, wentOn, others, signals: told } = readiness!;
        expect(all.n).toBe(of.entered - of.endedByEdit);
        expect(wentOn.n + others.n).toBe(all.n);
        // Who came to no other stage and not back to this one has not gone on.
        expect(others.n).toBeGreaterThanOrEqual(of.open);
        for (const signal of told) expect(signal.wentOn.count + signal.others.count).toBe(signal.all.count);
        const points = sum(told.map((signal) => signal.points * signal.all.count));
        expect((all.meanPoints ?? 0) * all.n).toBeCloseTo(points, 6);
      }
    }),
  );
});

test('won deals are those of all customers, and so are the customers with one or more', () => {
  fc.assert(
    fc.property(records, (given) => {
      const { contacts, deals, atLeast, between } = measure(given, options).whole.wonDeals!;
      const more = sum(atLeast.map(({ share }) => share.count));
      expect(contacts + more).toBe(deals);
      expect(between.n).toBeLessThanOrEqual(more);
      const measured = given.filter(({ visits, flags }) => visits.length > 0 && flags.length === 0);
      expect(deals).toBe(sum(measured.map(({ replayed }) => replayed!.wonDeals.length)));
    }),
  );
});

test('referrals are each counted once, in a stage or apart', () => {
  fc.assert(
    fc.property(records, (given) => {
      const { whole, referrals } = measure(given, options);
      const counted = sum(whole.stages.map((stage) => stage.referrals.count));
      expect(counted + referrals.elsewhere + referrals.unmatched).toBe(referrals.named);
    }),
  );
});

/** What can be added up of a stage: counts, not percentiles. */
function addable(stages: readonly StageMeasures[]): unknown {
  const total = (numberOf: (stage: StageMeasures) => number) => sum(stages.map(numberOf));
  return {
    counts: (['entered', 'nowHere', 'nowByEdit', 'open', 'ended', 'endedByEdit', 'endedWithoutStage'] as const).map(
      (name) => total((stage) => stage[name]),
    ),
    next: tally(stages.flatMap(({ next }) => next.map(({ stage, ofEntered }) => [stage, ofEntered.count]))),
    reached: tally(stages.flatMap(({ reached }) => reached.map(({ stage, ofEnded }) => [stage, ofEnded.count]))),
    outcomes: tally(
      stages.flatMap(({ outcomes }) =>
        outcomes.flatMap(({ outcome, ended, marked }) => [
          [`${outcome} ended`, ended],
          [`${outcome} marked`, marked],
        ]),
      ),
    ),
    open: [total(({ noOutcome }) => noOutcome.count), total(({ undecided }) => undecided.count)],
    touches: tally(stages.flatMap(({ touches }) => touches.map(({ kind, count }) => [kind, count]))),
    values: tally(
      stages.flatMap(({ values }) =>
        values.flatMap(({ spread }) => spread.map(({ value, share }) => [value, share.count])),
      ),
    ),
    fellBack: total(({ fellBack }) => fellBack.ofEntered.count),
    timed: total(({ time }) => time.n),
    returned: [total(({ returned }) => returned.share.count), total(({ returned }) => returned.share.n)],
    referrals: [total(({ referrals }) => referrals.count), total(({ referrals }) => referrals.visits.count)],
    readiness: [total(({ readiness }) => readiness!.wentOn.n), total(({ readiness }) => readiness!.others.n)],
    signals: tally(
      stages.flatMap(({ readiness }) =>
        readiness!.signals.flatMap(({ signal, wentOn, others }) => [
          [`${signal} went on`, wentOn.count],
          [`${signal} others`, others.count],
        ]),
      ),
    ),
  };
}

function lapCounts(sets: readonly MeasureSet[]): unknown {
  return [
    sum(sets.map(({ laps }) => laps.records)),
    tally(sets.flatMap(({ laps }) => laps.atLeast.map(({ lap, share }) => [String(lap), share.count]))),
  ];
}

function wonCounts(sets: readonly MeasureSet[]): unknown {
  const all = sets.flatMap(({ wonDeals }) => wonDeals ?? []);
  return [
    sum(all.map(({ contacts }) => contacts)),
    sum(all.map(({ deals }) => deals)),
    sum(all.map(({ between }) => between.n)),
    tally(all.flatMap(({ atLeast }) => atLeast.map(({ deals, share }) => [String(deals), share.count]))),
  ];
}

function tally(entries: readonly (readonly (string | number)[])[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, count] of entries) {
    if (Number(count) > 0) counts[String(name)] = (counts[String(name)] ?? 0) + Number(count);
  }
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
