import { describe, expect, test } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import { historyOf } from './history.ts';
import { compareCase, replayHistory, visitLines, type WrittenCase } from './journey-text.ts';

const cases: WrittenCase[] = [
  {
    name: 'withdrawn: the rules decide again, and the move is a correction too',
    facts: `d1 | MQL
            d5 | c1 corrects to convert
            d9 | c1 withdrawn`,
    visits: `nurture d1–d5 start
             convert d5–d9 correction
             nurture d9– correction`,
  },
  {
    name: 'withdrawn after the rules have taken over: nothing happens',
    facts: `d1 | MQL
            d5 | c1 corrects to convert
            d12 | SQL
            d14 | c1 withdrawn`,
    visits: `nurture d1–d5 start
             convert d5– correction`,
  },
  {
    name: 'withdrawing what was never said does nothing',
    facts: `d1 | MQL
            d5 | c1 corrects to convert
            d9 | c2 withdrawn`,
    visits: `nurture d1–d5 start
             convert d5– correction`,
  },
  {
    name: 'to the stage that the record is in: no move',
    facts: `d1 | MQL
            d5 | c1 corrects to nurture
            d9 | SQL`,
    visits: `nurture d1–d9 start
             convert d9– advance`,
  },
  {
    name: 'two in one millisecond: the one whose id is last in byte order',
    facts: `d1 | MQL
            d5 | c2 corrects to capture; c1 corrects to convert`,
    visits: `nurture d1–d5 start
             capture d5– correction`,
  },
  {
    name: 'two in one millisecond, and the last in byte order withdrawn in it: the other one',
    facts: `d1 | MQL
            d5 | c2 corrects to capture; c1 corrects to convert; c2 withdrawn`,
    visits: `nurture d1–d5 start
             convert d5– correction`,
  },
  {
    name: 'said and withdrawn in one millisecond: the rules decide, and one before it does not come back',
    facts: `d1 | MQL
            d3 | c1 corrects to convert
            d5 | c2 corrects to capture; c2 withdrawn`,
    visits: `nurture d1–d3 start
             convert d3–d5 correction
             nurture d5– correction`,
  },
  {
    name: 'two in a row: the later one holds, until the rules change',
    facts: `d1 | MQL
            d5 | c1 corrects to convert
            d7 | c2 corrects to capture
            d12 | SQL`,
    visits: `nurture d1–d5 start
             convert d5–d7 correction
             capture d7–d12 correction
             convert d12– skip`,
  },
  {
    name: 'the later of two is withdrawn: the rules decide, not the earlier one',
    facts: `d1 | MQL
            d5 | c1 corrects to convert
            d7 | c2 corrects to capture
            d9 | c2 withdrawn`,
    visits: `nurture d1–d5 start
             convert d5–d7 correction
             capture d7–d9 correction
             nurture d9– correction`,
  },
  {
    name: 'the earlier of two is withdrawn: the later one still holds',
    facts: `d1 | MQL
            d5 | c1 corrects to convert
            d7 | c2 corrects to capture
            d9 | c1 withdrawn`,
    visits: `nurture d1–d5 start
             convert d5–d7 correction
             capture d7– correction`,
  },
  {
    name: 'said of another model: nothing happens',
    facts: `d1 | MQL
            d5 | c1 corrects to experience in buying-cycle`,
    visits: 'nurture d1– start',
  },
  {
    name: 'to a stage that the model does not have: nothing happens, and an earlier correction holds',
    facts: `d1 | MQL
            d5 | c1 corrects to convert
            d7 | c2 corrects to romance`,
    visits: `nurture d1–d5 start
             convert d5– correction`,
  },
  {
    name: 'corrected and withdrawn in one millisecond: nothing happens',
    facts: `d1 | MQL
            d5 | c1 corrects to convert; c1 withdrawn`,
    visits: 'nurture d1– start',
  },
  {
    name: 'a fact of the same millisecond belongs to what the rules said before the correction',
    facts: `d1 | MQL
            d5 | SQL; c1 corrects to expand
            d9 | call
            d12 | MQL`,
    visits: `nurture d1–d5 start
             expand d5–d12 correction
             nurture d12– regress`,
  },
  {
    name: 'the rules come to another stage than before, which is the corrected one: it stays, by rule',
    facts: `d1 | lead
            d5 | c1 corrects to nurture
            d7 | MQL
            d9 | SQL`,
    visits: `capture d1–d5 start
             nurture d5–d9 correction
             convert d9– advance`,
  },
  {
    name: 'the first visit is a start, also by correction',
    facts: 'd5 | c1 corrects to convert',
    visits: 'convert d5– start',
  },
  {
    name: 'time that leads elsewhere ends a correction too',
    options: { model: preset('buying-cycle'), now: 'd200' },
    facts: `d1 | deal 9 linked; deal 9: won
            d5 | c1 corrects to trigger in buying-cycle`,
    visits: `experience d1–d5 start
             trigger d5–d91 correction won
             loyalty d91– skip`,
  },
];

test.each(cases)('$name', (written) => {
  const { given, expected } = compareCase(written);
  expect(given).toEqual(expected);
});

test('the cause of a corrected visit is what the person said', () => {
  const journey = replayHistory(`d1 | MQL
                                 d5 | c1 corrects to convert`);
  const said = historyOf('d5 | c1 corrects to convert')[0]!;
  expect(journey.visits[1]!.cause).toMatchObject({
    rule: 'correction',
    facts: [expect.stringContaining(`stage-corrected:c1`)],
  });
  expect(journey.visits[1]!.cause.facts[0]).toMatch(new RegExp(`@${said.occurredAt}$`));
});

describe('an action that is no correction', () => {
  test.each(['', 'not JSON', 'null', '"convert"', '[]', '{}', '{"model":"lead-funnel"}'])(
    '%j corrects nothing',
    (value) => {
      const [mql, said] = historyOf(`d1 | MQL
                                   d5 | c1 corrects to convert`);
      expect(visitLines(replayHistory([mql!, { ...said!, value }]))).toEqual(['nurture d1– start']);
    },
  );
});
