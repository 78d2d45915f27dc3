import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presetStageNames, stageNameOf } from '../../../app-extensions/app/cards/preset-stage-names.ts';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { fill, fillCount } from '../../../app-extensions/app/cards/texts/fill.ts';
import { presets } from '../../../src/journey/models/presets.ts';
import { teamNames } from '../../../src/journey/texts.ts';
import { type Language, languages } from '../../../src/journey/vocabulary.ts';
import { projectDir } from '../project-folder.ts';

type Leaf = { key: string; text: string };

/** Every text of a language; the plural forms of one key are alternatives of each other. */
function leavesOf(language: Language): Leaf[] {
  return Object.entries(textsByLanguage[language]).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ key, text: value }] : Object.values(value).map((text) => ({ key, text })),
  );
}

const placeholdersOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe.each(languages)('the texts in %s', (language) => {
  it('are all there', () => {
    expect(leavesOf(language).filter(({ text }) => text.trim() === '')).toEqual([]);
    expect(Object.keys(textsByLanguage[language])).toEqual(Object.keys(textsByLanguage.en));
  });

  it('have the values of the English ones', () => {
    const english = new Map(leavesOf('en').map(({ key, text }) => [key, placeholdersOf(text)]));
    for (const { key, text } of leavesOf(language)) expect(placeholdersOf(text), key).toEqual(english.get(key));
  });

  it('have each plural form that the language knows', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const { noise, earlierVisits, visitsBefore, groupMore, groupRest, timeOverDays } = textsByLanguage[language];
    for (const forms of [noise, earlierVisits, visitsBefore, groupMore, groupRest, timeOverDays])
      expect(Object.keys(forms).sort()).toEqual([...categories].sort());
  });

  it('call the teams as the backend does', () => {
    for (const [team, names] of Object.entries(teamNames)) {
      expect(textsByLanguage[language].teams[team as keyof typeof teamNames]).toBe(names[language]);
    }
  });

  it('fit: labels into a column, buttons into a line', () => {
    const { stage, since, turn, owner, lap, refresh, retry, explain, correct, withdraw, save, cancel } =
      textsByLanguage[language];
    expect([stage, since, turn, owner, lap].filter((label) => label.length > 18)).toEqual([]);
    expect([refresh, retry, explain, correct, withdraw, save, cancel].filter((label) => label.length > 24)).toEqual([]);
  });

  it('are of that language', () => {
    const script = { en: /[a-z]/i, it: /[a-z]/i, de: /[a-z]/i, ko: /\p{Script=Hangul}/u, ru: /\p{Script=Cyrillic}/u };
    expect(leavesOf(language).filter(({ text }) => !script[language].test(text))).toEqual([]);
  });
});

describe('a number in a text', () => {
  it.each([
    ['ru', 1, 'Показать ещё 1 запись'],
    ['ru', 2, 'Показать ещё 2 записи'],
    ['ru', 5, 'Показать ещё 5 записей'],
    ['ru', 11, 'Показать ещё 11 записей'],
    ['ru', 21, 'Показать ещё 21 запись'],
    ['en', 1, 'Show 1 earlier entry'],
    ['en', 2, 'Show 2 earlier entries'],
    ['de', 1, '1 früheren Eintrag zeigen'],
    ['it', 3, 'Mostra 3 voci precedenti'],
    ['ko', 3, '이전 기록 3건 보기'],
  ] as const)('takes its form: %s %i', (language, count, text) => {
    expect(fillCount(textsByLanguage[language].earlierVisits, count, language)).toBe(text);
  });

  it('leaves a placeholder without a value, and braces in a value, alone', () => {
    expect(fill('{a} {b}', { a: '{b}' })).toBe('{b} {b}');
  });
});

describe('the stage names for when the backend cannot be asked', () => {
  it('are those of the models that come with the app', () => {
    const expected = Object.fromEntries(
      [...presets.values()].flatMap((model) =>
        model.stages.map((stage) => [`${model.name}:${stage.id}`, stage.names] as const),
      ),
    );
    expect(presetStageNames).toEqual(expected);
  });

  it('of another model are made of the id', () => {
    expect(stageNameOf('our-model:second-call', 'ru')).toBe('Second call');
    expect(stageNameOf('constructor', 'en')).toBe('Constructor');
  });
});

describe.each(['contact', 'deal', 'company', 'sidebar', 'preview'])('the name of the %s card', (card) => {
  it('holds no word of HubSpot, nor of the card’s place', () => {
    const file = `app-extensions/app/cards/${card}-card-hsmeta.json`;
    const { config } = JSON.parse(readFileSync(join(projectDir, file), 'utf8')) as {
      config: { name: string; description: string };
    };
    expect(`${config.name} ${config.description}`).not.toMatch(/hub|card/i);
  });
});
