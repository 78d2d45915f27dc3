import { describe, expect, test } from 'vitest';
import { modelLimits } from '../../src/journey/models/model-limits.ts';
import { modelFromJson, parseModel } from '../../src/journey/models/model-schema.ts';
import { presets } from '../../src/journey/models/presets.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
const created = { created: true };
const times = <T>(count: number, entry: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => entry(index));
const rules = (count: number, when: unknown = created) => times(count, (index) => ({ id: `r${index}`, when }));
const stage = (id: string, enter: unknown = rules(1)) => ({ id, names, lead: [{ team: 'sales' }], enter });
const model = (change: object = {}) => ({
  name: 'own',
  version: 1,
  names,
  stages: [stage('in')],
  outcomes: [],
  ...change,
});
const asking = (when: unknown) => model({ stages: [stage('in', rules(1, when))] });

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let when: unknown = created;
  for (let step = 0; step < depth; step += 1) when = wrap(when);
  return when;
}

function told(json: unknown): string[] {
  const read = modelFromJson(json);
  return 'model' in read ? [] : read.problems.map(({ place, message }) => `${place}: ${message}`);
}

const signals = (count: number) => times(count, (index) => ({ id: `s${index}`, names, points: 1, when: created }));
const plays = (count: number) => times(count, (index) => ({ id: `p${index}`, team: 'sales', names, reasons: names }));
const questions = (count: number) => times(count, (index) => ({ id: `q${index}`, names, answer: { measure: 'laps' } }));
const touchpoint = { place: 'online', names, occasions: names };
const mapped = (touchpointMap: object) => model({ stages: [{ ...stage('in'), touchpointMap }] });
const stages = (count: number) => times(count, (index) => stage(`s${index}`));

describe('a list is as long as it may be, and no longer', () => {
  test.each<[string, number, (count: number) => object]>([
    ['stages', modelLimits.stages, (count) => model({ stages: stages(count) })],
    ['stages[0].enter', modelLimits.rules, (count) => model({ stages: [stage('in', rules(count))] })],
    ['readiness.signals', modelLimits.signals, (count) => model({ readiness: { signals: signals(count) } })],
    [
      'stages[0].touchpointMap.touchpoints',
      modelLimits.touchpoints,
      (count) => mapped({ touchpoints: times(count, (index) => ({ ...touchpoint, id: `t${index}` })) }),
    ],
    [
      'stages[0].touchpointMap.decisions',
      modelLimits.decisions,
      (count) => mapped({ decisions: times(count, (index) => ({ id: `d${index}`, names })) }),
    ],
    ['plays', modelLimits.plays, (count) => model({ plays: plays(count) })],
    ['questions', modelLimits.questions, (count) => model({ questions: questions(count) })],
    [
      'stages[0].enter[0].when.lifecycle',
      modelLimits.values,
      (count) => asking({ lifecycle: times(count, (index) => `own-${index}`) }),
    ],
  ])('%s: %i', (place, most, json) => {
    expect(told(json(most))).toEqual([]);
    const words = `${place}: the list is too long: it has ${most + 1} entries, and may have ${most}.`;
    expect(told(json(most + 1))).toEqual([words]);
  });
});

test('conditions are counted together, those within others too', () => {
  const filled = (more: number) =>
    model({
      stages: times(40, (index) => stage(`s${index}`, rules(49))),
      newLap: { any: times(38 + more, () => created) },
    });
  expect(told(filled(1))).toEqual([]);
  expect(told(filled(2))).toEqual([
    ': The model has more than 2000 conditions, those within others counted. Take some out.',
  ]);
});

describe('conditions within conditions', () => {
  const wraps: [string, (inner: unknown) => unknown][] = [
    ['not', (inner) => ({ not: inner })],
    ['all', (inner) => ({ all: [inner] })],
    ['ever', (inner) => ({ ever: inner })],
  ];
  test.each(wraps)('%s: as deep as may be, a step deeper, and so deep that nothing could be read', (_word, wrap) => {
    expect(told(asking(nested(modelLimits.depth, wrap)))).toEqual([]);
    for (const depth of [modelLimits.depth + 1, 3_000, 100_000]) {
      const [problem, ...others] = told(asking(nested(depth, wrap)));
      expect(others).toEqual([]);
      expect(problem).toMatch(
        /^stages\[0\]\.enter\[0\]\.when\.(not|all|ever).*: conditions stand within each other more than 20 deep\./,
      );
    }
  });

  test('what means nothing may not be deep either', () => {
    let value: unknown = 'x';
    for (let step = 0; step < 50_000; step += 1) value = [value];
    expect(told(asking({ property: 'x', is: value }))[0]).toContain('is nested more than 80 deep');
    expect(() => parseModel(asking({ property: 'x', is: value }))).toThrow('is nested more than 80 deep');
  });
});

test.each([...presets])('%s is far from the limits', (_name, preset) => {
  expect(told(preset)).toEqual([]);
});
