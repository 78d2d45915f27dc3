import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../src/agreement/agreement-schema.ts';
import { businessBetween } from '../../src/agreement/calendar/business-time.ts';
import { workingHours } from '../../src/agreement/calendar/working-hours.ts';
import type { AgreementVersion, Clock, ClocksOfRecord } from '../../src/agreement/clock.ts';
import { clockKinds, clockStates } from '../../src/agreement/clock.ts';
import { reviseClocks } from '../../src/agreement/revise-clocks.ts';
import { replayWithClocks } from '../../src/agreement/run-clocks.ts';
import type { HeardFact, JourneyRecord } from '../../src/journey/facts.ts';
import { replay } from '../../src/journey/replay.ts';
import { lifecycleSettleMs } from '../../src/journey/settle-lifecycle.ts';
import { arbitraryDelivery, arbitraryInstant, lastDay } from '../journey/arbitrary-ledger.ts';
import { instantOf } from '../journey/notation.ts';
import { type ArbitraryClocks, arbitraryClocks } from './arbitrary-clocks.ts';

const end = instantOf(`d${lastDay + 400}`);
const contact: JourneyRecord = { objectType: 'contact', recordId: '3' };
const deal: JourneyRecord = { objectType: 'deal', recordId: '9' };
const options = { numRuns: 200 };

type Asked = {
  now?: number;
  record?: JourneyRecord;
  heard?: readonly HeardFact[];
  versions?: readonly AgreementVersion[];
};

function run(given: ArbitraryClocks, asked: Asked = {}) {
  const { record = contact, now = end, heard = given.heard, versions = given.versions } = asked;
  return replayWithClocks(versions, given.model, given.portal, { record, aliases: given.aliases, facts: heard }, now);
}

const clocksOf = (given: ArbitraryClocks, asked: Asked = {}): ClocksOfRecord => run(given, asked).clocks;
const upTo = (heard: readonly HeardFact[], now: number) => heard.filter(({ occurredAt }) => occurredAt <= now);

test('the generator makes what the properties are about', () => {
  const cases = fc.sample(fc.tuple(arbitraryClocks, arbitraryInstant), { seed: 5, numRuns: 300 });
  // Long after everything hardly a clock runs; on the way many do.
  const results = cases.flatMap(([given, now]) => [clocksOf(given), clocksOf(given, { now })]);
  const clocks = results.flatMap((result) => result.clocks);
  const handoffs = results.flatMap((result) => result.handoffs);
  expect(new Set(clocks.map(({ kind }) => kind))).toEqual(new Set(clockKinds));
  expect(new Set(clocks.map(({ state }) => state))).toEqual(new Set(clockStates));
  expect(new Set(handoffs.map(({ state }) => state))).toEqual(new Set(['offered', 'accepted', 'returned', 'ended']));
  expect(new Set(handoffs.map(({ cause }) => cause))).toEqual(new Set(['stage', 'return', 'again']));
  expect(clocks.filter(({ pausedSeconds }) => pausedSeconds > 0).length).toBeGreaterThan(50);
  expect(clocks.filter(({ policyVersion }) => policyVersion > 1).length).toBeGreaterThan(50);
  expect(clocks.filter(({ breachedBySeconds }) => breachedBySeconds > 0).length).toBeGreaterThan(50);
  expect(clocks.filter(({ steps }) => steps.some(({ reached }) => reached)).length).toBeGreaterThan(50);
});

describe('any order, any number of hearings, the same clocks', () => {
  test.each([contact, deal])('of a $objectType', (record) => {
    const cases = arbitraryClocks.chain((given) =>
      fc.record({ given: fc.constant(given), delivered: arbitraryDelivery(given.heard), now: arbitraryInstant }),
    );
    fc.assert(
      fc.property(cases, ({ given, delivered, now }) => {
        expect(clocksOf(given, { heard: delivered, record, now })).toEqual(clocksOf(given, { record, now }));
      }),
      options,
    );
  });
});

test('looking on changes nothing of the journey', () => {
  fc.assert(
    fc.property(arbitraryClocks, arbitraryInstant, (given, now) => {
      const { model, portal, aliases, heard } = given;
      const ledger = { record: contact, aliases, facts: heard };
      expect(run(given, { now }).journey).toEqual(replay(model, portal, ledger, now));
    }),
    options,
  );
});

test.each([contact, deal])(
  'only the open clocks of a $objectType are those of all that are open, and all else is the same',
  (record) => {
    fc.assert(
      fc.property(arbitraryClocks, arbitraryInstant, (given, now) => {
        const { versions, model, portal, aliases, heard } = given;
        const all = clocksOf(given, { record, now });
        const open = all.clocks.filter(({ stoppedAtMs }) => stoppedAtMs === null);
        const ledger = { record, aliases, facts: heard };
        const asked = replayWithClocks(versions, model, portal, ledger, now, 'open').clocks;
        expect(asked).toEqual({ ...all, clocks: open });
      }),
      options,
    );
  },
);

describe('clocks are well formed', () => {
  test.each([contact, deal])('of a $objectType', (record) => {
    fc.assert(
      fc.property(arbitraryClocks, arbitraryInstant, (given, now) => {
        const { journey, clocks } = run(given, { record, now });
        expect(new Set(clocks.clocks.map(({ key }) => key)).size).toBe(clocks.clocks.length);
        for (const clock of clocks.clocks) checkClock(clock, given, now);
        checkLeads(clocks, journey.visits, now);
      }),
      options,
    );
  });
});

function checkClock(clock: Clock, { versions }: ArbitraryClocks, now: number): void {
  const { startedAtMs, stoppedAtMs, dueAtMs, state, businessSeconds, pausedSeconds, breachedBySeconds } = clock;
  const { agreement } = versions.find(({ version }) => version === clock.policyVersion)!;
  const hours = workingHours((agreement as Agreement).teams[clock.team]!.calendar);
  const endMs = stoppedAtMs ?? now;
  expect(startedAtMs).toBeLessThanOrEqual(endMs);
  expect(endMs).toBeLessThanOrEqual(now);
  const between = businessBetween(hours, startedAtMs, endMs);
  // Each is rounded down by itself.
  expect([0, 1]).toContain(Math.floor(between / 1000) - businessSeconds - pausedSeconds);
  expect(state === 'breached').toBe(dueAtMs !== null && endMs > dueAtMs);
  if (state === 'met' || state === 'cancelled') expect(stoppedAtMs).not.toBeNull();
  if (state === 'running' || state === 'paused') expect(stoppedAtMs).toBeNull();
  if (state === 'breached') expect(businessSeconds).toBeGreaterThanOrEqual(clock.targetSeconds);
  else expect(businessSeconds).toBeLessThanOrEqual(clock.targetSeconds);
  expect(breachedBySeconds).toBe(state === 'breached' ? businessSeconds - clock.targetSeconds : 0);
  for (const { reached, atMs } of clock.steps) {
    expect(reached).toBe(atMs !== null && atMs <= now);
    if (atMs !== null && stoppedAtMs !== null) expect(atMs).toBeLessThan(stoppedAtMs);
  }
  if (clock.nextChangeAtMs !== null) expect(clock.nextChangeAtMs).toBeGreaterThan(now);
  if (stoppedAtMs !== null) expect(clock.nextChangeAtMs).toBeNull();
}

/** Whoever leads does so without gaps and overlaps for as long as a visit lasts. */
function checkLeads(
  { leads }: ClocksOfRecord,
  visits: readonly { enteredAt: number; leftAt: number | null }[],
  now: number,
): void {
  const covered = (stretches: readonly { from: number; to: number }[]) =>
    stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  for (const [index, { fromMs }] of leads.entries()) {
    if (index > 0) expect(fromMs).toBeGreaterThanOrEqual(leads[index - 1]!.toMs!);
  }
  expect(
    covered(leads.filter(({ stage }) => stage !== '').map(({ fromMs, toMs }) => ({ from: fromMs, to: toMs ?? now }))),
  ).toBe(covered(visits.map(({ enteredAt, leftAt }) => ({ from: enteredAt, to: leftAt ?? now }))));
}

describe('time', () => {
  test('until the next change nothing changes by itself but what is counted', () => {
    fc.assert(
      fc.property(arbitraryClocks, arbitraryInstant, fc.nat(), (given, now, wait) => {
        const heard = upTo(given.heard, now);
        const { journey, clocks } = run(given, { heard, now });
        const settings = given.portal.map(({ observedAt }) => observedAt).filter((at) => at > now);
        const published = given.versions.map(({ publishedAtMs }) => publishedAtMs).filter((at) => at > now);
        const until = Math.min(journey.nextFlipAt ?? end, clocks.nextChangeAtMs ?? end, ...settings, ...published);
        for (const later of [until - 1, now + (wait % Math.max(1, until - now))]) {
          expect(uncounted(clocksOf(given, { heard, now: later }))).toEqual(uncounted(clocks));
        }
      }),
      options,
    );
  });

  test('what was closed more than a minute ago stays as it is, whatever happens later', () => {
    fc.assert(
      fc.property(arbitraryClocks, arbitraryInstant, (given, now) => {
        const settled = now - lifecycleSettleMs;
        const closed = ({ clocks }: ClocksOfRecord) =>
          clocks.filter(({ stoppedAtMs }) => stoppedAtMs !== null && stoppedAtMs < settled);
        // A touch that was taken back later never was; that is late evidence.
        const withdrawn = given.heard.some(({ subject }) => subject.startsWith('touchpoint-withdrawn'));
        fc.pre(!withdrawn);
        expect(closed(clocksOf(given))).toEqual(closed(clocksOf(given, { heard: upTo(given.heard, now), now })));
      }),
      options,
    );
  });
});

function uncounted(result: ClocksOfRecord): unknown {
  const clocks = result.clocks.map((clock) =>
    clock.stoppedAtMs === null ? { ...clock, businessSeconds: 0, pausedSeconds: 0, breachedBySeconds: 0 } : clock,
  );
  // A pause that concerns no clock wakes nobody.
  return { ...result, clocks, pauses: [] };
}

describe('what was a result', () => {
  test('is changed by late evidence only as a revision, and by nothing else', () => {
    const cases = arbitraryClocks.chain((given) =>
      fc.record({ given: fc.constant(given), known: fc.subarray(given.heard) }),
    );
    fc.assert(
      fc.property(cases, arbitraryInstant, ({ given, known }, now) => {
        const before = clocksOf(given, { heard: known, now }).clocks;
        const after = reviseClocks(before, clocksOf(given, { now }).clocks);
        for (const clock of after) {
          const former = before.find(({ key }) => key === clock.key);
          const wasClosed = former !== undefined && former.stoppedAtMs !== null;
          const { revisedFrom, ...result } = clock;
          if (wasClosed && former.state !== result.state) expect(revisedFrom?.state).toBe(former.state);
          if (wasClosed && former.stoppedAtMs !== result.stoppedAtMs)
            expect(revisedFrom?.stoppedAtMs).toBe(former.stoppedAtMs);
          if (former === undefined || former.state === 'running' || former.state === 'paused')
            expect(revisedFrom).toBeUndefined();
        }
        expect(reviseClocks(after, clocksOf(given, { now }).clocks)).toEqual(after);
      }),
      options,
    );
  });

  test('is changed by no agreement that is published later', () => {
    fc.assert(
      fc.property(arbitraryClocks, (given) => {
        const [first, second] = given.versions as [AgreementVersion, AgreementVersion?];
        fc.pre(second !== undefined);
        const results = (versions: readonly AgreementVersion[]) =>
          clocksOf(given, { versions }).clocks.filter(
            ({ stoppedAtMs, dueAtMs, startedAtMs, state }) =>
              startedAtMs < second!.publishedAtMs &&
              ((stoppedAtMs !== null && stoppedAtMs <= second!.publishedAtMs) ||
                (state === 'breached' && dueAtMs! < second!.publishedAtMs)),
          );
        // Where the new agreement lets another team lead, the clock of the old one ends: a breach is measured no further.
        const known = new Map(results(given.versions).map((clock) => [clock.key, clock]));
        for (const { key, state, dueAtMs, policyVersion } of results([first])) {
          expect(known.get(key)).toMatchObject({ state, dueAtMs, policyVersion });
        }
      }),
      options,
    );
  });
});
