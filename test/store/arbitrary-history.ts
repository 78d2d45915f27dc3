import fc from 'fast-check';
import type { RecordRef } from '../../src/journey/facts.ts';
import {
  activity,
  associated,
  company,
  contact,
  created,
  deal,
  lifecycle,
  logged,
  merged,
  property,
  type Told,
  ticket,
} from './hear.ts';

/** Things that happened in one small portal: what was told of them, and who asked to be forgotten. */
export type History = { told: Told[]; erasures: RecordRef[] };

const dayMs = 86_400_000;
const contacts = ['11', '12', '13'].map(contact);
const deals = ['21', '22'].map(deal);
const companies = ['31', '32'].map(company);
const tickets = ['41', '42'].map(ticket);
const activities = [activity('call', '51'), activity('meeting', '52'), activity('email', '53')];
// Merges of contacts may also make a record that was not there before.
const mergedContact = contact('19');

const instant = fc.integer({ min: 1, max: 9 }).map((day) => day * dayMs);
const anyOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const ticketStages = ['1', '2', '4'];
const stages = ['appointmentscheduled', 'contractsent', 'closedwon', 'closedlost'];
const lifecycles = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'customer', ''];

const happening: fc.Arbitrary<Told[]> = fc.oneof(
  fc.tuple(anyOf([...contacts, mergedContact]), instant).map(([record, at]) => [created(record, at)]),
  fc
    .tuple(anyOf([...contacts, mergedContact]), anyOf(lifecycles), instant)
    .map(([record, value, at]) => [lifecycle(record, value, at)]),
  fc
    .tuple(anyOf(contacts), anyOf(['', '5', '6']), instant)
    .map(([record, value, at]) => [property(record, 'notes_last_contacted', value, at)]),
  fc
    .tuple(anyOf(deals), anyOf(stages), instant)
    .map(([record, value, at]) => [property(record, 'dealstage', value, at)]),
  fc
    .tuple(anyOf([...contacts, ...deals, ...companies]), anyOf(['501', '502']), instant)
    .map(([record, value, at]) => [property(record, 'hubspot_owner_id', value, at)]),
  association(contacts, deals),
  association(contacts, companies),
  association(deals, companies),
  fc
    .tuple(anyOf(tickets), anyOf(ticketStages), instant)
    .map(([record, value, at]) => [property(record, 'hs_pipeline_stage', value, at)]),
  association(contacts, tickets),
  association(companies, tickets),
  { weight: 2, arbitrary: activityStory() },
  fc
    .tuple(anyOf(activities), anyOf([...contacts, ...deals, ...tickets]), instant, anyOf(['added', 'removed']))
    .map(([one, other, at, value]) => [logged(one, other, at, value)]),
  fc
    .tuple(anyOf(activities), anyOf(['created', 'deleted', 'restored'] as const), instant)
    .map(([one, kind, at]) => [{ ...created(one, at), kind }]),
  fc
    .tuple(anyOf(activities), anyOf(['hs_timestamp', 'hubspot_owner_id']), instant, instant)
    .map(([one, name, value, at]) => [property(one, name, String(value), at)]),
);

/** An activity as it is put down: when it happened, who turned to whom, and with whom. */
function activityStory(): fc.Arbitrary<Told[]> {
  const others = fc.uniqueArray(anyOf([...contacts, ...deals, ...tickets]), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(anyOf(activities), instant, instant, anyOf(['INBOUND', 'OUTBOUND', 'NO_SHOW']), others)
    .map(([one, happened, at, word, each]) => [
      property(one, 'hs_timestamp', String(happened), at),
      property(one, word === 'NO_SHOW' ? 'hs_meeting_outcome' : 'hs_call_direction', word, at),
      ...each.map((other) => logged(one, other, at)),
    ]);
}

function association(ones: readonly RecordRef[], others: readonly RecordRef[]): fc.Arbitrary<Told[]> {
  const value = fc.constantFrom('added', 'added', 'removed');
  return fc
    .tuple(anyOf(ones), anyOf(others), instant, value)
    .map(([one, other, at, told]) => associated(one, other, at, told));
}

const merge: fc.Arbitrary<Told[]> = fc.oneof(
  instant.map((at) => [merged(mergedContact, ['11', '12'], at)]),
  instant.map((at) => [merged(contact('13'), ['12'], at)]),
  instant.map((at) => [merged(contact('13'), ['19'], at)]),
  instant.map((at) => [merged(company('31'), ['32'], at)]),
  instant.map((at) => [merged(deal('22'), ['21'], at)]),
  instant.map((at) => [merged(ticket('42'), ['41'], at)]),
);

/** Small histories with everything that ties records together: associations, merges, erasures. */
export const arbitraryHistory: fc.Arbitrary<History> = fc
  .tuple(
    fc.array(happening, { minLength: 3, maxLength: 25 }),
    fc.array(merge, { maxLength: 3 }),
    fc.array(anyOf([...contacts, mergedContact]), { maxLength: 1 }),
  )
  .map(([happenings, merges, erasures]) => ({ told: [...happenings.flat(), ...merges.flat()], erasures }));
