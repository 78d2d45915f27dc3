import { describe, expect, test } from 'vitest';
import { agreementFromJson } from '../../src/agreement/agreement-file.ts';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import { modelFromJson } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { schemaProblemTexts } from '../../src/journey/models/schema-problem-texts.ts';
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

/** A model with another condition for its first rule. */
const condition = (when: unknown) => broken((model) => Object.assign(model.stages[0].enter[0], { when }));

function nested(depth: number, around: (inner: unknown) => unknown): unknown {
  return Array.from({ length: depth }).reduce((inner) => around(inner), { created: true });
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
  'condition-missing': broken((model) => Object.assign(model, { newLap: { not: undefined } })),
  'condition-no-object': condition('created'),
  'condition-list': condition([{ created: true }]),
  'conditions-side-by-side': condition({ created: true, deals: 'open', activity: ['call'] }),
  'condition-empty': condition({}),
  'condition-unknown': condition({ zzzzzzzz: true }),
  'condition-misspelt': condition({ lifecicle: ['lead'] }),
  'one-test': condition({ property: 'email', is: 'a', in: ['b'] }),
  'length-empty': condition({ quietFor: {} }),
  'no-point-in-time': condition({ property: 'closedate', before: 'someday' }),
  'readiness-missing': broken((model) => Object.assign(model, { readiness: undefined })),
  'rests-on-itself': broken((model) =>
    Object.assign(model.readiness.signals[0], { when: { readiness: { atLeast: 1 } } }),
  ),
  'track-renamed': broken((model) =>
    [0, 1].forEach((at) => {
      const names = { ...model.names, de: `Programm ${at}` };
      Object.assign(model.stages[at], { nurtureTrack: { id: 'track', names } });
    }),
  ),
  'leads-nowhere': broken((model) =>
    Object.assign(model.stages[0], {
      touchpointMap: { decisions: [{ id: 'x', names: model.names, leadsTo: ['nowhere'] }] },
    }),
  ),
  'lead-open': broken((model) =>
    Object.assign(model.stages[0], { lead: [{ team: 'sales', when: { created: true } }] }),
  ),
  'conditions-too-deep': condition(nested(60, (inner) => ({ not: inner }))),
  'file-too-deep': broken((model) => Object.assign(model, { names: nested(300, (inner) => ({ x: inner })) })),
  'conditions-too-many': condition({ any: Array.from({ length: 3_000 }, () => ({ created: true })) }),
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

test.each(Object.entries(schemaProblemTexts))(
  'the sentences of %s have the same gaps in each language',
  (_code, texts) => {
    const { en, ...others } = texts;
    for (const text of Object.values(others)) expect([...gapsOf(text)].sort()).toEqual([...gapsOf(en)].sort());
  },
);
