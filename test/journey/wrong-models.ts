import type { ModelContext } from '../../src/journey/check/check-portal.ts';
import type { KnownProperty } from '../../src/journey/check/check-properties.ts';
import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { followedByRules } from '../../src/journey/models/followed-properties.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { portal as portals } from './portal.ts';

/** A model with something wrong in it, and the portal that it is checked against. */
export type WrongModel = { title: string; model: Model; context: ModelContext };

const metadata = portals[0]!;
const { ticketPipelines: _withheld, ...withoutTickets } = metadata;
const fewStages = {
  ...metadata,
  lifecycleStages: metadata.lifecycleStages.filter(({ value }) => value !== 'evangelist' && value !== 'other'),
};
const ownStage = {
  ...metadata,
  lifecycleStages: [...metadata.lifecycleStages, { value: '9017654', label: 'Partner' }],
};
const properties = {
  contact: new Map<string, KnownProperty>([
    ['email', { type: 'string' }],
    ['hs_lead_status', { type: 'enumeration', options: [{ value: 'NEW' }, { value: 'OPEN' }] }],
    ['hs_buying_role', { type: 'enumeration', options: [{ value: 'CHAMPION' }] }],
    ['contract_ends', { type: 'date' }],
    ['num_conversion_events', { type: 'number' }],
  ]),
  deal: new Map<string, KnownProperty>([['contract_ends', { type: 'bool' }]]),
};
const unread: ModelContext = { metadata: null, properties: null, followed: followedByRules };
const known: ModelContext = { metadata, properties, followed: new Set(properties.contact.keys()) };

const calls = (name: string) => ({
  en: `${name}-en`,
  it: `${name}-it`,
  de: `${name}-de`,
  ko: `${name}-ko`,
  ru: `${name}-ru`,
});
const lead: Condition = { lifecycle: ['lead'] };
const open: Condition = { deals: 'open' };
const silent: Condition = { quietFor: { days: 9 } };
const waited: Condition = { elapsed: { days: 30 }, since: 'visit-start' };
const ended: Condition = { engagement: 'ended' };

type Change = Record<string, unknown>;

/** Stages with the rules `r0`, `r1` …, after one that everybody is in; `change` is of the first of them, `more` of the model. */
function modelOf(
  stages: Condition[][],
  change: Change = {},
  more: Change = {},
  first: Condition = { created: true },
): Model {
  const start = {
    id: 'start',
    names: calls('start'),
    lead: [{ team: 'marketing' }],
    enter: [{ id: 'r', when: first }],
  };
  const further = stages.map((rules, index) => ({
    id: `stage-${index + 1}`,
    names: calls(`stage-${index + 1}`),
    lead: [{ team: 'sales' }],
    enter: rules.map((when, position) => ({ id: `r${position}`, when })),
    ...(index === 0 && change),
  }));
  return parseModel({
    name: 'own',
    version: 1,
    names: calls('own'),
    stages: [start, ...further],
    outcomes: [],
    ...more,
  });
}

const outcomes = ['gone', 'kept'].map((id) => ({ id, names: calls(id) }));
const play = { id: 'call', team: 'sales', names: calls('call'), reasons: calls('because') };
const signals = [{ id: 'asked', names: calls('asked'), points: 5, when: lead }];
const always: Condition = { any: [open, { not: open }] };
const never: Condition = { all: [lead, { not: lead }] };
const visitNever: Condition = { all: [{ thisVisit: lead }, { not: { thisVisit: lead } }] };
const rule = (...when: Condition[]) => modelOf([when]);
const touchpoint = { id: 'meeting', place: 'offline', names: calls('meeting'), occasions: calls('monthly') };
const decision = { id: 'buy', names: calls('buy'), leadsTo: ['gone'] };
const touchpointMap = { touchpoints: [touchpoint], decisions: [decision] };

function withPlays(model: Model): Model {
  return { ...model, stages: model.stages.map((stage) => ({ ...stage, plays: [{ play: 'call' }] })) };
}

/** Past the schema, which refuses such a condition. */
function withRule(model: Model, when: Condition): Model {
  return {
    ...model,
    stages: model.stages.map((stage) => ({ ...stage, enter: [...stage.enter, { id: 'added', when }] })),
  };
}

const given: [string, Model, ModelContext?][] = [
  ['a rule that never holds', rule(never, open)],
  ['a rule that never holds within a visit', rule(visitNever, open)],
  [
    'parts that contradict each other in many ways',
    rule({ all: [{ any: [lead, open] }, { not: { any: [lead, open] } }] }, silent),
  ],
  ['a signal that never holds', modelOf([[open]], {}, { readiness: { signals: [{ ...signals[0], when: never }] } })],
  ['a lead that never holds', modelOf([[open]], { lead: [{ team: 'service', when: never }, { team: 'sales' }] })],
  [
    'an outcome that never holds',
    modelOf(
      [[open]],
      {
        outcomes: [
          { outcome: 'gone', when: never },
          { outcome: 'kept', when: lead },
        ],
      },
      { outcomes },
    ),
  ],
  [
    'a mark that never holds',
    modelOf(
      [[open]],
      {
        marks: [
          { outcome: 'gone', when: never },
          { outcome: 'kept', when: lead },
        ],
      },
      { outcomes },
    ),
  ],
  ['a play that never holds', modelOf([[open]], { plays: [{ play: 'call', when: never }] }, { plays: [play] })],
  ['a while that never holds', modelOf([[open]], { while: never })],
  ['a while that always holds', modelOf([[open]], { while: always })],
  ['a new lap that never holds', modelOf([[open]], {}, { newLap: never })],
  ['a new lap that always holds', modelOf([[open]], {}, { newLap: always })],
  ['a part that never holds', rule({ any: [open, never] })],
  ['a choice without a way', rule({ any: [{ all: [lead, { not: lead }] }, { all: [open, { not: open }] }] }, silent)],
  [
    'a mark that no stage has',
    modelOf([[{ mark: 'kept' }, open]], { marks: [{ outcome: 'gone', when: lead }] }, { outcomes }),
  ],
  [
    'a mark of a model without marks',
    modelOf([[{ mark: 'gone' }, open]], { outcomes: [{ outcome: 'gone', when: lead }] }, { outcomes }),
  ],
  [
    'points that always suffice',
    modelOf([[{ not: { readiness: { atLeast: 0 } } }, open]], {}, { readiness: { signals } }),
  ],
  ['points that nothing gives', modelOf([[{ readiness: { atLeast: 5 } }, open]])],
  ['more points than there are', modelOf([[{ readiness: { atLeast: 9 } }, open]], {}, { readiness: { signals } })],
  ['rules that need a visit alone', modelOf([[waited]], {}, {}, { thisVisit: lead })],
  ['a won deal that is improbable', rule({ deals: 'won', probabilityBelow: 0.5 }, open)],
  ['a lost deal that is probable', rule({ deals: 'lost', probabilityAtLeast: 0.5 }, open)],
  ['limits the wrong way round', rule({ deals: 'open', amountAtLeast: 9, amountBelow: 3 }, lead)],
  ['a value of no list', rule({ property: 'hs_persona', includes: 'a;b' }, open)],
  ['an empty value', rule({ property: 'email', is: '' }, open)],
  ['a day that no calendar has', withRule(rule(open, lead), { property: 'contract_ends', before: 'someday' })],
  ['a choice of nothing', withRule(rule(open, lead), { any: [] })],
  ['nothing within a visit', rule({ thisVisit: { lifecycle: [''] } }, open)],
  ['the same evidence twice', modelOf([[open], [open]])],
  ['a rule behind wider ones', modelOf([[{ all: [open, lead] }, silent], [open]])],
  ['a stage behind another', modelOf([[{ all: [open, lead] }, { all: [open, silent] }], [open]])],
  [
    'a rule behind several',
    modelOf([[{ all: [open, lead] }], [{ all: [open, silent] }], [{ all: [open, { not: silent }] }]]),
  ],
  ['a rule behind a wider one of its stage', rule(open, { all: [open, lead] })],
  ['a rule that undoes itself', rule(waited)],
  ['a rule that undoes itself into one of several', modelOf([[lead], [waited]], {}, {}, { not: lead })],
  [
    'an entry that is never come to',
    modelOf([[open]], { plays: [{ play: 'call' }, { play: 'call', when: lead }] }, { plays: [play] }),
  ],
  ['words that nothing uses', modelOf([[open]], {}, { outcomes, plays: [play] })],
  ['an end of work without laps', rule(ended)],
  [
    'a gap of the touchpoint map',
    withPlays(modelOf([[open], [{ deals: 'won' }]], { touchpointMap }, { plays: [play], outcomes })),
  ],
  ['a stage that is nearly one of the standard', rule({ lifecycle: ['custmer'] })],
  ['a stage that the portal lacks', rule({ lifecycle: ['custmer'] }), known],
  ['a stage that nobody has', rule({ lifecycle: ['zzzzzzzz'] }), known],
  ['a stage by its label', rule({ lifecycle: ['Partner'] }), { ...known, metadata: ownStage }],
  ['stages that were taken out', rule({ lifecycle: ['evangelist', 'other'] }), { ...unread, metadata: fewStages }],
  ['a deal pipeline that is misspelt', rule({ deals: 'open', pipelines: ['defalt'] }), known],
  ['a deal pipeline by its label', rule({ deals: 'open', pipelines: [metadata.dealPipelines[0]!.label] }), known],
  ['a ticket pipeline that nobody has', rule({ tickets: 'open', pipelines: ['77777'] }), known],
  ['tickets that were not granted', rule({ tickets: 'open' }), { ...unread, metadata: withoutTickets }],
  ['roles of companies', rule({ associated: 'company', roles: ['CHAMPION'] })],
  ['roles of deals', rule({ associated: 'deal', roles: ['CHAMPION'] })],
  ['a role that nobody has', rule({ associated: 'contact', roles: ['CHAMPIO'] }), known],
  [
    'a tag of the app, twice',
    rule({ property: 'journey_steward_stage', is: 'x' }, { property: 'journey_steward_stage', is: 'y' }),
  ],
  ['a property that the portal lacks', rule({ property: 'zzzzzzzz', known: true }), known],
  ['a property that is misspelt', rule({ property: 'emial', known: true }), known],
  ['a property that is not pushed', rule({ property: 'emai', known: true })],
  [
    'several that are not pushed, by the journal',
    rule({ property: 'emai', known: true }, { property: 'zzzzzzzz', known: true }),
    { ...unread, untold: 'journal' },
  ],
  ['one that is asked for', rule({ property: 'zzzzzzzz', known: true }), { ...unread, untold: 'asked' }],
  ...[
    'dealstage',
    'pipeline',
    'amount',
    'closed_lost_reason',
    'closed_won_reason',
    'closedate',
    'dealtype',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_ticket_priority',
  ].map((property): [string, Model] => [`${property} of others`, rule({ property, known: true })]),
  ['a search within a text', rule({ property: 'email', includes: 'a' })],
  ['a number of a text', rule({ property: 'email', atLeast: 5 }), known],
  ['a number of a choice', rule({ property: 'hs_lead_status', atLeast: 5 }), known],
  ['a date of a number', rule({ property: 'num_conversion_events', olderThan: { days: 5 } }), known],
  ['an option that is misspelt', rule({ property: 'hs_lead_status', in: ['NWE', 'OPEN'] }), known],
  [
    'more conditions than are compared',
    modelOf(
      Array.from({ length: 20 }, (_, stage) =>
        Array.from({ length: 10 }, (_, position) => ({
          all: [
            { any: [{ property: 'email', is: `${stage}` }, { property: 'email', is: `${position}x` }, open] },
            { any: [lead, { property: 'email', is: `${position}y` }, { property: 'hs_persona', is: `${stage}` }] },
          ],
        })),
      ),
    ),
  ],
];

/** Models that are wrong in every way that a check tells of. */
export const wrongModels: readonly WrongModel[] = given.map(([title, model, context = unread]) => ({
  title,
  model,
  context,
}));
