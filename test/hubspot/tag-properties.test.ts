import { describe, expect, test } from 'vitest';
import { tagProperties } from '../../src/hubspot/tag-properties.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { asOfTag, tagNames } from '../../src/journey/tags.ts';
import { languages, ownerTeams } from '../../src/journey/vocabulary.ts';

const models = [...presets.values()];
const named = (properties: ReturnType<typeof tagProperties>, name: string) => {
  const property = properties.find((candidate) => candidate.name === name);
  if (property === undefined) throw new Error(`There is no property ${name}.`);
  return property;
};

test('there is a property for every tag, and for the time of writing', () => {
  const names = tagProperties(models, 'en').map(({ name }) => name);
  expect(names.sort()).toEqual([...Object.values(tagNames), asOfTag].sort());
});

describe.each(languages)('in %s', (language) => {
  const properties = tagProperties(models, language);

  test('every label is there, and says something else than the name', () => {
    for (const { name, label, options = [] } of properties) {
      expect(label.trim(), name).not.toBe('');
      expect(label, name).not.toContain('journey_steward');
      for (const option of options) expect(option.label.trim(), `${name} ${option.value}`).not.toBe('');
    }
  });

  test('names and values are those of every other language', () => {
    const valuesIn = (given: typeof properties) =>
      given.map(({ name, options }) => [name, options?.map(({ value }) => value)]);
    expect(valuesIn(properties)).toEqual(valuesIn(tagProperties(models, 'en')));
  });
});

test('languages do not share their labels', () => {
  const labels = languages.map((language) =>
    tagProperties(models, language)
      .map(({ label }) => label)
      .join(),
  );
  expect(new Set(labels).size).toBe(languages.length);
});

test('the stage has the stages of all models, told apart by the model', () => {
  const { options = [] } = named(tagProperties(models, 'en'), tagNames.stage);
  const stages = models.flatMap((model) => model.stages.map(({ id }) => `${model.name}:${id}`));
  expect(options.map(({ value }) => value)).toEqual(stages);
});

test('the team is one of those there are', () => {
  const { options = [] } = named(tagProperties(models, 'en'), tagNames.ownerTeam);
  expect(options.map(({ value }) => value)).toEqual([...ownerTeams]);
});

test('no option stands twice, however many models share it, and the order has no gaps', () => {
  const twice = tagProperties([...models, ...models], 'de');
  expect(twice).toEqual(tagProperties(models, 'de'));
  for (const { name, options = [] } of twice) {
    expect(new Set(options.map(({ value }) => value)).size, name).toBe(options.length);
    expect(options.map(({ displayOrder }) => displayOrder)).toEqual(options.map((_, index) => index));
  }
});

test("an outcome that models share is called as the first one, the account's own, calls it", () => {
  const [model] = models;
  const shared = model?.outcomes[0];
  if (model === undefined || shared === undefined) throw new Error('The first preset has outcomes.');
  const own = { ...model, name: 'own', outcomes: [{ ...shared, names: { ...shared.names, en: 'Our own word' } }] };
  const { options = [] } = named(tagProperties([own, ...models], 'en'), tagNames.outcome);
  expect(options.find(({ value }) => value === shared.id)?.label).toBe('Our own word');
});

test('the tracks are those of all models; one that models share is called as the first one calls it', () => {
  const [model] = models;
  const shared = model?.stages[0]?.nurtureTrack;
  if (model === undefined || shared === undefined) throw new Error('The first stage of the first preset has a track.');
  const stages = [{ ...model.stages[0]!, nurtureTrack: { ...shared, names: { ...shared.names, en: 'Our own word' } } }];
  const { options = [] } = named(tagProperties([{ ...model, stages }, ...models], 'en'), tagNames.nurtureTrack);
  const tracks = models.flatMap((one) => one.stages.flatMap(({ nurtureTrack }) => nurtureTrack?.id ?? []));
  expect(options.map(({ value }) => value)).toEqual(tracks);
  expect(options[0]?.label).toBe('Our own word');
});
