import { referredByProperty } from '../src/measures/measured-record.ts';
import type { DeliveryGroup } from '../src/store/deliveries.ts';
import type { PendingErasure } from '../src/store/erase-records.ts';
import { addressOf, isOwnAddress, readable, withoutAddresses } from '../src/store/erased-addresses.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { scrubEvents, type Unwanted, withoutEvents } from './scrub-events.ts';
import { jsonOf } from './unpack-delivery.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** Whom to forget, with the addresses that they had. */
export type Forgotten = PendingErasure & { addresses: readonly string[] };

/**
 * Takes a person's events out of a group of raw deliveries, and the person out of what others' events say: those are events of somebody
 * else, who may still wait for them. Returns the group without them, or null when it held none.
 */
export function scrubDeliveries(group: DeliveryGroup, person: Forgotten): Promise<DeliveryGroup | null> {
  return scrubEvents(group, eventsOf(person));
}

/** The same for one raw delivery. */
export function scrubDelivery(body: Uint8Array, person: Forgotten): Buffer | null {
  return withoutEvents(body, eventsOf(person));
}

function eventsOf(person: Forgotten): Unwanted {
  return {
    isNamedIn: (text) => person.recordIds.some((recordId) => text.includes(recordId)) || quotes(text, person),
    concerns: (event) => concerns(event, person),
    without: (event) => withoutPerson(event, person),
  };
}

function quotes(text: string, { addresses }: Forgotten): boolean {
  if (addresses.length === 0) return false;
  const searched = readable(text).toLowerCase();
  return addresses.some((address) => searched.includes(address));
}

/** An event of somebody else, with what the ledger would keep of it. */
function withoutPerson(given: unknown, person: Forgotten): string {
  const isErased = (text: string) => person.addresses.includes(addressOf(text));
  const { data: event } = webhookEventSchema.safeParse(given);
  if (event === undefined) return jsonOf(given, (text) => withoutAddresses(text, isErased));
  if (event.portalId !== person.accountId) return jsonOf(given);
  const { propertyName: subject = '', propertyValue = '' } = event;
  if (isOwnAddress({ kind: 'property', subject })) return jsonOf(given);
  const isReferrer = subject === referredByProperty && person.recordIds.includes(propertyValue.trim());
  if (isReferrer) return jsonOf({ ...(given as object), propertyValue: '' });
  return jsonOf(given, (text) => withoutAddresses(text, isErased));
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
