import { describe, expect, test } from 'vitest';
import { checkModel } from '../../src/journey/check/check-model.ts';
import { problemCodes } from '../../src/journey/check/check-problem.ts';
import type { SaidValue } from '../../src/journey/check/said.ts';
import { toldProblem, wordsOfFile, wordsOfReader } from '../../src/journey/check/tell-problem.ts';
import { joiningWords } from '../../src/journey/check/texts/joining-words.ts';
import { problemTexts } from '../../src/journey/check/texts/problem-texts.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { wrongModels } from './wrong-models.ts';

const found = wrongModels.flatMap(({ title, model, context }) =>
  checkModel(model, context).map((problem) => ({ title, model, problem })),
);
const others = languages.filter((language) => language !== 'en');
const sentences = Object.entries(problemTexts);
const gapsOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

/** A value, with all that is within it. */
function allWithin(value: SaidValue): SaidValue[] {
  if (typeof value !== 'object') return [value];
  if ('sentence' in value) return [value, ...Object.values(value.values).flatMap(allWithin)];
  return 'parts' in value ? [value, ...value.parts.flatMap(allWithin)] : [value];
}

/** What stands between straight quotes or in braces is of the file, whatever the language. */
const withoutFile = (text: string) => text.replace(/\{"[^}]*\}|\{\w+\}|"[^"]*"/g, '');
const english =
  /\b(the|and|of|is|its|this|that|holds?|stage|rule|never|with|there|has|have|not|which|when|asks?|out)\b/i;

test('the models are wrong in every way, and reach every sentence', () => {
  expect(new Set(found.map(({ problem }) => problem.code))).toEqual(new Set(problemCodes));
  const said = found.flatMap(({ problem }) => allWithin(problem.said));
  const reached = said.flatMap((value) => (typeof value === 'object' && 'sentence' in value ? [value.sentence] : []));
  expect(new Set(reached)).toEqual(new Set(Object.keys(problemTexts)));
});

describe('in each language', () => {
  test.each(sentences)('%s has the same gaps, each as often', (_name, { en, ...rest }) => {
    for (const text of Object.values(rest)) expect(gapsOf(text)).toEqual(gapsOf(en));
  });

  test.each(sentences)('%s speaks of the same fields of the file', (_name, { en, ...rest }) => {
    const fieldsOf = (text: string) => [...new Set(text.match(/"[A-Za-z-]+"/g))].sort();
    for (const text of Object.values(rest)) expect(fieldsOf(text)).toEqual(fieldsOf(en));
  });

  test.each([...sentences, ...Object.entries(joiningWords)])('%s has no English words', (_name, texts) => {
    for (const language of others) expect(withoutFile(texts[language])).not.toMatch(english);
    for (const language of ['ko', 'ru'] as const) {
      expect(withoutFile(texts[language]).replaceAll(/HubSpot|ID/g, '')).not.toMatch(/[A-Za-z]/);
    }
  });

  test.each(languages)('%s: every finding is a sentence with all its values, in words of its own', (language) => {
    for (const { title, model, problem } of found) {
      const { message } = toldProblem(problem, wordsOfReader(model, language));
      expect(message, title).not.toMatch(/\{\w+\}|undefined|\[object/);
      expect(message.length, title).toBeGreaterThan(20);
      if (language !== 'en') expect(message, title).not.toBe(toldProblem(problem, wordsOfReader(model, 'en')).message);
      // Every name of these models ends in the language that it is in.
      for (const other of languages) if (other !== language) expect(message, title).not.toContain(`-${other}`);
    }
  });
});

const told = (title: string, language: (typeof languages)[number], code: string) => {
  const one = found.find((candidate) => candidate.title === title && candidate.problem.code === code)!;
  return toldProblem(one.problem, wordsOfReader(one.model, language)).message;
};

test('stages, outcomes, plays and teams are called by their names in the language of the reader, rules as the file calls them', () => {
  expect(told('the same evidence twice', 'de', 'same-evidence')).toMatch(
    /^Phase „stage-1-de“, Regel „r0“ und die Regel „r0“ der Phase „stage-2-de“ stützen sich/,
  );
  expect(told('words that nothing uses', 'it', 'outcome-unused')).toMatch(/^Nessuna fase ha l’esito «gone-it»: /);
  expect(told('words that nothing uses', 'ru', 'play-unused')).toContain('«call-ru»');
  expect(told('a lead that never holds', 'ko', 'never-holds')).toMatch(/^단계 “stage-1-ko”, 맡는 팀 “서비스”: /);
});

test('the command line is told in English, everything as the file calls it', () => {
  const line = (title: string, code: string) => {
    const one = found.find((candidate) => candidate.title === title && candidate.problem.code === code)!;
    return toldProblem(one.problem, wordsOfFile).message;
  };
  expect(line('a lead that never holds', 'never-holds')).toMatch(/^Stage "stage-1", lead "service" can never hold: \{/);
  expect(line('a rule that undoes itself', 'ceases-on-entry')).toBe(
    'Stage "stage-1", rule "r0" asks about the stay before; once the record is in, it no longer holds, and the record falls back ' +
      'to stage "start" at the next change. Give the stage "stage-1" a rule with a condition that stays true, or measure from ' +
      'something else, such as "last-activity", a property or a deal.',
  );
  expect(line('stages that were taken out', 'lifecycle-unknown')).toMatch(
    /^This portal has taken out "evangelist" and "other", so this holds of no record that is changed from now on\. It has: /,
  );
});

test('a condition that contradicts itself is quoted as it stands in the file, with where it stands', () => {
  expect(told('a rule that never holds', 'de', 'never-holds')).toBe(
    'Phase „stage-1-de“, Regel „r0“ kann nie zutreffen: {"lifecycle":["lead"]} bei stages[1].enter[0].when.all[0] und nicht ' +
      '{"lifecycle":["lead"]} bei stages[1].enter[0].when.all[1].not widersprechen einander. Lassen Sie eine dieser Bedingungen weg, ' +
      'oder verbinden Sie sie mit "any".',
  );
});
