import type { DeliveryGroup } from '../src/store/deliveries.ts';
import type { PendingErasure } from '../src/store/erase-records.ts';
import { deliveriesOf, packDeliveries } from './delivery-group.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { jsonOf, parseEvents, textOf } from './unpack-delivery.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** Takes a person's events out of a group of raw deliveries. Returns the group without them, or null when it held none. */
export async function scrubDeliveries(group: DeliveryGroup, person: PendingErasure): Promise<DeliveryGroup | null> {
  const before = deliveriesOf(group);
  const after = before.map((body) => scrubDelivery(body, person) ?? body);
  return after.every((body, index) => body === before[index]) ? null : packDeliveries(after);
}

/**
 * Takes a person's events out of one raw delivery. Returns its bytes without them, or null when it held none. A body that
 * can't be read but names the person is emptied: it was set aside anyway.
 */
export function scrubDelivery(body: Uint8Array, person: PendingErasure): Buffer | null {
  const whole = textOf(body);
  if (!person.recordIds.some((recordId) => whole.includes(recordId))) return null;
  const events = parseEvents(whole);
  if (events === null) return Buffer.from('[]');
  const texts = events.map((event) => (concerns(event, person) ? '' : jsonOf(event)));
  const kept = texts.filter((text) => text !== '');
  return kept.length === events.length ? null : Buffer.from(`[${kept.join(',')}]`);
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
