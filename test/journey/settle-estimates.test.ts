import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rollUpHistory } from './company-text.ts';
import { historyOf } from './history.ts';
import { compareCase, replayHistory, visitLines, type WrittenCase } from './journey-text.ts';

const deal = { objectType: 'deal', recordId: '9' } as const;

const cases: WrittenCase[] = [
  {
    name: 'an association of which nothing else is told counts from the estimated instant on',
    facts: `d1 | MQL
            d5 | deal 9: created; deal 9: open
            d5 | deal 9 linked | estimate ASSOCIATION`,
    visits: `nurture d1–d5 start
             convert d5– advance no-decision`,
    flags: ['estimated'],
  },
  {
    name: 'one that was told counts from when it was told, though the estimate is earlier',
    facts: `d1 | MQL
            d5 | deal 9: open
            d5 | deal 9 linked | estimate ASSOCIATION
            d9 | deal 9 linked`,
    visits: `nurture d1–d9 start
             convert d9– advance no-decision`,
  },
  {
    name: 'told from the side of the deal, it counts as told just the same',
    facts: `d1 | MQL
            d5 | deal 9: open
            d5 | deal 9 linked; deal 9: contact 1 linked | estimate ASSOCIATION
            d9 | deal 9: contact 1 linked`,
    visits: `nurture d1–d9 start
             convert d9– advance no-decision`,
  },
  {
    name: 'an exact hearing of the very instant speaks for it',
    facts: `d1 | MQL
            d5 | deal 9: open; deal 9 linked
            d5 | deal 9 linked | estimate ASSOCIATION`,
    visits: `nurture d1–d5 start
             convert d5– advance no-decision`,
  },
  {
    name: 'when the first thing told is a removal, it had begun untold: the estimate stands until then',
    facts: `d1 | MQL
            d5 | deal 9: open
            d5 | deal 9 linked | estimate ASSOCIATION
            d9 | deal 9 unlinked
            d12 | deal 9 linked`,
    visits: `nurture d1–d5 start
             convert d5–d9 advance
             nurture d9–d12 regress
             convert d12– advance no-decision`,
    flags: ['estimated'],
  },
  {
    name: 'a label that nobody told of begins with the association',
    facts: `d1 | MQL
            d5 | deal 9: open
            d5 | deal 9 linked; deal 9 linked as user_defined-7 | estimate ASSOCIATION
            d9 | deal 9 linked`,
    visits: `nurture d1–d9 start
             convert d9– advance no-decision`,
    flags: ['estimated'],
  },
  {
    name: 'an association that had begun untold is not moved by a label that came later',
    facts: `d1 | MQL
            d5 | deal 9: open
            d5 | deal 9 linked; deal 9 linked as user_defined-7 | estimate ASSOCIATION
            d9 | deal 9 linked as user_defined-7`,
    visits: `nurture d1–d5 start
             convert d5– advance no-decision`,
    flags: ['estimated'],
  },
  {
    name: 'what was told of a record that was merged away is told of the one in which it lives on',
    facts: `d1 | MQL
            d5 | deal 9: open
            d5 | deal 9 linked | estimate ASSOCIATION
            d9 | contact 5: deal 9 linked`,
    options: { aliases: { 'contact/5': '1' } },
    visits: `nurture d1–d9 start
             convert d9– advance no-decision`,
  },
];

describe('associations that were seen, but not told of', () => {
  test.each(cases)('$name', (written) => {
    const { given, expected } = compareCase(written);
    expect(given).toEqual(expected);
  });

  test.each(cases)('in whatever order and however often heard: $name', ({ facts, options }) => {
    const heard = historyOf(facts);
    const once = replayHistory(heard, options);
    const delivered = fc
      .array(fc.constantFrom(...heard), { maxLength: 4 })
      .chain((again) => fc.shuffledSubarray([...heard, ...again], { minLength: heard.length + again.length }));
    fc.assert(
      fc.property(delivered, (given) => {
        expect(replayHistory(given, options)).toEqual(once);
      }),
    );
  });

  test('of a deal, whose contacts are estimated', () => {
    const journey = replayHistory(
      `d1 | deal 9: created
       d2 | deal 9: open
       d5 | deal 9: contact 1 linked | estimate ASSOCIATION
       d7 | email
       d9 | deal 9: contact 1 linked`,
      { record: deal, now: 'd95' },
    );
    // Quiet for 90 days since d2: what the contact did before it was told to be associated is no part of the deal.
    expect(visitLines(journey).at(-1)).toBe('convert d2– skip no-decision');
    expect(journey.flags).toEqual([]);
  });

  test('of a company: its members belong to it from when they were told to, else from the estimate', () => {
    const told = `d1 | MQL; contact 2: created
                  d2 | company 5: contact 1 linked; company 5: contact 2 linked | estimate ASSOCIATION`;
    const estimated = rollUpHistory(told);
    expect(visitLines(estimated)).toEqual(['nurture d2– start']);
    expect(estimated.flags).toEqual(['estimated']);
    const exact = rollUpHistory(`${told}\nd6 | company 5: contact 1 linked`);
    expect(visitLines(exact)).toEqual(['attract d2–d6 start', 'nurture d6– skip']);
  });
});
