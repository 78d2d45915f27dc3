import { describe, expect, test } from 'vitest';
import { agreementFromJson } from '../../src/agreement/agreement-file.ts';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import { modelFromJson } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { schemaProblemCodes, schemaProblemTexts } from '../../src/journey/models/schema-problem-texts.ts';
import { tellSchemaProblem } from '../../src/journey/models/tell-schema-problem.ts';
import { languages } from '../../src/journey/vocabulary.ts';

const gapsOf = (text: string) => new Set(text.match(/\{\w+\}/g));

/** A model with one thing changed deep in it. */
function broken(change: (model: ReturnType<typeof copy>) => void): unknown {
  const model = copy();
  change(model);
  return model;
}

function copy() {
  // biome-ignore lint/suspicious/noExplicitAny: what is broken here is no model any more.
  return structuredClone(preset('lead-funnel')) as any;
}

/** One mistake of each common kind, with its code. */
const mistakes: Record<string, unknown> = {
  missing: broken((model) => delete model.stages[0].names),
  empty: broken((model) => Object.assign(model.stages[0].enter[0], { when: { property: '', is: 'x' } })),
  'field-elsewhere': broken((model) => Object.assign(model, { nmae: 'x' })),
  'none-of': broken((model) => Object.assign(model.stages[0], { contributors: ['salse'] })),
  'no-length-written': broken((model) => Object.assign(model.stages[0].enter[0], { when: { quietFor: '21d' } })),
  'no-length': broken((model) => Object.assign(model.stages[0].enter[0], { when: { quietFor: 'long' } })),
  'no-list': broken((model) => Object.assign(model, { plays: 3 })),
  'no-list-of-one': broken((model) => Object.assign(model.stages[0].enter[0], { when: { lifecycle: 'lead' } })),
  'no-text': broken((model) => Object.assign(model.stages[0].names, { de: 3 })),
  'no-whole-number': broken((model) => Object.assign(model.stages[0].enter[0], { when: { quietFor: { days: 1.5 } } })),
  'list-too-short': broken((model) => Object.assign(model, { stages: [] })),
  'list-too-long': broken((model) => Object.assign(model.stages[0], { contributors: Array(500).fill('sales') })),
  'too-little': broken((model) => Object.assign(model.stages[0].enter[0], { when: { quietFor: { days: -1 } } })),
  'id-unlisted': broken((model) => Object.assign(model.stages[0].plays[0], { play: 'no-such-play' })),
  'id-twice': broken((model) => Object.assign(model.stages[1], { id: model.stages[0].id })),
};

describe.each(Object.entries(mistakes))('%s', (code, json) => {
  test('is told by its code, in each language in other words', () => {
    const read = modelFromJson(json);
    if ('model' in read) return expect.unreachable('the model is well formed');
    const found = read.problems.find(({ said }) => said?.code === code);
    expect(found, read.problems.map(({ message }) => message).join('\n')).toBeDefined();
    const told = languages.map((language) => tellSchemaProblem(found!.said!, language));
    expect(told[0]).toBe(found!.message);
    expect(new Set(told).size).toBe(languages.length);
    for (const text of told) expect(text).not.toMatch(/[{][a-z]+[}]/);
  });
});

test('a name that was probably meant is told in the same language', () => {
  const read = modelFromJson(mistakes['none-of']);
  if ('model' in read) return expect.unreachable('the model is well formed');
  expect(tellSchemaProblem(read.problems[0]!.said!, 'de')).toContain('Meinten Sie "sales"?');
});

test('a number that is a text is told of an agreement, too', () => {
  const agreement = structuredClone(presetAgreement('lead-funnel', 'UTC')) as unknown as Record<string, unknown>;
  const read = agreementFromJson({ ...agreement, returnReasons: 'x' });
  if ('agreement' in read) return expect.unreachable('the agreement is well formed');
  expect(tellSchemaProblem(read.problems[0]!.said!, 'it')).toBe('"x" non è un elenco: scrivi ["x"].');
});

test.each(schemaProblemCodes)('the sentences of %s have the same gaps in each language', (code) => {
  const { en, ...others } = schemaProblemTexts[code];
  for (const text of Object.values(others)) expect([...gapsOf(text)].sort()).toEqual([...gapsOf(en)].sort());
});
