import fc from 'fast-check';
import { type Agreement, agreementSchema } from '../../src/agreement/agreement-schema.ts';
import type { AgreementVersion } from '../../src/agreement/clock.ts';
import type { HeardFact } from '../../src/journey/facts.ts';
import { dayMs } from '../../src/journey/instant.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { activityKinds, teams } from '../../src/journey/vocabulary.ts';
import { type ArbitraryLedger, arbitraryInstant, arbitraryLedger } from '../journey/arbitrary-ledger.ts';
import { instantOf } from '../journey/notation.ts';
import { names } from './agreements.ts';
import { daily, officeWeek } from './calendars.ts';

export type ArbitraryClocks = ArbitraryLedger & { versions: AgreementVersion[] };

const calendar = fc.constantFrom(
  { zone: 'Europe/Rome', week: officeWeek, holidays: [{ date: '2026-01-06', name: 'Epiphany' }] },
  { zone: 'America/New_York', week: daily(['00:00', '06:00'], ['20:00', '24:00']) },
  { zone: 'Asia/Seoul', week: daily(['00:00', '24:00']) },
);

const steps = fc.constantFrom(
  [],
  [
    { atPercent: 75, do: 'warn', who: 'owner' },
    { atPercent: 100, do: 'task', who: 'owner' },
    { atPercent: 150, do: 'task', who: 'team-lead' },
  ],
);
const target = fc.record({
  within: fc.constantFrom(
    { businessMinutes: 45 },
    { businessHours: 8 },
    { businessHours: 200 },
    { businessHours: 900 },
    { endOfBusinessDay: 1 },
    { endOfBusinessDay: 20 },
  ),
  steps,
});
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

const pauseWhen = fc.constantFrom(
  { property: 'email', is: '' },
  { property: 'hubspot_owner_id', known: true },
  { activity: ['call'], after: 'visit-start' },
  { quietFor: { days: 30 } },
  { not: { elapsed: { days: 20 }, since: 'visit-start' } },
);

const stage = fc.record(
  {
    lead: fc.constantFrom(...teams),
    targets: fc.record(
      {
        acceptWithin: perhaps(target),
        firstTouchWithin: perhaps(target),
        touchEvery: perhaps(target),
        stayWithin: perhaps(target),
      },
      { requiredKeys: [] },
    ),
    pauseWhen: perhaps(pauseWhen),
  },
  { requiredKeys: ['targets'] },
);

function agreementFor(model: Model): fc.Arbitrary<Agreement> {
  return fc
    .record({
      stages: fc.record(Object.fromEntries(model.stages.map(({ id }) => [id, stage])), { requiredKeys: [] }),
      calendars: fc.tuple(calendar, calendar, calendar),
      accept: fc.constantFrom('button', 'first-touch', 'either'),
      kinds: fc.subarray([...activityKinds], { minLength: 1 }),
      by: fc.constantFrom('anyone', 'anyone', 'owner', 'lead-team'),
    })
    .map(({ stages, calendars, accept, kinds, by }) =>
      agreementSchema.parse(
        JSON.parse(
          JSON.stringify({
            id: 'arbitrary',
            names: names('Arbitrary'),
            stages,
            accept,
            touches: { kinds, by },
            teams: Object.fromEntries(
              teams.map((team, index) => [team, { calendar: calendars[index], members: ['7'] }]),
            ),
          }),
        ),
      ),
    );
}

function versionsFor(model: Model): fc.Arbitrary<AgreementVersion[]> {
  const version = fc.record({
    agreement: agreementFor(model),
    appliesTo: fc.constantFrom<AgreementVersion['appliesTo']>('new-visits', 'open-visits'),
    publishedAtMs: arbitraryInstant,
  });
  return fc.array(version, { minLength: 1, maxLength: 3 }).map((versions) =>
    versions
      .toSorted((left, right) => left.publishedAtMs - right.publishedAtMs)
      .map((given, index) => ({
        ...given,
        version: index + 1,
        publishedAtMs: index === 0 ? instantOf('d1') : given.publishedAtMs,
      })),
  );
}

function actionsFor(model: Model): fc.Arbitrary<HeardFact[]> {
  const action = fc.record({
    name: fc.constantFrom(
      'handoff-accepted',
      'handoff-returned',
      'handoff-returned',
      'handoff-offered',
      'touchpoint-done',
      'touchpoint-withdrawn',
    ),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    stage: fc.constantFrom(...model.stages.map(({ id }) => id)),
    team: fc.constantFrom(...teams),
    at: arbitraryInstant,
  });
  // What happens in this order is rare by chance: a return, and an offer that comes of it.
  const story = fc
    .tuple(
      fc.constantFrom(...model.stages.map(({ id }) => id)),
      fc.shuffledSubarray([...teams], { minLength: 3 }),
      arbitraryInstant,
    )
    .map(([stage, order, at]) =>
      ['handoff-returned', 'handoff-offered'].flatMap((name, step) =>
        order.map((team, index) => ({ name, id: `s${team}`, stage, team, at: at + step * dayMs + index })),
      ),
    );
  return fc.tuple(fc.array(action, { maxLength: 25 }), fc.array(story, { maxLength: 3 })).map(([actions, stories]) =>
    [...actions, ...stories.flat()].map(({ name, id, stage, team, at }) => ({
      objectType: 'contact',
      recordId: '3',
      kind: 'action',
      subject: `${name}:${id}`,
      value: JSON.stringify({ stage, team, reason: 'not-ready', by: '42' }),
      occurredAt: at,
      hearing: { channel: 'own-action', changeSource: 'CARD', sourceId: '' },
    })),
  );
}

/** A ledger as replay's properties have it, with agreements of its model and what people said about handoffs. */
export const arbitraryClocks: fc.Arbitrary<ArbitraryClocks> = arbitraryLedger.chain((ledger) =>
  fc
    .tuple(versionsFor(ledger.model), actionsFor(ledger.model))
    .map(([versions, actions]) => ({ ...ledger, versions, heard: [...ledger.heard, ...actions] })),
);
