import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkModel as findProblems } from '../../src/journey/check/check-model.ts';
import type { ModelContext } from '../../src/journey/check/check-portal.ts';
import { problemCodes } from '../../src/journey/check/check-problem.ts';
import type { KnownProperty } from '../../src/journey/check/check-properties.ts';
import { toldProblem, wordsOfFile } from '../../src/journey/check/tell-problem.ts';
import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { followedByRules } from '../../src/journey/models/followed-properties.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { everyConditionModel } from './every-condition-model.ts';
import { replayHistory, visitLines } from './journey-text.ts';
import { portal as portals } from './portal.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
const metadata = portals[0]!;
const unread: ModelContext = { metadata: null, properties: null, followed: followedByRules };
const contact = new Map<string, KnownProperty>([
  ['email', { type: 'string' }],
  ['lifecyclestage', { type: 'enumeration', options: [{ value: 'lead' }, { value: 'customer' }] }],
  ['hs_lead_status', { type: 'enumeration', options: [{ value: 'NEW' }, { value: 'OPEN' }] }],
  ['hs_buying_role', { type: 'enumeration', options: [{ value: 'CHAMPION' }] }],
  ['hubspot_owner_id', { type: 'enumeration', options: [] }],
  ['num_conversion_events', { type: 'number' }],
  ['contract_ends', { type: 'date' }],
]);
const deal = new Map<string, KnownProperty>([['amount', { type: 'number' }]]);
const known: ModelContext = {
  metadata,
  properties: { contact, deal },
  followed: new Set([...contact.keys(), 'amount']),
};

type StageChange = Partial<Record<'lead' | 'while' | 'outcomes' | 'marks' | 'plays', unknown>>;
/** Stages with the rules `r0`, `r1` …, after one that everybody is in. */
function modelOf(stages: Condition[][], change: StageChange = {}, model: object = {}): Model {
  const start = {
    id: 'start',
    names,
    lead: [{ team: 'marketing' }],
    enter: [{ id: 'created', when: { created: true } }],
  };
  return parseModel({
    name: 'own',
    version: 1,
    names,
    stages: [
      start,
      ...stages.map((rules, index) => ({
        id: `stage-${index + 1}`,
        names,
        lead: [{ team: 'sales' }],
        enter: rules.map((when, position) => ({ id: `r${position}`, when })),
        ...(index === 0 && change),
      })),
    ],
    outcomes: [],
    ...model,
  });
}

const checkModel = (model: Model, context: ModelContext) =>
  findProblems(model, context).map((problem) => toldProblem(problem, wordsOfFile));
const told = (model: Model, context: ModelContext = unread) =>
  checkModel(model, context).map(({ severity, code, place }) => `${severity} ${code} ${place}`);
const rule = (...conditions: Condition[]) => modelOf([conditions]);

test.each([...presets])('%s has no problem, in a portal that was read or was not', (_name, model) => {
  expect(checkModel(model, unread)).toEqual([]);
  expect(checkModel(model, { ...unread, metadata })).toEqual([]);
});

const lead: Condition = { lifecycle: ['lead'] };
const open: Condition = { deals: 'open' };
const when = 'stages[1].enter[0].when';

describe('a rule that can never hold', () => {
  test.each<[Condition, string]>([
    [{ all: [lead, { lifecycle: ['customer'] }] }, ''],
    [{ all: [open, { not: open }] }, ''],
    [{ all: [lead, { property: 'lifecyclestage', known: false }] }, ''],
    [
      {
        all: [
          { property: 'email', is: 'a' },
          { property: 'email', in: ['b', 'c'] },
        ],
      },
      '',
    ],
    [{ all: [{ property: 'email', is: 'a' }, { not: { property: 'email', became: 'a' } }] }, ''],
    [
      {
        all: [
          { property: 'num_conversion_events', atLeast: 5 },
          { property: 'num_conversion_events', below: 5 },
        ],
      },
      '',
    ],
    [
      {
        all: [
          { property: 'num_conversion_events', above: 5 },
          { not: { property: 'num_conversion_events', above: 4 } },
        ],
      },
      '',
    ],
    [
      {
        all: [
          { property: 'recent_conversion_date', before: '2026-01-01' },
          { property: 'recent_conversion_date', after: '2026-02-01' },
        ],
      },
      '',
    ],
    [
      {
        all: [
          { property: 'recent_conversion_date', olderThan: { days: 1 } },
          { property: 'recent_conversion_date', after: 'now' },
        ],
      },
      '',
    ],
    [
      {
        all: [
          { property: 'recent_conversion_date', dueWithin: { days: 1 } },
          { property: 'recent_conversion_date', before: 'now' },
        ],
      },
      '',
    ],
    [
      {
        all: [
          { property: 'hs_persona', is: 'a;b' },
          { property: 'hs_persona', includes: 'c' },
        ],
      },
      '',
    ],
    [{ property: 'email', is: '' }, ''],
    [{ property: 'hs_persona', includes: 'a;b' }, ''],
    [{ deals: 'open', amountAtLeast: 9, amountBelow: 9 }, ''],
    [{ deals: 'open', probabilityAtLeast: 0.8, probabilityBelow: 0.5 }, ''],
    [{ deals: 'won', probabilityBelow: 1 }, ''],
    [{ deals: 'lost', probabilityAtLeast: 0.1 }, ''],
    [{ all: [{ deals: 'open', count: 3 }, { not: { deals: 'any', count: 2 } }] }, ''],
    [{ all: [{ deals: 'open', after: { deals: 'won' } }, { not: { deals: 'won' } }] }, ''],
    [{ all: [{ tickets: 'open' }, { not: { tickets: 'any' } }] }, ''],
    [{ all: [{ associated: 'deal', labels: ['buyer'] }, { not: { associated: 'deal' } }] }, ''],
    [{ all: [{ engagement: 'started-again' }, { not: { engagement: 'running' } }] }, ''],
    [{ all: [{ elapsed: { days: 9 }, since: 'created' }, { not: { elapsed: { days: 5 }, since: 'created' } }] }, ''],
    [{ all: [{ quietFor: { days: 9 } }, { not: { created: true } }] }, ''],
    [{ all: [{ activity: ['call'], after: 'visit-start' }, { not: { activity: ['call', 'form'] } }] }, ''],
    [{ all: [{ thisVisit: open }, { not: { ever: open } }] }, ''],
    [{ any: [{ all: [lead, { not: lead }] }, { deals: 'won', probabilityBelow: 0.5 }] }, ''],
    // The place is the smallest part that fails by itself.
    [{ all: [{ created: true }, { ever: { all: [open, { not: open }] } }] }, '.all[1].ever'],
    [{ all: [{ created: true }, { any: [{ property: 'email', is: '' }] }] }, '.all[1].any[0]'],
    [{ mark: 'no-decision' }, ''],
    [{ readiness: { atLeast: 1 } }, ''],
  ])('%j', (condition, part) => {
    const lines = told(rule(condition, open)).filter((line) => !line.includes('engagement-without-laps'));
    expect(lines).toEqual([`error never-holds ${when}${part}`]);
  });

  test.each<Condition>([
    // A stage of the portal's own counts as the default stage before it: it can be both.
    { all: [lead, { lifecycle: ['own-stage'] }] },
    { all: [{ lifecycleBefore: 'customer' }, { not: { lifecycleBefore: 'lead' } }] },
    {
      all: [
        { deals: 'open', probabilityBelow: 0.5 },
        { deals: 'open', probabilityAtLeast: 0.5 },
      ],
    },
    {
      all: [
        { property: 'num_conversion_events', known: true },
        { not: { property: 'num_conversion_events', atLeast: 5 } },
        { not: { property: 'num_conversion_events', below: 5 } },
      ],
    },
    { all: [{ property: 'email', is: 'a' }, { not: { thisVisit: { property: 'email', is: 'a' } } }] },
    {
      all: [
        { property: 'topics', includes: 'a' },
        { property: 'topics', includes: 'b' },
      ],
    },
    { all: [{ elapsed: { days: 9 }, since: 'created' }, { not: { quietFor: { days: 9 } } }] },
    { all: [{ deals: 'open', after: 'last-activity' }, { not: { deals: 'open', quietFor: { days: 1 } } }] },
    { all: [{ activity: ['call'] }, { not: { activity: ['call'], after: 'created' } }] },
  ])('may hold: %j', (condition) => {
    expect(told(rule(condition)).filter((line) => line.includes('never-holds'))).toEqual([]);
  });

  test('says which parts contradict each other, where, and what to do', () => {
    const [problem] = checkModel(rule({ all: [{ created: true }, lead, { not: lead }] }, open), unread);
    expect(problem).toMatchObject({ path: ['stages', 1, 'enter', 0, 'when'], place: when });
    expect(problem!.message).toBe(
      'Stage "stage-1", rule "r0" can never hold: {"lifecycle":["lead"]} at stages[1].enter[0].when.all[1] and not ' +
        '{"lifecycle":["lead"]} at stages[1].enter[0].when.all[2].not contradict each other. Leave one out, or join them with "any".',
    );
  });

  test('a new lap may begin within a visit, so what is of the visit need not be of the lap', () => {
    const condition: Condition = { all: [{ thisVisit: open }, { not: open }] };
    const newLap = { newLap: { deals: 'open', after: { deals: 'won' } } };
    expect(told(rule(condition, open))).toEqual([`error never-holds ${when}`]);
    expect(told(modelOf([[condition, open]], {}, newLap))).toEqual([]);
  });

  test('one way of several is a warning', () => {
    expect(told(rule({ any: [open, { deals: 'won', probabilityBelow: 0.5 }] }))).toEqual([
      `warning branch-never-holds ${when}.any[1]`,
    ]);
  });

  test('points that the signals cannot give', () => {
    const readiness = { signals: [5, -2, 7].map((points, index) => ({ id: `s${index}`, names, points, when: open })) };
    const asking = (atLeast: number) => told(modelOf([[{ readiness: { atLeast } }]], {}, { readiness }));
    expect(asking(13)).toContain(`error never-holds ${when}`);
    expect(asking(12)).toEqual([]);
  });

  test('a mark that the stage itself lacks, where it is the stage that is asked', () => {
    const marks = [{ outcome: 'm', when: open }];
    const change = { lead: [{ team: 'sales', when: { mark: 'm' } }, { team: 'marketing' }] };
    const model = modelOf([[lead], [open]], change, { outcomes: [{ id: 'm', names }] });
    model.stages[2]!.marks = marks;
    expect(told(model)).toEqual(['error never-holds stages[1].lead[0].when']);
    model.stages[1]!.marks = marks;
    expect(told(model)).toEqual([]);
  });
});

describe('rules that do not decide', () => {
  test('a stage that a further one always overtakes', () => {
    expect(told(modelOf([[{ all: [open, lead] }, { deals: 'open', count: 2 }], [open]]))).toEqual([
      'error stage-unreachable stages[1]',
      'warning rule-shadowed stages[1].enter[0]',
      'warning rule-shadowed stages[1].enter[1]',
    ]);
  });
  test('one rule of it', () => {
    expect(told(modelOf([[{ all: [open, lead] }, lead], [open]]))).toEqual([
      'warning rule-shadowed stages[1].enter[0]',
    ]);
  });
  test('overtaken by several rules together', () => {
    const halves: Condition[] = [{ all: [lead, open] }, { all: [lead, { not: open }] }];
    expect(told(modelOf([[lead, { deals: 'won' }], halves]))).toEqual(['warning rule-shadowed stages[1].enter[0]']);
  });
  test('the same evidence, however it is written', () => {
    const [one, other]: Condition[] = [
      { not: { any: [open, { deals: 'lost' }] } },
      { all: [{ not: { deals: 'lost' } }, { not: open }] },
    ];
    expect(told(modelOf([[one!, lead], [other!]]))).toEqual([
      // Who was just created has no deals either.
      'warning same-evidence stages[1].enter[0]',
    ]);
    const [problem] = checkModel(modelOf([[open], [open]]), unread).filter(({ code }) => code === 'same-evidence');
    expect(problem).toMatchObject({ severity: 'error', place: 'stages[1].enter[0]' });
    expect(problem!.message).toContain(
      'Stage "stage-1", rule "r0" and stage "stage-2", rule "r0" claim the same evidence',
    );
  });
  test('a rule behind a wider one of its stage', () => {
    expect(told(rule(open, { all: [open, lead] }))).toEqual(['warning rule-never-cause stages[1].enter[1]']);
    expect(told(rule({ all: [open, lead] }, open))).toEqual([]);
  });
  test('no rule that could begin a journey', () => {
    const model = modelOf([[{ thisVisit: open }], [{ elapsed: { days: 9 }, since: 'visit-start' }]]);
    model.stages.shift();
    expect(told(model)).toEqual(['error no-beginning stages']);
  });
});

describe('lists', () => {
  const catalogue = { plays: ['p', 'q'].map((id) => ({ id, team: 'sales', names, reasons: names })) };
  test('an entry that an earlier one always precedes', () => {
    const plays = [
      { play: 'p', when: open },
      { play: 'q', when: { all: [open, lead] } },
      { play: 'p' },
      { play: 'q', when: lead },
    ];
    const outcomes = [
      { outcome: 'o', when: open },
      { outcome: 'o', when: { deals: 'open', count: 2 } },
    ];
    const leads = [{ team: 'sales' }, { team: 'marketing' }];
    const model = modelOf([[lead]], { plays, outcomes, lead: leads }, { ...catalogue, outcomes: [{ id: 'o', names }] });
    expect(told(model)).toEqual(
      ['lead[1]', 'outcomes[1]', 'plays[1]', 'plays[3]'].map(
        (place) => `warning entry-never-reached stages[1].${place}`,
      ),
    );
  });
  test('words that nothing uses', () => {
    const model = modelOf([[lead]], { plays: [{ play: 'q' }] }, { ...catalogue, outcomes: [{ id: 'o', names }] });
    expect(told(model)).toEqual(['warning outcome-unused outcomes[0]', 'warning play-unused plays[0]']);
  });
  test('a "while" that says nothing', () => {
    expect(told(modelOf([[lead]], { while: { any: [open, { not: open }] } }))).toEqual([
      'warning always-holds stages[1].while',
    ]);
    expect(told(modelOf([[lead]], { while: { all: [open, { not: open }] } }))).toEqual([
      'warning while-never-holds stages[1].while',
    ]);
  });
  test('a lap that never begins', () => {
    expect(told(modelOf([[lead]], {}, { newLap: { not: { all: [open, { not: open }] } } }))).toContain(
      'warning always-holds newLap',
    );
    expect(told(modelOf([[lead]], {}, { newLap: { all: [open, { not: open }] } }))).toEqual([
      'error never-holds newLap',
    ]);
  });
  test('an engagement that has ended, in a model without laps', () => {
    expect(told(rule({ engagement: 'ended' }))).toEqual([`warning engagement-without-laps ${when}`]);
    expect(told(rule({ engagement: 'running' }))).toEqual([]);
  });
});

describe('what the portal does not have', () => {
  test.each<[Condition, ModelContext, string, string]>([
    [
      { property: 'lifecyclestge', known: true },
      known,
      `error property-unknown ${when}`,
      'Did you mean "lifecyclestage"?',
    ],
    [
      { property: 'lifecyclestge', known: true },
      unread,
      `warning property-not-followed ${when}`,
      'Did you mean "lifecyclestage"?',
    ],
    [{ property: 'favourite_colour', known: true }, unread, `warning property-not-followed ${when}`, 'does not push'],
    [
      { elapsed: { days: 1 }, since: { property: 'nothing' } },
      known,
      `error property-unknown ${when}.since`,
      '"nothing"',
    ],
    [{ property: 'journey_steward_stage', known: true }, unread, `warning own-tag ${when}`, 'writes the property'],
    [{ property: 'hs_lead_status', is: 'OPNE' }, known, `error option-unknown ${when}.is`, 'Did you mean "OPEN"?'],
    [{ property: 'hs_lead_status', in: ['OPEN', 'x'] }, known, `error option-unknown ${when}.in[1]`, 'NEW, OPEN'],
    [{ property: 'hs_lead_status', became: 'GONE' }, known, `error option-unknown ${when}.became`, 'NEW, OPEN'],
    [{ property: 'hs_lead_status', atLeast: 2 }, known, `error property-type ${when}`, 'needs a number'],
    [{ property: 'dealstage', is: '4711' }, unread, `warning property-of-others ${when}`, 'Ask with "deals" and "prob'],
    [{ property: 'amount', atLeast: 9 }, known, `warning property-of-others ${when}`, '"amountAtLeast"'],
    [
      { elapsed: { days: 1 }, since: { property: 'pipeline' } },
      unread,
      `warning property-of-others ${when}`,
      '"pipelines"',
    ],
    [{ property: 'email', includes: 'example' }, unread, `warning includes-of-one ${when}`, 'no search within a text'],
    [
      { property: 'contract_ends', includes: '2026' },
      known,
      `warning includes-of-one ${when}`,
      'no search within a text',
    ],
    [{ property: 'email', below: 2 }, known, `warning property-type ${when}`, 'needs a number'],
    [{ property: 'num_conversion_events', after: 'now' }, known, `error property-type ${when}`, 'needs a date'],
    [
      { lifecycle: ['custmer', 'lead'] },
      { ...known, properties: null },
      `error lifecycle-unknown ${when}`,
      'Did you mean "customer"?',
    ],
    [{ lifecycle: ['custmer'] }, unread, `warning lifecycle-unknown ${when}`, 'Did you mean "customer"?'],
    [
      { deals: 'open', pipelines: ['Sales'] },
      known,
      `error pipeline-unknown ${when}.pipelines[0]`,
      'the label of "default"',
    ],
    [{ associated: 'contact', roles: ['CHAMPIO'] }, known, `error option-unknown ${when}.roles[0]`, '"CHAMPION"'],
    [{ associated: 'deal', roles: ['CHAMPION'] }, known, `warning roles-of-others ${when}.roles`, 'no buying role'],
  ])('%j', (condition, context, line, words) => {
    const problems = checkModel(rule(condition), context);
    expect(problems.map(({ severity, code, place }) => `${severity} ${code} ${place}`)).toEqual([line]);
    expect(problems[0]!.message).toContain(words);
  });

  test.each<[Condition, ModelContext]>([
    [{ property: 'hubspot_owner_id', is: '7' }, known],
    [{ property: 'contract_ends', dueWithin: { days: 9 } }, known],
    [{ property: 'num_conversion_events', atLeast: 9 }, known],
    [{ property: 'hs_buying_role', includes: 'CHAMPION' }, known],
    [{ lifecycle: ['9017654'] }, unread],
    [{ deals: 'open', pipelines: ['default'] }, known],
    [{ tickets: 'open', pipelines: ['0'] }, known],
  ])('it has %j', (condition, context) => {
    expect(told(rule(condition), context)).toEqual([]);
  });

  test("HubSpot's stages that a portal has taken out matter only where nothing else is named", () => {
    const few = {
      ...metadata,
      lifecycleStages: metadata.lifecycleStages.filter(({ value }) => value !== 'evangelist'),
    };
    const context = { ...known, properties: null, metadata: few };
    expect(told(rule({ lifecycle: ['customer', 'evangelist'] }), context)).toEqual([]);
    expect(told(rule({ lifecycle: ['evangelist'] }), context)).toEqual([`warning lifecycle-unknown ${when}`]);
  });

  test('tickets, where the portal has not granted them', () => {
    const { ticketPipelines: _withheld, ...withheld } = metadata;
    const waiting: Condition = { elapsed: { days: 3 }, since: { tickets: 'open' } };
    for (const condition of [{ tickets: 'open', pipelines: ['0'] }, waiting] as Condition[]) {
      expect(told(rule(condition), { ...known, metadata: withheld })).toEqual([`warning tickets-not-granted ${when}`]);
      expect(told(rule(condition), known)).toEqual([]);
    }
  });

  test('a property in many places is told once', () => {
    const model = modelOf([
      [
        { property: 'x', is: 'a' },
        { property: 'x', is: 'b' },
      ],
    ]);
    const [problem, ...others] = checkModel(model, unread);
    expect(others).toEqual([]);
    expect(problem!.message).toContain('It stands in 1 more, the next at stages[1].enter[1].when.');
  });
});

test('properties that are not pushed are told together, last', () => {
  const model = modelOf([
    [
      { property: 'x', is: 'a' },
      { property: 'lifecyclestge', is: 'b' },
    ],
    [{ property: 'email', includes: 'a' }],
  ]);
  expect(told(model)).toEqual([
    'warning includes-of-one stages[2].enter[0].when',
    `warning property-not-followed ${when}`,
  ]);
  expect(checkModel(model, unread)[1]!.message).toMatch(
    /2 properties .* They are: "x" at stages\[1\]\.enter\[0\]\.when; "lifecyclestge" at stages\[1\]\.enter\[1\]\.when \(Did you mean "lifecyclestage"\?\)\.$/,
  );
});

test('errors come first, then the order of the file', () => {
  const model = modelOf([[{ property: 'x', known: true }], [{ all: [open, { not: open }] }]]);
  expect(told(model)).toEqual([
    'error stage-unreachable stages[2]',
    'error never-holds stages[2].enter[0].when',
    'warning property-not-followed stages[1].enter[0].when',
  ]);
});

test('a model that asks for everything is looked through, however large its conditions are', () => {
  const wide: Condition = {
    all: Array.from({ length: 30 }, (_, index) => ({ any: [{ property: `p${index}`, is: 'a' }, open] })),
  };
  const codes = checkModel(modelOf([[wide], [{ not: wide }]]), unread).map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['property-not-followed']));
  expect(checkModel(everyConditionModel, { metadata, properties: null, followed: new Set() }).length).toBeGreaterThan(
    0,
  );
});

describe('a rule that undoes itself', () => {
  const waited: Condition = { elapsed: { days: 30 }, since: 'visit-start' };
  const [form, meeting]: Condition[] = [{ activity: ['form'] }, { activity: ['meeting'] }];
  test.each<[Condition]>([
    [waited],
    [{ all: [lead, { quietFor: { days: 9 }, since: 'visit-start' }] }],
    [{ any: [waited, { thisVisit: { deals: 'open', quietFor: { days: 3 } } }] }],
    [{ thisVisit: { elapsed: { days: 3 }, since: { property: 'email' } } }],
    [{ thisVisit: { all: [form!, meeting!] } }],
  ])('%j', (condition) => {
    expect(told(rule(condition))).toEqual([`warning ceases-on-entry ${when}`]);
  });
  test.each<[string, Condition]>([
    ['the activity that enters lies in the visit that it begins', { thisVisit: form! }],
    ['one way goes on to hold', { any: [waited, lead] }],
    ['another point', { elapsed: { days: 30 }, since: 'last-activity' }],
    ['what has not come yet has not come in the next visit either', { not: waited }],
  ])('not where %s', (_why, condition) => {
    expect(told(rule(condition))).toEqual([]);
  });
  test('not where another rule keeps the record, or no earlier one takes it', () => {
    const following: Condition = { all: [lead, waited] };
    expect(told(modelOf([[following, lead]])).filter((line) => line.includes('ceases'))).toEqual([]);
    const model = modelOf([[lead], [{ all: [open, waited] }]]);
    const rest = {
      ...model,
      stages: [
        { ...model.stages[0]!, enter: [{ id: 'won', when: { deals: 'won' as const } }] },
        ...model.stages.slice(1),
      ],
    };
    expect(told(rest)).toEqual([]);
  });
  test('it is so in replay', () => {
    const journey = replayHistory('d1 | created\nd40 | call', {
      model: modelOf([[waited]]),
      now: 'd41',
    });
    const visits = visitLines(journey);
    expect(visits.map((line) => line.split(' ')[0])).toEqual(['start', 'stage-1', 'start']);
  });
});

describe('the largest models', () => {
  const large = (rules: number, ruleOf: (index: number) => Condition) => {
    const count = 40;
    const numbers = (stage: number) => Array.from({ length: rules }, (_, index) => stage * rules + index);
    return modelOf(Array.from({ length: count }, (_, stage) => numbers(stage).map(ruleOf)));
  };
  test.each<[string, Model]>([
    ['one property', large(49, (index) => ({ property: 'email', is: `v${index}` }))],
    ['deals', large(49, (index) => ({ deals: 'open', amountAtLeast: index, amountBelow: index + 1 }))],
    [
      'long lists',
      large(49, (index) => ({ property: 'email', in: Array.from({ length: 500 }, (_, at) => `v${index + at}`) })),
    ],
  ])('%s: are checked while somebody waits, and it is told that not all was looked at', (_name, model) => {
    const begun = performance.now();
    const lines = told(model);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(lines).toContain('warning check-incomplete ');
  });
  test('where each rule looks at something else, everything is told', () => {
    const model = large(20, (index) =>
      index === 41 ? { all: [open, { not: open }] } : { property: `p${index}`, known: true },
    );
    expect(told(model)).toContain('error never-holds stages[3].enter[1].when');
    expect(told(model)).not.toContain('warning check-incomplete ');
  });
});

test('docs/models.md says of every finding what to do', () => {
  const page = readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8');
  for (const code of problemCodes) expect(page).toContain(`| \`${code}\``);
});
