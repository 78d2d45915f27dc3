import { describe, expect, test } from 'vitest';
import { rollUpCompany } from '../../src/journey/companies/roll-up-company.ts';
import { rollUpCounts } from '../../src/journey/companies/roll-up-counts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { type CompanyOptions, rollUpHistory } from './company-text.ts';
import { historyOf } from './history.ts';
import { linesOf, replayHistory, visitLines } from './journey-text.ts';
import { instantOf, timeOf } from './notation.ts';

const bothSince = (time: string) => `${time} | company 5: contact 1 linked; company 5: contact 2 linked`;
const clientLifecycle = { model: preset('client-lifecycle') };
const buyingCycle = { model: preset('buying-cycle') };

const cases: { name: string; facts: string; visits: string; options?: CompanyOptions }[] = [
  {
    name: 'the furthest member leads',
    facts: `${bothSince('d1')}
            d1 | contact 1: lead; contact 2: subscriber
            d5 | contact 2: MQL
            d7 | contact 1: MQL
            d9 | contact 1: SQL`,
    visits: `capture d1–d5 start
             nurture d5–d9 advance
             convert d9– advance`,
  },
  {
    name: 'when the furthest member falls back the next one leads',
    facts: `${bothSince('d1')}
            d1 | contact 1: MQL; contact 2: lead
            d9 | contact 1: SQL
            d20 | contact 1: subscriber`,
    visits: `nurture d1–d9 start
             convert d9–d20 advance
             capture d20– regress`,
  },
  {
    name: 'a member counts while it is associated',
    facts: `d1 | contact 1: MQL; company 5: contact 1 linked; contact 2: customer
            d5 | company 5: contact 2 linked
            d9 | company 5: contact 2 unlinked
            d12 | company 5: contact 1 unlinked
            d15 | company 5: contact 1 linked`,
    visits: `nurture d1–d5 start
             expand d5–d9 skip
             nurture d9–d12 regress
             nurture d15– start`,
  },
  {
    name: 'while one label is left a member counts',
    facts: `d1 | contact 1: MQL; company 5: contact 1 linked; company 5: contact 1 linked as owner
            d5 | company 5: contact 1 unlinked as owner
            d9 | company 5: contact 1 unlinked`,
    visits: 'nurture d1–d9 start',
  },
  {
    name: 'an outcome set by hand counts when every member in the stage has it, and in place of their marks',
    facts: `${bothSince('d1')}
            d1 | contact 1: SQL; contact 2: SQL
            d5 | contact 1: o1 says lost of convert
            d7 | contact 2: o2 says lost of convert`,
    visits: 'convert d1– start lost',
  },
  {
    name: 'an outcome set by hand that one member has is not that of the company',
    facts: `${bothSince('d1')}
            d1 | contact 1: SQL; contact 2: SQL
            d5 | contact 1: o1 says lost of convert`,
    visits: 'convert d1– start',
  },
  {
    name: 'an outcome set by hand after the stay is that of the company as well',
    facts: `d1 | contact 1: SQL; company 5: contact 1 linked
            d5 | contact 1: MQL
            d7 | contact 1: o1 says no-decision of convert`,
    visits: `convert d1–d5 start no-decision
             nurture d5– regress`,
  },
  {
    name: 'a deal is a member like a contact',
    facts: `d1 | contact 1: lead; company 5: contact 1 linked
            d9 | deal 9: created; deal 9: open; company 5: deal 9 linked
            d20 | deal 9: won`,
    visits: `capture d1–d9 start
             convert d9–d20 skip won
             expand d20– advance`,
  },
  {
    name: 'the outcome is that of the visit in this stage that ended, of several the first in byte order',
    facts: `${bothSince('d1')}
            d1 | contact 1: deal 7 linked; deal 7: open; contact 2: deal 8 linked; deal 8: open
            d20 | deal 7: lost; deal 8: won`,
    visits: `convert d1–d20 start lost
             expand d20– advance`,
  },
  {
    name: 'a member that overtakes the others brings its outcome along',
    facts: `${bothSince('d1')}
            d1 | contact 1: SQL; contact 2: MQL
            d20 | contact 2: customer`,
    visits: `convert d1–d20 start won
             expand d20– advance`,
  },
  {
    name: 'an outcome of a member who is not in the stage does not end it',
    facts: `${bothSince('d1')}
            d1 | contact 1: SQL; contact 2: customer
            d20 | contact 1: deal 7 linked; deal 7: lost`,
    visits: 'expand d1– start',
  },
  {
    name: 'noise when everything that caused the move was noise',
    facts: `${bothSince('d1')}
            d1 | contact 1: lead; contact 2: lead
            d5 | contact 1: MQL; contact 2: MQL | IMPORT
            d9 | contact 1: SQL | IMPORT
            d9 | contact 2: SQL | CRM_UI
            d12 | contact 1: lead; contact 2: lead | IMPORT`,
    visits: `capture d1–d5 start
             nurture d5–d9 noise
             convert d9–d12 advance
             capture d12– noise`,
  },
  {
    name: 'noise when an import associated the member',
    facts: `d1 | contact 1: lead; contact 2: MQL; company 5: contact 1 linked
            d5 | company 5: contact 2 linked | IMPORT
            d9 | company 5: contact 2 unlinked | CRM_UI`,
    visits: `capture d1–d5 start
             nurture d5–d9 noise
             capture d9– regress`,
  },
  {
    name: 'a higher lap in the furthest stage begins a visit',
    options: { ...buyingCycle, now: 'd300' },
    facts: `d1 | company 5: deal 7 linked; company 5: contact 1 linked; company 5: contact 2 linked
            d1 | contact 1: deal 7 linked; deal 7: won; contact 2: subscriber
            d150 | contact 1: deal 8 linked; deal 8: open
            d170 | deal 8: won`,
    // Deal 7 is a member of its own and stays in loyalty until nobody is further; it knows no second lap.
    visits: `experience d1–d91 start
             loyalty d91–d260 advance
             loyalty d260– new-lap (lap 2)`,
  },
  {
    name: 'the lap never goes down',
    options: { ...buyingCycle, now: 'd200' },
    facts: `${bothSince('d1')}
            d1 | contact 1: deal 7 linked; deal 7: won; contact 2: subscriber
            d50 | contact 1: deal 8 linked; deal 8: open
            d60 | contact 2: SQL
            d70 | contact 1: deleted`,
    visits: `experience d1–d50 start
             active-evaluation d50– new-lap (lap 2)`,
  },
  {
    name: 'deletion of the company ends the visit, restore begins one',
    facts: `d1 | contact 1: lead; company 5: contact 1 linked
            d5 | company 5: deleted
            d7 | contact 1: MQL
            d9 | company 5: restored`,
    visits: `capture d1–d5 start
             nurture d9– start`,
  },
  {
    name: 'a company lives on in another, with the members of both',
    options: { aliases: { 'company/4': '5' } },
    facts: `d1 | contact 1: lead; company 5: contact 1 linked
            d2 | contact 2: MQL; company 4: contact 2 linked
            d9 | company 5: merged 4; company 4: contact 2 unlinked; company 5: contact 2 linked; company 4: deleted`,
    visits: `capture d1–d2 start
             nurture d2– advance`,
  },
  {
    name: 'a member lives on in another',
    options: { aliases: { 'contact/1': '3' } },
    facts: `d1 | contact 1: MQL; company 5: contact 1 linked
            d9 | contact 3: merged 1
            d12 | contact 3: SQL`,
    visits: `nurture d1–d12 start
             convert d12– advance`,
  },
  {
    name: 'a company without members has no visit',
    facts: 'd1 | company 5: created; contact 1: MQL',
    visits: '',
  },
];

test.each(cases)('$name', ({ facts, visits, options }) => {
  expect(visitLines(rollUpHistory(facts, options))).toEqual(linesOf(visits));
});

test('the cause names who came; else who left; else who is there', () => {
  const journey = rollUpHistory(`${bothSince('d1')}
                                 d1 | contact 1: lead; contact 2: lead
                                 d5 | contact 2: MQL
                                 d9 | contact 2: lead
                                 d12 | company 5: deleted
                                 d13 | company 5: restored`);
  expect(journey.visits.map(({ cause }) => [cause.rule, ...cause.facts])).toEqual([
    ['roll-up', 'contact/1', 'contact/2'],
    ['roll-up', 'contact/2'],
    ['roll-up', 'contact/2'],
    ['roll-up', 'contact/1', 'contact/2'],
  ]);
});

test("the owner is the company's own", () => {
  const journey = rollUpHistory(`d1 | company 5: hubspot_owner_id = 7; company 5: contact 1 linked
                                 d1 | contact 1: lead; contact 1: hubspot_owner_id = 9
                                 d5 | contact 1: MQL
                                 d8 | company 5: hubspot_owner_id = 8`);
  expect(journey.visits.map(({ owner }) => owner)).toEqual(['7', '8']);
  const ambiguous = rollUpHistory('d1 | company 5: hubspot_owner_id = 7; company 5: hubspot_owner_id = 8');
  expect(ambiguous.flags).toEqual(['ambiguous']);
});

test('of several teams in the stage the one that the model names first leads', () => {
  const journey = rollUpHistory(
    `${bothSince('d1')}
     d1 | contact 1: lead; contact 2: lead
     d5 | contact 1: deal 7 linked; deal 7: open
     d9 | deal 7: lost`,
    clientLifecycle,
  );
  expect(journey.visits.map(({ teams }) => teams.map(({ team, from }) => `${team} ${timeOf(from)}`))).toEqual([
    ['marketing d1', 'sales d5', 'marketing d9'],
  ]);
});

test('a mark holds while every member in the stage carries it', () => {
  const journey = rollUpHistory(
    `${bothSince('d1')}
     d1 | contact 1: SQL; contact 1: deal 7 linked; deal 7: open
     d10 | contact 2: SQL; contact 2: deal 8 linked; deal 8: open
     d120 | contact 1: call`,
    { now: 'd150' },
  );
  expect(journey.visits[0]!.marks.map(({ outcome, from, to }) => [outcome, timeOf(from), timeOf(to!)])).toEqual([
    ['no-decision', 'd100', 'd120'],
  ]);
  expect(journey.visits[0]!.outcome).toBe('');
});

test('a mark that holds is the outcome when those who carry it leave the company', () => {
  const journey =
    rollUpHistory(`d1 | contact 1: SQL; contact 1: deal 7 linked; deal 7: open; company 5: contact 1 linked
                                 d1 | contact 2: MQL; company 5: contact 2 linked
                                 d120 | company 5: contact 1 unlinked`);
  expect(visitLines(journey)).toEqual(['convert d1–d120 start no-decision', 'nurture d120– regress']);
});

describe('time', () => {
  const facts = `d1 | contact 1: lead; company 5: contact 1 linked
                 d9 | company 5: contact 1 unlinked`;

  test('facts of the future wait, and nextFlipAt says for when', () => {
    const journey = rollUpHistory(facts, { now: 'd5' });
    expect(visitLines(journey)).toEqual(['capture d1– start']);
    expect(timeOf(journey.nextFlipAt!)).toBe('d9');
    expect(rollUpHistory(facts).nextFlipAt).toBeNull();
  });

  test('a visit in a stage of another model does not count', () => {
    const record = { objectType: 'contact', recordId: '1' } as const;
    const { visits } = replayHistory('d1 | contact 1: lead', buyingCycle);
    const company = { record: { objectType: 'company', recordId: '5' }, aliases: new Map() } as const;
    const roll = (model: string) =>
      rollUpCompany(
        preset(model),
        { ...company, facts: historyOf(facts), members: [{ record, visits }] },
        instantOf('d5'),
      );
    expect(visitLines(roll('lead-funnel'))).toEqual([]);
    expect(visitLines(roll('buying-cycle'))).toEqual(['trigger d1– start']);
  });
});

test('the counts tell who is where at an instant', () => {
  const member = (recordId: string, facts: string) => {
    const record = { objectType: 'contact', recordId } as const;
    return { record, visits: replayHistory(facts, { record }).visits };
  };
  const members = [
    member('1', 'd1 | contact 1: lead\nd5 | contact 1: MQL'),
    member('2', 'd2 | contact 2: MQL'),
    member('3', 'd3 | contact 3: lead\nd4 | contact 3: deleted'),
    member('4', ''),
  ];
  expect(rollUpCounts(members, instantOf('d3'))).toEqual({
    byStage: { capture: 2, nurture: 1 },
    withoutStage: 1,
    lastMoveAt: instantOf('d3'),
  });
  expect(rollUpCounts(members, instantOf('d9'))).toEqual({
    byStage: { nurture: 2 },
    withoutStage: 2,
    lastMoveAt: instantOf('d5'),
  });
  expect(rollUpCounts([], instantOf('d9'))).toEqual({ byStage: {}, withoutStage: 0, lastMoveAt: null });
});
