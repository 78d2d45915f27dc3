import fc from 'fast-check';
import type { Anchor, Condition } from '../../src/journey/conditions/condition-schema.ts';
import type { Duration } from '../../src/journey/instant.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { type ActivityKind, activityKinds } from '../../src/journey/vocabulary.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };

/** Few words, those that arbitrary ledgers use: by chance conditions then often contradict or imply each other. */
const lifecycleStage = fc.constantFrom('subscriber', 'lead', 'opportunity', 'customer', 'own-stage');
const length = fc.constantFrom<Duration>({ days: 15 }, { days: 60 }, { days: 120, minutes: 1 });
const phase = fc.constantFrom('open' as const, 'won' as const, 'lost' as const);
const ticketPhase = fc.constantFrom('open' as const, 'closed' as const);
const limit = fc.constantFrom(10, 15, 21);
const pointInTime = fc.constantFrom('now', '2026-03-01', '2026-09-01', '2026-09-01T00:00:00Z');
const oneOf = (...lists: string[][]) => fc.constantFrom(...lists);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

const anchor: fc.Arbitrary<Anchor> = fc.oneof(
  fc.constantFrom<Anchor>('created', 'visit-start', 'visit-start', 'lap-start', 'last-activity', 'engagement-end'),
  fc.constant({ property: 'lifecyclestage' }),
  phase.map((deals) => ({ deals })),
  ticketPhase.map((tickets) => ({ tickets })),
);

const lifecycle: fc.Arbitrary<Condition> = fc.oneof(
  fc.uniqueArray(lifecycleStage, { minLength: 1, maxLength: 2 }).map((list) => ({ lifecycle: list })),
  lifecycleStage.map((stage) => ({ lifecycleBefore: stage })),
  lifecycleStage.map((is) => ({ property: 'lifecyclestage', is })),
  lifecycleStage.map((became) => ({ property: 'lifecyclestage', became })),
);

const score: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom('score', 'num_conversion_events'), limit)
  .chain(([property, number]) =>
    fc.constantFrom<Condition>(
      { property, atLeast: number },
      { property, above: number },
      { property, atMost: number },
      { property, below: number },
      { property, is: String(number) },
      { property, known: true },
      { property, known: false },
    ),
  );

const contract: fc.Arbitrary<Condition> = fc
  .tuple(pointInTime, length)
  .chain(([at, span]) =>
    fc.constantFrom<Condition>(
      { property: 'contract_ends', before: at },
      { property: 'contract_ends', after: at },
      { property: 'contract_ends', olderThan: span },
      { property: 'contract_ends', dueWithin: span },
      { property: 'contract_ends', known: true },
    ),
  );

const status: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom('NEW', 'OPEN', 'BAD'), fc.constantFrom('training', 'books', 'a;b'))
  .chain(([value, topic]) =>
    fc.constantFrom<Condition>(
      { property: 'hs_lead_status', is: value },
      { property: 'hs_lead_status', in: [value, 'NEW'] },
      { property: 'hs_lead_status', became: value },
      { property: 'hs_lead_status', known: true },
      { property: 'topics', includes: topic },
      { property: 'topics', is: topic },
    ),
  );

const deals: fc.Arbitrary<Condition> = fc.record(
  {
    deals: fc.oneof(phase, fc.constant('any' as const)),
    count: fc.constantFrom(1, 2),
    pipelines: oneOf(['default'], ['other', 'default']),
    lostReasons: oneOf(['rejected'], ['rejected', 'too dear'], ['']),
    amountAtLeast: fc.constantFrom(0, 100, 1000),
    amountBelow: fc.constantFrom(100, 1000, 5000),
    probabilityAtLeast: fc.constantFrom(0, 0.5, 1),
    probabilityBelow: fc.constantFrom(0, 0.5, 1),
    after: anchor,
    quietFor: length,
  },
  { requiredKeys: ['deals'] },
);

/** Most deals are asked for by little. */
const plainDeals: fc.Arbitrary<Condition> = fc.record({ deals: phase, after: maybe(anchor) });

const tickets: fc.Arbitrary<Condition> = fc.record(
  {
    tickets: fc.oneof(ticketPhase, fc.constant('any' as const)),
    count: fc.constantFrom(1, 2),
    priorities: oneOf(['HIGH'], ['HIGH', 'URGENT']),
    after: anchor,
    quietFor: length,
  },
  { requiredKeys: ['tickets'] },
);

const activity: fc.Arbitrary<Condition> = fc.record({
  activity: fc.oneof(
    fc.constant<ActivityKind[]>([...activityKinds]),
    fc.uniqueArray(fc.constantFrom<ActivityKind>('call', 'meeting', 'form'), { minLength: 1 }),
  ),
  direction: maybe(fc.constantFrom('incoming', 'outgoing')),
  by: maybe(fc.constantFrom('owner', 'others')),
  after: maybe(anchor),
});

const wait: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ elapsed: length, since: anchor }),
  fc.record({ quietFor: length, since: maybe(anchor) }),
);
const engagement = fc.constantFrom<Condition>(
  { engagement: 'running' },
  { engagement: 'ended' },
  { engagement: 'started-again' },
);
const association: fc.Arbitrary<Condition> = fc.record(
  {
    associated: fc.constantFrom('deal' as const, 'company' as const),
    labels: oneOf(['buyer'], ['buyer', 'default']),
    count: fc.constantFrom(1, 2),
  },
  { requiredKeys: ['associated'] },
);
const familyOf = (...members: fc.Arbitrary<Condition>[]) => fc.oneof(...members);
const families = [
  familyOf(lifecycle),
  familyOf(score),
  familyOf(contract),
  familyOf(status),
  familyOf(deals, plainDeals, wait),
  familyOf(plainDeals, wait),
  familyOf(tickets, wait),
  familyOf(activity, wait, fc.constant<Condition>({ created: true })),
  familyOf(engagement, wait),
  familyOf(association),
];

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant<Condition>({ created: true }),
  { weight: 4, arbitrary: lifecycle },
  { weight: 2, arbitrary: score },
  { weight: 2, arbitrary: contract },
  { weight: 2, arbitrary: status },
  { weight: 2, arbitrary: deals },
  { weight: 3, arbitrary: plainDeals },
  tickets,
  { weight: 2, arbitrary: activity },
  { weight: 4, arbitrary: wait },
  engagement,
  association,
);

/** Two conditions of one kind, each within some scope: often one of them can't hold without the other, or beside it. */
export const arbitraryRelatives: fc.Arbitrary<[Condition, Condition]> = fc
  .constantFrom(...families)
  .chain((family) => fc.tuple(scoped(family), scoped(family)));

function scoped(inner: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.oneof(
    { weight: 3, arbitrary: inner },
    inner.map((ever) => ({ ever })),
    inner.map((thisVisit) => ({ thisVisit })),
  );
}

const readiness: fc.Arbitrary<Condition> = fc
  .constantFrom(-15, -10, 0, 20, 50, 51)
  .map((atLeast) => ({ readiness: { atLeast } }));
const mark: fc.Arbitrary<Condition> = fc.constantFrom('m-0', 'm-1', 'm-2', 'nowhere').map((asked) => ({ mark: asked }));

/** A condition that may go on for some levels. `leaves` are what it ends in. */
function composed(leaves: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 3, arbitrary: leaves },
      { weight: 4, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
      { weight: 2, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
      { weight: 3, arbitrary: tie('tree').map((not) => ({ not })) },
      { weight: 1, arbitrary: tie('tree').map((ever) => ({ ever })) },
      { weight: 2, arbitrary: tie('tree').map((thisVisit) => ({ thisVisit })) },
    ),
  }));
  return tree;
}

const anyLeaf = fc.oneof(
  { weight: 12, arbitrary: leaf },
  { weight: 1, arbitrary: readiness },
  { weight: 1, arbitrary: mark },
);

/** Some condition; it asks for marks `m-0` to `m-2` and for points, as the models below have them. */
export const arbitraryCondition = composed(anyLeaf);
const withoutMarks = composed(fc.oneof({ weight: 12, arbitrary: leaf }, readiness));
const withoutMarksAndPoints = composed(leaf);

/** Beside other conditions a rule often asks for something of them again. */
function rulesOf(conditions: readonly Condition[], picks: readonly number[]): Condition[] {
  const [first = conditions[0]!] = conditions;
  return conditions.map((condition, index) => {
    const other = conditions[(picks[index] ?? 0) % conditions.length] ?? first;
    const pick = (picks[index] ?? 0) % 5;
    if (pick === 0) return { all: [condition, other] };
    if (pick === 1) return { all: [condition, { not: other }] };
    return pick === 2 ? { any: [other, condition] } : condition;
  });
}

const ruleCount = 7;
const ruleSet = fc
  .tuple(
    fc.array(arbitraryCondition, { minLength: ruleCount, maxLength: ruleCount }),
    fc.array(fc.nat(), { minLength: ruleCount, maxLength: ruleCount }),
  )
  .map(([conditions, picks]) => rulesOf(conditions, picks));

/** A model of three stages that mean nothing. Each outcome stands in one place, so that what gave it can be told. */
export const arbitraryModel: fc.Arbitrary<Model> = fc
  .record({
    rules: ruleSet,
    outcomes: fc.array(arbitraryCondition, { minLength: 6, maxLength: 6 }),
    marks: fc.array(withoutMarks, { minLength: 3, maxLength: 3 }),
    newLap: maybe(withoutMarks),
    stays: maybe(arbitraryCondition),
    signals: fc.array(withoutMarksAndPoints, { minLength: 3, maxLength: 3 }),
  })
  .map(({ rules, outcomes, marks, newLap, stays, signals }) =>
    parseModel({
      name: 'arbitrary',
      version: 1,
      names,
      stages: [rules.slice(0, 3), rules.slice(3, 5), rules.slice(5)].map((enter, stage) => ({
        id: `stage-${stage}`,
        names,
        lead: [{ team: 'sales' }],
        enter: enter.map((when, index) => ({ id: `rule-${index}`, when })),
        ...(stays !== undefined && stage === 1 && { while: stays }),
        outcomes: [0, 1].map((index) => ({ outcome: `o-${stage}-${index}`, when: outcomes[stage * 2 + index] })),
        marks: [{ outcome: `m-${stage}`, when: marks[stage] }],
      })),
      outcomes: ['o-0-0', 'o-0-1', 'o-1-0', 'o-1-1', 'o-2-0', 'o-2-1', 'm-0', 'm-1', 'm-2'].map((id) => ({
        id,
        names,
      })),
      ...(newLap !== undefined && { newLap }),
      readiness: {
        signals: [30, 20, -10].map((points, index) => ({ id: `s-${index}`, names, points, when: signals[index] })),
      },
    }),
  );
