import { describe, expect, test } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import { tagNames, tagsOf } from '../../src/journey/tags.ts';
import { everyConditionModel } from './every-condition-model.ts';
import { historyOf } from './history.ts';
import { compareCase, replayHistory, visitLines, type WrittenCase } from './journey-text.ts';
import { instantOf } from './notation.ts';

const clientLifecycle = { model: preset('client-lifecycle') };
const buyingCycle = { model: preset('buying-cycle') };

const cases: WrittenCase[] = [
  {
    name: 'stands on the open visit, and on it when it ends without another',
    facts: `d1 | SQL
            d5 | o1 says no-decision of convert
            d9 | MQL`,
    visits: `convert d1–d9 start no-decision
             nurture d9– regress`,
  },
  {
    name: 'moves nothing, and an activity does not end it',
    options: clientLifecycle,
    facts: `d1 | created; lead
            d5 | o1 says not-now of pre-purchase in client-lifecycle
            d6 | incoming call; email = a@b.example`,
    visits: 'pre-purchase d1– start not-now',
  },
  {
    name: 'a later outcome by rule is stronger when the visit ends',
    facts: `d1 | MQL
            d3 | deal 9 linked; deal 9: open
            d5 | o1 says no-decision of convert
            d9 | deal 9: lost`,
    visits: `nurture d1–d3 start
             convert d3–d9 advance lost
             nurture d9– regress`,
  },
  {
    name: 'said after the visit has ended, it takes the place of the outcome by rule',
    facts: `d1 | MQL
            d3 | deal 9 linked; deal 9: open
            d9 | deal 9: lost
            d10 | o1 says no-decision of convert`,
    visits: `nurture d1–d3 start
             convert d3–d9 advance no-decision
             nurture d9– regress`,
  },
  {
    name: 'in the millisecond in which the visit ends, it is said of what has ended',
    facts: `d1 | MQL
            d3 | deal 9 linked; deal 9: open
            d9 | deal 9: lost; o1 says no-decision of convert`,
    visits: `nurture d1–d3 start
             convert d3–d9 advance no-decision
             nurture d9– regress`,
  },
  {
    name: 'of a visit that is further back it says nothing',
    facts: `d1 | SQL
            d3 | MQL
            d5 | lead
            d9 | o1 says lost of convert`,
    visits: `convert d1–d3 start
             nurture d3–d5 regress
             capture d5– regress`,
  },
  {
    name: 'a rule that gave another outcome already does not contradict it',
    facts: `d1 | customer
            d3 | c1 corrects to convert
            d5 | o1 says lost of convert
            d9 | c1 withdrawn`,
    visits: `expand d1–d3 start
             convert d3–d9 correction lost
             expand d9– correction`,
  },
  {
    name: 'a mark that comes to hold later takes its place',
    options: clientLifecycle,
    facts: `d1 | lead
            d5 | o1 says not-now of pre-purchase in client-lifecycle
            d9 | journey_steward_prospect_outcome = rejected`,
    visits: 'pre-purchase d1– start rejected',
  },
  {
    name: 'a mark that held already does not, and neither does its end',
    options: clientLifecycle,
    facts: `d1 | lead; journey_steward_prospect_outcome = rejected
            d5 | o1 says not-now of pre-purchase in client-lifecycle
            d9 | journey_steward_prospect_outcome =`,
    visits: 'pre-purchase d1– start not-now',
  },
  {
    name: 'a mark that ended and comes again does',
    options: clientLifecycle,
    facts: `d1 | lead; journey_steward_prospect_outcome = rejected
            d5 | o1 says not-now of pre-purchase in client-lifecycle
            d9 | journey_steward_prospect_outcome =
            d12 | journey_steward_prospect_outcome = rejected`,
    visits: 'pre-purchase d1– start rejected',
  },
  {
    name: 'the visit goes on: what keeps the record in its stage happens again',
    options: clientLifecycle,
    facts: `d1 | lead
            d5 | o1 says rejected of pre-purchase in client-lifecycle
            d9 | deal 9 linked; deal 9: open`,
    visits: 'pre-purchase d1– start',
  },
  {
    name: 'what happened in the millisecond in which it was said is not the visit going on',
    options: clientLifecycle,
    facts: `d1 | created
            d5 | lead; o1 says not-now of pre-purchase in client-lifecycle
            d7 | incoming call`,
    visits: 'pre-purchase d1– start not-now',
  },
  {
    name: 'that a deal is over is not the visit going on',
    options: clientLifecycle,
    facts: `d1 | lead; deal 9 linked; deal 9: open
            d5 | o1 says not-now of pre-purchase in client-lifecycle
            d6 | deal 9: lost`,
    visits: 'pre-purchase d1– start not-now',
  },
  {
    name: 'of two in a row the later one stands; withdrawn, the first does not come back',
    facts: `d1 | SQL
            d5 | o1 says lost of convert
            d7 | o2 says no-decision of convert
            d9 | o2 unsaid`,
    visits: 'convert d1– start',
  },
  {
    name: 'of two in a row the earlier one is withdrawn: nothing happens',
    facts: `d1 | SQL
            d5 | o1 says lost of convert
            d7 | o2 says no-decision of convert
            d9 | o1 unsaid`,
    visits: 'convert d1– start no-decision',
  },
  {
    name: 'in one millisecond the last in byte order stands, and what is withdrawn in it does not count',
    facts: `d1 | SQL
            d5 | o3 says won of convert; o2 says lost of convert; o1 says no-decision of convert; o3 unsaid`,
    visits: 'convert d1– start lost',
  },
  {
    name: 'said and withdrawn in one millisecond: one before it does not come back',
    facts: `d1 | SQL
            d3 | o1 says lost of convert
            d5 | o2 says won of convert; o2 unsaid`,
    visits: 'convert d1– start',
  },
  {
    name: 'withdrawn long after the visit: the evidence has its outcome again',
    facts: `d1 | MQL
            d3 | deal 9 linked; deal 9: open
            d9 | deal 9: lost
            d10 | o1 says no-decision of convert
            d12 | lead
            d90 | o1 unsaid`,
    visits: `nurture d1–d3 start
             convert d3–d9 advance lost
             nurture d9– regress`,
  },
  {
    name: 'withdrawn after the visit that it was said in: it ends as the evidence has it',
    facts: `d1 | SQL
            d5 | o1 says no-decision of convert
            d9 | MQL
            d11 | o1 unsaid`,
    visits: `convert d1–d9 start
             nurture d9– regress`,
  },
  {
    name: 'an outcome of another stage or model, or none of the model, says nothing',
    facts: `d1 | SQL
            d5 | o1 says lost of nurture; o2 says lost of convert in another-funnel
            d6 | o3 says dropped of convert; o4 says hired of pre-purchase in client-lifecycle`,
    visits: 'convert d1– start',
  },
  {
    name: 'causes no move: an import in its millisecond is still an import',
    facts: `d1 | created; SQL
            d5 | lead | IMPORT
            d5 | o1 says lost of convert`,
    visits: `convert d1–d5 start lost
             capture d5– noise`,
  },
  {
    name: 'causes no move: time that leads on in its millisecond is no import, whoever told of it',
    options: { ...buyingCycle, now: 'd200' },
    facts: `d1 | deal 9 linked; deal 9: open
            d10 | deal 9: won
            d100 | o1 says dropped of active-evaluation in buying-cycle | IMPORT`,
    visits: `active-evaluation d1–d10 start won
             experience d10–d100 skip
             loyalty d100– advance`,
  },
  {
    name: 'a deletion is no outcome, and what was said before it does not come back',
    facts: `d1 | SQL
            d5 | o1 says lost of convert
            d7 | deleted
            d9 | restored`,
    visits: `convert d1–d7 start
             convert d9– start`,
  },
  {
    name: 'what leads is what the evidence says: a person who says dropped gives the lead to nobody else',
    options: buyingCycle,
    facts: `d1 | SQL
            d5 | o1 says dropped of active-evaluation in buying-cycle`,
    visits: 'active-evaluation d1– start dropped',
  },
];

test.each(cases)('$name', (written) => {
  const { given, expected } = compareCase(written);
  expect(given).toEqual(expected);
});

test('the visit names the fact by which it was said, and from when to when it held', () => {
  const history = `d1 | lead
                   d5 | o1 says not-now of pre-purchase in client-lifecycle
                   d9 | journey_steward_prospect_outcome = rejected`;
  const [then] = replayHistory(history, { ...clientLifecycle, now: 'd6' }).visits;
  expect(then).toMatchObject({ outcome: 'not-now', outcomeSaid: expect.stringMatching(/action\/outcome-set:o1\//) });
  const [visit] = replayHistory(history, clientLifecycle).visits;
  expect(visit).not.toHaveProperty('outcomeSaid');
  expect(visit?.marks).toEqual([
    { outcome: 'not-now', from: instantOf('d5'), to: instantOf('d9'), isSaid: true },
    { outcome: 'rejected', from: instantOf('d9'), to: null },
  ]);
});

// A rule that rests on the stay before ceases on entry, and the record falls back at the next change of evidence.
test('what is said of an outcome is no change of evidence, at which a rule that has ceased would be noticed', () => {
  const history = `d1 | contract_ends = ${instantOf('d480')}; incoming feedback`;
  const options = { model: everyConditionModel, now: 'd482' };
  const without = visitLines(replayHistory(history, options));
  expect(without).toHaveLength(2);
  const said = 'o1 says moved of known in every-condition';
  expect(visitLines(replayHistory(`${history}\nd481 | ${said}`, options))).toEqual(without);
});

test('the lead stays with the team that the evidence names', () => {
  const [visit] = replayHistory(cases.at(-1)?.facts ?? '', buyingCycle).visits;
  expect(visit?.teams).toEqual([{ team: 'sales', from: instantOf('d1') }]);
});

test('the tag carries it, also after the visit', () => {
  const model = preset('lead-funnel');
  const tagOf = (history: string) => tagsOf(model, replayHistory(history), null)[tagNames.outcome];
  expect(tagOf('d1 | SQL\nd5 | o1 says lost of convert')).toBe('lost');
  expect(tagOf('d1 | SQL\nd5 | MQL\nd6 | o1 says no-decision of convert')).toBe('no-decision');
});

describe('an action that sets no outcome', () => {
  test.each(['', 'not JSON', 'null', '"lost"', '[]', '{}', '{"model":"lead-funnel","stage":"convert"}'])(
    '%j says nothing',
    (value) => {
      const [sql, said] = historyOf('d1 | SQL\nd5 | o1 says lost of convert');
      expect(visitLines(replayHistory([sql!, { ...said!, value }]))).toEqual(['convert d1– start']);
    },
  );
});
