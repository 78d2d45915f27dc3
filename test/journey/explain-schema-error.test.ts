import { describe, expect, test } from 'vitest';
import { schemaProblems } from '../../src/journey/models/explain-schema-error.ts';
import { modelSchema, parseModel } from '../../src/journey/models/model-schema.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
const model = (change: object = {}) => ({
  name: 'own',
  version: 1,
  names,
  stages: [{ id: 'in', names, lead: [{ team: 'sales' }], enter: [{ id: 'only', when: { created: true } }] }],
  outcomes: [],
  ...change,
});
const asking = (when: unknown) => {
  const [stage] = model().stages;
  return model({ stages: [{ ...stage, enter: [{ id: 'only', when }] }] });
};

function told(json: unknown): string[] {
  const { error } = modelSchema.safeParse(json);
  expect(error).toBeDefined();
  return schemaProblems(json, error!, modelSchema).map(({ place, message }) => `${place}: ${message}`);
}

const when = 'stages[0].enter[0].when';
const points =
  '"created", "visit-start", "lap-start", "last-activity", "engagement-end", {"property": …}, {"deals": …}, {"tickets": …}';

describe('a condition that is none', () => {
  test.each<[unknown, string]>([
    [{ lifecicle: ['lead'] }, ': "lifecicle" is no condition. Did you mean "lifecycle"?'],
    [{ blue: 1 }, ': "blue" is no condition. There are: all, any, not, ever, thisVisit, created, '],
    [{}, ': an empty object is no condition; write one such as {"created": true}.'],
    ['created', ': a condition is an object, such as {"created": true}.'],
    [[{ created: true }], ': a condition is an object, such as {"created": true}. Put several into "all" or "any".'],
    [undefined, ': is missing: give a condition, such as {"created": true}.'],
    [
      { created: true, lifecycle: ['lead'] },
      ': "created" and "lifecycle" are conditions of their own: put them into "all" or "any".',
    ],
    [
      { deals: 'opn' },
      '.deals: "opn" can\'t stand here. Did you mean "open"? There are: "open", "won", "lost", "any".',
    ],
    [
      { deals: 'open', probabilityAtleast: 1 },
      '.probabilityAtleast: there is no such field. Did you mean "probabilityAtLeast"? Here may also stand: count, ',
    ],
    [{ elapsed: { days: 1 }, since: 'birth' }, `.since: "birth" can't stand here. There are: ${points}.`],
    [
      { elapsed: { days: 1 }, since: { propery: 'x' } },
      `.since: {"propery":"x"} can't stand here. There are: ${points}.`,
    ],
    [{ elapsed: { days: 1 } }, '.since: is missing.'],
    [{ elapsed: { days: 0.5 }, since: 'created' }, '.elapsed.days: 0.5 is no whole number.'],
    [{ property: 'x', before: 'soon' }, '.before: give "now", a day such as 2026-12-31'],
    [{ property: 'x', contains: 'y' }, '.contains: there is no such field. Did you mean "includes"? '],
    [{ property: 'x', is: 3 }, '.is: 3 is no text.'],
    [{ property: 'x' }, ': give exactly one test: is, in, '],
    [{ lifecycle: 'lead' }, '.lifecycle: "lead" is no list: write ["lead"].'],
    [{ quietFor: '21d' }, '.quietFor: "21d" is no length of time: write { "days": 21 }.'],
    [{ deals: 'open', quietFor: '2 weeks' }, '.quietFor: "2 weeks" is no length of time: write { "days": 14 }.'],
    [
      { elapsed: 'long', since: 'created' },
      '.elapsed: "long" is no length of time: write { "days": 30 }, for example.',
    ],
    [{ quietFor: { weeks: 3 } }, '.quietFor.weeks: there is no such field. Here may also stand: days, hours, minutes.'],
    [{ quietFor: { days: -3 } }, '.quietFor.days: -3 is too little: give 1 or more.'],
    [{ deals: 'won', count: 0 }, '.count: 0 is too little: give 1 or more.'],
    [{ deals: 'open', probabilityAtLeast: 80 }, '.probabilityAtLeast: 80 is too much: give 1 or less.'],
    [{ deals: 'open', probabilityAtLeast: -1 }, '.probabilityAtLeast: -1 is too little: give 0 or more.'],
    [{ property: '', is: 'x' }, '.property: is empty; write something here.'],
    [{ all: [] }, '.all: the list is too short: give at least 1.'],
    [
      { not: { any: [{ ever: { activity: ['lunch'] } }] } },
      '.not.any[0].ever.activity[0]: "lunch" can\'t stand here. There are: "call", ',
    ],
  ])('%j', (condition, words) => {
    const [only, ...others] = told(asking(condition));
    expect(others).toEqual([]);
    expect(only!.startsWith(when + words), only).toBe(true);
  });

  test('each of several is told once, at its own place', () => {
    expect(told(asking({ all: [{ lifecicle: ['lead'] }, { created: true }, { deals: 'lst' }] }))).toEqual([
      `${when}.all[0]: "lifecicle" is no condition. Did you mean "lifecycle"?`,
      `${when}.all[2].deals: "lst" can't stand here. Did you mean "lost"? There are: "open", "won", "lost", "any".`,
    ]);
  });

  test('silence may be a condition, and a narrower one of deals', () => {
    expect(told(asking({ quietFor: { day: 3 } }))[0]).toContain(
      `${when}.quietFor.day: there is no such field. Did you mean "days"?`,
    );
    expect(told(asking({ deals: 'open', quietFor: { days: 3 }, since: 'created' }))[0]).toContain(
      `${when}.since: there is no such field.`,
    );
  });
});

describe('the rest of a model', () => {
  test.each<[unknown, string]>([
    [model({ colour: 'green' }), 'colour: there is no such field. Here may also stand: plays, '],
    [model({ newlap: { created: true } }), 'newlap: there is no such field. Did you mean "newLap"?'],
    [model({ names: { ...names, it: undefined } }), 'names.it: is missing.'],
    [model({ version: '1' }), 'version: "1" is no number.'],
    [model({ stages: {} }), 'stages: {} is no list.'],
    [
      model({ questions: [{ id: 'q', names, answer: { measure: 'enterd' } }] }),
      'questions[0].answer.measure: "enterd" can\'t stand here. Did you mean "entered"?',
    ],
    [
      model({ questions: [{ id: 'q', names, answer: { measure: 'entered', stage: 'in', buy: 'x' } }] }),
      'questions[0].answer.buy: there is no such field. Did you mean "by"?',
    ],
    ['model', ': "model" is no object.'],
    [null, ': null is no object.'],
  ])('%j', (json, words) => {
    expect(told(json)[0]!.startsWith(words), told(json)[0]).toBe(true);
  });

  test('what the schema says beyond the form comes with its place', () => {
    const twice = model({ stages: [...model().stages, ...model().stages] });
    expect(told(twice)).toEqual(['stages[1].id: stage "in" stands twice; rename one']);
  });
});

test('reading a model tells all of it', () => {
  expect(() => parseModel(asking({ lifecicle: ['lead'] }))).toThrow(
    `This is not a journey model:\n${when}: "lifecicle" is no condition. Did you mean "lifecycle"?`,
  );
});
