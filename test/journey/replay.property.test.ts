import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalFacts } from '../../src/journey/canonical-facts.ts';
import { deriveStage } from '../../src/journey/derive-stage.ts';
import { factKey, type HeardFact, type JourneyRecord, type RecordRef } from '../../src/journey/facts.ts';
import { scopeOf } from '../../src/journey/judge-change-point.ts';
import { replay, replayToState } from '../../src/journey/replay.ts';
import { lifecycleSettleMs } from '../../src/journey/settle-lifecycle.ts';
import type { Journey, OutcomeMark } from '../../src/journey/visits.ts';
import { journeyFlags, moveKinds } from '../../src/journey/vocabulary.ts';
import {
  type ArbitraryLedger,
  arbitraryDelivery,
  arbitraryHearing,
  arbitraryInstant,
  arbitraryLedger,
  lastDay,
} from './arbitrary-ledger.ts';
import { instantOf } from './notation.ts';

const end = instantOf(`d${lastDay + 100}`);
const contact: JourneyRecord = { objectType: 'contact', recordId: '3' };
const deal: JourneyRecord = { objectType: 'deal', recordId: '9' };
const options = { numRuns: 300 };

function journeyOf(ledger: ArbitraryLedger, facts: readonly HeardFact[] = ledger.heard, now = end, record = contact) {
  const { model, portal, aliases } = ledger;
  return replay(model, portal, { record, aliases, facts }, now);
}

const heardAtOf = (facts: readonly HeardFact[], time: number) => facts.filter(({ occurredAt }) => occurredAt <= time);

test('the generator makes what the properties are about', () => {
  const journeys = fc
    .sample(arbitraryLedger, { seed: 8, numRuns: 2_000 })
    .flatMap((ledger) => [journeyOf(ledger), journeyOf(ledger, ledger.heard, end, deal)]);
  const visits = journeys.flatMap((journey) => journey.visits);
  expect(new Set(visits.map(({ move }) => move))).toEqual(new Set(moveKinds));
  // What estimates do is a matter of its own: settle-estimates.test.ts.
  const flags = [...journeys.flatMap((journey) => journey.flags), 'estimated', 'seen'];
  expect(new Set(flags)).toEqual(new Set(journeyFlags));
  const outcomes = new Set(visits.map(({ outcome }) => outcome));
  for (const outcome of ['won', 'lost', 'no-decision', 'hired', 'not-now', 'rejected', 'engagement-ended', 'dropped']) {
    expect(outcomes, outcome).toContain(outcome);
  }
  expect(Math.max(...visits.map(({ lap }) => lap))).toBeGreaterThan(2);
  expect(visits.filter(({ teams }) => teams.length > 1).length).toBeGreaterThan(10);
  expect(visits.filter(({ marks }) => marks.some(({ to }) => to !== null)).length).toBeGreaterThan(10);
  const said = visits.filter(({ outcomeSaid }) => outcomeSaid !== undefined);
  expect(said.filter(({ leftAt }) => leftAt === null).length).toBeGreaterThan(10);
  expect(said.filter(({ leftAt }) => leftAt !== null).length).toBeGreaterThan(10);
  const overtaken = visits.filter(({ marks, outcomeSaid }) => outcomeSaid === undefined && marks.some(isSaid));
  expect(overtaken.length).toBeGreaterThan(10);
  expect(journeys.filter(hasGap).length).toBeGreaterThan(10);
  expect(journeys.filter(({ visits: [...all] }) => all.length > 5).length).toBeGreaterThan(50);
});

function isSaid(mark: OutcomeMark): boolean {
  return mark.isSaid === true;
}

function hasGap({ visits }: Journey): boolean {
  return visits.some((visit, index) => index > 0 && visit.enteredAt !== visits[index - 1]!.leftAt);
}

describe('any order, any number of hearings, the same journey', () => {
  test.each([contact, deal])('of a $objectType', (record) => {
    const cases = arbitraryLedger.chain((ledger) =>
      fc.record({ ledger: fc.constant(ledger), delivered: arbitraryDelivery(ledger.heard) }),
    );
    fc.assert(
      fc.property(cases, ({ ledger, delivered }) => {
        expect(journeyOf(ledger, delivered, end, record)).toEqual(journeyOf(ledger, ledger.heard, end, record));
      }),
      options,
    );
  });

  test('also when it was heard in parts, each put in order by itself', () => {
    const cases = arbitraryLedger.chain((ledger) =>
      fc.record({ ledger: fc.constant(ledger), part: fc.subarray(ledger.heard) }),
    );
    fc.assert(
      fc.property(cases, ({ ledger, part }) => {
        const rest = ledger.heard.filter((fact) => !part.includes(fact));
        const united = [...canonicalFacts(rest), ...canonicalFacts(part)];
        expect(canonicalFacts(united)).toEqual(canonicalFacts(ledger.heard));
        expect(journeyOf(ledger, united)).toEqual(journeyOf(ledger));
      }),
      options,
    );
  });

  test('which of two hearings came first does not matter, whatever their sources', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryHearing, arbitraryHearing, (ledger, first, second) => {
        const heard = (...hearings: (typeof first)[]) =>
          hearings.flatMap((hearing) => ledger.facts.map((fact) => ({ ...fact, hearing })));
        expect(journeyOf(ledger, heard(first, second))).toEqual(journeyOf(ledger, heard(second, first)));
        const [spoken] = canonicalFacts(heard(first, second));
        const [reversed] = canonicalFacts(heard(second, first));
        expect(spoken!.hearing).toEqual(reversed!.hearing);
      }),
      options,
    );
  });

  test('the arguments are left as they were', () => {
    fc.assert(
      fc.property(arbitraryLedger, (ledger) => {
        const before = structuredClone(ledger);
        journeyOf(ledger);
        expect(ledger).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a journey is well formed', () => {
  test.each([contact, deal])('of a $objectType', (record) => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        checkForm(ledger, journeyOf(ledger, ledger.heard, now, record), now);
      }),
      options,
    );
  });
});

function checkForm({ model, facts }: ArbitraryLedger, journey: Journey, now: number): void {
  const { visits, nextFlipAt } = journey;
  const stages = model.stages.map(({ id }) => id);
  const outcomes = ['', ...model.outcomes.map(({ id }) => id)];
  if (nextFlipAt !== null) expect(nextFlipAt).toBeGreaterThan(now);
  for (const [index, visit] of visits.entries()) {
    const before = visits[index - 1];
    expect(stages).toContain(visit.stage);
    expect(outcomes).toContain(visit.outcome);
    expect(visit.leftAt ?? now + 1).toBeGreaterThan(visit.enteredAt);
    if (visit.leftAt === null) expect(index).toBe(visits.length - 1);
    expect(visit.teams[0]?.from).toBe(visit.enteredAt);
    expect(visit.teams.at(-1)?.team).toBe(visit.team);
    for (const { from, to } of visit.marks) {
      expect(from).toBeGreaterThanOrEqual(visit.enteredAt);
      expect(to ?? now + 1).toBeGreaterThan(from);
      expect(to ?? now).toBeLessThanOrEqual(visit.leftAt ?? now);
    }
    // At each instant a person has said one thing at most, and it stands.
    const said = visit.marks.filter(isSaid);
    for (const [at, { to }] of said.entries()) expect(said[at + 1]?.from ?? now + 1).toBeGreaterThanOrEqual(to ?? now);
    if (visit.outcomeSaid !== undefined) {
      const fact = facts.find((told) => factKey(told) === visit.outcomeSaid);
      expect(JSON.parse(fact!.value)).toMatchObject({ stage: visit.stage, outcome: visit.outcome });
    }
    if (visit.leftAt === null) {
      const standing = said.find(({ to }) => to === null);
      expect(standing?.outcome).toBe(visit.outcomeSaid === undefined ? undefined : visit.outcome);
    }
    expect(visit.cause.facts).toEqual([...new Set(visit.cause.facts)].sort());
    const follows = before !== undefined && before.leftAt === visit.enteredAt;
    expect(visit.move === 'start').toBe(!follows);
    if (before === undefined) continue;
    expect(visit.enteredAt).toBeGreaterThanOrEqual(before.leftAt!);
    expect(visit.lap).toBeGreaterThanOrEqual(before.lap);
    if (follows) expect([visit.lap, visit.stage]).not.toEqual([before.lap, before.stage]);
    if (visit.move === 'new-lap') expect(visit.lap).toBe(before.lap + 1);
  }
}

describe('time', () => {
  test('at an instant a journey is that of the facts so far', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        const { nextFlipAt: _, ...known } = journeyOf(ledger, heardAtOf(ledger.heard, now), now);
        expect(journeyOf(ledger, ledger.heard, now)).toMatchObject(known);
      }),
      options,
    );
  });

  // The minute in which an emptied lifecycle stage may be set again is the only thing that later facts can still revise,
  // but for the outcome that a person says a visit had.
  test('visits that ended more than a minute ago stay as they are, whatever happens later', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, (ledger, now) => {
        const settled = now - lifecycleSettleMs;
        const ended = ({ visits }: Journey) => visits.filter(({ leftAt }) => leftAt !== null && leftAt < settled);
        const entered = ({ visits }: Journey) =>
          visits
            .filter(({ enteredAt }) => enteredAt < settled)
            .map(({ lap, stage, enteredAt, move, cause }) => ({ lap, stage, enteredAt, move, cause }));
        const then = journeyOf(ledger, ledger.heard, now);
        const later = journeyOf(
          ledger,
          ledger.heard.filter((fact) => fact.occurredAt <= now || !isOfOutcome(fact)),
        );
        expect(ended(later)).toEqual(ended(then));
        expect(entered(later)).toEqual(entered(then));
      }),
      options,
    );
  });

  test('what people say of outcomes changes outcomes, and nothing else', () => {
    fc.assert(
      fc.property(arbitraryLedger, (ledger) => {
        const without = journeyOf(
          ledger,
          ledger.heard.filter((fact) => !isOfOutcome(fact)),
        );
        const given = journeyOf(ledger);
        const rest = ({ visits }: Journey) =>
          visits.map(({ outcome: _, outcomeSaid: __, marks, ...visit }) => {
            return { ...visit, marks: marks.filter((mark) => !isSaid(mark)) };
          });
        expect(rest(given)).toEqual(rest(without));
        // Where nobody's word stands, the outcome is that of the evidence.
        for (const [index, { outcome, outcomeSaid }] of given.visits.entries()) {
          if (outcomeSaid === undefined) expect(outcome).toBe(without.visits[index]!.outcome);
        }
      }),
      options,
    );
  });

  test('nobody stays behind a stage whose rule holds', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, ({ model, portal, aliases, heard }, now) => {
        const { state } = replayToState(model, portal, { record: contact, aliases, facts: heard }, now);
        if (state.open === null || state.correction !== null) return;
        const { derived } = deriveStage(model, state.evidence, scopeOf(state), state.derived);
        expect(derived?.index ?? -1).toBeLessThanOrEqual(state.open.index);
      }),
      options,
    );
  });

  test('until the next flip nothing changes by itself', () => {
    fc.assert(
      fc.property(arbitraryLedger, arbitraryInstant, fc.nat(), (ledger, now, wait) => {
        const journey = journeyOf(ledger, ledger.heard, now);
        const until = journey.nextFlipAt ?? end;
        for (const later of [until - 1, now + (wait % Math.max(1, until - now))]) {
          expect(journeyOf(ledger, ledger.heard, later)).toEqual(journey);
        }
      }),
      options,
    );
  });
});

function isOfOutcome({ subject }: HeardFact): boolean {
  return subject.startsWith('outcome-');
}

describe('what changes nothing', () => {
  test('the present value of a property, told again later', () => {
    const cases = arbitraryLedger.chain((ledger) =>
      fc.record({ ledger: fc.constant(ledger), fact: fc.constantFrom(...ledger.heard), at: arbitraryInstant }),
    );
    fc.assert(
      fc.property(cases, arbitraryHearing, ({ ledger, fact, at }, hearing) => {
        // No generated fact has this time of the day: an instant of several values is another matter.
        const occurredAt = at + 30_500;
        fc.pre(fact.kind === 'property');
        const value = presentValue(ledger, fact, occurredAt);
        const told = { ...fact, value, occurredAt, hearing };
        expect(journeyOf(ledger, [...ledger.heard, told])).toEqual(journeyOf(ledger));
      }),
      options,
    );
  });

  test('properties that no condition looks at, also in the same millisecond as others', () => {
    const irrelevant = fc.record({
      of: fc.constantFrom<RecordRef>(contact, { objectType: 'contact', recordId: '1' }, deal),
      value: fc.constantFrom('', 'green', 'blue'),
      at: arbitraryInstant,
      hearing: arbitraryHearing,
    });
    fc.assert(
      fc.property(arbitraryLedger, fc.array(irrelevant, { minLength: 1, maxLength: 10 }), (ledger, others) => {
        const facts = others.map(({ of, value, at, hearing }, index): HeardFact => {
          // Each its own property: two values of one in one millisecond would be flagged, and rightly.
          return { ...of, kind: 'property', subject: `favourite_${index}`, value, occurredAt: at, hearing };
        });
        expect(journeyOf(ledger, [...ledger.heard, ...facts])).toEqual(journeyOf(ledger));
      }),
      options,
    );
  });

  test('facts of somebody else', () => {
    fc.assert(
      fc.property(arbitraryLedger, (ledger) => {
        const own = ledger.heard.filter(({ objectType, recordId }) => `${objectType}/${recordId}` !== 'contact/4');
        expect(journeyOf(ledger)).toEqual(journeyOf(ledger, own));
      }),
      options,
    );
  });
});

/** The value that a property has at an instant, by the order of facts alone; the last in byte order of one millisecond. */
function presentValue(ledger: ArbitraryLedger, of: HeardFact, at: number): string {
  const living = ({ objectType, recordId }: RecordRef) => ledger.aliases.get(`${objectType}/${recordId}`) ?? recordId;
  const values = ledger.heard
    .filter((fact) => fact.objectType === of.objectType && living(fact) === living(of))
    .filter((fact) => fact.kind === 'property' && fact.subject === of.subject && fact.occurredAt <= at)
    .sort((left, right) => left.occurredAt - right.occurredAt || (left.value < right.value ? -1 : 1));
  return values.at(-1)?.value ?? '';
}
