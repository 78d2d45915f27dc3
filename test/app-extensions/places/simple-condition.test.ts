import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addRule, addStage, draftOf, moveStage, wordOf } from '../../../app-extensions/app/settings/draft/draft.ts';
import {
  activityKinds,
  emptyCondition,
  kindOf,
  type ShownCondition,
  shownOf,
  simpleKinds,
  textOf,
  valuesIn,
} from '../../../app-extensions/app/settings/draft/simple-condition.ts';
import { allConditions, conditionSchema } from '../../../src/journey/conditions/condition-schema.ts';
import { parseModel } from '../../../src/journey/models/model-schema.ts';
import { preset, presets } from '../../../src/journey/models/presets.ts';
import { activityKinds as knownActivities } from '../../../src/journey/vocabulary.ts';

/** What each form shows of a condition. One that says more must not be entered by it. */
const shown: Record<string, readonly string[]> = {
  lifecycle: ['lifecycle'],
  property: ['property', 'is', 'in'],
  known: ['property', 'known'],
  atLeast: ['property', 'atLeast'],
  activity: ['activity', 'direction'],
  deals: ['deals', 'count'],
  quietFor: ['quietFor'],
  created: ['created'],
  all: ['all'],
  any: ['any'],
};

/** For each field values that its form may show, and some that it must not. */
const fitting: Record<string, readonly unknown[]> = {
  lifecycle: [['lead'], ['lead', 'lead']],
  property: ['phone', 'pho\nne', { toString: 1 }],
  is: ['NEW', ' NEW', 'NEW, OPEN', ''],
  in: [['NEW', 'OPEN'], ['NEW'], ['NEW, OPEN'], [1]],
  known: [true, false],
  atLeast: [1, -2.5, '1'],
  activity: [['call'], ['call', 'form'], ['logged']],
  direction: ['incoming', 'any'],
  deals: ['open', 'any', 'gone'],
  count: [1, 2, 0, 1.5],
  quietFor: [{ days: 30 }, { days: 1, hours: 1 }, { days: '1' }, { days: 0 }],
  created: [true, false],
  all: [[{}], []],
  any: [[{ created: true }]],
};

/** The condition of which a form shows this, in either way where it may be written in two. */
function said(read: Exclude<ShownCondition, { kind: 'json' }>): unknown {
  switch (read.kind) {
    case 'lifecycle':
      return { lifecycle: read.values };
    case 'property':
      return expect.toSatisfy((one) => one.property === read.property && isDeep([one.is], read.values, one.in));
    case 'known':
      return { property: read.property, known: read.known };
    case 'atLeast':
      return { property: read.property, atLeast: read.atLeast };
    case 'activity':
      return { activity: read.values, ...(read.direction !== 'any' && { direction: read.direction }) };
    case 'deals':
      return expect.toSatisfy((one) => one.deals === read.phase && (one.count ?? 1) === read.count);
    case 'quietFor':
      return { quietFor: { days: read.days } };
    case 'created':
      return { created: true };
    default:
      return { [read.kind]: read.parts };
  }
}

function isDeep(one: unknown[], values: readonly string[], several: unknown): boolean {
  return JSON.stringify(several ?? one) === JSON.stringify(values);
}

describe('a condition', () => {
  it.each(simpleKinds)('of the kind %s begins as one that the model takes, and stays of that kind', (kind) => {
    const condition = emptyCondition(kind);
    expect(conditionSchema.parse(condition)).toEqual(condition);
    expect(kindOf(condition)).toBe(kind);
  });

  it('of a preset is either shown whole by its form, or as JSON', () => {
    const conditions = [...presets.values()].flatMap(({ stages }) =>
      stages.flatMap(({ enter }) => enter.flatMap(({ when }) => [...allConditions(when)])),
    );
    const kinds = new Set(conditions.map(kindOf));
    for (const kind of ['lifecycle', 'activity', 'deals', 'all', 'json'] as const) expect(kinds).toContain(kind);
    for (const condition of conditions) {
      const kind = kindOf(condition);
      if (kind !== 'json') expect(shown[kind]).toEqual(expect.arrayContaining(Object.keys(condition)));
    }
  });

  it('with more than a form shows is JSON', () => {
    expect(kindOf({ activity: ['call'], after: 'visit-start' })).toBe('json');
    expect(kindOf({ quietFor: { hours: 3 } })).toBe('json');
    expect(kindOf({ deals: 'open', pipelines: ['x'] })).toBe('json');
    expect(kindOf({ not: { created: true } })).toBe('json');
  });

  it('is read by its form or as JSON, whatever it is, and by a form only with all that it says', () => {
    const { condition } = fc.letrec<{ condition: unknown; several: unknown; test: unknown }>((tie) => ({
      condition: fc.oneof({ maxDepth: 3 }, fc.jsonValue(), { weight: 3, arbitrary: tie('test') }),
      several: fc.array(tie('condition'), { maxLength: 3 }),
      test: fc.constantFrom(...Object.values(shown)).chain((names) => {
        const anyOf = (name: string) =>
          fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fitting[name]!) }, tie('several'), tie('condition'));
        const fields: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
          names.map((name) => [name, anyOf(name)]),
        );
        return fc.record(fields, { requiredKeys: [names[0]!] });
      }),
    }));
    fc.assert(
      fc.property(condition, (condition) => {
        const read = shownOf(condition);
        expect(kindOf(condition)).toBe(read.kind);
        if (read.kind !== 'json') expect(condition).toEqual(said(read));
        if (read.kind === 'property') expect(valuesIn(textOf(read.values))).toEqual(read.values);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['all', 'any'])('under %s may be any object, and nothing else', (kind) => {
    expect(kindOf({ [kind]: [{}, { lifecycle: 'lead' }] })).toBe(kind);
    for (const parts of [{}, null, 'x', [null], [[]], ['x']]) expect(kindOf({ [kind]: parts })).toBe('json');
  });

  it('offers activities that the model knows', () => {
    expect(knownActivities).toEqual(expect.arrayContaining([...activityKinds]));
  });
});

describe('values', () => {
  it.each([
    ['NEW, OPEN', ['NEW', 'OPEN']],
    [' NEW ', ['NEW']],
    [',, ', []],
  ])('%j are %j', (text, values) => expect(valuesIn(text)).toEqual(values));
});

describe('a draft', () => {
  it('with stages and rules added and moved is a model that can be read', () => {
    const names = fc.array(fc.string({ minLength: 1 }), { maxLength: 6 });
    const steps = fc.array(fc.tuple(fc.nat(8), fc.constantFrom(-1 as const, 1 as const)), { maxLength: 6 });
    fc.assert(
      fc.property(names, steps, (added, moves) => {
        let draft = draftOf(preset('lead-funnel'), 1);
        for (const name of added) draft = addStage(draft, name);
        for (const [index, step] of moves) {
          const place = index % draft.model.stages.length;
          const isPossible = step === 1 ? place < draft.model.stages.length - 1 : place > 0;
          if (isPossible) draft = moveStage(draft, place, step);
          draft = addRule(draft, place, emptyCondition('quietFor'));
        }
        expect(parseModel(JSON.parse(JSON.stringify(draft.model))).stages).toHaveLength(5 + added.length);
      }),
    );
  });

  it.each([
    ['Über uns', 'uber-uns'],
    ['  A  B ', 'a-b'],
    ['단계', 'stage'],
  ])('calls the stage %j by the id %s', (name, id) => expect(wordOf(name)).toBe(id));
});
