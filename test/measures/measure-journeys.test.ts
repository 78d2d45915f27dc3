import { describe, expect, test } from 'vitest';
import { dayMs } from '../../src/journey/instant.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { referredByProperty, sourceProperty } from '../../src/measures/measured-record.ts';
import { instantOf } from '../journey/notation.ts';
import { historyRecord, measure, measuredRecord, stageOf, visitsOf } from './measured.ts';

const won = `
  d1 | created; MQL
  d11 | SQL
  d31 | customer`;
const lost = `
  d1 | created; MQL
  d5 | deal 9: open; deal 9 linked
  d40 | deal 9: lost`;
const waiting = 'd101 | created; MQL';
const skipped = `
  d1 | created; MQL
  d21 | customer`;
const imported = `
  d1 | created; MQL
  d4 | SQL | IMPORT`;

const five = [won, lost, waiting, skipped, imported].map((facts, index) => historyRecord(String(index + 1), facts));

describe('conversion', () => {
  const nurture = stageOf(measure(five), 'nurture');

  test('counts every visit that began, and says what became of it', () => {
    expect(nurture).toMatchObject({ entered: 6, records: 5, open: 2, ended: 3, endedByEdit: 1, endedWithoutStage: 0 });
    expect(nurture.next.map(({ stage, ofEntered }) => [stage, ofEntered.count, ofEntered.n])).toEqual([
      ['convert', 2, 5],
      ['expand', 1, 5],
    ]);
    expect(nurture.next.map(({ ofEnded }) => [ofEnded.count, ofEnded.n])).toEqual([
      [2, 3],
      [1, 3],
    ]);
  });

  test('sooner or later counts the stages that come after the next one, until the record is here again', () => {
    expect(nurture.reached.map(({ stage, ofEntered }) => [stage, ofEntered.count])).toEqual([
      ['convert', 2],
      ['expand', 2],
    ]);
    const convert = stageOf(measure(five), 'convert');
    expect(convert.reached.map(({ stage, ofEntered }) => [stage, ofEntered.count])).toEqual([
      ['expand', 1],
      ['nurture', 1],
    ]);
  });

  test('who was moved by an import is in the stage now, but has not entered it', () => {
    const convert = stageOf(measure(five), 'convert');
    expect(convert).toMatchObject({ entered: 2, open: 0, nowHere: 1 });
  });

  test('has no share where there are fewer than the minimum', () => {
    const { next } = stageOf(measure(five, { minimum: 6 }), 'nurture');
    expect(next[0]?.ofEntered).toEqual({ count: 2, n: 5, tooFew: true, share: null, low: null, high: null });
  });
});

test('falling back is a move to an earlier stage of the same lap', () => {
  const measured = measure(five);
  expect(stageOf(measured, 'convert').fellBack).toMatchObject({
    ofEntered: { count: 1, n: 2 },
    ofEnded: { count: 1, n: 2 },
  });
  expect(stageOf(measured, 'nurture').fellBack.ofEntered.count).toBe(0);
});

test('a correction backwards is nobody’s falling back', () => {
  const corrected = historyRecord(
    '1',
    `
    d1 | created; SQL
    d4 | c1 corrects to nurture`,
  );
  const convert = stageOf(measure([corrected]), 'convert');
  expect(convert.fellBack.ofEntered.count).toBe(0);
  expect(convert.next.map(({ stage }) => stage)).toEqual(['nurture']);
});

test('an outcome that a person set counts in place of the one by rule, on what ended and on what goes on', () => {
  const said = [
    historyRecord('1', `${lost}\nd41 | o1 says no-decision of convert`),
    historyRecord('2', `${lost}\nd41 | o1 says no-decision of convert\nd42 | o1 unsaid`),
    historyRecord('3', 'd1 | created; SQL\nd5 | o1 says won of convert'),
  ];
  const { outcomes } = stageOf(measure(said), 'convert');
  expect(outcomes.map(({ outcome, ended, marked }) => [outcome, ended, marked]).sort()).toEqual([
    ['lost', 1, 0],
    ['no-decision', 1, 0],
    ['won', 0, 1],
  ]);
});

test('outcomes are those of the visits that ended, and the marks of those that go on', () => {
  const undecided = historyRecord(
    '6',
    `
    d1 | created; SQL
    d5 | deal 9: open; deal 9 linked`,
  );
  const convert = stageOf(measure([...five, undecided]), 'convert');
  expect(
    convert.outcomes.map(({ outcome, ended, marked, ofEntered, ofEnded }) => [
      `${outcome} ${ended}+${marked}`,
      `${ofEntered.count}/${ofEntered.n}`,
      `${ofEnded.count}/${ofEnded.n}`,
    ]),
  ).toEqual([
    ['lost 1+0', '1/3', '1/2'],
    ['no-decision 0+1', '1/3', '0/2'],
    ['won 1+0', '1/3', '1/2'],
  ]);
  expect([convert.noOutcome, convert.undecided]).toMatchObject([
    { count: 0, n: 3 },
    { count: 0, n: 3 },
  ]);
  const nurture = stageOf(measure(five), 'nurture');
  expect([nurture.noOutcome, nurture.undecided]).toMatchObject([
    { count: 2, n: 5 },
    { count: 2, n: 5 },
  ]);
});

test('time in a stage is that of visits whose end is known; those that go on have an age', () => {
  const { time, openAge } = stageOf(measure(five), 'nurture');
  // 10, 4 and 20 days; the import tells nothing of the fifth record's.
  expect(time).toEqual({ n: 3, tooFew: false, medianMs: 10 * dayMs, p75Ms: 20 * dayMs, p90Ms: 20 * dayMs });
  // Since day 101 and since day 40, on day 1000.
  expect(openAge).toMatchObject({ n: 2, medianMs: 899 * dayMs, p75Ms: 960 * dayMs });
});

test('a return is from the end of the first visit in a stage to the next one in it', () => {
  const { returned } = stageOf(measure(five), 'nurture');
  expect(returned.share).toMatchObject({ count: 1, n: 3 });
  expect(returned.after).toMatchObject({ n: 1, medianMs: 35 * dayMs });
});

test('laps are counted for each record, and engagements begin them', () => {
  const model = preset('client-lifecycle');
  const stages = model.stages.map(({ id }) => id);
  const client = historyRecord(
    '1',
    `d1 | created
     d10 | deal 9: open; deal 9 linked
     d40 | deal 9: won
     d45 | engagement starts d45; engagement ends d200
     d400 | deal 10: open; deal 10 linked
     d430 | deal 10: won; engagement starts d430; engagement ends d500`,
    { replay: { model } },
  );
  const prospect = historyRecord('2', 'd1 | created', { replay: { model } });
  const measured = measure([client, prospect], { stages });
  expect(measured.whole.laps).toMatchObject({ records: 2, atLeast: [{ lap: 2, share: { count: 1, n: 2 } }] });
  const { returned } = stageOf(measured, 'client-experience');
  expect(returned.share).toMatchObject({ count: 1, n: 1 });
  expect(returned.after.medianMs).toBe(230 * dayMs);
});

describe('records', () => {
  test('whose time runs backwards are counted apart', () => {
    const reversed = historyRecord(
      '6',
      `
      d1 | customer
      d3 | created; MQL`,
    );
    expect(reversed.flags).toContain('time-reversed');
    const measured = measure([...five, reversed]);
    expect(measured.records).toEqual({ measured: 5, withoutStage: 0, timeReversed: 1, outdated: 0 });
    expect(measured.whole).toEqual(measure(five).whole);
  });

  test('that were replayed under another version, or never, wait', () => {
    const visits = visitsOf('nurture d1– start');
    const others = [measuredRecord('7', { modelVersion: 2, visits }), measuredRecord('8', { modelVersion: null })];
    expect(measure([...five, ...others]).records).toMatchObject({ measured: 5, outdated: 2 });
  });

  test('that never had a stage are told', () => {
    expect(measure([measuredRecord('7')]).records).toMatchObject({ measured: 0, withoutStage: 1 });
  });
});

test('since and until take the visits that began within', () => {
  const measured = measure(five, { since: instantOf('d5'), until: instantOf('d101') });
  expect(stageOf(measured, 'nurture')).toMatchObject({ entered: 1, records: 1 });
  expect(stageOf(measured, 'convert')).toMatchObject({ entered: 2 });
  expect(measured.whole.records).toBe(3);
  // All journeys began earlier.
  expect(measured.whole.laps.records).toBe(0);
});

describe('segments', () => {
  const source = (value: string) => new Map([[sourceProperty, value]]);
  const sourced = [
    historyRecord('1', won, { values: source('ORGANIC_SEARCH') }),
    historyRecord('2', skipped, { values: source('REFERRALS') }),
    historyRecord('3', waiting),
  ];
  const segmentsOf = (by: string) =>
    measure(sourced, { splits: [by] }).splits[0]?.segments.map(({ segment, measures }) => [
      segment,
      measures.stages.map(({ entered }) => entered).join(' '),
    ]);

  test('by source follow the record', () => {
    expect(segmentsOf('source')).toEqual([
      ['', '0 0 1 0 0'],
      ['ORGANIC_SEARCH', '0 0 1 1 1'],
      ['REFERRALS', '0 0 1 0 1'],
    ]);
    expect(segmentsOf(`property:${sourceProperty}`)).toEqual(segmentsOf('source'));
  });

  test('by team and month follow the visit, the months in their order', () => {
    expect(segmentsOf('team')).toEqual([
      ['marketing', '0 0 3 0 0'],
      ['service', '0 0 0 0 2'],
      ['sales', '0 0 0 1 0'],
    ]);
    // Day 1 is 1 January 2026, 00:00 UTC; days 21 and 31 are in January too, day 101 is in April.
    expect(segmentsOf('month')).toEqual([
      ['2026-01', '0 0 2 1 2'],
      ['2026-04', '0 0 1 0 0'],
    ]);
  });

  test('by owner follow who owned the record at the end of the visit', () => {
    const owned = historyRecord(
      '1',
      `
      d1 | created; MQL; hubspot_owner_id = 7
      d11 | SQL
      d12 | hubspot_owner_id = 8`,
    );
    const { splits } = measure([owned], { splits: ['owner'] });
    expect(splits[0]?.segments.map(({ segment, measures }) => [segment, measures.records])).toEqual([
      ['7', 1],
      ['8', 1],
    ]);
  });
});

describe('referrals', () => {
  const referredBy = (name: string, day: string) => ({
    values: new Map([[referredByProperty, name]]),
    createdAt: instantOf(day),
  });
  const referrer = historyRecord('1', won);

  test('count for the visit that the referrer was in when the referred contact was created', () => {
    const measured = measure([
      referrer,
      historyRecord('2', waiting, referredBy('1', 'd12')),
      historyRecord('3', waiting, referredBy('1', 'd100')),
      historyRecord('4', waiting, referredBy('1', 'd120')),
    ]);
    expect(stageOf(measured, 'nurture').referrals).toMatchObject({ count: 0, visits: { count: 0, n: 4 } });
    expect(stageOf(measured, 'convert').referrals).toMatchObject({ count: 1, visits: { count: 1, n: 1 } });
    expect(stageOf(measured, 'expand').referrals).toMatchObject({ count: 2, visits: { count: 1, n: 1 } });
    expect(measured.referrals).toEqual({ named: 3, elsewhere: 0, unmatched: 0 });
  });

  test('by nobody who is known, by oneself, or from before the first visit, are told apart', () => {
    const measured = measure([
      referrer,
      historyRecord('2', waiting, referredBy('nobody@example.com', 'd12')),
      historyRecord('3', waiting, referredBy('3', 'd102')),
      historyRecord('4', waiting, referredBy('1', 'd-5')),
    ]);
    expect(measured.referrals).toEqual({ named: 3, elsewhere: 1, unmatched: 2 });
    expect(measured.whole.stages.map(({ referrals }) => referrals.count)).toEqual([0, 0, 0, 0, 0]);
  });
});

test('values are those of the records in the stage now; several in one are counted each', () => {
  const services = (value: string) => ({ values: new Map([['services', value]]) });
  const { values } = stageOf(
    measure(
      [
        historyRecord('1', waiting, services('audit;tax')),
        historyRecord('2', waiting, services('tax; tax')),
        historyRecord('3', waiting, services('')),
        historyRecord('4', waiting),
        historyRecord('5', won, services('law')),
      ],
      { valueProperties: ['services'] },
    ),
    'nurture',
  );
  expect(values).toMatchObject([
    {
      property: 'services',
      n: 4,
      none: { count: 2 },
      spread: [
        { value: 'tax', share: { count: 2, n: 4 } },
        { value: 'audit', share: { count: 1, n: 4 } },
      ],
    },
  ]);
});

test('touches belong to the visit in which they were: its first instant does, its last does not', () => {
  const touch = (kind: 'call' | 'meeting', day: string) => ({ kind, at: instantOf(day) });
  const touches = [touch('call', 'd1'), touch('call', 'd2'), touch('meeting', 'd11'), touch('call', 'd31')];
  const measured = measure([historyRecord('1', won, { touches }), historyRecord('2', waiting)]);
  expect(stageOf(measured, 'nurture').touches).toMatchObject([{ kind: 'call', count: 2, visits: { count: 1, n: 2 } }]);
  expect(stageOf(measured, 'convert').touches).toMatchObject([{ kind: 'meeting', count: 1 }]);
  expect(stageOf(measured, 'expand').touches).toMatchObject([{ kind: 'call', count: 1 }]);
});
