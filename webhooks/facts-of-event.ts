import { labelOfAssociation } from '../src/hubspot/association-label.ts';
import { objectTypeIds } from '../src/hubspot/object-type-ids.ts';
import { compareRecordIds } from '../src/journey/byte-order.ts';
import { activityProperties, isActivityType, isTouched } from '../src/journey/evidence/activity-objects.ts';
import {
  associationSubject,
  type Fact,
  type Hearing,
  normaliseSource,
  normaliseText,
  type RecordRef,
} from '../src/journey/facts.ts';
import { isTag } from '../src/journey/tags.ts';
import { type Channel, type FactKind, type RecordType, recordTypes } from '../src/journey/vocabulary.ts';
import type { AccountFact } from '../src/store/record-facts.ts';
import type { AccountRecord } from '../src/store/record-key.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** What one event tells: facts, a record to forget, something of no concern to journeys, or nothing that can be understood. */
export type EventReading =
  | { kind: 'facts'; facts: AccountFact[] }
  | { kind: 'erasure'; record: AccountRecord }
  | { kind: 'ignored' }
  | { kind: 'unclear'; reason: string };

// Maps, because what a delivery says may also be the name of something that every object has, such as `constructor`.
const typesById: ReadonlyMap<string | undefined, RecordType> = new Map(
  recordTypes.map((type) => [objectTypeIds[type], type]),
);
const objectTypeNames: ReadonlyMap<string | undefined, RecordType> = new Map(recordTypes.map((name) => [name, name]));
const simpleKinds: ReadonlyMap<string, FactKind> = new Map([
  ['creation', 'created'],
  ['deletion', 'deleted'],
  ['restore', 'restored'],
]);

/** Activities are not merged, and are nobody who could be forgotten. */
const eventsWithoutMeaning: readonly string[] = ['merge', 'privacyDeletion'];

/** Translates one of HubSpot's events into facts, both its own kinds (`contact.…`) and the generic ones (`object.…`). */
export function factsOfEvent(event: WebhookEvent, channel: Channel = 'webhook'): EventReading {
  const reading = readingOf(event);
  if (reading.kind !== 'facts' || channel === 'webhook') return reading;
  return { ...reading, facts: reading.facts.map((fact) => ({ ...fact, hearing: { ...fact.hearing, channel } })) };
}

function readingOf(event: WebhookEvent): EventReading {
  const [subject = '', action = ''] = (event.subscriptionType || event.eventType || '').split('.');
  if (action === '') return unclear('subscriptionType is missing');
  if (action === 'associationChange') return readAssociation(event);
  const objectType = subject === 'object' ? typesById.get(event.objectTypeId) : objectTypeNames.get(subject);
  if (objectType === undefined) return { kind: 'ignored' };
  if (isActivityType(objectType) && eventsWithoutMeaning.includes(action)) return { kind: 'ignored' };
  if (action === 'merge') return readMerge(event, objectType);
  if (event.objectId === undefined) return unclear('objectId is missing');
  const record = { objectType, recordId: event.objectId };
  if (action === 'privacyDeletion') return { kind: 'erasure', record: { accountId: event.portalId, ...record } };
  if (action === 'propertyChange') return readPropertyChange(event, record);
  const kind = simpleKinds.get(action);
  return kind === undefined ? { kind: 'ignored' } : facts(event, [{ ...record, kind, subject: '', value: '' }]);
}

function readPropertyChange(event: WebhookEvent, record: RecordRef): EventReading {
  if (event.propertyName === undefined || event.propertyName === '') return unclear('propertyName is missing');
  // What the app itself writes follows from the facts and is none: its echo changes nothing, whoever it is said to come from.
  if (isTag(event.propertyName)) return { kind: 'ignored' };
  // Of an activity nothing is kept but when it was, by whom and what came of it.
  const { objectType } = record;
  const isKept = !isActivityType(objectType) || activityProperties(objectType).includes(event.propertyName);
  if (!isKept) return { kind: 'ignored' };
  const value = normaliseText(event.propertyValue ?? '');
  return facts(event, [{ ...record, kind: 'property', subject: normaliseText(event.propertyName), value }]);
}

/** A merge may give the united record a new id; then both former ones live on in it. */
function readMerge(event: WebhookEvent, objectType: RecordType): EventReading {
  const primary = event.primaryObjectId ?? event.objectId;
  const recordId = event.newObjectId ?? primary;
  if (recordId === undefined || primary === undefined) return unclear('primaryObjectId is missing');
  const merged = new Set([primary, ...(event.mergedObjectIds ?? [])]);
  merged.delete(recordId);
  if (merged.size === 0) return unclear('mergedObjectIds is empty');
  const subject = [...merged].sort(compareRecordIds).join(';');
  return facts(event, [{ objectType, recordId, kind: 'merged', subject, value: '' }]);
}

/**
 * HubSpot sends an association twice, once for each direction. Each of the two is taken for both, so that losing one of
 * them loses nothing; together they are still one fact on either record. One with an activity is a fact of the activity alone.
 */
function readAssociation(event: WebhookEvent): EventReading {
  if (event.fromObjectId === undefined || event.toObjectId === undefined) {
    return unclear('fromObjectId or toObjectId is missing');
  }
  const [fromName, toName] = (event.associationType ?? '').toLowerCase().split('_to_');
  if (toName === undefined && (event.fromObjectTypeId === undefined || event.toObjectTypeId === undefined)) {
    return unclear('associationType is missing');
  }
  const fromType = typesById.get(event.fromObjectTypeId) ?? objectTypeNames.get(fromName);
  const toType = typesById.get(event.toObjectTypeId) ?? objectTypeNames.get(toName);
  if (fromType === undefined || toType === undefined) return { kind: 'ignored' };
  const from = { objectType: fromType, recordId: event.fromObjectId };
  const to = { objectType: toType, recordId: event.toObjectId };
  const label = associationLabel(event);
  const value = event.associationRemoved === true ? 'removed' : 'added';
  const sides = [
    [from, to],
    [to, from],
  ] as const;
  const hasActivity = isActivityType(fromType) || isActivityType(toType);
  const told = hasActivity
    ? sides.filter(([one, other]) => isActivityType(one.objectType) && isTouched(other.objectType))
    : sides;
  if (told.length === 0) return { kind: 'ignored' };
  return facts(
    event,
    told.map(([one, other]) => ({ ...one, kind: 'association', subject: associationSubject(other, label), value })),
  );
}

/** Contact and company, deal and company, ticket and company, each in both directions. */
function associationLabel(event: WebhookEvent): string {
  const { associationCategory: category, associationTypeId: typeId, isPrimaryAssociation: isPrimary } = event;
  return labelOfAssociation({ category, typeId, isPrimary });
}

function facts(event: WebhookEvent, found: readonly Omit<Fact, 'occurredAt'>[]): EventReading {
  const hearing: Hearing = {
    channel: 'webhook',
    changeSource: normaliseSource(event.changeSource),
    sourceId: normaliseSource(event.sourceId),
  };
  const { portalId: accountId, occurredAt } = event;
  return { kind: 'facts', facts: found.map((fact) => ({ accountId, ...fact, occurredAt, hearing })) };
}

function unclear(reason: string): EventReading {
  return { kind: 'unclear', reason };
}
