import { z } from 'zod';
import { objectTypeIds } from '../hubspot/object-type-ids.ts';
import { type RecordType, recordTypes } from '../journey/vocabulary.ts';

/** What can be told of an event that nobody could understand; null where it does not say. */
export type ToldEvent = {
  event: string;
  objectType: RecordType | null;
  recordId: string | null;
  property: string | null;
};

const told = z
  .union([z.string(), z.number().transform(String)])
  .nullable()
  .catch(null)
  .default(null);
const eventSchema = z.looseObject({
  subscriptionType: told,
  eventType: told,
  objectTypeId: told,
  objectId: told,
  primaryObjectId: told,
  fromObjectId: told,
  propertyName: told,
});

/** Reads of an event that was set aside, JSON as HubSpot sent it, whatever there is of it. */
export function tellSetAsideEvent(json: string): ToldEvent {
  const { data } = eventSchema.safeParse(parsed(json));
  if (data === undefined) return { event: '', objectType: null, recordId: null, property: null };
  const event = data.subscriptionType ?? data.eventType ?? '';
  const [subject] = event.split('.');
  const objectType = recordTypes.find((type) => type === subject || objectTypeIds[type] === data.objectTypeId) ?? null;
  const recordId = data.objectId ?? data.primaryObjectId ?? data.fromObjectId;
  return { event, objectType, recordId, property: data.propertyName };
}

/** An event that was too long to be kept whole is no JSON any more. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
