import { describe, expect, it } from 'vitest';
import { modelPlaceNames } from '../../../app-extensions/app/settings/model/place-names.ts';
import { modelPlaceTextsByLanguage } from '../../../app-extensions/app/settings/texts/model-place-texts.ts';
import { settingsTextsByLanguage } from '../../../app-extensions/app/settings/use-settings-texts.ts';
import { presets } from '../../../src/journey/models/presets.ts';
import { languages } from '../../../src/journey/vocabulary.ts';

const named = (name: string, language: (typeof languages)[number] = 'en') =>
  modelPlaceNames(presets.get(name)!, language, settingsTextsByLanguage[language], modelPlaceTextsByLanguage[language]);

/** Every place of a model, as the check names places. */
function placesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((one, index) => placesOf(one, `${path}[${index}]`))
    : Object.entries(value).flatMap(([field, one]) => placesOf(one, path === '' ? field : `${path}.${field}`));
  return path === '' ? inner : [path, ...inner];
}

describe('a place of a model', () => {
  it.each([
    ['names.de', 'Names of the model “Lead funnel”'],
    ['stages', 'Stages and rules'],
    ['stages[1]', 'Stages and rules › Capture'],
    ['stages[1].names.it', 'Stages and rules › Capture › names'],
    ['stages[1].lead[0].when', 'Stages and rules › Capture › Lead team › choice 1 › condition'],
    [
      'stages[1].enter[2].when.all[0].property',
      'Stages and rules › Capture › What brings a record here › rule 3 › condition',
    ],
    ['stages[1].plays[0].when', 'Stages and rules › Capture › Recommended touchpoints › touchpoint 1 › condition'],
    [
      'stages[1].touchpointMap.decisions[1].leadsTo[0]',
      'Stages and rules › Capture › Touchpoint map › What the buyer decides › question 2 › Where the answers lead',
    ],
    ['stages[99].enter', 'Stages and rules › 100 › What brings a record here'],
    ['somethingNew[3].when', 'somethingNew[3].when'],
  ])('%s is %s', (path, text) => {
    expect(named('lead-funnel')(path)).toBe(text);
  });

  it.each(languages)('has words of the page in %s, wherever it is', (language) => {
    for (const [name, model] of presets) {
      const textOf = named(name, language);
      const { name: _name, version: _version, ...drawn } = model;
      for (const path of placesOf(drawn)) {
        expect(textOf(path), path).not.toMatch(/\[\d+\]|undefined|\{number\}/);
      }
    }
  });
});
