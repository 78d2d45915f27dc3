import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elapsedTime, parties } from '../../src/agreement/elapsed/elapsed-time.ts';
import { wholePercents } from '../../src/agreement/elapsed/whole-percents.ts';
import { type DeadlineExplained, explainDeadline } from '../../src/agreement/explain/explain-deadline.ts';
import { replayWithClocks } from '../../src/agreement/run-clocks.ts';
import { arbitraryInstant } from '../journey/arbitrary-ledger.ts';
import { instantOf, timeOf } from '../journey/notation.ts';
import { agreementOf, clocksOf, firstVersion } from './agreements.ts';
import { arbitraryClocks } from './arbitrary-clocks.ts';
import { officeWeek } from './calendars.ts';

const agreement = agreementOf({
  stages: {
    nurture: { lead: 'marketing' },
    convert: {
      lead: 'sales',
      targets: { firstTouchWithin: { within: { businessHours: 12 } } },
      pauseWhen: { property: 'hs_lead_status', is: 'WAITING' },
    },
  },
  teams: {
    marketing: { calendar: { zone: 'UTC', week: officeWeek } },
    sales: { calendar: { zone: 'UTC', week: officeWeek, holidays: [{ date: '2026-01-06', name: 'Epiphany' }] } },
  },
});
const versions = [firstVersion(agreement)];
const history = `d1 | created; MQL
  d5 10:00 | SQL
  d5 11:00 | hs_lead_status = WAITING
  d5 13:00 | hs_lead_status = OPEN`;

function explain(now: string, facts = history): DeadlineExplained {
  const { clocks, pauses } = clocksOf(facts, { versions, now });
  return explainDeadline(clocks[0]!, { versions, pauses, now: instantOf(now) })!;
}

const lines = (spans: DeadlineExplained['spans']) =>
  spans.map(({ kind, fromMs, toMs, name = '' }) => `${kind} ${timeOf(fromMs)}–${timeOf(toMs)} ${name}`.trim());

test('a deadline is explained by what counted, what was skipped and what it stood still for', () => {
  const explained = explain('d7 10:00');
  expect(explained).toMatchObject({ zone: 'UTC', policyVersion: 1, calendarVersion: 1, within: { businessHours: 12 } });
  expect(lines(explained.spans)).toEqual([
    'counted d5 10:00–d5 11:00',
    'paused d5 11:00–d5 13:00',
    'counted d5 13:00–d5 17:00',
    'closed d5 17:00–d6',
    'holiday d6–d7 Epiphany',
    'closed d7–d7 09:00',
    'counted d7 09:00–d7 10:00',
  ]);
  expect(explained.spans[1]?.facts).toEqual([`contact/1/property/hs_lead_status/WAITING@${instantOf('d5 11:00')}`]);
  expect(lines(explained.ahead)).toEqual(['counted d7 10:00–d7 16:00']);
});

test('a stopped clock is explained up to its stop', () => {
  const explained = explain('d9', `${history}\nd5 15:00 | call`);
  expect(lines(explained.spans).at(-1)).toBe('counted d5 13:00–d5 15:00');
  expect(explained.ahead).toEqual([]);
});

test('what lies far back is told in one sum', () => {
  const explained = explain('d400');
  expect(explained.earlier).not.toBeNull();
  expect(explained.spans.length).toBeLessThan(400);
  expect(explained.countedMs).toBe(explained.earlier!.countedMs + lengthOf(explained.spans, 'counted'));
});

const lengthOf = (spans: DeadlineExplained['spans'], kind: string) =>
  spans.filter((span) => span.kind === kind).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

describe('for any clock', () => {
  test('the parts add up to what is shown, without gaps', () => {
    fc.assert(
      fc.property(arbitraryClocks, arbitraryInstant, (given, now) => {
        const ledger = {
          record: { objectType: 'contact' as const, recordId: '3' },
          aliases: given.aliases,
          facts: given.heard,
        };
        const { clocks } = replayWithClocks(given.versions, given.model, given.portal, ledger, now);
        for (const clock of clocks.clocks.slice(-8)) {
          const told = explainDeadline(clock, { versions: given.versions, pauses: clocks.pauses, now })!;
          const { earlier, spans, ahead } = told;
          expect(Math.floor(told.countedMs / 1000)).toBe(clock.businessSeconds);
          expect(Math.floor(told.pausedMs / 1000)).toBe(clock.pausedSeconds);
          expect((earlier?.countedMs ?? 0) + lengthOf(spans, 'counted')).toBe(told.countedMs);
          expect((earlier?.pausedMs ?? 0) + lengthOf(spans, 'paused')).toBe(told.pausedMs);
          let cursor = earlier?.toMs ?? clock.startedAtMs;
          for (const { fromMs, toMs } of [...spans, ...ahead]) {
            expect(fromMs).toBe(cursor);
            expect(toMs).toBeGreaterThan(fromMs);
            cursor = toMs;
          }
          if (clock.state === 'running' && cursor === clock.dueAtMs) {
            expect(Math.floor((told.countedMs + lengthOf(ahead, 'counted')) / 1000)).toBe(clock.targetSeconds);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the elapsed-time statement', () => {
  const statement = (facts: string, from: string, to: string) => {
    const clocks = clocksOf(facts, { versions, now: to });
    return elapsedTime({ clocks, versions, fromMs: instantOf(from), toMs: instantOf(to) });
  };
  const hoursOf = ({ ms }: ReturnType<typeof statement>) =>
    Object.fromEntries(parties.filter((party) => ms[party] > 0).map((party) => [party, ms[party] / 3_600_000]));

  test('gives each business hour to the team that led, or to the client', () => {
    const told = statement(history, 'd1', 'd7 10:00');
    // Thursday and Friday, and Monday from nine to ten; then sales, less two hours.
    expect(hoursOf(told)).toEqual({ marketing: 17, sales: 6, client: 2 });
    expect(told.percent).toEqual({ marketing: 68, sales: 24, service: 0, client: 8, nobody: 0 });
  });

  test('of a period counts that alone', () => {
    expect(hoursOf(statement(history, 'd5 12:00', 'd5 14:00'))).toEqual({ sales: 1, client: 1 });
  });

  test('nobody has the time after the record has left all stages; deleted it has none', () => {
    const left = `${history}\nd5 15:00 | deleted`;
    expect(hoursOf(statement(left, 'd5', 'd9'))).toEqual({ marketing: 1, sales: 3, client: 2 });
  });

  test('adds up to 100 %', () => {
    fc.assert(
      fc.property(arbitraryClocks, arbitraryInstant, arbitraryInstant, (given, one, other) => {
        const [fromMs, toMs] = [Math.min(one, other), Math.max(one, other)];
        const ledger = {
          record: { objectType: 'contact' as const, recordId: '3' },
          aliases: given.aliases,
          facts: given.heard,
        };
        const { clocks } = replayWithClocks(given.versions, given.model, given.portal, ledger, toMs);
        const told = elapsedTime({ clocks, versions: given.versions, fromMs, toMs });
        const sum = (of: Record<string, number>) => Object.values(of).reduce((total, value) => total + value, 0);
        expect(sum(told.percent)).toBe(told.totalMs > 0 ? 100 : 0);
        expect(sum(told.ms)).toBe(told.totalMs);
        for (const party of parties) expect(told.ms[party]).toBeGreaterThanOrEqual(0);
        const middle = Math.floor((fromMs + toMs) / 2);
        const parts = [
          elapsedTime({ clocks, versions: given.versions, fromMs, toMs: middle }),
          elapsedTime({ clocks, versions: given.versions, fromMs: middle, toMs }),
        ];
        expect(parts[0]!.totalMs + parts[1]!.totalMs).toBe(told.totalMs);
      }),
      { numRuns: 150 },
    );
  });

  test('shares are whole percents, each within one of the exact share', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 }), (amounts) => {
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        const percents = wholePercents(amounts);
        expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(total === 0 ? 0 : 100);
        if (total === 0) return;
        for (const [index, amount] of amounts.entries()) {
          expect(Math.abs(percents[index]! - (amount / total) * 100)).toBeLessThan(1);
        }
      }),
    );
    expect(wholePercents([1, 1, 1])).toEqual([34, 33, 33]);
  });
});
