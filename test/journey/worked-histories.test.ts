import { describe, expect, test } from 'vitest';
import type { HeardFact } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { historyOf } from './history.ts';
import { linesOf, replayHistory, visitLines, type WrittenCase } from './journey-text.ts';
import { timeOf } from './notation.ts';

const leadFunnel: WrittenCase[] = [
  {
    name: '1: created and MQL in one millisecond, then customer',
    facts: `d1 | created; MQL
            d20 | customer`,
    visits: `nurture d1–d20 start won
             expand d20– skip`,
  },
  {
    name: '2: every stage in its turn',
    facts: `d1 | created
            d1 09:00 | lead
            d3 | MQL
            d9 | SQL
            d30 | customer`,
    visits: `attract d1–d1 09:00 start
             capture d1 09:00–d3 advance
             nurture d3–d9 advance
             convert d9–d30 advance won
             expand d30– advance`,
  },
  {
    name: '4: a win dated before the first contact',
    facts: `d1 | customer
            d3 | created; MQL`,
    visits: `expand d1–d3 start
             nurture d3– regress`,
    flags: ['time-reversed'],
  },
  {
    name: '5: the same value again, from another source',
    facts: `d1 | MQL
            d5 | MQL | history WORKFLOWS`,
    visits: 'nurture d1– start',
  },
  {
    name: '6: a deal opened and lost',
    facts: `d1 | MQL
            d9 | deal 9 linked; deal 9: open
            d40 | deal 9: lost`,
    visits: `nurture d1–d9 start
             convert d9–d40 advance lost
             nurture d40– regress`,
  },
  {
    name: '7: as 6, and the lifecycle stage stays at opportunity',
    facts: `d1 | MQL
            d9 | deal 9 linked; deal 9: open; opportunity
            d40 | deal 9: lost`,
    visits: `nurture d1–d9 start
             convert d9–d40 advance lost
             nurture d40– regress`,
  },
  {
    name: '8: moved back by emptying and setting',
    facts: `d1 | SQL
            d10 10:00:00 | emptied
            d10 10:00:20 | MQL`,
    visits: `convert d1–d10 10:00 start
             nurture d10 10:00– regress`,
  },
  {
    name: '9: a correction holds until the rules lead elsewhere',
    facts: `d1 | MQL
            d5 | c1 corrects to convert
            d8 | favourite_colour = green
            d12 | SQL
            d20 | MQL`,
    visits: `nurture d1–d5 start
             convert d5–d20 correction
             nurture d20– regress`,
  },
  {
    name: '10: an import',
    facts: `d1 | lead
            d4 | MQL | IMPORT`,
    visits: `capture d1–d4 start
             nurture d4– noise`,
  },
  {
    name: '11: two contacts merged into a third',
    facts: `d1 | contact 1: MQL
            d3 | contact 2: SQL
            d10 | contact 3: merged 1,2; contact 1: deleted; contact 2: deleted | MERGE_CONTACTS`,
    options: { record: { objectType: 'contact', recordId: '3' }, aliases: { 'contact/1': '3', 'contact/2': '3' } },
    visits: `nurture d1–d3 start
             convert d3– advance`,
  },
  {
    name: '12: an open deal without activity',
    facts: `d1 | SQL
            d5 | deal 9 linked; deal 9: open`,
    visits: 'convert d1– start no-decision',
  },
];

const otherPresets: WrittenCase[] = [
  {
    name: '13: client-lifecycle',
    options: { model: preset('client-lifecycle') },
    facts: `d1 | created
            d10 | deal 9 linked; deal 9: open
            d40 | deal 9: won
            d41 | engagement starts d45; engagement ends d200
            d400 | deal 10 linked; deal 10: open`,
    visits: `pre-purchase d1–d40 start hired
             client-experience d40–d200 advance engagement-ended
             between-engagements d200–d400 advance
             pre-purchase d400– new-lap (lap 2)`,
  },
  {
    name: '14: buying-cycle',
    options: { model: preset('buying-cycle'), now: 'd150' },
    facts: `d1 | subscriber
            d5 | form
            d9 | MQL
            d20 | meeting
            d30 | deal 9 linked; deal 9: contract
            d50 | deal 9: won`,
    visits: `out-of-market d1–d5 start
             trigger d5–d9 advance
             brand-consideration d9–d20 advance
             active-evaluation d20–d30 advance short-listed
             purchase-decision d30–d50 advance won
             experience d50–d140 advance
             loyalty d140– advance`,
  },
];

describe('the worked histories', () => {
  test.each([...leadFunnel, ...otherPresets])('$name', ({ facts, visits, options, flags = [] }) => {
    const journey = replayHistory(facts, options);
    expect(visitLines(journey)).toEqual(linesOf(visits));
    expect(journey.flags).toEqual(flags);
  });

  test.each([...leadFunnel, ...otherPresets])('3: $name, the other way round and twice', ({ facts, options }) => {
    const told = historyOf(facts);
    const once = replayHistory(told, options);
    const changeSource = 'INTEGRATION';
    const twice: HeardFact[] = told.flatMap((fact, index) => {
      const again: HeardFact = { ...fact, hearing: { channel: 'journal', changeSource, sourceId: '' } };
      // A hearing in the history outranks the webhook, so it must tell the same source here; the journal's says another.
      const before: HeardFact = { ...fact, hearing: { ...fact.hearing, channel: 'history' } };
      return index % 2 === 0 ? [again, before, fact] : [before, fact];
    });
    expect(replayHistory(twice.reverse(), options)).toEqual(once);
  });
});

test('12: the mark begins at its instant, however long afterwards the record is replayed', () => {
  const { facts } = leadFunnel.find(({ name }) => name.startsWith('12'))!;
  for (const now of ['d95', 'd96 13:00', 'd1000']) {
    const marks = replayHistory(facts, { now }).visits[0]!.marks.map((mark) => [
      mark.outcome,
      timeOf(mark.from),
      mark.to,
    ]);
    expect(marks, now).toEqual([['no-decision', 'd95', null]]);
  }
  const before = replayHistory(facts, { now: 'd94 23:59:59.999' });
  expect(before.visits[0]).toMatchObject({ outcome: '', marks: [] });
  expect(timeOf(before.nextFlipAt!)).toBe('d95');
});

test('13: sales leads before the purchase while a deal is open, marketing before', () => {
  const { facts, options } = otherPresets[0]!;
  const [first, ...others] = replayHistory(facts, options).visits;
  expect(first!.teams.map(({ team, from }) => `${team} ${timeOf(from)}`)).toEqual(['marketing d1', 'sales d10']);
  expect(others.map(({ team }) => team)).toEqual(['service', 'marketing', 'sales']);
});
