import { describe, expect, test } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import { historyOf } from './history.ts';
import { compareCase, replayHistory, visitLines, type WrittenCase } from './journey-text.ts';

const cases: WrittenCase[] = [
  {
    name: 'a skip ends the visit with the outcome of a stage that was skipped',
    facts: `d1 | created
            d20 | customer`,
    visits: `attract d1–d20 start won
             expand d20– skip`,
  },
  {
    name: 'a skip that passes no stage with an outcome has none',
    facts: `d1 | created
            d20 | MQL`,
    visits: `attract d1–d20 start
             nurture d20– skip`,
  },
  {
    name: 'the evaluation ends with won when the decision stage is skipped',
    options: { model: preset('buying-cycle'), now: 'd30' },
    facts: `d1 | SQL
            d20 | customer`,
    visits: `active-evaluation d1–d20 start won
             experience d20– skip`,
  },
  {
    name: 'and with dropped when its deal is lost',
    options: { model: preset('buying-cycle'), now: 'd30' },
    facts: `d1 | lead
            d5 | deal 9 linked; deal 9: open
            d20 | deal 9: lost`,
    visits: `trigger d1–d5 start
             active-evaluation d5–d20 skip dropped
             trigger d20– regress`,
  },
  {
    name: 'a second purchase is another lap',
    options: { model: preset('buying-cycle'), now: 'd300' },
    facts: `d1 | subscriber
            d10 | deal 9 linked; deal 9: contract
            d20 | deal 9: won
            d150 | deal 10 linked; deal 10: open
            d160 | deal 10: contract
            d170 | deal 10: won`,
    visits: `out-of-market d1–d10 start short-listed
             purchase-decision d10–d20 skip won
             experience d20–d110 advance
             loyalty d110–d150 advance
             active-evaluation d150–d160 new-lap short-listed (lap 2)
             purchase-decision d160–d170 advance won (lap 2)
             experience d170–d260 advance (lap 2)
             loyalty d260– advance (lap 2)`,
  },
  {
    name: 'a lap with the stage that the record is in begins a visit',
    options: { model: preset('buying-cycle'), now: 'd100' },
    facts: `d1 | deal 9 linked; deal 9: won
            d10 | c1 corrects to active-evaluation in buying-cycle
            d20 | deal 10 linked; deal 10: open`,
    visits: `experience d1–d10 start
             active-evaluation d10–d20 correction
             active-evaluation d20– new-lap (lap 2)`,
  },
  {
    name: 'in a later lap only what came since it began counts, except under ever',
    options: { model: preset('client-lifecycle'), now: 'd500' },
    facts: `d1 | customer
            d2 | engagement starts d3; engagement ends d100
            d200 | deal 9 linked; deal 9: open
            d250 | deal 9: lost`,
    visits: `client-experience d1–d100 start engagement-ended
             between-engagements d100–d200 advance
             pre-purchase d200– new-lap (lap 2)`,
  },
  {
    name: 'without engagement dates a deal opened 180 days after the win is another lap',
    options: { model: preset('client-lifecycle'), now: 'd500' },
    facts: `d1 | created
            d10 | deal 9 linked; deal 9: won
            d300 | deal 10 linked; deal 10: open
            d320 | deal 10: won`,
    visits: `pre-purchase d1–d10 start hired
             client-experience d10–d190 advance engagement-ended
             between-engagements d190–d300 advance
             pre-purchase d300–d320 new-lap hired (lap 2)
             client-experience d320–d500 advance engagement-ended (lap 2)
             between-engagements d500– advance (lap 2)`,
  },
  {
    name: 'and 36 months after those 180 days the client is a former one',
    options: { model: preset('client-lifecycle'), now: 'd1300' },
    facts: 'd1 | deal 9 linked; deal 9: won',
    visits: `client-experience d1–d181 start engagement-ended
             between-engagements d181–d1277 advance
             former-client d1277– advance`,
  },
  {
    name: 'what was known before the first visit belongs to no lap that was seen',
    options: { model: preset('client-lifecycle'), now: 'd30' },
    facts: 'd10 | created; engagement starts d-300; engagement ends d-100; deal 9 linked; deal 9: open',
    visits: 'pre-purchase d10– start',
  },
];

test.each(cases)('$name', (written) => {
  const { given, expected } = compareCase(written);
  expect(given).toEqual(expected);
});

describe('noise', () => {
  const noiseSources = [
    'IMPORT',
    'CRM_UI_BULK_ACTION',
    'MERGE_CONTACTS',
    'MERGE_COMPANIES',
    'MERGE_OBJECTS',
    'MIGRATION',
    'PIPELINE_SETTINGS',
  ];

  test.each(noiseSources)('a move that %s caused is noise, backwards too', (source) => {
    expect(
      visitLines(
        replayHistory(`d1 | lead
                       d4 | MQL | ${source}
                       d9 | lead | ${source}`),
      ),
    ).toEqual(['capture d1–d4 start', 'nurture d4–d9 noise', 'capture d9– noise']);
  });

  test.each(['CRM_UI', 'API', 'AUTOMATION_PLATFORM', 'INTEGRATION', 'FORM', 'import', ''])('%s is not', (source) => {
    const facts = historyOf(`d1 | lead
                             d4 | MQL`);
    facts[1]!.hearing.changeSource = source;
    expect(visitLines(replayHistory(facts)).at(-1)).toBe('nurture d4– advance');
  });

  test('one cause of a person among those of an import makes the move real', () => {
    const facts = `d1 | lead
                   d4 | deal 9: open | IMPORT
                   d4 | deal 9 linked | CRM_UI`;
    expect(visitLines(replayHistory(facts, { now: 'd5' })).at(-1)).toBe('convert d4– skip');
  });

  test('what has nothing to do with the move does not make it real', () => {
    const facts = `d1 | lead
                   d4 | MQL | IMPORT
                   d4 | favourite_colour = green; email = a@b.example; call | CRM_UI`;
    expect(visitLines(replayHistory(facts)).at(-1)).toBe('nurture d4– noise');
  });

  test('a value told again by a person in the same millisecond does not make it real', () => {
    const facts = `d1 | lead; email = a@b.example
                   d4 | MQL; email = a@b.example | IMPORT
                   d4 | email = a@b.example | CRM_UI`;
    expect(visitLines(replayHistory(facts)).at(-1)).toBe('nurture d4– noise');
  });

  test('where a further stage ceases to hold, everything that changed is the cause', () => {
    const facts = (source: string) => `d1 | MQL
                                       d4 | deal 9 linked; deal 9: open
                                       d9 | deal 9 unlinked | ${source}`;
    expect(visitLines(replayHistory(facts('IMPORT'))).at(-1)).toBe('nurture d9– noise');
    expect(visitLines(replayHistory(facts('CRM_UI'))).at(-1)).toBe('nurture d9– regress');
  });

  test('a merge that moves the record is noise', () => {
    const facts = `d1 | contact 3: lead
                   d10 | contact 3: merged 5 | CRM_UI
                   d10 | contact 3: MQL | MERGE_CONTACTS`;
    const journey = replayHistory(facts, {
      record: { objectType: 'contact', recordId: '3' },
      aliases: { 'contact/5': '3' },
    });
    expect(visitLines(journey).at(-1)).toBe('nurture d10– noise');
  });

  test('a merge that takes the further stage away is noise, whoever is named as its source', () => {
    const facts = `d1 | contact 3: MQL
                   d2 | contact 5: deal 9 linked; deal 9: open
                   d10 | contact 3: merged 5 | CRM_UI
                   d10 | contact 5: deal 9 unlinked | MERGE_CONTACTS`;
    const journey = replayHistory(facts, {
      record: { objectType: 'contact', recordId: '3' },
      aliases: { 'contact/5': '3' },
    });
    expect(visitLines(journey)).toEqual(['nurture d1–d2 start', 'convert d2–d10 advance', 'nurture d10– noise']);
  });

  test('an import with the first visit is a start', () => {
    expect(visitLines(replayHistory('d1 | created; MQL | IMPORT'))).toEqual(['nurture d1– start']);
  });

  test('a lap that an import begins is noise, and still a lap', () => {
    const facts = `d1 | deal 9 linked; deal 9: won
                   d20 | deal 10 linked; deal 10: open | IMPORT`;
    const { visits } = replayHistory(facts, { model: preset('buying-cycle'), now: 'd30' });
    expect(visits.map(({ move, lap }) => [move, lap])).toEqual([
      ['start', 1],
      ['noise', 2],
    ]);
  });

  test('time alone is never noise', () => {
    const facts = 'd1 | deal 9 linked; deal 9: won | IMPORT';
    const journey = replayHistory(facts, { model: preset('buying-cycle') });
    expect(visitLines(journey)).toEqual(['experience d1–d91 start', 'loyalty d91– advance']);
  });
});
