import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkModel } from '../../src/journey/check/check-model.ts';
import { followedByRules } from '../../src/journey/models/followed-properties.ts';
import { asksForTickets, modelProperties } from '../../src/journey/models/model-properties.ts';
import { type Model, parseModel, type Stage } from '../../src/journey/models/model-schema.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import {
  type TouchpointMap,
  touchpointMapSchema,
  touchpointPlaces,
} from '../../src/journey/models/touchpoint-map-schema.ts';
import { replay } from '../../src/journey/replay.ts';
import { activityKinds, languages } from '../../src/journey/vocabulary.ts';
import { arbitraryInstant, arbitraryLedger } from './arbitrary-ledger.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
const unread = { metadata: null, properties: null, followed: followedByRules };
const told = (model: Model) =>
  checkModel(model, unread).map(({ severity, code, place }) => `${severity} ${code} ${place}`);

/** A model with other maps: what `mapOf` gives for a stage, and none where it gives none. */
function mapped(model: Model, mapOf: (stage: Stage) => object | undefined): Model {
  const stages = model.stages.map(({ touchpointMap: _, ...stage }) => {
    const touchpointMap = mapOf(stage);
    return touchpointMap === undefined ? stage : { ...stage, touchpointMap };
  });
  return parseModel({ ...model, stages });
}

const fair = { id: 'fair', place: 'offline', names, occasions: names };
const funnel = preset('lead-funnel');

describe('the check of a model says of the map', () => {
  test('nothing, where no stage has one', () => {
    expect(told(mapped(funnel, () => undefined))).toEqual([]);
    expect(told(mapped(funnel, () => ({})))).toEqual([]);
  });

  test('which stages it leaves out', () => {
    const gaps = mapped(funnel, ({ id }) =>
      id === 'capture' || id === 'expand' ? undefined : { touchpoints: [fair] },
    );
    expect(told(gaps)).toEqual(['warning touchpoints-missing stages[1]', 'warning touchpoints-missing stages[4]']);
    const decided = mapped(funnel, ({ id }) => (id === 'expand' ? { decisions: [] } : { touchpoints: [fair] }));
    expect(told(decided)).toEqual(['warning touchpoints-missing stages[4]']);
  });

  test('nothing of a stage in which nothing is recommended either', () => {
    const gap = mapped(funnel, ({ id }) => (id === 'convert' ? undefined : { touchpoints: [fair] }));
    const stages = gap.stages.map((stage) => (stage.id === 'convert' ? { ...stage, plays: [] } : stage));
    expect(told({ ...gap, stages })).not.toContain('warning touchpoints-missing stages[3]');
  });

  test('that a decision leads to an outcome of another stage, and not that it leads to another stage', () => {
    const decisions = [
      { id: 'first', names, leadsTo: ['expand', 'attract'] },
      { id: 'second', names, leadsTo: ['convert', 'won', 'no-decision'] },
    ];
    const at = 'touchpointMap.decisions[1].leadsTo';
    const model = mapped(funnel, () => ({ touchpoints: [fair], decisions }));
    const strangers = [0, 1, 2, 4].flatMap((stage) => [1, 2].map((place) => `stages[${stage}].${at}[${place}]`));
    expect(told(model)).toEqual(strangers.map((place) => `warning decision-outcome-elsewhere ${place}`));
  });
});

describe.each([...presets])('the map of %s', (_name, model) => {
  const maps = model.stages.map((stage): [string, TouchpointMap] => [
    stage.id,
    stage.touchpointMap ?? { touchpoints: [], decisions: [] },
  ]);
  const texts = maps.flatMap(([, { touchpoints, decisions }]) => [
    ...touchpoints.flatMap((touchpoint) => [touchpoint.names, touchpoint.occasions]),
    ...decisions.map((decision) => decision.names),
  ]);

  test.each(maps)('tells of %s where they meet, online and offline, and what is decided', (_stage, map) => {
    expect(new Set(map.touchpoints.map(({ place }) => place))).toEqual(new Set(touchpointPlaces));
    expect(map.touchpoints.length).toBeGreaterThanOrEqual(3);
    expect(map.decisions.length).toBeGreaterThanOrEqual(1);
  });

  test('leads from every stage but the last to another one, or to an outcome', () => {
    const closed = maps.slice(0, -1).filter(([id, { decisions }]) => !decisions.some((one) => leadsAway(one, id)));
    expect(closed.map(([id]) => id)).toEqual([]);
  });

  test('stands in the letters of its language', () => {
    expect(texts.filter(({ ko }) => !/\p{Script=Hangul}/u.test(ko))).toEqual([]);
    expect(texts.filter(({ ru }) => !/\p{Script=Cyrillic}/u.test(ru))).toEqual([]);
    expect(texts.filter(({ en, it, de }) => /[^\p{Script=Latin}\P{Letter}]/u.test(en + it + de))).toEqual([]);
    expect(texts.filter((text) => new Set(Object.values(text)).size < languages.length)).toEqual([]);
  });

  test('asks what it says is decided', () => {
    const questions = maps.flatMap(([, { decisions }]) => decisions.flatMap((one) => Object.values(one.names)));
    expect(questions.filter((question) => !question.endsWith('?'))).toEqual([]);
  });
});

function leadsAway({ leadsTo }: { leadsTo: readonly string[] }, stage: string): boolean {
  return leadsTo.some((id) => id !== stage);
}

const word = fc.constantFrom('fair', 'call', 'letter', 'visit');
const map = (model: Model) =>
  fc.record({
    touchpoints: fc.uniqueArray(
      fc.record({
        id: word,
        place: fc.constantFrom(...touchpointPlaces),
        ...{ names: fc.constant(names), occasions: fc.constant(names) },
        kinds: fc.uniqueArray(fc.constantFrom(...activityKinds)),
      }),
      { selector: ({ id }) => id },
    ),
    decisions: fc.uniqueArray(
      fc.record({
        id: word,
        names: fc.constant(names),
        leadsTo: fc.uniqueArray(fc.constantFrom(...[...model.stages, ...model.outcomes].map(({ id }) => id))),
      }),
      { selector: ({ id }) => id },
    ),
  });

const remapped = fc
  .record({ ledger: arbitraryLedger, at: arbitraryInstant })
  .chain(({ ledger, at }) =>
    fc
      .array(fc.option(map(ledger.model), { nil: undefined }), { minLength: 1, maxLength: 8 })
      .map((maps) => ({ ledger, at, maps })),
  );

test('another map, or none, changes no journey and nothing that a model looks at', () => {
  let visits = 0;
  fc.assert(
    fc.property(remapped, ({ ledger: { model, portal, aliases, heard: facts }, at, maps }) => {
      let place = 0;
      const other = mapped(model, () => maps[place++ % maps.length]);
      expect(modelProperties(other)).toEqual(modelProperties(model));
      expect(asksForTickets(other)).toBe(asksForTickets(model));
      for (const record of [
        { objectType: 'contact' as const, recordId: '3' },
        { objectType: 'deal' as const, recordId: '9' },
      ]) {
        const journey = replay(model, portal, { record, aliases, facts }, at);
        visits += journey.visits.length;
        expect(replay(other, portal, { record, aliases, facts }, at)).toEqual(journey);
      }
    }),
    { numRuns: 60 },
  );
  expect(visits).toBeGreaterThan(40);
});

test('an empty map is a map', () => {
  expect(touchpointMapSchema.parse({})).toEqual({ touchpoints: [], decisions: [] });
});
