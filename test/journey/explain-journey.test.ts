import { describe, expect, test } from 'vitest';
import { explainCompany } from '../../src/journey/explain/explain-company.ts';
import { explainJourney } from '../../src/journey/explain/explain-journey.ts';
import { needOfStage } from '../../src/journey/explain/explain-stages.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { replay, replayToState } from '../../src/journey/replay.ts';
import { historyOf } from './history.ts';
import { instantOf } from './notation.ts';
import { portal } from './portal.ts';

const record = { objectType: 'contact', recordId: '1' } as const;

function explain(history: string, now = 'd100', model: Model = preset('lead-funnel')) {
  return explainJourney(model, portal, { record, aliases: new Map(), facts: historyOf(history) }, instantOf(now));
}

const stagesOf = (told: ReturnType<typeof explain>, index = -1) =>
  new Map(told.visits.at(index)?.stages.map((stage) => [stage.stage, stage]));

const names = { en: 'X', it: 'X', de: 'X', ko: 'X', ru: 'X' };
const stage = (id: string, when: object, rest: object = {}) => ({
  id,
  names,
  lead: [{ team: 'sales' }],
  enter: [{ id: 'rule', when }],
  ...rest,
});
const modelOf = (stages: object[], rest: object = {}) =>
  parseModel({ name: 'small', version: 1, names, stages, outcomes: [], ...rest });

describe('what holds a record where it is', () => {
  test.each([
    ['rule', 'd1 | MQL'],
    ['no-other-rule', 'd1 | MQL\nd5 | emptied'],
    ['correction', 'd1 | MQL\nd5 | c1 corrects to convert'],
  ])('%s', (staysBy, history) => {
    expect(explain(history).visits.at(-1)).toMatchObject({ staysBy });
  });

  test('its while, where it has one', () => {
    const model = modelOf([stage('a', { lifecycle: ['lead'] }, { while: { property: 'email', known: true } })]);
    const told = explain('d1 | lead; email = a@b.example\nd5 | emptied', 'd9', model);
    expect(told.visits.at(-1)).toMatchObject({ staysBy: 'while' });
  });
});

describe('a correction', () => {
  test('blocks only the stage that the rules gave when it was said', () => {
    const told = stagesOf(explain('d1 | MQL\nd5 | c1 corrects to convert'));
    expect(told.get('nurture')).toMatchObject({ blockedBy: [{ kind: 'correction', id: 'c1' }], ways: [] });
    expect(told.get('capture')?.blockedBy).toMatchObject([{ kind: 'rule', stage: 'nurture', rule: 'lifecycle' }]);
    expect(told.get('convert')).toMatchObject({ relation: 'present', blockedBy: [] });
  });

  test('is the cause of its visit and of no other', () => {
    const { visits } = explain('d1 | MQL\nd5 | c1 corrects to convert\nd9 | customer');
    expect(visits.map(({ correction }) => correction)).toEqual([
      null,
      { id: 'c1', reason: 'met at a fair', by: '' },
      null,
    ]);
  });
});

test('a way says also what it would set free', () => {
  // With no deal open, the lost one would lead to nurture.
  const told = stagesOf(explain('d1 | created\nd5 | deal 9 linked; deal 9: lost\nd9 | deal 8 linked; deal 8: open'));
  expect(told.get('attract')?.ways.map((way) => way.map(({ must, condition }) => [must, condition]))).toEqual([
    [
      ['cease', { deals: 'open' }],
      ['cease', { deals: 'lost' }],
    ],
  ]);
  expect(told.get('nurture')?.ways).toMatchObject([[{ must: 'cease', condition: { deals: 'open' } }]]);
});

describe('what can’t change any more', () => {
  test('is no way: a created record, a form that was submitted', () => {
    const told = stagesOf(explain('d1 | subscriber\nd5 | form', 'd9', preset('buying-cycle')));
    expect(told.get('out-of-market')).toMatchObject({ ways: [] });
    expect(needOfStage(told.get('out-of-market')!)).toEqual({ kind: 'never' });
  });

  test('what is known from an earlier lap must come anew', () => {
    const history = 'd1 | evangelist\nd5 | deal 9 linked; deal 9: won\nd9 | deal 8 linked; deal 8: open';
    const told = stagesOf(explain(history, 'd10', preset('buying-cycle')));
    expect(told.get('loyalty')?.rules[1]).toMatchObject({ rule: 'lifecycle', need: { isAgain: true } });
    expect(told.get('trigger')?.rules[0]).toMatchObject({ need: { condition: { lifecycle: ['lead'] } } });
    expect(told.get('trigger')?.rules[0]?.need).not.toHaveProperty('isAgain');
  });
});

describe('time', () => {
  test('says when it brings a stage, and what is next if a fact does', () => {
    const told = stagesOf(explain('d1 | created\nd10 | deal 9 linked; deal 9: won', 'd20', preset('buying-cycle')));
    expect(told.get('loyalty')).toMatchObject({
      comesAt: instantOf('d100'),
      rules: [{ rule: 'after-win', need: { at: instantOf('d100') } }, { rule: 'lifecycle' }],
    });
    expect([...told.values()].filter(({ comesAt }) => comesAt !== null)).toHaveLength(1);
  });

  test('was told before it moved the record', () => {
    const { visits } = explain('d1 | created\nd10 | deal 9 linked; deal 9: won', 'd200', preset('buying-cycle'));
    const before = visits.at(-2)!;
    expect(before.at).toBe(instantOf('d100') - 1);
    expect(before.stages.find(({ stage }) => stage === 'loyalty')?.comesAt).toBe(instantOf('d100'));
  });

  test('brings nothing that a lap will have made anew', () => {
    const model = modelOf([stage('a', { created: true }), stage('b', { elapsed: { days: 20 }, since: 'created' })], {
      newLap: { elapsed: { days: 10 }, since: 'created' },
    });
    expect(stagesOf(explain('d1 | created', 'd5', model)).get('b')).toMatchObject({ comesAt: null });
  });
});

test('points are told with what gives them and until when', () => {
  const signals = [
    { id: 'form', names, points: 20, when: { activity: ['form'] }, expires: { days: 30 } },
    { id: 'known', names, points: 5, when: { property: 'email', known: true } },
    { id: 'meeting', names, points: 9, when: { activity: ['meeting'] } },
  ];
  const stages = [stage('a', { created: true }), stage('b', { readiness: { atLeast: 40 } })];
  const told = explain(
    'd1 | created; email = a@b.example\nd5 | form',
    'd9',
    modelOf(stages, { readiness: { signals } }),
  );
  expect(told.visits.at(-1)?.readiness).toEqual({
    points: 25,
    signals: [
      { id: 'form', points: 20, expiresAt: instantOf('d35'), facts: [expect.stringContaining('form')] },
      { id: 'known', points: 5, expiresAt: null, facts: [expect.stringContaining('email')] },
    ],
  });
  expect(stagesOf(told).get('b')?.rules[0]?.need).toMatchObject({ points: 25, must: 'hold' });
});

test('watching replay changes nothing of what it gives', () => {
  const ledger = {
    record,
    aliases: new Map(),
    facts: historyOf('d1 | MQL\nd9 | deal 9 linked; deal 9: open\nd40 | deal 9: lost'),
  };
  const model = preset('lead-funnel');
  const seen: [number, string | undefined][] = [];
  const instants = ['d1', 'd8 23:59:59.999', 'd9', 'd50'].map(instantOf);
  const { journey } = replayToState(model, portal, ledger, instantOf('d100'), {
    instants,
    onReached: ({ evidence, open }) => seen.push([evidence.at, open?.visit.stage]),
  });
  expect(journey).toEqual(replay(model, portal, ledger, instantOf('d100')));
  // What happens at the instant itself is known when it is shown.
  expect(seen).toEqual(instants.map((at, index) => [at, ['nurture', 'nurture', 'convert', 'nurture'][index]]));
});

describe('a company', () => {
  const history = historyOf(
    `d1 | company 5: contact 1 linked; company 5: contact 2 linked; contact 1: MQL; contact 2: lead
     d9 | contact 1: SQL
     d20 | company 5: contact 1 unlinked
     d30 | company 5: deleted`,
  );
  const model = preset('lead-funnel');
  const members = ['1', '2'].map((recordId) => {
    const member = { objectType: 'contact', recordId } as const;
    const ledger = { record: member, aliases: new Map(), facts: history };
    return { record: member, visits: replay(model, portal, ledger, instantOf('d100')).visits };
  });
  const company = {
    record: { objectType: 'company', recordId: '5' } as const,
    aliases: new Map(),
    facts: history,
    members,
  };

  test('is explained by where its people were when each visit ended', () => {
    const { journey, visits } = explainCompany(model, company, instantOf('d100'));
    expect(visits.map(({ rule, causes }) => ({ rule, facts: causes }))).toEqual(
      journey.visits.map(({ cause }) => cause),
    );
    const standing = visits.map(({ stages }) => stages.filter(({ members }) => members.length > 0));
    expect(standing.map((some) => some.map(({ stage, relation, members }) => [stage, relation, members]))).toEqual([
      [
        ['capture', 'earlier', ['contact/2']],
        ['nurture', 'present', ['contact/1']],
      ],
      [
        ['capture', 'earlier', ['contact/2']],
        ['convert', 'present', ['contact/1']],
      ],
      [['capture', 'present', ['contact/2']]],
    ]);
    expect(visits[1]?.stages.map(({ membersFurther }) => membersFurther)).toEqual([2, 1, 1, 0, 0]);
  });

  test('is told in parts as other journeys are', () => {
    const all = explainCompany(model, company, instantOf('d100')).visits;
    const part = explainCompany(model, company, instantOf('d100'), { before: 2, count: 1 }).visits;
    expect(part).toEqual(all.slice(1, 2));
  });
});
