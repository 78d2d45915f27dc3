import { describe, expect, it } from 'vitest';
import { touchpointTextsByLanguage } from '../../../app-extensions/app/pages/journey/touchpoint-texts.ts';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { placeBoundaryTextsByLanguage } from '../../../app-extensions/app/pages/parts/PlaceBoundary.tsx';
import { modelPlaceTextsByLanguage } from '../../../app-extensions/app/settings/texts/model-place-texts.ts';
import { questionTextsByLanguage } from '../../../app-extensions/app/settings/texts/question-texts.ts';
import { refusalTextsByLanguage } from '../../../app-extensions/app/settings/texts/refusal-texts.ts';
import { agreementTextsByLanguage } from '../../../app-extensions/app/settings/use-agreement-texts.ts';
import { settingsTextsByLanguage } from '../../../app-extensions/app/settings/use-settings-texts.ts';
import { clockKinds } from '../../../src/agreement/clock.ts';
import { clockNames } from '../../../src/agreement/clock-names.ts';
import { teamNames } from '../../../src/journey/texts.ts';
import { type Language, languages, ownerTeams } from '../../../src/journey/vocabulary.ts';
import { activityNames } from '../../../src/measures/texts/labels.ts';

type Leaf = { key: string; text: string };

/** Every text with its key; forms for numbers share one key, because they are alternatives of each other. */
function leavesOf(texts: object, language: Language): Leaf[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    if (typeof value === 'string') return [{ key, text: value }];
    const isForms = isForNumbers(value as object, language);
    return Object.entries(value as Record<string, string>).map(([part, text]) => ({
      key: isForms ? key : `${key}.${part}`,
      text,
    }));
  });
}

function isForNumbers(value: object, language: Language): boolean {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return 'other' in value && Object.keys(value).every((name) => (categories as string[]).includes(name));
}

const placeholdersOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
const script = { en: /[a-z]/i, it: /[a-z]/i, de: /[a-z]/i, ko: /\p{Script=Hangul}/u, ru: /\p{Script=Cyrillic}/u };

describe.each([
  ['the app pages', pageTextsByLanguage],
  ['the touchpoint map', touchpointTextsByLanguage],
  ['what cannot be drawn', placeBoundaryTextsByLanguage],
  ['the settings', settingsTextsByLanguage],
  ['the questions of the settings', questionTextsByLanguage],
  ['the refusals of the settings', refusalTextsByLanguage],
  ['the places of a model', modelPlaceTextsByLanguage],
  ['the agreement’s settings', agreementTextsByLanguage],
])('the texts of %s', (_name, byLanguage) => {
  describe.each(languages)('in %s', (language) => {
    const leaves = leavesOf(byLanguage[language], language);
    const english = leavesOf(byLanguage.en, 'en');

    it('are all there', () => {
      expect(leaves.filter(({ text }) => text.trim() === '')).toEqual([]);
      expect([...new Set(leaves.map(({ key }) => key))]).toEqual([...new Set(english.map(({ key }) => key))]);
    });

    it('have the values of the English ones', () => {
      const expected = new Map(english.map(({ key, text }) => [key, placeholdersOf(text)]));
      for (const { key, text } of leaves) expect(placeholdersOf(text), key).toEqual(expected.get(key));
    });

    it('have each form that the language has for numbers', () => {
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const value of Object.values(byLanguage[language])) {
        if (typeof value !== 'object' || !('other' in value)) continue;
        expect(Object.keys(value).sort()).toEqual([...categories].sort());
      }
    });

    it('are of that language', () => {
      const foreign = leaves.filter(
        ({ text }) => /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')) && !script[language].test(text),
      );
      expect(foreign).toEqual([]);
    });

    it('are not left in English', () => {
      if (language === 'en') return;
      const same = leaves.filter(({ key, text }) => english.some((one) => one.key === key && one.text === text));
      const international =
        /^(\{|–|•|Team|Marketing|Service|Record|File|CSV|E-mail|Online|Version|Stage|Deals|Tickets|Note)/;
      expect(same.filter(({ text }) => !international.test(text))).toEqual([]);
    });
  });
});

describe.each(languages)('the settings in %s', (language) => {
  const { teams, activities } = settingsTextsByLanguage[language];

  it('call teams as the backend does', () => {
    for (const team of ownerTeams) expect(teams[team]).toBe(teamNames[team][language]);
  });

  it('call clocks as the backend does', () => {
    for (const kind of clockKinds) {
      expect(agreementTextsByLanguage[language].clocks[kind]).toBe(clockNames[kind][language]);
    }
    const { logged } = agreementTextsByLanguage[language];
    expect(logged.toLowerCase()).toBe(activityNames.logged[language].toLowerCase());
  });

  it('call activities as the backend does', () => {
    for (const [kind, name] of Object.entries(activities)) {
      const known = activityNames[kind as keyof typeof activityNames][language];
      expect(name.toLowerCase(), kind).toBe(known.toLowerCase());
    }
  });
});
