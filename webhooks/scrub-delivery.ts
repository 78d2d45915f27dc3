import type { Delivery } from '../src/store/deliveries.ts';
import type { AccountRecord } from '../src/store/record-key.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { parseEvents } from './unpack-delivery.ts';
import { webhookEventSchema } from './webhook-event.ts';

const idFields = ['objectId', 'fromObjectId', 'toObjectId', 'primaryObjectId', 'newObjectId'] as const;

/**
 * Takes a person's events out of a raw delivery. Returns the body without them, or null when it held none. A body that
 * can't be read but names the person is emptied: it was set aside anyway.
 */
export function scrubDelivery(
  delivery: Delivery,
  person: { record: AccountRecord; recordIds: readonly string[] },
): Buffer | null {
  const events = parseEvents(Buffer.from(delivery.body).toString('utf8'));
  if (events === null) return Buffer.from('[]');
  const kept = events.filter((event) => !concerns(event, person));
  return kept.length === events.length ? null : Buffer.from(JSON.stringify(kept));
}

function concerns(given: unknown, person: { record: AccountRecord; recordIds: readonly string[] }): boolean {
  const parsed = webhookEventSchema.safeParse(given);
  if (!parsed.success) return person.recordIds.some((recordId) => JSON.stringify(given).includes(recordId));
  const event = parsed.data;
  if (event.portalId !== person.record.accountId) return false;
  const named = [...idFields.map((field) => event[field]), ...(event.mergedObjectIds ?? [])];
  if (!named.some((id) => typeof id === 'string' && person.recordIds.includes(id))) return false;
  const reading = factsOfEvent(event);
  // A deal may have the same id as the person: what is plainly of another object stays.
  if (reading.kind === 'facts') {
    return reading.facts.some(
      (fact) =>
        fact.objectType === person.record.objectType &&
        (person.recordIds.includes(fact.recordId) || fact.kind === 'merged'),
    );
  }
  return true;
}
