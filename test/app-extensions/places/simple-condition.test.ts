import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addRule, addStage, draftOf, moveStage, wordOf } from '../../../app-extensions/app/settings/draft/draft.ts';
import {
  activityKinds,
  emptyCondition,
  kindOf,
  simpleKinds,
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
