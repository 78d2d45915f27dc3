import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activityProperties, factsOfActivity } from '../../src/journey/evidence/activity-objects.ts';
import type { HeardFact, Hearing } from '../../src/journey/facts.ts';
import { type ActivityType, activityTypes } from '../../src/journey/vocabulary.ts';
import { arbitraryDelivery, arbitraryHearing } from './arbitrary-ledger.ts';
import { instantOf } from './notation.ts';

const hearing: Hearing = { channel: 'webhook', changeSource: 'CRM_UI', sourceId: 'userId:7' };

type What = Pick<HeardFact, 'kind' | 'subject' | 'value'>;
const set = (subject: string, value: string): What => ({ kind: 'property', subject, value });
const happenedOn = (day: string, property = 'hs_timestamp') => set(property, String(instantOf(day)));
const plain = (kind: 'created' | 'deleted' | 'restored'): What => ({ kind, subject: '', value: '' });
const linked = (other: string, value = 'added'): What => ({ kind: 'association', subject: `${other}:default`, value });

/** What is known of activity 77, told on the days that stand before it. */
function told(objectType: ActivityType, whats: readonly (readonly [day: string, ...What[]])[]): HeardFact[] {
  return whats.flatMap(([day, ...each]) =>
    each.map((what) => ({ objectType, recordId: '77', ...what, occurredAt: instantOf(day), hearing })),
  );
}

function factsOf(objectType: ActivityType, ...whats: (readonly [day: string, ...What[]])[]) {
  const day = (at: number) => `d${(at - instantOf('d1')) / 86_400_000 + 1}`;
  return factsOfActivity({ objectType, recordId: '77' }, told(objectType, whats)).map(
    (fact) =>
      `${fact.objectType}/${fact.recordId} ${fact.subject} ${fact.value || '-'} ${day(fact.occurredAt)}${fact.hearing.channel === 'estimate' ? ' estimated' : ''}`,
  );
}

describe('an activity is told to the records that it is associated with', () => {
  test('with when it happened, its direction and its owner, whenever it was put down', () => {
    const facts = factsOf('call', [
      'd9',
      plain('created'),
      happenedOn('d5'),
      set('hs_call_direction', 'INBOUND'),
      set('hubspot_owner_id', '7'),
      linked('contact:1'),
      linked('deal:9'),
      linked('ticket:3'),
      linked('company:5'),
    ]);
    const expected = ['contact/1', 'deal/9', 'ticket/3'].map((record) => `${record} call:77 incoming:7 d5`);
    expect(facts).toEqual(expected);
  });

  test.each([
    ['call', set('hs_call_direction', 'OUTBOUND'), 'call:77 outgoing'],
    ['call', set('hs_call_direction', 'constructor'), 'call:77 -'],
    ['email', set('hs_email_direction', 'INCOMING_EMAIL'), 'email:77 incoming'],
    ['email', set('hs_email_direction', 'EMAIL'), 'email:77 outgoing'],
    ['email', set('hs_email_direction', 'FORWARDED_EMAIL'), 'email:77 -'],
    ['meeting', set('hs_meeting_outcome', 'COMPLETED'), 'meeting:77 -'],
    ['meeting', set('hs_meeting_outcome', 'SCHEDULED'), 'meeting:77 -'],
    ['note', set('hubspot_owner_id', '8'), 'note:77 :8'],
    ['communication', set('hubspot_owner_id', ''), 'message:77 -'],
  ] as const)('a %s with %o', (type, what, expected) => {
    expect(factsOf(type, ['d2', happenedOn('d2'), what, linked('contact:1')])).toEqual([`contact/1 ${expected} d2`]);
  });

  test('a survey has a time of its own', () => {
    const facts = factsOf('feedback_submission', [
      'd3',
      happenedOn('d2', 'hs_submission_timestamp'),
      linked('contact:1'),
    ]);
    expect(facts).toEqual(['contact/1 feedback:77 - d2']);
  });

  test('the time may be told as text, and what is no time is none', () => {
    const link = ['d9', linked('contact:1')] as const;
    expect(factsOf('note', ['d9', set('hs_timestamp', '2026-01-05T00:00:00Z')], link)).toHaveLength(1);
    expect(factsOf('note', ['d9', set('hs_timestamp', 'yesterday')], link)).toEqual([]);
    expect(factsOf('note', ['d9', set('hs_timestamp', '9999999999999999')], link)).toEqual([]);
    expect(factsOf('note', ['d9', set('hs_timestamp', '-5')], link)).toEqual([]);
  });

  test('while only its creation is known, that is taken as a guess; not of a meeting, which is planned', () => {
    const known = ['d9', plain('created'), linked('contact:1')] as const;
    expect(factsOf('call', known)).toEqual(['contact/1 call:77 - d9 estimated']);
    expect(factsOf('meeting', known)).toEqual([]);
  });
});

describe('what is no touch, or no longer', () => {
  const meeting = ['d1', happenedOn('d5'), linked('contact:1')] as const;

  test.each(['CANCELED', 'NO_SHOW', 'RESCHEDULED'])('a meeting that ended as %s', (outcome) => {
    expect(factsOf('meeting', meeting)).toHaveLength(1);
    expect(factsOf('meeting', meeting, ['d6', set('hs_meeting_outcome', outcome)])).toEqual([]);
    const corrected = ['d7', set('hs_meeting_outcome', 'COMPLETED')] as const;
    expect(factsOf('meeting', meeting, ['d6', set('hs_meeting_outcome', outcome)], corrected)).toHaveLength(1);
  });

  test.each([
    ['email', 'hs_email_status', 'BOUNCED'],
    ['email', 'hs_email_status', 'FAILED'],
    ['call', 'hs_call_status', 'FAILED'],
    ['call', 'hs_call_status', 'CANCELED'],
  ] as const)('%s: %s %s', (type, property, value) => {
    expect(factsOf(type, meeting, ['d6', set(property, value)])).toEqual([]);
  });

  test('one that was moved to another time, another record, or deleted', () => {
    expect(factsOf('meeting', meeting, ['d2', happenedOn('d8')])).toEqual(['contact/1 meeting:77 - d8']);
    const moved = ['d2', linked('contact:1', 'removed'), linked('contact:2')] as const;
    expect(factsOf('meeting', meeting, moved)).toEqual(['contact/2 meeting:77 - d5']);
    expect(factsOf('meeting', meeting, ['d6', plain('deleted')])).toEqual([]);
    expect(factsOf('meeting', meeting, ['d6', plain('deleted')], ['d7', plain('restored')])).toHaveLength(1);
  });
});

test('the order and the number of the hearings do not matter', () => {
  const instant = fc.constantFrom('d1', 'd1', 'd2', 'd3');
  const what = fc.oneof(
    fc.constantFrom(plain('created'), plain('deleted'), plain('restored')),
    fc.constantFrom('d1', 'd4', 'd5').map((day) => happenedOn(day)),
    fc.constantFrom('INBOUND', 'OUTBOUND', '').map((value) => set('hs_call_direction', value)),
    fc.constantFrom('7', '8', '').map((value) => set('hubspot_owner_id', value)),
    fc
      .tuple(fc.constantFrom('contact:1', 'contact:2', 'deal:9'), fc.constantFrom('added', 'added', 'removed'))
      .map(([other, value]) => linked(other, value)),
  );
  const heard = fc.array(
    fc.record({ day: instant, what, by: arbitraryHearing }).map(({ day, what: told, by }): HeardFact => {
      return { objectType: 'call', recordId: '77', ...told, occurredAt: instantOf(day), hearing: by };
    }),
    { minLength: 1, maxLength: 12 },
  );
  const call = { objectType: 'call', recordId: '77' } as const;
  let touches = 0;
  fc.assert(
    fc.property(
      heard.chain((facts) => fc.tuple(fc.constant(facts), arbitraryDelivery(facts))),
      ([facts, delivered]) => {
        const expected = factsOfActivity(call, facts);
        touches += expected.length;
        expect(factsOfActivity(call, delivered)).toEqual(expected);
      },
    ),
  );
  expect(touches).toBeGreaterThan(10);
});

test('nothing of the content of an activity is asked for', () => {
  const names = activityTypes.flatMap(activityProperties);
  expect(names.filter((name) => /body|subject|title|html|text|notes|response|content/.test(name))).toEqual([]);
});
