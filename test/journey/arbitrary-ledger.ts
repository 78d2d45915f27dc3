import fc from 'fast-check';
import type { Aliases } from '../../src/journey/evidence/evidence.ts';
import type { Fact, HeardFact, Hearing } from '../../src/journey/facts.ts';
import { dayMs } from '../../src/journey/instant.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { outcomesOfStage } from '../../src/journey/outcomes-said.ts';
import type { PortalMetadata } from '../../src/journey/portal-metadata.ts';
import { everyConditionModel } from './every-condition-model.ts';
import { instantOf } from './notation.ts';
import { observed } from './portal.ts';

/** A ledger as it might be: the facts each once, and everything that was ever heard of them. */
export type ArbitraryLedger = {
  model: Model;
  portal: PortalMetadata[];
  aliases: Aliases;
  facts: Fact[];
  heard: HeardFact[];
};

/** Contacts 1 and 2 live on in contact 3, deal 8 in deal 9, ticket 6 in ticket 7; deal 10 and company 5 stand alone. */
export const aliases: Aliases = new Map([
  ['contact/1', '3'],
  ['contact/2', '3'],
  ['deal/8', '9'],
  ['ticket/6', '7'],
]);

export const lastDay = 600;

/**
 * Few days, few times of the day: facts often meet in one millisecond, or within the minute of an emptied lifecycle stage, or
 * at the instant at which 90 or 180 days are over.
 */
export const arbitraryInstant = fc
  .tuple(fc.integer({ min: 1, max: lastDay }), fc.constantFrom(0, 0, 0, 1, 20_000, 60_000, 60_001, 7_200_000))
  .map(([day, ms]) => instantOf('d1') + Math.floor(day / 15) * 15 * dayMs + ms);

const contactId = fc.constantFrom('1', '2', '3', '3', '3');
const dealId = fc.constantFrom('8', '9', '9', '10');
const ticketId = fc.constantFrom('6', '7', '7', '11');
const fact = (parts: { [K in 'objectType' | 'recordId' | 'kind' | 'subject' | 'value']: fc.Arbitrary<Fact[K]> }) =>
  fc.record({ ...parts, occurredAt: arbitraryInstant });
const one = fc.constant;

const lifecycleValues = ['', '', 'subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity'];
const contactProperties: Record<string, string[]> = {
  lifecyclestage: [...lifecycleValues, 'customer', 'evangelist', 'own-stage'],
  email: ['', 'a@b.example'],
  num_conversion_events: ['', '1'],
  notes_last_contacted: ['1', '2', '3'],
  hubspot_owner_id: ['', '7', '8'],
  journey_steward_prospect_outcome: ['', 'not-now', 'rejected'],
  journey_steward_leaving_reason: ['', 'moved away'],
  journey_steward_experience: ['good', 'bad'],
  journey_steward_engagement_start: ['', ...days(20, 100, 300)],
  journey_steward_engagement_end: ['', ...days(60, 200, 400)],
};
/** What no preset looks at, but a model of one's own may. */
const otherProperties: Record<string, string[]> = {
  score: ['', '-9', '10', '15', '21', 'many'],
  topics: ['', 'training', 'books;training', 'books'],
  hs_lead_status: ['', 'NEW', 'OPEN', 'BAD'],
  hs_buying_role: ['', 'DECISION_MAKER', 'CHAMPION;DECISION_MAKER'],
  contract_begins: ['', ...days(30, 90, 240)],
  contract_ends: ['', ...days(120, 360, 480), '2026-09-01'],
};
const dealPropertyValues: Record<string, string[]> = {
  dealstage: ['open', 'open', 'proposal', 'contract', 'won', 'lost', 'parked', 'retired'],
  pipeline: ['default', 'default', 'other'],
  amount: ['100', '2000'],
  closed_lost_reason: ['rejected', 'too dear'],
  notes_last_contacted: ['1', '2'],
};
const ticketPropertyValues: Record<string, string[]> = {
  hs_pipeline_stage: ['asked', 'asked', 'in-work', 'solved', 'solved', 'retired', ''],
  hs_pipeline: ['0', '0', '4'],
  hs_ticket_priority: ['LOW', 'HIGH', 'URGENT'],
  notes_last_contacted: ['1', '2'],
};

function days(...numbers: number[]): string[] {
  return numbers.map((day) => String(instantOf(`d${day}`)));
}

const propertyOf = (
  objectType: 'contact' | 'deal' | 'ticket',
  recordId: fc.Arbitrary<string>,
  values: Record<string, string[]>,
) =>
  fc.constantFrom(...Object.keys(values)).chain((subject) =>
    fact({
      objectType: one(objectType),
      recordId,
      kind: one('property'),
      subject: one(subject),
      value: fc.constantFrom(...(values[subject] ?? [])),
    }),
  );

const lifecycle = propertyOf('contact', contactId, { lifecyclestage: contactProperties.lifecyclestage ?? [] });
const dealStage = propertyOf('deal', dealId, { dealstage: dealPropertyValues.dealstage ?? [] });

const association = fc.oneof(
  fact({
    objectType: one('contact'),
    recordId: contactId,
    kind: one('association'),
    subject: fc
      .tuple(dealId, fc.constantFrom('default', 'default', 'buyer'))
      .map(([id, label]) => `deal:${id}:${label}`),
    value: fc.constantFrom('added', 'added', 'added', 'removed'),
  }),
  fact({
    objectType: one('deal'),
    recordId: dealId,
    kind: one('association'),
    subject: contactId.map((id) => `contact:${id}:default`),
    value: fc.constantFrom('added', 'added', 'removed'),
  }),
  fact({
    objectType: one('contact'),
    recordId: contactId,
    kind: one('association'),
    subject: fc.constantFrom('company:5:default', 'company:5:primary'),
    value: fc.constantFrom('added', 'added', 'removed'),
  }),
  fact({
    objectType: one('company'),
    recordId: one('5'),
    kind: one('association'),
    subject: fc
      .tuple(fc.constantFrom('contact:3', 'contact:1', 'contact:4', 'deal:9', 'deal:10'), one('default'))
      .map((parts) => parts.join(':')),
    value: fc.constantFrom('added', 'added', 'added', 'removed'),
  }),
);

/** Everything that can be heard of tickets, from either side. */
const ofTickets = fc.oneof(
  { weight: 4, arbitrary: propertyOf('ticket', ticketId, ticketPropertyValues) },
  {
    weight: 3,
    arbitrary: fact({
      objectType: one('ticket'),
      recordId: ticketId,
      kind: one('association'),
      subject: fc.constantFrom('contact:3:default', 'contact:3:default', 'contact:1:default', 'deal:9:default'),
      value: fc.constantFrom('added', 'added', 'removed'),
    }),
  },
  {
    weight: 1,
    arbitrary: fact({
      objectType: one('contact'),
      recordId: contactId,
      kind: one('association'),
      subject: ticketId.map((id) => `ticket:${id}:default`),
      value: fc.constantFrom('added', 'removed'),
    }),
  },
  { weight: 1, arbitrary: fact({ ...plain('ticket', ticketId), kind: fc.constantFrom('deleted', 'restored') }) },
  {
    weight: 1,
    arbitrary: fact({ ...plain('ticket', one('7')), kind: one('merged'), subject: one('6') }),
  },
);

const life = fc.oneof(
  { weight: 4, arbitrary: fact({ ...plain('contact', contactId), kind: one('created') }) },
  { weight: 2, arbitrary: fact({ ...plain('contact', one('3')), kind: fc.constantFrom('deleted', 'restored') }) },
  { weight: 1, arbitrary: fact({ ...plain('contact', contactId), kind: one('deleted') }) },
  { weight: 1, arbitrary: fact({ ...plain('deal', dealId), kind: fc.constantFrom('deleted', 'restored') }) },
  { weight: 1, arbitrary: fact({ ...plain('company', one('5')), kind: fc.constantFrom('deleted', 'restored') }) },
  {
    weight: 1,
    arbitrary: fact({ ...plain('contact', one('3')), kind: one('merged'), subject: one('1;2') }),
  },
);

function plain<T extends Fact['objectType']>(objectType: T, recordId: fc.Arbitrary<string>) {
  return { objectType: one(objectType), recordId, subject: one(''), value: one('') };
}

const activity = fact({
  ...plain('contact', contactId),
  kind: one('activity'),
  subject: fc.constantFrom('call:1', 'call:5', 'meeting:2', 'form:3', 'email-open:4', 'feedback:6'),
  value: fc.constantFrom('', 'incoming', 'outgoing', 'outgoing:7', ':8', 'incoming:8'),
});

const correction = (model: Model) =>
  fact({
    ...plain('contact', contactId),
    kind: one('action'),
    subject: fc.constantFrom('stage-corrected:c1', 'stage-corrected:c2', 'correction-withdrawn:c1'),
    value: fc
      .constantFrom(...model.stages.map(({ id }) => id), 'no-such-stage')
      .map((stage) => JSON.stringify({ model: model.name, stage, reason: 'said so' })),
  });

/** Mostly of outcomes that the stage has, because others say nothing. */
const outcomeAction = (model: Model) => {
  const known = model.stages.flatMap((stage) => outcomesOfStage(stage).map((outcome) => [stage.id, outcome]));
  return fact({
    ...plain('contact', contactId),
    kind: one('action'),
    subject: fc.constantFrom('outcome-set:o1', 'outcome-set:o2', 'outcome-set:o3', 'outcome-withdrawn:o1'),
    value: fc
      .constantFrom(...known, ['no-such-stage', 'won'], [model.stages[0]!.id, 'no-such-outcome'])
      .map(([stage, outcome]) => JSON.stringify({ model: model.name, stage, outcome, reason: 'said so' })),
  });
};

/** Also facts of contact 4, who is somebody else: none of them may matter to contact 3. */
const stranger = propertyOf('contact', one('4'), { lifecyclestage: ['lead', 'customer', 'salesqualifiedlead'] });

/** A deal or ticket of the contact that goes some way through its pipeline, because by chance alone few do, and now and then again. */
const storyOf = (objectType: 'deal' | 'ticket', ids: fc.Arbitrary<string>, subject: string, path: string[]) =>
  fc
    .record({
      recordId: ids,
      stages: fc.subarray(path, { minLength: 1 }),
      start: arbitraryInstant,
      stepDays: fc.constantFrom(0, 15, 60, 105),
    })
    .map(({ recordId, stages, start, stepDays }): Fact[] => {
      const of = { objectType, recordId };
      const link: Fact = {
        ...of,
        kind: 'association',
        subject: 'contact:3:default',
        value: 'added',
        occurredAt: start,
      };
      const steps = stages.map((value, index): Fact => {
        const occurredAt = start + index * stepDays * dayMs;
        return { ...of, kind: 'property', subject, value, occurredAt };
      });
      return [link, ...steps];
    });
const dealStory = storyOf('deal', dealId, 'dealstage', ['open', 'contract', 'won', 'lost', 'open', 'won', 'open']);
const ticketStory = storyOf('ticket', ticketId, 'hs_pipeline_stage', ['asked', 'in-work', 'solved']);

export const arbitraryHearing: fc.Arbitrary<Hearing> = fc.record({
  channel: fc.constantFrom('history', 'journal', 'webhook', 'own-action'),
  changeSource: fc.constantFrom('CRM_UI', 'API', 'IMPORT', 'MERGE_CONTACTS', 'AUTOMATION_PLATFORM'),
  sourceId: fc.constantFrom('', 'a', 'b'),
});

const arbitraryPortal = fc.option(arbitraryInstant, { nil: null }).map((at) =>
  at === null
    ? [observed('d-100', {})]
    : [
        observed('d-100', {}),
        {
          ...observed('d1', {
            stages: { proposal: { probability: 1, isClosed: true }, won: null },
            tickets: { asked: { isClosed: true }, solved: { isClosed: true } },
          }),
          observedAt: at,
        },
      ],
);

export const arbitraryLedger: fc.Arbitrary<ArbitraryLedger> = fc
  // The presets more often: in them, more follows from what happens.
  .constantFrom(...presets.values(), ...presets.values(), everyConditionModel)
  .chain((model) => {
    const someFact: fc.Arbitrary<Fact> = fc.oneof(
      { weight: 6, arbitrary: lifecycle },
      { weight: 5, arbitrary: dealStage },
      { weight: 5, arbitrary: association },
      { weight: 4, arbitrary: propertyOf('contact', contactId, contactProperties) },
      { weight: 2, arbitrary: propertyOf('deal', dealId, dealPropertyValues) },
      { weight: model === everyConditionModel ? 8 : 1, arbitrary: propertyOf('contact', contactId, otherProperties) },
      { weight: model === everyConditionModel ? 4 : 1, arbitrary: ofTickets },
      { weight: 2, arbitrary: life },
      { weight: 2, arbitrary: activity },
      { weight: 1, arbitrary: correction(model) },
      { weight: 2, arbitrary: outcomeAction(model) },
      { weight: 1, arbitrary: stranger },
    );
    const hearings = fc.array(arbitraryHearing, { minLength: 1, maxLength: 3 });
    const told = fc
      // Left to itself fast-check prefers short lists, in which little happens.
      .tuple(
        fc.array(someFact, { minLength: 1, maxLength: 40, size: 'max' }),
        fc.array(dealStory, { maxLength: 2 }),
        fc.array(ticketStory, { maxLength: 1 }),
      )
      .chain(([some, deals, tickets]) =>
        fc.tuple(
          ...[...some, ...deals.flat(), ...tickets.flat()].map((fact) =>
            fc.record({ fact: fc.constant(fact), hearings }),
          ),
        ),
      );
    return fc.record({ portal: arbitraryPortal, told }).map(({ portal, told }) => ({
      model,
      portal,
      aliases,
      facts: told.map(({ fact }) => fact),
      heard: told.flatMap(({ fact, hearings }) => hearings.map((hearing) => ({ ...fact, hearing }))),
    }));
  });

/** Another order of the same things, some of them several times. */
export function arbitraryDelivery<T>(things: readonly T[]): fc.Arbitrary<T[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...things], { minLength: things.length }),
      fc.array(fc.constantFrom(...things), { maxLength: 8 }),
    )
    .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
}
