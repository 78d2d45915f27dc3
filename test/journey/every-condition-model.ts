import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };

/** Each stage by one kind of evidence, so that among them they ask for everything that a condition can ask for. */
const stages: { id: string; when: Condition[]; lead?: Condition; mark?: Condition }[] = [
  { id: 'known', when: [{ created: true }, { property: 'email', known: true }] },
  {
    id: 'counted',
    when: [
      { property: 'num_conversion_events', above: 0 },
      {
        all: [
          { property: 'score', atLeast: 10 },
          { property: 'score', atMost: 20 },
        ],
      },
      { property: 'score', below: -5 },
    ],
    lead: { readiness: { atLeast: 25 } },
  },
  {
    id: 'interested',
    when: [
      { property: 'topics', includes: 'training' },
      { property: 'hs_lead_status', became: 'OPEN' },
      { property: 'hs_lead_status', in: ['NEW', 'CONNECTED'] },
      { property: 'hs_lead_status', is: 'BAD' },
      { activity: ['call', 'feedback'], direction: 'incoming', after: 'visit-start' },
      { activity: ['call', 'meeting'], by: 'others' },
      { all: [{ activity: ['call', 'logged'], direction: 'outgoing', by: 'owner' }, { not: { deals: 'open' } }] },
    ],
    mark: { quietFor: { days: 45 }, since: 'visit-start' },
  },
  {
    id: 'ready',
    when: [{ readiness: { atLeast: 40 } }],
    mark: { thisVisit: { activity: ['meeting', 'call'] } },
  },
  {
    id: 'together',
    when: [
      { all: [{ associated: 'company' }, { lifecycle: ['salesqualifiedlead', 'opportunity'] }] },
      { all: [{ associated: 'deal', labels: ['buyer'] }, { lifecycleBefore: 'opportunity' }] },
      { associated: 'contact', roles: ['DECISION_MAKER'], count: 1 },
    ],
    lead: { mark: 'silent' },
    mark: { elapsed: { days: 30 }, since: 'last-activity' },
  },
  {
    id: 'buying',
    when: [
      { deals: 'open', amountAtLeast: 100, amountBelow: 1500 },
      { deals: 'any', count: 2, after: { property: 'lifecyclestage' } },
      { deals: 'lost', lostReasons: ['too dear'], after: 'lap-start' },
    ],
    mark: { deals: 'open', quietFor: { days: 60 } },
  },
  {
    id: 'in-need',
    when: [
      { tickets: 'open', priorities: ['HIGH', 'URGENT'] },
      { tickets: 'any', count: 2, pipelines: ['0'] },
      {
        all: [
          { tickets: 'closed', after: { property: 'email' } },
          { elapsed: { days: 15 }, since: { tickets: 'closed' } },
        ],
      },
    ],
    lead: { elapsed: { days: 60 }, since: { tickets: 'open' } },
    mark: { tickets: 'open', quietFor: { days: 30 } },
  },
  {
    id: 'under-contract',
    when: [
      { property: 'contract_ends', after: 'now' },
      { property: 'contract_begins', before: '2026-06-01' },
      { all: [{ deals: 'won' }, { not: { engagement: 'ended' } }] },
    ],
    lead: { property: 'contract_ends', dueWithin: { days: 40 } },
    mark: { property: 'contract_begins', olderThan: { days: 75, hours: 12 } },
  },
  {
    id: 'leaving',
    when: [
      {
        all: [
          { property: 'contract_ends', before: 'now' },
          { elapsed: { days: 15 }, since: { deals: 'won' } },
        ],
      },
      { all: [{ engagement: 'ended' }, { quietFor: { days: 30 }, since: 'engagement-end' }] },
    ],
  },
];

/** A model that asks for everything a model can ask for. It makes no sense to a marketer, and much to a property test. */
export const everyConditionModel: Model = parseModel({
  name: 'every-condition',
  version: 1,
  names,
  stages: stages.map(({ id, when, lead, mark }) => ({
    id,
    names,
    lead: [...(lead === undefined ? [] : [{ team: 'sales', when: lead }]), { team: 'marketing' }],
    enter: when.map((condition, index) => ({ id: `rule-${index + 1}`, when: condition })),
    while: { any: [{ created: true }, { readiness: { atLeast: 10 } }] },
    outcomes: [{ outcome: 'moved', when: { ever: { deals: 'won' } } }],
    marks: mark === undefined ? [] : [{ outcome: 'silent', when: mark }],
  })),
  outcomes: [
    { id: 'moved', names },
    { id: 'silent', names },
  ],
  newLap: { any: [{ deals: 'open', after: 'engagement-end' }, { engagement: 'started-again' }] },
  readiness: {
    signals: [
      { id: 'form', names, points: 20, when: { activity: ['form'] }, expires: { days: 30 } },
      { id: 'meeting', names, points: 25, when: { activity: ['meeting'] }, expires: { days: 15, minutes: 1 } },
      { id: 'topic', names, points: 15, when: { property: 'topics', known: true }, expires: { days: 60 } },
      { id: 'known', names, points: 5, when: { property: 'email', known: true } },
      { id: 'silence', names, points: -10, when: { quietFor: { days: 45 } } },
    ],
  },
});
