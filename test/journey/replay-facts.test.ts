import { describe, expect, test } from 'vitest';
import { historyOf } from './history.ts';
import { compareCase, replayHistory, visitLines, type WrittenCase } from './journey-text.ts';
import { timeOf } from './notation.ts';

const cases: WrittenCase[] = [
  {
    name: 'webhook and history differ by milliseconds: the earliest instant stands',
    facts: `d1 | created
            d3 10:00:00.004 | MQL | history CRM_UI
            d3 10:00:00.001 | MQL`,
    visits: `attract d1–d3 10:00:00.001 start
             nurture d3 10:00:00.001– skip`,
  },
  {
    name: 'a value told again much later is no second change, also when it empties',
    facts: `d1 | MQL
            d5 | email =
            d6 | MQL; email =`,
    visits: 'nurture d1– start',
  },
  {
    name: 'several values in one millisecond: the last in byte order, flagged',
    facts: `d1 | lead
            d3 | MQL; SQL`,
    visits: `capture d1–d3 start
             convert d3– skip`,
    flags: ['ambiguous'],
  },
  {
    name: 'an ambiguous value is healed by a later reading of the record',
    facts: `d1 | lead
            d3 | MQL; SQL
            d3 12:00 | MQL`,
    visits: `capture d1–d3 start
             convert d3–d3 12:00 skip
             nurture d3 12:00– regress`,
    flags: ['ambiguous'],
  },
  {
    name: 'a property that no condition looks at can be ambiguous too',
    facts: `d1 | MQL
            d2 | hubspot_owner_id = 7; hubspot_owner_id = 8`,
    visits: 'nurture d1– start',
    flags: ['ambiguous'],
  },
  {
    name: 'a deal stage of the contact can be ambiguous too',
    facts: `d1 | deal 9 linked; deal 9: open
            d2 | deal 9: lost; deal 9: won`,
    visits: `convert d1–d2 start won
             expand d2– advance`,
    flags: ['ambiguous'],
  },
  {
    name: 'what no condition looks at of a deal, and what concerns somebody else, makes nothing ambiguous',
    facts: `d1 | MQL
            d2 | deal 9 linked; deal 9: dealname = x; deal 9: dealname = y; contact 2: lead; contact 2: MQL`,
    visits: 'nurture d1– start',
  },
  {
    name: 'two properties of one millisecond, and equal values of one, are not ambiguous',
    facts: `d1 | MQL; email = a@b.example
            d1 | MQL | history IMPORT`,
    visits: 'nurture d1– start',
  },
  {
    name: 'emptied and set in one millisecond is one change and not ambiguous',
    facts: `d1 | SQL
            d2 | emptied; MQL`,
    visits: `convert d1–d2 start
             nurture d2– regress`,
  },
  {
    name: 'emptied and set to what it was: nothing has changed',
    facts: `d1 | SQL
            d2 10:00:00 | emptied
            d2 10:00:50 | SQL`,
    visits: 'convert d1– start',
  },
  {
    name: 'set 60 s after the emptying is still one change',
    facts: `d1 | SQL
            d2 10:00:00 | emptied
            d2 10:01:00 | MQL`,
    visits: `convert d1–d2 10:00 start
             nurture d2 10:00– regress`,
  },
  {
    name: 'set 60.001 s after the emptying is two changes',
    facts: `d1 | created; SQL
            d2 10:00:00 | emptied
            d2 10:01:00.001 | MQL`,
    visits: `convert d1–d2 10:00 start
             attract d2 10:00–d2 10:01:00.001 regress
             nurture d2 10:01:00.001– skip`,
  },
  {
    name: 'told of the emptying and of the value twice, some ms apart',
    facts: `d1 | SQL
            d2 10:00:00.000 | emptied
            d2 10:00:00.003 | emptied | history CRM_UI
            d2 10:00:20.000 | MQL
            d2 10:00:20.002 | MQL | history CRM_UI`,
    visits: `convert d1–d2 10:00 start
             nurture d2 10:00– regress`,
  },
  {
    name: 'emptying what was never set holds nothing back: the value counts from when it was told',
    facts: `d1 10:00:00 | created; emptied
            d1 10:00:30 | lead`,
    visits: `attract d1 10:00–d1 10:00:30 start
             capture d1 10:00:30– advance`,
  },
  {
    name: 'two values that follow an emptying in one millisecond are ambiguous',
    facts: `d1 | SQL
            d2 10:00:00 | emptied
            d2 10:00:20 | MQL; lead`,
    visits: `convert d1–d2 10:00 start
             nurture d2 10:00– regress`,
    flags: ['ambiguous'],
  },
  {
    name: 'an enter condition that ceases to hold does not end the visit where nothing else holds',
    facts: `d1 | SQL
            d2 | emptied`,
    visits: 'convert d1– start',
  },
  {
    name: 'a lifecycle stage that the portal is not known to have counts as none',
    options: { portal: [] },
    facts: `d1 | created
            d2 | lifecyclestage = trial`,
    visits: 'attract d1– start',
  },
];

test.each(cases)('$name', (written) => {
  const { given, expected } = compareCase(written);
  expect(given).toEqual(expected);
});

describe('which hearing speaks for a fact', () => {
  const moveAfter = (...sources: string[]) => {
    const facts = sources.flatMap((source) => historyOf(`d4 | MQL | ${source}`));
    return [facts, [...facts].reverse()].map(
      (told) => replayHistory([...historyOf('d1 | lead'), ...told]).visits[1]!.move,
    );
  };

  test.each([
    ['history before journal', ['history IMPORT', 'journal CRM_UI'], 'noise'],
    ['history before webhook', ['history CRM_UI', 'webhook IMPORT'], 'advance'],
    ['journal before webhook', ['webhook CRM_UI', 'journal IMPORT'], 'noise'],
    ['in one channel the lowest source in byte order', ['webhook CRM_UI', 'webhook IMPORT'], 'advance'],
    ['in one channel the lowest source in byte order', ['webhook INTEGRATION', 'webhook IMPORT'], 'noise'],
  ])('%s, whichever came first: %j', (_rule, sources, move) => {
    expect(moveAfter(...sources)).toEqual([move, move]);
  });
});

describe('facts of the future', () => {
  const history = `d1 | lead
                   d3 | MQL`;

  test('do not count before their time, and nextFlipAt says when they will', () => {
    const journey = replayHistory(history, { now: 'd2' });
    expect(visitLines(journey)).toEqual(['capture d1– start']);
    expect(timeOf(journey.nextFlipAt!)).toBe('d3');
    expect(replayHistory(history, { now: 'd3' }).nextFlipAt).toBeNull();
  });

  test('a journey without any fact so far has no visit', () => {
    const journey = replayHistory(history, { now: 'd0' });
    expect(journey.visits).toEqual([]);
    expect(timeOf(journey.nextFlipAt!)).toBe('d1');
  });
});

describe('an emptied lifecycle stage while it may still be set again', () => {
  const history = `d1 | created; SQL
                   d2 10:00:00 | emptied`;

  test.each(['d2 10:00:00', 'd2 10:00:20', 'd2 10:01:00'])('%s: the stage stays, and the flip is known', (now) => {
    const journey = replayHistory(history, { now });
    expect(visitLines(journey)).toEqual(['convert d1– start']);
    expect(timeOf(journey.nextFlipAt!)).toBe('d2 10:01:00.001');
  });

  test('a minute later it counts, from the instant at which it was emptied', () => {
    const journey = replayHistory(history, { now: 'd2 10:01:00.001' });
    expect(visitLines(journey)).toEqual(['convert d1–d2 10:00 start', 'attract d2 10:00– regress']);
    expect(journey.nextFlipAt).toBeNull();
  });

  test('a cause names the fact as it was told, not as it counts', () => {
    const facts = `${history}
                   d2 10:00:20 | MQL`;
    const told = historyOf('d2 10:00:20 | MQL')[0]!.occurredAt;
    expect(replayHistory(facts).visits[1]!.cause).toEqual({
      rule: 'nurture/lifecycle',
      facts: [`contact/1/property/lifecyclestage/marketingqualifiedlead@${told}`],
    });
  });
});

test('a cause names the rule and its facts in byte order', () => {
  const { visits } = replayHistory(`d1 | email = a@b.example
                                    d2 | num_conversion_events = 1`);
  expect(visits.map(({ cause }) => cause)).toEqual([
    {
      rule: 'capture/known-by-form',
      facts: [
        `contact/1/property/email/a%40b.example@${historyOf('d1 | form')[0]!.occurredAt}`,
        `contact/1/property/num_conversion_events/1@${historyOf('d2 | form')[0]!.occurredAt}`,
      ],
    },
  ]);
});
