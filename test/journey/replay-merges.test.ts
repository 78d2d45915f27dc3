import { expect, test } from 'vitest';
import { compareCase, replayHistory, type WrittenCase } from './journey-text.ts';
import { timeOf } from './notation.ts';

const intoThree = {
  record: { objectType: 'contact', recordId: '3' },
  aliases: { 'contact/1': '3', 'contact/2': '3' },
} as const;

const cases: WrittenCase[] = [
  {
    name: 'deletion ends the visit, restore begins another one with start',
    facts: `d1 | MQL
            d5 | deleted
            d9 | restored`,
    visits: `nurture d1–d5 start
             nurture d9– start`,
  },
  {
    name: 'what happens while the record is deleted counts when it is restored',
    facts: `d1 | MQL
            d5 | deleted
            d7 | SQL
            d9 | restored`,
    visits: `nurture d1–d5 start
             convert d9– start`,
  },
  {
    name: 'deleted twice and restored twice is once',
    facts: `d1 | MQL
            d5 | deleted
            d6 | deleted
            d9 | restored
            d10 | restored`,
    visits: `nurture d1–d5 start
             nurture d9– start`,
  },
  {
    name: 'deleted and restored in one millisecond is no deletion',
    facts: `d1 | MQL
            d5 | restored; deleted`,
    visits: 'nurture d1– start',
  },
  {
    name: 'created and deleted in one millisecond was never there',
    facts: 'd1 | deleted; created; MQL',
    visits: '',
  },
  {
    name: 'a deletion dated before the creation holds until the record is restored',
    facts: `d1 | deleted
            d2 | created; MQL
            d3 | restored`,
    visits: 'nurture d3– start',
  },
  {
    name: 'a correction does not outlive a deletion',
    facts: `d1 | MQL
            d3 | c1 corrects to expand
            d5 | deleted
            d9 | restored`,
    visits: `nurture d1–d3 start
             expand d3–d5 correction
             nurture d9– start`,
  },
  {
    name: 'a loser is deleted with the merge: that is no end',
    options: intoThree,
    facts: `d1 | contact 1: created; contact 1: MQL
            d10 | contact 3: created; contact 3: merged 1,2; contact 1: deleted; contact 2: deleted`,
    visits: 'nurture d1– start',
  },
  {
    name: 'the deletion of a loser that was told before the merge is no end either',
    options: intoThree,
    facts: `d1 | contact 1: created; contact 1: MQL
            d9 | contact 1: deleted
            d10 | contact 3: created; contact 3: merged 1,2`,
    visits: 'nurture d1– start',
  },
  {
    name: 'the winner can be deleted',
    options: intoThree,
    facts: `d1 | contact 1: created; contact 1: MQL
            d10 | contact 3: created; contact 3: merged 1,2
            d12 | contact 3: deleted`,
    visits: 'nurture d1–d12 start',
  },
  {
    name: 'the ledgers are one: a value of either is the value',
    options: intoThree,
    facts: `d1 | contact 2: lead
            d2 | contact 1: MQL
            d3 | contact 2: MQL
            d10 | contact 3: merged 1,2; contact 3: MQL`,
    visits: `capture d1–d2 start
             nurture d2– advance`,
  },
  {
    name: 'two values of one millisecond in two merged records are ambiguous, whichever id is lower',
    options: intoThree,
    facts: `d1 | contact 1: SQL; contact 2: MQL`,
    visits: 'convert d1– start',
    flags: ['ambiguous'],
  },
  {
    name: 'a value beside an emptying of another merged record is not ambiguous',
    options: intoThree,
    facts: `d1 | contact 1: SQL; contact 2: emptied
            d1 00:00:30 | contact 2: MQL`,
    visits: `convert d1–d1 00:00:30 start
             nurture d1 00:00:30– regress`,
  },
  {
    name: 'the first creation counts: a win between the two is not time-reversed',
    options: intoThree,
    facts: `d1 | contact 1: created
            d5 | contact 1: customer
            d10 | contact 3: created; contact 3: merged 1,2`,
    visits: `attract d1–d5 start won
             expand d5– skip`,
  },
  {
    name: 'a deal that goes from the loser to the winner in one millisecond is no new association',
    options: intoThree,
    facts: `d1 | contact 1: SQL; contact 1: deal 9 linked; deal 9: lost
            d5 | contact 1: opportunity
            d10 | contact 3: merged 1,2; contact 1: deal 9 unlinked; contact 3: deal 9 linked`,
    // Were it new, the loss would come after the lifecycle stage and lead back to nurture.
    visits: `nurture d1–d5 start
             convert d5– advance`,
  },
  {
    name: 'a deal of both contacts stays when the loser gives it up',
    options: { record: { objectType: 'contact', recordId: '3' }, aliases: { 'contact/7': '3' }, now: 'd20' },
    facts: `d1 | contact 3: MQL; contact 3: deal 9 linked; deal 9: open
            d2 | contact 7: deal 9 linked
            d10 | contact 3: merged 7; contact 7: deal 9 unlinked`,
    visits: 'convert d1– start',
  },
  {
    name: 'a deal that a merged contact brought is dissociated from the one that lives on',
    options: { ...intoThree, now: 'd20' },
    facts: `d1 | contact 1: MQL; contact 1: deal 9 linked; deal 9: open
            d10 | contact 3: merged 1,2
            d12 | contact 3: deal 9 unlinked`,
    visits: `convert d1–d12 start
             nurture d12– regress`,
  },
  {
    name: 'a deal of both contacts stays when the one that lives on gave it up before the merge',
    options: { record: { objectType: 'contact', recordId: '3' }, aliases: { 'contact/7': '3' }, now: 'd20' },
    facts: `d1 | contact 3: MQL; contact 3: deal 9 linked; deal 9: open
            d2 | contact 7: deal 9 linked
            d5 | contact 3: deal 9 unlinked
            d10 | contact 3: merged 7`,
    visits: 'convert d1– start',
  },
  {
    name: 'what was merged twice is dissociated under the last id',
    options: {
      record: { objectType: 'contact', recordId: '5' },
      aliases: { 'contact/1': '5', 'contact/3': '5' },
      now: 'd20',
    },
    facts: `d1 | contact 1: MQL; contact 1: deal 9 linked; deal 9: open
            d10 | contact 3: merged 1
            d11 | contact 5: merged 3
            d12 | contact 5: deal 9 unlinked`,
    visits: `convert d1–d12 start
             nurture d12– regress`,
  },
  {
    name: 'a contact is dissociated from merged deals under the one that lives on',
    options: { aliases: { 'deal/8': '9' }, now: 'd20' },
    facts: `d1 | MQL; deal 8 linked; deal 8: open
            d5 | deal 9: merged 8; deal 9: open
            d12 | deal 9 unlinked`,
    visits: `convert d1–d12 start
             nurture d12– regress`,
  },
  {
    name: 'merged deals are one deal, and the loser of them is no deleted deal',
    options: { aliases: { 'deal/8': '9' }, now: 'd20' },
    facts: `d1 | MQL
            d2 | deal 8 linked; deal 8: open
            d5 | deal 9: merged 8; deal 9 linked; deal 8: deleted; deal 8 unlinked`,
    visits: `nurture d1–d2 start
             convert d2– advance`,
  },
  {
    name: "activities of a merged contact are the record's own",
    options: { ...intoThree, now: 'd120' },
    facts: `d1 | contact 1: SQL; contact 1: deal 9 linked; deal 9: open
            d50 | contact 2: call`,
    visits: 'convert d1– start',
  },
];

test.each(cases)('$name', (written) => {
  const { given, expected } = compareCase(written);
  expect(given).toEqual(expected);
});

test('while a record is deleted no time passes for it', () => {
  const facts = `d1 | SQL; deal 9 linked; deal 9: open
                 d50 | deleted`;
  const journey = replayHistory(facts);
  expect(journey.nextFlipAt).toBeNull();
  expect(journey.visits.map(({ marks }) => marks)).toEqual([[]]);
});

test('a mark ends with the visit that a deletion ends, and a deletion is no outcome', () => {
  const facts = `d1 | SQL; deal 9 linked; deal 9: open
                 d100 | deleted`;
  const { visits } = replayHistory(facts);
  expect(visits[0]).toMatchObject({ outcome: '' });
  expect(visits[0]!.marks.map(({ from, to }) => [timeOf(from), timeOf(to!)])).toEqual([['d91', 'd100']]);
});
