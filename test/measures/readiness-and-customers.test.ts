import { describe, expect, test } from 'vitest';
import { dayMs } from '../../src/journey/instant.ts';
import type { MeasuredRecord, WonDeal } from '../../src/measures/measured-record.ts';
import { instantOf } from '../journey/notation.ts';
import { historyRecord, measure, measuredRecord, stageOf, visitsOf } from './measured.ts';

const signals = [
  { id: 'form', points: 20 },
  { id: 'opened', points: 5 },
  { id: 'opted-out', points: -40 },
];

/** `d1 form opened; d5 opened`: the signals that counted at the beginning of visits. */
function signalled(recordId: string, visits: string, at: string): MeasuredRecord {
  const signalsAt = new Map(
    at.split(';').map((part) => {
      const [day = '', ...ids] = part.trim().split(' ');
      return [instantOf(day), new Set(ids)] as const;
    }),
  );
  return measuredRecord(recordId, { visits: visitsOf(visits), replayed: { signalsAt, wonDeals: [] } });
}

describe('readiness', () => {
  const five = [
    signalled('1', 'nurture d1–d9 start; convert d9– advance', 'd1 form opened; d9 form opened'),
    signalled('2', 'nurture d1–d9 start; expand d9– skip', 'd1 form; d9'),
    signalled('3', 'nurture d1– start', 'd1 opened opted-out'),
    signalled('4', 'nurture d1–d9 start; capture d9– regress', 'd1 opened; d9'),
    // An import took it out, so that nobody knows how it would have gone on.
    signalled('5', 'nurture d1–d9 start; convert d9– noise', 'd1 form; d9 form'),
  ];
  const nurture = stageOf(measure(five, { signals }), 'nurture').readiness!;

  test('sets those who went on beside the others, by what counted when their visits began', () => {
    expect(nurture.wentOn).toEqual({ n: 2, tooFew: false, meanPoints: 22.5 });
    expect(nurture.others).toEqual({ n: 2, tooFew: false, meanPoints: -15 });
    expect(nurture.all).toEqual({ n: 4, tooFew: false, meanPoints: 3.75 });
    expect(
      nurture.signals.map(({ signal, all, wentOn, others }) => [signal, all.count, wentOn.count, others.count]),
    ).toEqual(
      // 20 points more, 20 points more, and 2.5 less.
      [
        ['form', 2, 2, 0],
        ['opted-out', 1, 0, 1],
        ['opened', 3, 1, 2],
      ],
    );
    expect(nurture.signals[0]).toMatchObject({ points: 20, wentOn: { n: 2 }, others: { n: 2 }, all: { n: 4 } });
  });

  test('has no numbers where there are too few, and then no difference decides the order', () => {
    const {
      all,
      wentOn,
      others,
      signals: given,
    } = stageOf(measure(five, { signals, minimum: 3 }), 'nurture').readiness!;
    expect([all.tooFew, wentOn, others.meanPoints]).toEqual([false, { n: 2, tooFew: true, meanPoints: null }, null]);
    expect(given.map(({ signal }) => signal)).toEqual(['form', 'opened', 'opted-out']);
    expect(given[0]?.wentOn).toMatchObject({ count: 2, tooFew: true, share: null });
  });

  test('a later lap is further, also in an earlier stage or the same one; falling back and coming again is not', () => {
    const wentOnOf = (visits: string, stage: string) => {
      const days = visitsOf(visits).map(({ enteredAt }) => [enteredAt, new Set<string>()] as const);
      const replayed = { signalsAt: new Map(days), wonDeals: [] };
      const record = measuredRecord('1', { visits: visitsOf(visits), replayed });
      return stageOf(measure([record], { signals }), stage).readiness?.wentOn.n;
    };
    expect(wentOnOf('expand d1–d9 start; attract d9– new-lap (lap 2)', 'expand')).toBe(1);
    expect(wentOnOf('expand d1–d9 start; expand d9– new-lap (lap 2)', 'expand')).toBe(1);
    expect(wentOnOf('nurture d1–d9 start; capture d9–d12 regress; nurture d12– advance', 'nurture')).toBe(0);
    expect(wentOnOf('nurture d1–d9 start; capture d9–d12 regress; convert d12– skip', 'nurture')).toBe(1);
    expect(wentOnOf('expand d1– start', 'expand')).toBe(0);
  });

  test('is not told where nobody asked', () => {
    expect(measure(five).whole.stages.map(({ readiness }) => readiness)).toEqual([null, null, null, null, null]);
  });
});

describe('won deals', () => {
  const won = (day: string, isTimed = true): WonDeal => ({ at: instantOf(day), isTimed });
  const customer = (
    recordId: string,
    wonDeals: readonly WonDeal[],
    visits = 'nurture d1–d31 start; expand d31– skip',
  ) => measuredRecord(recordId, { visits: visitsOf(visits), replayed: { signalsAt: new Map(), wonDeals } });
  const customers = [
    customer('1', [won('d31')]),
    customer('2', [won('d31'), won('d41'), won('d71')]),
    customer('3', [won('d31'), won('d51', false), won('d81')]),
    customer('4', []),
  ];
  const wonDealsOf = (given: readonly MeasuredRecord[], options = {}) =>
    measure(given, { withWonDeals: true, ...options }).whole.wonDeals!;

  test('are counted for each contact with one, and so are the times from one to the next', () => {
    const { atLeast, between, ...rest } = wonDealsOf(customers);
    expect(rest).toEqual({ contacts: 3, deals: 7, tooFew: false, mean: 7 / 3 });
    expect(atLeast.map(({ deals, share }) => [deals, share.count, share.n])).toEqual([
      [2, 2, 3],
      [3, 2, 3],
    ]);
    // Ten and thirty days; when the third contact's second one was won is not known.
    expect(between).toMatchObject({ n: 2, medianMs: 10 * dayMs, p90Ms: 30 * dayMs });
  });

  test('of customers who never came back are said to be so', () => {
    expect(wonDealsOf([customer('1', [won('d31')])]).atLeast).toMatchObject([{ deals: 2, share: { count: 0, n: 1 } }]);
    expect(wonDealsOf([])).toMatchObject({ contacts: 0, mean: null, tooFew: true });
  });

  test('have no share where there are fewer customers than the minimum', () => {
    expect(wonDealsOf(customers, { minimum: 4 })).toMatchObject({
      contacts: 3,
      mean: null,
      between: { medianMs: null },
    });
  });

  test('stand where the contact was when the first one was won', () => {
    const teamsOf = (visits: string, day: string) => {
      const record = customer('1', [won(day), won('d500')], visits);
      const { splits } = measure([record], { withWonDeals: true, splits: ['month'] });
      return splits[0]?.segments
        .filter(({ measures }) => measures.wonDeals?.contacts === 1)
        .map(({ segment }) => segment);
    };
    const visits = 'nurture d1–d100 start; expand d100–d200 skip';
    expect(teamsOf(visits, 'd99')).toEqual(['2026-01']);
    expect(teamsOf(visits, 'd100')).toEqual(['2026-04']);
    // Before the first visit, and after the last one.
    expect(teamsOf(visits, 'd-9')).toEqual(['2026-01']);
    expect(teamsOf(visits, 'd300')).toEqual(['2026-04']);
  });

  test('are those of the range in which the contact became a customer', () => {
    expect(wonDealsOf(customers, { since: instantOf('d32') }).contacts).toBe(0);
    expect(wonDealsOf(customers, { since: instantOf('d31') }).contacts).toBe(3);
  });

  test('are not told where nobody asked, nor of whom is not measured', () => {
    expect(measure(customers).whole.wonDeals).toBeNull();
    const reversed = { ...customers[1]!, flags: ['time-reversed'] as const };
    expect(wonDealsOf([reversed]).contacts).toBe(0);
    expect(wonDealsOf([historyRecord('9', 'd1 | created; customer')]).contacts).toBe(0);
  });
});
