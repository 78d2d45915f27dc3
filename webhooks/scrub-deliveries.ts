import type { DeliveryGroup } from '../src/store/deliveries.ts';
import type { PendingErasure } from '../src/store/erase-records.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { scrubEvents, type Unwanted, withoutEvents } from './scrub-events.ts';
import { jsonOf } from './unpack-delivery.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** Takes a person's events out of a group of raw deliveries. Returns the group without them, or null when it held none. */
export function scrubDeliveries(group: DeliveryGroup, person: PendingErasure): Promise<DeliveryGroup | null> {
  return scrubEvents(group, eventsOf(person));
}

/** Takes a person's events out of one raw delivery. Returns its bytes without them, or null when it held none. */
export function scrubDelivery(body: Uint8Array, person: PendingErasure): Buffer | null {
  return withoutEvents(body, eventsOf(person));
}

function eventsOf(person: PendingErasure): Unwanted {
  return {
    isNamedIn: (text) => person.recordIds.some((recordId) => text.includes(recordId)),
    concerns: (event) => concerns(event, person),
  };
}

const idFields = ['objectId', 'fromObjectId', 'toObjectId', 'primaryObjectId', 'newObjectId'] as const;

function concerns(given: unknown, person: PendingErasure): boolean {
  const parsed = webhookEventSchema.safeParse(given);
  if (!parsed.success) return person.recordIds.some((recordId) => jsonOf(given).includes(recordId));
  const event = parsed.data;
  if (event.portalId !== person.accountId) return false;
  const named = [...idFields.map((field) => event[field]), ...(event.mergedObjectIds ?? [])];
  if (!named.some((id) => typeof id === 'string' && person.recordIds.includes(id))) return false;
  const reading = factsOfEvent(event);
  if (reading.kind !== 'facts') return true;
  // A deal may have the same id as the person: what is plainly of another object stays.
  return reading.facts.some(
    (fact) =>
      fact.objectType === person.objectType && (person.recordIds.includes(fact.recordId) || fact.kind === 'merged'),
  );
}
