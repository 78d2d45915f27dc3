import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { compareCase, replayHistory, visitLines, type WrittenCase } from './journey-text.ts';
import { instantOf } from './notation.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };

/** Two stages: whoever was created is known, and whoever meets a condition is ready. */
function readyWhen(when: Condition, more: { marks?: object[]; lead?: object[] } = {}): Model {
  const stage = { names, lead: [{ team: 'marketing' }] };
  return parseModel({
    name: 'ready',
    version: 1,
    names,
    stages: [
      { id: 'known', ...stage, enter: [{ id: 'created', when: { created: true } }], ...more },
      { id: 'ready', ...stage, enter: [{ id: 'rule', when }] },
    ],
    outcomes: [{ id: 'silent', names }],
    readiness: {
      signals: [
        { id: 'form', names, points: 20, when: { activity: ['form'] }, expires: { days: 30 } },
        { id: 'reply', names, points: 25, when: { activity: ['email-reply'] }, expires: { days: 10 } },
        { id: 'email', names, points: 5, when: { property: 'email', known: true } },
        { id: 'silence', names, points: -30, when: { quietFor: { days: 5 }, since: 'created' } },
      ],
    },
  });
}

const cases: (Omit<WrittenCase, 'options'> & { when: Condition })[] = [
  {
    name: 'points expire whole, at the instant at which the first signal is too old',
    when: { readiness: { atLeast: 45 } },
    facts: `d1       | created
            d2       | form
            d3 09:00 | email-reply
            d4       | call
            d8       | call`,
    // The call of day 8 keeps the silence away until day 13; the reply is too old 10 days after it was given.
    visits: `known d1–d3 09:00 start
             ready d3 09:00–d13 advance
             known d13– regress`,
  },
  {
    name: 'a signal counts once, and is as old as the last time that it was heard',
    when: { readiness: { atLeast: 25 } },
    facts: `d1 | created; email = a@b.example
            d2 | form
            d4 | form
            d9 | form`,
    // Not 60 points; silence takes 30 away 5 days after each form.
    visits: `known d1–d2 start
             ready d2–d14 advance
             known d14– regress`,
  },
  {
    name: 'a signal without an age lasts as long as its condition',
    when: { all: [{ readiness: { atLeast: 5 } }, { not: { activity: ['form'] } }] },
    facts: `d1 | created
            d2 | email = a@b.example; call
            d4 | email =`,
    visits: `known d1–d2 start
             ready d2–d4 advance
             known d4– regress`,
  },
];

describe('points', () => {
  test.each(cases)('$name', ({ when, ...written }) => {
    const { given, expected } = compareCase({ ...written, options: { model: readyWhen(when) } });
    expect(given).toEqual(expected);
  });

  test('a record is due again when its points expire', () => {
    const model = readyWhen({ readiness: { atLeast: 20 } });
    const facts = `d1 | created
                   d2 | form`;
    const journey = replayHistory(facts, { model, now: 'd3' });
    expect(journey.nextFlipAt).toBe(instantOf('d7'));
    expect(visitLines(journey)).toEqual(['known d1–d2 start', 'ready d2– advance']);
  });

  test('the cause names the facts of every signal that counted', () => {
    const model = readyWhen({ readiness: { atLeast: 25 } });
    const facts = `d1 | created; email = a@b.example
                   d2 | form`;
    const [, ready] = replayHistory(facts, { model, now: 'd3' }).visits;
    expect(ready?.cause.facts.map((key) => key.split('@')[0]?.split('/').slice(2, 4).join(' '))).toEqual([
      expect.stringMatching(/^activity form:/),
      'property email',
    ]);
  });
});

describe('a mark as a condition', () => {
  const marks = [{ outcome: 'silent', when: { quietFor: { days: 10 }, since: 'visit-start' } }];

  test('decides who leads, from the instant at which it comes until something happens', () => {
    const model = readyWhen(
      { activity: ['meeting'] },
      {
        marks,
        lead: [{ team: 'sales', when: { mark: 'silent' } }, { team: 'marketing' }],
      },
    );
    const facts = `d1 | created
                   d20 | call`;
    const [visit] = replayHistory(facts, { model, now: 'd25' }).visits;
    expect(visit?.teams).toEqual([
      { team: 'marketing', from: instantOf('d1') },
      { team: 'sales', from: instantOf('d11') },
      { team: 'marketing', from: instantOf('d20') },
    ]);
  });

  test('of another stage does not hold', () => {
    const model = readyWhen({ all: [{ mark: 'silent' }, { activity: ['call'] }] });
    const journey = replayHistory('d1 | created; call', { model });
    expect(visitLines(journey)).toEqual(['known d1– start']);
  });
});

describe('what may not rest on itself', () => {
  const model = structuredClone(presets.get('lead-funnel')) as unknown as Record<string, never> & {
    stages: { marks: { outcome: string; when: Condition }[] }[];
    readiness: { signals: object[] };
  };

  test.each([
    [
      'a mark on a mark',
      () => model.stages[3]?.marks.push({ outcome: 'lost', when: { not: { mark: 'no-decision' } } }),
    ],
    ['a signal on points', () => (model.readiness = { signals: [signal({ any: [{ readiness: { atLeast: 1 } }] })] })],
    ['a signal on a mark', () => (model.readiness = { signals: [signal({ mark: 'lost' })] })],
  ])('%s', (_, spoil) => {
    spoil();
    expect(() => parseModel(model)).toThrow(/rest on itself/);
  });

  const signal = (when: Condition) => ({ id: 'circle', names, points: 1, when });
});
