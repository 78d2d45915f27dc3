import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { conditionSchema } from '../../src/journey/conditions/condition-schema.ts';
import { modelJsonSchema } from '../../src/journey/models/model-json-schema.ts';
import { modelProperties } from '../../src/journey/models/model-properties.ts';
import { modelSchema, parseModel } from '../../src/journey/models/model-schema.ts';
import { presets } from '../../src/journey/models/presets.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
const stage = (change: object = {}) => ({
  id: 'in',
  names,
  lead: [{ team: 'sales' }],
  enter: [{ id: 'created', when: { created: true } }],
  ...change,
});
const model = (change: object = {}) => ({ name: 'own', version: 1, names, stages: [stage()], outcomes: [], ...change });

const touchpoint = { id: 'fair', place: 'offline', names, occasions: names };
const decision = { id: 'whether', names };

test('a touchpoint map may be left out, be empty, or tell of any place and way on', () => {
  const maps = [undefined, {}, { touchpoints: [touchpoint], decisions: [{ ...decision, leadsTo: ['in', 'won'] }] }];
  const outcomes = [{ id: 'won', names }];
  const read = maps.map((touchpointMap) => parseModel(model({ outcomes, stages: [stage({ touchpointMap })] })));
  expect(read.map(({ stages }) => stages[0]?.touchpointMap)).toEqual([
    undefined,
    { touchpoints: [], decisions: [] },
    { touchpoints: [{ ...touchpoint, kinds: [] }], decisions: [{ ...decision, leadsTo: ['in', 'won'] }] },
  ]);
});

describe('a touchpoint map that is refused names the place', () => {
  const at = 'stages[0].touchpointMap';
  test.each([
    ['a touchpoint twice', { touchpoints: [touchpoint, touchpoint] }, `${at}.touchpoints[1].id: touchpoint "fair"`],
    ['a decision twice', { decisions: [decision, decision] }, `${at}.decisions[1].id: decision "whether"`],
    [
      'a kind that there is not',
      { touchpoints: [{ ...touchpoint, kinds: ['meting'] }] },
      `${at}.touchpoints[0].kinds[0]: "meting" can't stand here. Did you mean "meeting"?`,
    ],
    [
      'a kind twice',
      { touchpoints: [{ ...touchpoint, kinds: ['call', 'call'] }] },
      `${at}.touchpoints[0].kinds[1]: "call" stands twice; take one out`,
    ],
    [
      'a way on to nowhere',
      { decisions: [{ ...decision, leadsTo: ['in', 'wno'] }] },
      `${at}.decisions[0].leadsTo[1]: "wno" is neither a stage nor an outcome of the model. Did you mean "won"?`,
    ],
    [
      'a way on twice',
      { decisions: [{ ...decision, leadsTo: ['in', 'in'] }] },
      `${at}.decisions[0].leadsTo[1]: "in" stands twice; take one out`,
    ],
    ['a place that is neither', { touchpoints: [{ ...touchpoint, place: 'both' }] }, `${at}.touchpoints[0].place`],
    ['no occasion', { touchpoints: [{ ...touchpoint, occasions: undefined }] }, `${at}.touchpoints[0].occasions`],
    ['a language missing', { decisions: [{ ...decision, names: { en: 'x' } }] }, `${at}.decisions[0].names.it`],
    ['a field of another', { decisions: [{ ...decision, place: 'online' }] }, `${at}.decisions[0].place`],
  ])('%s', (_name, touchpointMap, place) => {
    const json = model({ outcomes: [{ id: 'won', names }], stages: [stage({ touchpointMap })] });
    expect(() => parseModel(json)).toThrow(place);
  });
});

test('what is left out of a stage is nothing', () => {
  expect(parseModel(model()).stages[0]).toMatchObject({ contributors: [], outcomes: [], marks: [] });
});

describe('a model that is refused names the place', () => {
  const outcome = { id: 'won', names };
  test.each([
    ['a stage twice', model({ stages: [stage(), stage()] }), 'stages[1].id'],
    [
      'a rule twice',
      model({ stages: [stage({ enter: [...stage().enter, ...stage().enter] })] }),
      'stages[0].enter[1].id',
    ],
    ['an outcome twice', model({ outcomes: [outcome, outcome] }), 'outcomes[1].id'],
    ['no stage', model({ stages: [] }), 'stages'],
    ['no enter', model({ stages: [stage({ enter: [] })] }), 'stages[0].enter'],
    [
      'nobody who always leads',
      model({ stages: [stage({ lead: [{ team: 'sales', when: { created: true } }] })] }),
      'stages[0].lead',
    ],
    [
      'an outcome that the model does not list',
      model({ stages: [stage({ outcomes: [{ outcome: 'won', when: { created: true } }] })] }),
      'stages[0].outcomes[0].outcome: outcome "won" is not in the model\'s list of outcomes.',
    ],
    [
      'a mark that the model does not list',
      model({ stages: [stage({ marks: [{ outcome: 'won', when: { created: true } }] })] }),
      'stages[0].marks[0].outcome',
    ],
    [
      'an outcome with a slip',
      model({
        outcomes: [outcome],
        stages: [stage({ outcomes: [{ outcome: 'wno', when: { created: true } }] })],
      }),
      'stages[0].outcomes[0].outcome: outcome "wno" is not in the model\'s list of outcomes. Did you mean "won"?',
    ],
    [
      'a play with a slip',
      model({
        plays: [{ id: 'ask-cv', team: 'sales', names, reasons: names }],
        stages: [stage({ plays: [{ play: 'ask-vc' }] })],
      }),
      'stages[0].plays[0].play: play "ask-vc" is not in the model\'s list of plays. Did you mean "ask-cv"?',
    ],
    [
      'a question about a stage that there is not',
      model({
        stages: [stage({ id: 'known' })],
        questions: [{ id: 'q', names, answer: { measure: 'entered', stage: 'knwon' } }],
      }),
      'questions[0].answer.stage: stage "knwon" is not in the model\'s list of stages. Did you mean "known"?',
    ],
    [
      'a question about points where none are given',
      model({
        stages: [stage({ id: 'known' })],
        questions: [{ id: 'q', names, answer: { measure: 'readiness', stage: 'known' } }],
      }),
      'questions[0].answer.measure: the model has no readiness: give it signals, or leave this out',
    ],
    ['a language that is missing', model({ names: { en: 'x' } }), 'names.it'],
    ['an id with blanks', model({ stages: [stage({ id: 'In Between' })] }), 'stages[0].id'],
    ['a word that means nothing', model({ colour: 'green' }), 'colour'],
    ['a team that there is not', model({ stages: [stage({ lead: [{ team: 'finance' }] })] }), 'stages[0].lead[0].team'],
  ])('%s', (_name, json, place) => {
    expect(() => parseModel(json)).toThrow(place);
  });
});

test.each([
  ['two tests of one property', { property: 'x', is: 'a', known: true }],
  ['no test of a property', { property: 'x' }],
  ['an empty list', { any: [] }],
  ['a duration of nothing', { elapsed: {}, since: 'created' }],
  ['half a day', { elapsed: { days: 0.5 }, since: 'created' }],
  ['a point in time that there is not', { elapsed: { days: 1 }, since: 'birth' }],
  ['a probability in per cent', { deals: 'open', probabilityAtLeast: 80 }],
  ['an activity that there is not', { activity: ['lunch'] }],
  ['two conditions in one', { created: true, lifecycle: ['lead'] }],
])('%s is no condition', (_name, condition) => {
  expect(conditionSchema.safeParse(condition).success).toBe(false);
});

test('the properties that a model looks at are found wherever they stand', () => {
  const looking = modelSchema.parse(
    model({
      stages: [
        stage({
          lead: [{ team: 'sales', when: { property: 'a', known: true } }, { team: 'nobody' }],
          enter: [
            {
              id: 'deep',
              when: { all: [{ not: { ever: { property: 'b', became: 'x' } } }, { lifecycleBefore: 'customer' }] },
            },
          ],
          while: { elapsed: { days: 1 }, since: { property: 'c' } },
        }),
      ],
      newLap: { deals: 'open', after: { property: 'd' } },
    }),
  );
  const engagement = ['journey_steward_engagement_end', 'journey_steward_engagement_start'];
  expect([...modelProperties(looking)].sort()).toEqual(['a', 'b', 'c', 'd', ...engagement, 'lifecyclestage']);
});

test('the presets are models of the names that they have', () => {
  expect([...presets.keys()]).toEqual(['lead-funnel', 'client-lifecycle', 'buying-cycle']);
});

test('docs/model.schema.json is of this schema', () => {
  const file = new URL('../../docs/model.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8')), 'docs/models.md says how to write it again').toEqual(
    modelJsonSchema(),
  );
});
