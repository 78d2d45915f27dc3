import { describe, expect, test } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import { compareCase, replayHistory, visitLines, type WrittenCase } from './journey-text.ts';
import { timeOf } from './notation.ts';
import { observed, portal } from './portal.ts';

const opened = `d1 | MQL
                d9 | deal 9 linked; deal 9: open`;
const inConvert = `nurture d1–d9 start
                   convert d9– advance no-decision`;
const backToNurture = `nurture d1–d9 start
                       convert d9–d20 advance
                       nurture d20– regress`;

const cases: WrittenCase[] = [
  {
    name: 'a deal counts from the association on, not from when it was opened',
    facts: `d1 | MQL
            d5 | deal 9: open
            d9 | deal 9 linked`,
    visits: inConvert,
  },
  {
    name: 'a deal that was lost before it was associated counts from the association on',
    facts: `d1 | SQL
            d5 | deal 9: lost
            d9 | deal 9 linked`,
    visits: `convert d1–d9 start lost
             nurture d9– regress`,
  },
  {
    name: 'an open deal stops counting when it is dissociated',
    facts: `${opened}\nd20 | deal 9 unlinked`,
    visits: backToNurture,
  },
  {
    name: 'an open deal stops counting when it is deleted',
    facts: `${opened}\nd20 | deal 9: deleted`,
    visits: backToNurture,
  },
  {
    name: 'an open deal that is restored counts again',
    facts: `${opened}
            d20 | deal 9: deleted
            d25 | deal 9: restored`,
    visits: `${backToNurture.replace('d20– regress', 'd20–d25 regress')}
             convert d25– advance no-decision`,
  },
  ...['unlinked', ': deleted'].map((end) => ({
    name: `a won deal counts for good (${end})`,
    facts: `${opened}
            d15 | deal 9: won
            d20 | deal 9${end === 'unlinked' ? ' unlinked' : end}`,
    visits: `nurture d1–d9 start
             convert d9–d15 advance won
             expand d15– advance`,
  })),
  {
    name: 'a lost deal counts for good: after it was dissociated the lifecycle stage does not lead back to convert',
    facts: `d1 | SQL
            d9 | deal 9 linked; deal 9: open
            d15 | deal 9: lost
            d20 | deal 9 unlinked`,
    visits: `convert d1–d15 start lost
             nurture d15– regress`,
  },
  {
    name: 'a won deal that is opened again is open, and may be lost',
    facts: `${opened}
            d15 | deal 9: won
            d20 | deal 9: proposal
            d30 | deal 9: lost`,
    visits: `nurture d1–d9 start
             convert d9–d15 advance won
             expand d15–d20 advance
             convert d20–d30 regress lost
             nurture d30– regress`,
  },
  {
    name: 'a second open deal keeps the record in convert when the first is lost',
    facts: `${opened}
            d12 | deal 10 linked; deal 10: open
            d15 | deal 9: lost
            d20 | deal 10: lost`,
    visits: `nurture d1–d9 start
             convert d9–d20 advance lost
             nurture d20– regress`,
  },
  {
    name: 'lifecycle stage SQL set after the loss leads to convert again',
    facts: `${opened}
            d15 | deal 9: lost
            d20 | SQL`,
    visits: `nurture d1–d9 start
             convert d9–d15 advance lost
             nurture d15–d20 regress
             convert d20– advance`,
  },
  {
    name: 'the association may be heard from the side of the deal alone',
    facts: `d1 | MQL
            d9 | deal 9: contact 1 linked; deal 9: open
            d20 | deal 9: contact 1 unlinked`,
    visits: backToNurture,
  },
  {
    name: 'heard from both sides some ms apart it is one association',
    facts: `d1 | MQL
            d9 | deal 9 linked; deal 9: open
            d9 00:00:00.003 | deal 9: contact 1 linked
            d20 | deal 9 unlinked
            d20 00:00:00.003 | deal 9: contact 1 unlinked`,
    visits: backToNurture,
  },
  {
    name: 'an association between the deal and somebody else is none',
    facts: `d1 | MQL
            d9 | deal 9: contact 2 linked; deal 9: company 1 linked; deal 9: open`,
    visits: 'nurture d1– start',
  },
  {
    name: 'while one label is left the deal counts',
    facts: `d1 | MQL
            d9 | deal 9: open; deal 9 linked; deal 9 linked as decision-maker
            d12 | deal 9 unlinked as decision-maker`,
    visits: inConvert,
  },
  {
    name: 'a removal without a label ends all of them',
    facts: `d1 | MQL
            d9 | deal 9: open; deal 9 linked; deal 9 linked as decision-maker
            d20 | deal 9 unlinked`,
    visits: backToNurture,
  },
  {
    name: 'a label that takes the place of another in one millisecond is no break',
    facts: `d1 | MQL
            d9 | deal 9: open; deal 9 linked as user
            d20 | deal 9 unlinked as user; deal 9 linked as buyer`,
    visits: inConvert,
  },
  {
    name: 'closed with a probability between 0 and 1 is neither won nor lost',
    facts: `${opened}
            d20 | deal 9: parked`,
    visits: backToNurture,
  },
  {
    name: 'a stage that no pipeline has is flagged',
    facts: `d1 | MQL
            d9 | deal 9 linked; deal 9: dealstage = brand-new`,
    visits: 'nurture d1– start',
    flags: ['unknown-deal-stage'],
  },
  {
    name: 'without any metadata a deal says nothing',
    options: { portal: [] },
    facts: opened,
    visits: 'nurture d1– start',
    flags: ['unknown-deal-stage'],
  },
];

test.each(cases)('$name', (written) => {
  const { given, expected } = compareCase(written);
  expect(given).toEqual(expected);
});

describe('the portal changes its pipelines', () => {
  const won = { probability: 1, isClosed: true };
  const retired = { probability: 0.5, isClosed: false };

  test('a stage turned into a won one moves the deals in it, and that is noise', () => {
    const later = observed('d20', { stages: { open: won } });
    const journey = replayHistory(opened, { portal: [...portal, later] });
    expect(visitLines(journey)).toEqual(['nurture d1–d9 start', 'convert d9–d20 advance won', 'expand d20– noise']);
  });

  test('also when the record has a fact in the same millisecond that does not matter', () => {
    const later = observed('d20', { stages: { open: won } });
    const journey = replayHistory(`${opened}\nd20 | favourite_colour = green`, { portal: [...portal, later] });
    expect(visitLines(journey).at(-1)).toBe('expand d20– noise');
  });

  test('a stage that was learned of late heals the flag', () => {
    const facts = `d1 | MQL
                   d9 | deal 9 linked; deal 9: retired`;
    const later = observed('d20', { stages: { retired } });
    const before = replayHistory(facts, { portal: [...portal, later], now: 'd19' });
    expect(before).toMatchObject({ flags: ['unknown-deal-stage'] });
    expect(timeOf(before.nextFlipAt!)).toBe('d20');
    const after = replayHistory(facts, { portal: [...portal, later], now: 'd21' });
    expect(after.flags).toEqual([]);
    expect(visitLines(after)).toEqual(['nurture d1–d20 start', 'convert d20– noise']);
  });

  test('a stage that is removed leaves what the deals had come to in it', () => {
    const facts = `d1 | MQL
                   d9 | deal 9 linked; deal 9: won`;
    const journey = replayHistory(facts, { portal: [...portal, observed('d20', { stages: { won: null } })] });
    expect(visitLines(journey)).toEqual(['nurture d1–d9 start won', 'expand d9– skip']);
    expect(journey.flags).toEqual([]);
  });

  test('before the first observation the first one counts', () => {
    const journey = replayHistory(opened, { portal: [observed('d500', {})] });
    expect(visitLines(journey)[1]).toBe('convert d9– advance no-decision');
  });
});

describe('lifecycle stages of the portal', () => {
  const lifecycleStages = ['subscriber', 'lead', 'nurtured', 'marketingqualifiedlead', 'trial', 'customer', 'former'];

  test('each counts as the default stage before it', () => {
    const facts = `d1 | lifecyclestage = nurtured
                   d2 | lifecyclestage = trial
                   d3 | lifecyclestage = former`;
    const journey = replayHistory(facts, { portal: [observed('d-1', { lifecycleStages })] });
    expect(visitLines(journey)).toEqual(['capture d1–d2 start', 'nurture d2–d3 advance won', 'expand d3– skip']);
  });

  test('a later order of them is noise where it moves a record', () => {
    const facts = 'd1 | lifecyclestage = trial';
    const reordered = observed('d5', { lifecycleStages: ['subscriber', 'trial', 'lead'] });
    const journey = replayHistory(facts, { portal: [observed('d-1', { lifecycleStages }), reordered] });
    expect(visitLines(journey)).toEqual(['nurture d1–d5 start', 'attract d5– noise']);
  });
});

test('a label that takes the place of another does not begin the quiet time again', () => {
  // In the order of facts the removal comes first.
  const facts = `d1 | SQL; deal 9: open; deal 9 linked as buyer
                 d20 | deal 9 unlinked as buyer; deal 9 linked as user`;
  expect(replayHistory(facts).visits[0]!.marks.map(({ from }) => timeOf(from))).toEqual(['d91']);
});

test('a won deal that comes back counts from when it was first won', () => {
  for (const [away, back] of [
    ['deal 9 unlinked', 'deal 9 linked'],
    ['deal 9: deleted', 'deal 9: restored'],
  ]) {
    const facts = `d1 | deal 9 linked; deal 9: won
                   d30 | ${away}
                   d60 | ${back}`;
    const journey = replayHistory(facts, { model: preset('buying-cycle') });
    expect(visitLines(journey), away).toEqual(['experience d1–d91 start', 'loyalty d91– advance']);
  }
});

test('a condition holds on the latest deals, as many as it asks for', () => {
  const facts = `d1 | SQL; deal 7 linked; deal 7: won
                 d5 | deal 8 linked; deal 8: won
                 d6 | deal 9 linked; deal 9: open
                 d9 | deleted
                 d10 | restored`;
  const { cause } = replayHistory(facts).visits.at(-1)!;
  expect(cause).toEqual({
    rule: 'expand/won-deal',
    facts: [
      expect.stringMatching(/^contact\/1\/association\/deal:8:default\/added/),
      expect.stringMatching(/^deal\/8\/property\/dealstage\/won/),
    ],
  });
});

describe('a deal and its own journey', () => {
  const record = { objectType: 'deal', recordId: '9' } as const;

  test('goes by its own stage, with the activities of its contacts', () => {
    const facts = `d1 | deal 9: created; deal 9: open; deal 9: contact 1 linked
                   d80 | call
                   d171 | deal 9: lost`;
    const journey = replayHistory(facts, { record });
    expect(visitLines(journey)).toEqual(['convert d1–d171 start lost', 'nurture d171– regress']);
    expect(journey.visits[0]!.marks.map(({ from, to }) => [timeOf(from), timeOf(to!)])).toEqual([['d170', 'd171']]);
  });

  test('activities of a contact that no longer belongs to it do not count', () => {
    const facts = `d1 | deal 9: created; deal 9: open; deal 9: contact 1 linked
                   d10 | contact 1: deal 9 unlinked; deal 9: contact 1 unlinked
                   d80 | call`;
    const { visits } = replayHistory(facts, { record });
    expect(visits[0]!.marks.map(({ from }) => timeOf(from))).toEqual(['d91']);
  });

  test('an activity time of a contact that is told again is no new activity', () => {
    const facts = `d1 | deal 9: created; deal 9: open; deal 9: contact 1 linked
                   d10 | notes_last_contacted = 1
                   d80 | notes_last_contacted = 1`;
    const { visits } = replayHistory(facts, { record });
    expect(visits[0]!.marks.map(({ from }) => timeOf(from))).toEqual(['d100']);
  });
});

test('a deal lost for a reason ends the time before the purchase with it', () => {
  const facts = `d1 | created
                 d9 | deal 9 linked; deal 9: open
                 d20 | deal 9: lost; deal 9: closed_lost_reason = rejected
                 d30 | deal 10 linked; deal 10: open
                 d40 | deal 10: lost; deal 10: closed_lost_reason = too dear`;
  const { visits } = replayHistory(facts, { model: preset('client-lifecycle') });
  expect(visits.map(({ stage, outcome }) => [stage, outcome])).toEqual([['pre-purchase', 'rejected']]);
  expect(visits[0]!.marks.map(({ from, to }) => [timeOf(from), to === null ? null : timeOf(to)])).toEqual([
    ['d20', 'd30'],
    ['d40', null],
  ]);
});
