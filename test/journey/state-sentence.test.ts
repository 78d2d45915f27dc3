import { describe, expect, test } from 'vitest';
import type { PointsExplained } from '../../src/journey/explain/explain-points.ts';
import { outcomeSentence } from '../../src/journey/explain/outcome-sentence.ts';
import { longestSentence } from '../../src/journey/explain/stage-sentence.ts';
import { pointsSentence, staySentence } from '../../src/journey/explain/state-sentence.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { wordsOfModel } from '../../src/journey/models/words-of-model.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { instantOf } from './notation.ts';

const wordsIn = (language: (typeof languages)[number]) =>
  wordsOfModel(preset('lead-funnel'), null, 'contact', language);
const signals: PointsExplained['signals'] = [
  { id: 'known', points: 5, expiresAt: null, facts: [] },
  { id: 'form', points: 20, expiresAt: instantOf('d35'), facts: [] },
  { id: 'silence', points: -10, expiresAt: null, facts: [] },
];
const label = (id: string) => id.toUpperCase();

describe('the points as a sentence', () => {
  test.each([
    ['en', 'The readiness score is 15: “FORM” (+20; until 4 February 2026), “SILENCE” (-10), “KNOWN” (+5).'],
    ['it', 'Il punteggio di prontezza è 15: «FORM» (+20; scadenza: 4 febbraio 2026), «SILENCE» (-10), «KNOWN» (+5).'],
    ['de', 'Der Reifewert ist 15: „FORM“ (+20; bis 4. Februar 2026), „SILENCE“ (-10), „KNOWN“ (+5).'],
    ['ko', '준비도 점수는 15점입니다: “FORM” (+20; 2026년 2월 4일까지), “SILENCE” (-10), “KNOWN” (+5).'],
    ['ru', 'Балл готовности — 15: «FORM» (+20; до 4 февраля 2026), «SILENCE» (-10), «KNOWN» (+5).'],
  ] as const)('in %s, those that weigh most first', (language, sentence) => {
    expect(pointsSentence({ points: 15, signals }, wordsIn(language), label)).toBe(sentence);
  });

  test('says that nothing counts', () => {
    const told = languages.map((language) => pointsSentence({ points: 0, signals: [] }, wordsIn(language), label));
    expect(new Set(told).size).toBe(languages.length);
    expect(told[0]).toBe('The readiness score is 0: no signal counts now.');
  });

  test('names five signals, and stays within the limit whatever they are called', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...signals[0]!, id: `s${index}`, points: 9 - index }));
    const told = pointsSentence({ points: 45, signals: many }, wordsIn('en'), label);
    expect(told).toContain('“S4” (+5), …');
    expect(told).not.toContain('S5');
    const long = pointsSentence({ points: 45, signals: many }, wordsIn('en'), () => 'x'.repeat(400));
    expect(long.length).toBeLessThanOrEqual(longestSentence);
    expect(long).toContain('45');
  });
});

test('what holds a record is told where it is no rule', () => {
  for (const language of languages) {
    const told = (['while', 'no-other-rule', 'correction'] as const).map((stay) =>
      staySentence(stay, wordsIn(language)),
    );
    expect(new Set(told).size).toBe(3);
    expect(told).not.toContain(null);
    expect(staySentence('rule', wordsIn(language))).toBeNull();
    expect(staySentence(null, wordsIn(language))).toBeNull();
  }
});

test('an outcome that a person set is told with how long it holds, which differs once the stay is over', () => {
  const visit = { outcome: 'lost', outcomeSaid: 'key', leftAt: null };
  for (const language of languages) {
    const [open, over] = [null, 1].map((leftAt) => outcomeSentence({ ...visit, leftAt }, wordsIn(language)));
    expect(open).toContain(preset('lead-funnel').outcomes.find(({ id }) => id === 'lost')?.names[language]);
    expect(over).not.toBe(open);
    expect(outcomeSentence({ outcome: 'lost', leftAt: null }, wordsIn(language))).toBeNull();
  }
  expect(outcomeSentence({ ...visit, leftAt: 1 }, wordsIn('en'))).toBe(
    'A person set the outcome “Lost”. It holds until it is withdrawn.',
  );
});
