import { describe, expect, test } from 'vitest';
import { segmentName } from '../../src/cli/measures-lists.ts';
import { dayMs } from '../../src/journey/instant.ts';
import type { Question } from '../../src/journey/models/model-schema.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { type Language, languages } from '../../src/journey/vocabulary.ts';
import { answerQuestion } from '../../src/measures/answer-question.ts';
import { describeAnswer } from '../../src/measures/describe-answer.ts';
import { headlineShare } from '../../src/measures/headline-share.ts';
import type { ReplayedAspects } from '../../src/measures/measured-record.ts';
import { observationsOf } from '../../src/measures/observations-of.ts';
import { lengthText, meanText, percentText, pointsText, rangeText } from '../../src/measures/texts/formats.ts';
import { labels, splitNames } from '../../src/measures/texts/labels.ts';
import { sentences } from '../../src/measures/texts/sentences.ts';
import { instantOf } from '../journey/notation.ts';
import { historyRecord, measure, visitsOf } from './measured.ts';

const model = preset('lead-funnel');
const names = { en: 'q', it: 'q', de: 'q', ko: 'q', ru: 'q' };
const reasons = { en: 'No costs.', it: 'Niente costi.', de: 'Keine Kosten.', ko: '비용 없음.', ru: 'Нет расходов.' };

/** Of those in nurture, seven have an amount, one has something else and the rest have nothing. */
function amountOf(index: number): Map<string, string> {
  const amounts = ['1000.25', '200', '300', '0', '500', '1400.25', '100', 'much'];
  return new Map([['amount', index < 5 ? '7' : (amounts[index - 5] ?? '')]]);
}

/** The first five filled in a form before they went on, two of the others did too; all had an address. Twelve won a second time. */
function replayedOf(index: number): ReplayedAspects {
  const at = instantOf(index < 5 ? 'd1' : 'd901');
  const ids = index < 7 ? ['form', 'email-known'] : ['email-known'];
  const signalsAt = new Map([
    [at, new Set(ids)],
    [instantOf(`d${11 + index}`), new Set(['email-known'])],
    [instantOf('d40'), new Set<string>()],
  ]);
  const again = { at: at + (index + 1) * dayMs, isTimed: true };
  return { signalsAt, wonDeals: [{ at, isTimed: true }, ...(index < 12 ? [again] : [])] };
}

const twenty = Array.from({ length: 20 }, (_, index) =>
  historyRecord(
    String(index),
    index < 5
      ? `d1 | created; MQL
         d${11 + index} | SQL
         d40 | customer`
      : 'd901 | created; MQL',
    { values: amountOf(index), touches: index < 4 ? [{ kind: 'call', at: 0 }] : [], replayed: replayedOf(index) },
  ),
);
// Falls back, comes again, and is in a second lap.
const restless = historyRecord('20', 'd1 | created', {
  visits: visitsOf(
    'nurture d1–d5 start; convert d5–d9 advance lost; nurture d9–d20 regress; convert d20– advance (lap 2)',
  ),
  touches: [{ kind: 'call', at: visitsOf('nurture d2– start')[0]!.enteredAt }],
});

const answers: [Question['answer'], string][] = [
  [{ measure: 'entered', stage: 'nurture' }, 'Visits to “Nurture”: 22, by records: 21. There now: 15.'],
  [
    { measure: 'conversion', from: 'nurture', to: 'convert' },
    'Of 22 visits to “Nurture”, 32% have led to “Convert” so far (16–53%). Still there: 15. Of those that ended (7): 100%.',
  ],
  [
    { measure: 'conversion', from: 'nurture', to: 'attract' },
    'Of 22 visits to “Nurture”, 0% have led to “Attract” so far (0–15%). Still there: 15. Of those that ended (7): 0%.',
  ],
  [{ measure: 'conversion', from: 'attract', to: 'expand' }, 'Too few to say: 0, where at least 5 are needed.'],
  [{ measure: 'outcomes', stage: 'convert' }, 'What has become so far of the 7 visits to “Convert”:'],
  [
    { measure: 'time-in-stage', stage: 'nurture' },
    'Of 7 visits to “Nurture” that ended, half lasted up to 11 days, three quarters up to 13 days, nine in ten up to 14 days. Still there: 15, half of them for 99 days or longer.',
  ],
  [
    { measure: 'time-to-return', stage: 'nurture' },
    'Of 6 records that left “Nurture”, 17% came back (3–56%); not so far: 5.',
  ],
  [{ measure: 'laps' }, 'Of 21 records 5% have begun a second lap (0.8–23%).'],
  [
    { measure: 'regressions', stage: 'convert' },
    'Of 7 visits to “Convert”, 14% have led back to an earlier stage so far (3–51%). Still there: 1. Of those that ended (6): 17%.',
  ],
  [
    { measure: 'referrals', stage: 'nurture' },
    'Of 22 visits to “Nurture”, 0% brought at least one referral (0–15%). Referrals in all: 0.',
  ],
  [
    { measure: 'values', stage: 'nurture', property: 'hs_persona' },
    'What the 15 records now in “Nurture” have in “hs_persona”:',
  ],
  [
    { measure: 'amounts', stage: 'nurture', property: 'amount' },
    'The 15 records now in “Nurture” have in “amount” 3,500.5 in all, half of them up to 300; without a number: 8. Currencies are not converted.',
  ],
  [{ measure: 'amounts', stage: 'attract', property: 'amount' }, 'Too few to say: 0, where at least 5 are needed.'],
  [
    { measure: 'touches', stage: 'nurture' },
    'In which of the 22 visits to “Nurture” there was at least one of these, and how many in all:',
  ],
  [{ measure: 'touches', stage: 'expand' }, 'No activity was heard of in any visit to “Expand”.'],
  [
    { measure: 'readiness', stage: 'nurture' },
    'Points on average when the visits to “Nurture” (20) began: 12. Of those that have led on so far (5): 25; of the others (15): 7.7. The bars show how many of those that led on began with each signal; what makes the greatest difference in points comes first.',
  ],
  [
    { measure: 'readiness', stage: 'convert' },
    'Points on average when the visits to “Convert” (5) began: 5. Too few to compare: 5 led on so far, the others are 0, and 5 of each are needed. The bars show how many visits began with each signal.',
  ],
  [{ measure: 'readiness', stage: 'expand' }, 'No signal counted at the beginning of any of the 5 visits to “Expand”.'],
  [{ measure: 'readiness', stage: 'attract' }, 'Too few to say: 0, where at least 5 are needed.'],
  [
    { measure: 'won-deals' },
    'Of 20 contacts with a won deal, 60% have two or more (39–78%). Won deals for each: 1.6 on average. From one won deal to the next (12): half within 6 days, nine in ten within 11 days.',
  ],
  [{ measure: 'unknown-territory' }, 'Unknown territory, with fewer than 5 visits: “Attract”, “Capture”.'],
  [{ measure: 'unanswerable', reasons }, 'No answer here: No costs.'],
];

function answered(answer: Question['answer'], language: Language = 'en', minimum = 5) {
  const by = 'by' in answer && answer.by !== undefined ? [answer.by] : [];
  const measured = measure([...twenty, restless], {
    minimum,
    splits: by,
    valueProperties: ['hs_persona'],
    amountProperties: ['amount'],
    signals: model.readiness!.signals,
    withWonDeals: true,
  });
  return answerQuestion({ id: 'q', names, answer }, { objectType: 'contact', ...measured }, { language, minimum });
}

describe('an answer in English', () => {
  test.each(answers)('to %j', (answer, expected) => {
    const { sentences: said } = describeAnswer(answered(answer).answer, { model, language: 'en', minimum: 5 });
    expect(said.join(' ')).toBe(expected);
  });

  test('has a bar for every part of it', () => {
    const barsOf = (answer: Question['answer']) =>
      describeAnswer(answered(answer).answer, { model, language: 'en', minimum: 5 }).bars.map(
        ({ label, share, note }) => `${label}: ${share.count}/${share.n} ${note}`,
      );
    expect(barsOf({ measure: 'outcomes', stage: 'convert' })).toEqual([
      'Won: 5/7 ',
      'Lost: 1/7 ',
      'ended, no outcome known: 0/7 ',
      'still there, nothing known yet: 1/7 ',
    ]);
    expect(barsOf({ measure: 'values', stage: 'nurture', property: 'hs_persona' })).toEqual(['nothing: 15/15 ']);
    expect(barsOf({ measure: 'touches', stage: 'nurture' })).toEqual(['call: 1/22 × 1']);
    expect(barsOf({ measure: 'laps' })).toEqual(['at least 2 laps: 1/21 ']);
    expect(barsOf({ measure: 'readiness', stage: 'nurture' })).toEqual([
      'Filled in a form (+20): 5/5 the others 13% (4–38%)',
      'Gave us an e-mail address (+5): 5/5 the others 100% (80–100%)',
    ]);
    expect(barsOf({ measure: 'readiness', stage: 'convert' })).toEqual(['Gave us an e-mail address (+5): 5/5 ']);
    expect(barsOf({ measure: 'won-deals' })).toEqual(['at least 2 won deals: 12/20 ']);
  });
});

describe.each(languages)('in %s', (language) => {
  test('every answer is said whole, and not in English', () => {
    for (const [answer] of answers) {
      const told = describeAnswer(answered(answer, language).answer, { model, language, minimum: 5 });
      expect(told.sentences.length).toBeGreaterThan(0);
      for (const text of [...told.sentences, ...told.bars.map(({ label }) => label)]) expect(text).not.toMatch(/[{}]/);
      const english = describeAnswer(answered(answer).answer, { model, language: 'en', minimum: 5 });
      if (language !== 'en') expect(told.sentences[0]).not.toBe(english.sentences[0]);
    }
  });

  test('every text has the words in braces that the English one has', () => {
    const wordsOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const texts of [...Object.values(sentences), ...Object.values(labels), ...Object.values(splitNames)]) {
      expect(wordsOf(texts[language])).toEqual(wordsOf(texts.en));
    }
  });
});

test('what is asked of deals is not answered of contacts', () => {
  const measured = { objectType: 'contact', ...measure([...twenty], { minimum: 5 }) } as const;
  const question = { id: 'q', names, object: 'deal', answer: { measure: 'entered', stage: 'nurture' } } as const;
  const { answer } = answerQuestion(question, measured, { language: 'en', minimum: 5 });
  expect(answer).toEqual({ measure: 'asked-of', objectType: 'deal' });
  expect(describeAnswer(answer, { model, language: 'en', minimum: 5 }).sentences).toEqual([
    'Asked of deals only: run with --object deal.',
  ]);
});

test.each([
  ['deal', 'referrals'],
  ['company', 'referrals'],
  ['deal', 'readiness'],
  ['company', 'won-deals'],
] as const)('of a %s, what only contacts have or do is not answered: %s', (objectType, measureName) => {
  const measured = { objectType, ...measure([...twenty], { minimum: 5 }) };
  const asked = measureName === 'won-deals' ? { measure: measureName } : { measure: measureName, stage: 'nurture' };
  const question = { id: 'q', names, answer: asked };
  const { answer } = answerQuestion(question, measured, { language: 'en', minimum: 5 });
  expect(describeAnswer(answer, { model, language: 'en', minimum: 5 }).sentences).toEqual([
    'Asked of contacts only: run with --object contact.',
  ]);
});

test('the questions of every preset are answered, whatever was measured', () => {
  let asked = 0;
  for (const each of presets.values()) {
    const measured = measure([], { stages: each.stages.map(({ id }) => id), minimum: 10 });
    for (const question of each.questions) {
      const objectType = question.object ?? 'contact';
      const { answer } = answerQuestion(question, { objectType, ...measured }, { language: 'en', minimum: 10 });
      expect(answer.measure).toBe(question.answer.measure);
      expect(describeAnswer(answer, { model: each, language: 'en', minimum: 10 }).sentences).not.toEqual([]);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(30);
});

test('a question that asks for a split is answered for each segment', () => {
  const { by, segments } = answered({ measure: 'conversion', from: 'nurture', to: 'convert', by: 'month' });
  expect(by).toBe('month');
  expect(
    segments.map(({ segment, answer }) => [segment, headlineShare(answer)?.count, observationsOf(answer)]),
  ).toEqual([
    ['2026-01', 7, 7],
    ['2026-02', 0, 0],
    ['2028-06', 0, 15],
  ]);
});

test('where an import or bulk edit put somebody, the answer says why its numbers differ from the others', () => {
  const moved = historyRecord('1', '', { visits: visitsOf('nurture d1–d5 start; convert d5– noise') });
  const told = (answer: Question['answer'], given = [moved]) => {
    const measured = { objectType: 'contact', ...measure(given, { valueProperties: ['hs_persona'] }) } as const;
    const found = answerQuestion({ id: 'q', names, answer }, measured, { language: 'en', minimum: 1 }).answer;
    return describeAnswer(found, { model, language: 'en', minimum: 1 }).sentences;
  };
  const line = 'An import or bulk edit put 1 of them there, which is left out elsewhere on this page.';
  const entered = { measure: 'entered', stage: 'convert' } as const;
  expect(told(entered)).toEqual(['Visits to “Convert”: 0, by records: 0. There now: 1.', line]);
  expect(told({ measure: 'values', stage: 'convert', property: 'hs_persona' })[1]).toBe(line);
  const byThemselves = historyRecord('1', '', { visits: visitsOf('nurture d1–d5 start; convert d5– advance') });
  expect(told(entered, [byThemselves])).toHaveLength(1);
});

test('the values that HubSpot defines itself are said in words, those of an account as they are', () => {
  const records = ['ORGANIC_SEARCH', 'ORGANIC_SEARCH', 'toString'].map((value, index) =>
    historyRecord(String(index), 'd1 | created; MQL', { values: new Map([['hs_analytics_source', value]]) }),
  );
  const answer = { measure: 'values', stage: 'nurture', property: 'hs_analytics_source' } as const;
  const measured = measure(records, { valueProperties: ['hs_analytics_source'] });
  const labelsIn = (language: Language) => {
    const found = answerQuestion(
      { id: 'q', names, answer },
      { objectType: 'contact', ...measured },
      { language, minimum: 1 },
    );
    return describeAnswer(found.answer, { model, language, minimum: 1 }).bars.map(({ label }) => label);
  };
  expect(labelsIn('en')).toEqual(['organic search', 'toString', 'nothing']);
  expect(labelsIn('de')).toEqual(['organische Suche', 'toString', 'nichts']);
  expect(segmentName('source', 'OFFLINE', 'ru')).toBe('офлайн-источники');
  expect(segmentName('property:dealtype', 'existingbusiness', 'it')).toBe('clienti esistenti');
  expect(segmentName('owner', 'OFFLINE', 'ru')).toBe('OFFLINE');
});

test('numbers are spelt as the language does', () => {
  expect(percentText('en', 0.314)).toBe('31%');
  expect(percentText('de', 0.314)).toBe('31\u00a0%');
  expect(percentText('en', 0.0041)).toBe('0.4%');
  expect(percentText('en', 0.00041)).toBe('0.04%');
  expect(percentText('en', 0.999)).toBe('99.9%');
  expect(percentText('en', 1)).toBe('100%');
  expect(rangeText('en', { low: 0.2678, high: 0.3567 })).toBe('27–36%');
  expect(lengthText('en', 3.24 * dayMs)).toBe('3.2 days');
  expect(lengthText('ru', 21 * dayMs)).toBe('21 день');
  expect(lengthText('de', dayMs)).toBe('24 Stunden');
  expect(lengthText('en', 90_000)).toBe('1.5 minutes');
  expect([meanText('en', 1234.56), meanText('de', 1.25)]).toEqual(['1,234.6', '1,3']);
  expect([pointsText('en', 20), pointsText('ru', 0), pointsText('en', -40)]).toEqual(['+20', '0', '-40']);
});
