import type { DeliveryStep } from '../../portal/deliveries/delivery-step.ts';
import type { ObjectType } from '../../portal/object-types.ts';
import { objectTypeNames, objectTypeOf } from '../../portal/object-types.ts';
import type { HistoryEvent } from '../../scenario/history-event.ts';
import type { PageEvent } from '../page-data.ts';
import { sentenceOf } from './sentence-of.ts';

type Entry = {
  event: HistoryEvent;
  records: string[];
  step: PageEvent['step'];
  steppedAt: number;
  reason: string | null;
};

/** The latest webhook events and how far each is. Older ones are forgotten. */
export type EventLog = {
  /** Answers the keys of the records that the events speak of. */
  note(step: DeliveryStep): string[];
  /** Those of one record, the newest first. */
  of(type: ObjectType, ids: readonly string[], limit: number): PageEvent[];
};

export function createEventLog(wallClock: () => number, capacity = 20_000): EventLog {
  const entries = new Map<string, Entry>();
  return {
    note: ({ step, events, reason = null }) => {
      const touched = new Set<string>();
      for (const event of events) {
        const entry: Entry = { event, records: recordsOf(event), step, steppedAt: wallClock(), reason };
        entries.set(keyOf(event), entry);
        for (const record of entry.records) touched.add(record);
      }
      for (const key of entries.keys()) {
        if (entries.size <= capacity) break;
        entries.delete(key);
      }
      return [...touched];
    },
    of: (type, ids, limit) => {
      const wanted = new Set(ids.map((id) => recordKey(type, id)));
      return [...entries]
        .filter(([, entry]) => entry.records.some((record) => wanted.has(record)))
        .toReversed()
        .toSorted(([, one], [, other]) => other.event.occurredAt - one.event.occurredAt)
        .slice(0, limit)
        .map(([key, entry]) => present(key, entry));
    },
  };
}

export function recordKey(type: ObjectType, id: string): string {
  return `${objectTypeNames[type].plural}/${id}`;
}

/** A retried event is a copy that counts its attempts; all else tells it from others. `eventId` alone is not unique. */
function keyOf({ eventId, occurredAt, subscriptionType, objectId, propertyName, ...rest }: HistoryEvent): string {
  const ends = [rest.fromObjectId, rest.toObjectId, rest.isPrimaryAssociation];
  return [eventId, occurredAt, subscriptionType, objectId, propertyName, ...ends].join('|');
}

function recordsOf(event: HistoryEvent): string[] {
  const [word = ''] = event.subscriptionType.split('.');
  if (event.fromObjectId !== undefined) {
    const [from = '', to = ''] = event.associationType?.split('_TO_') ?? [event.fromObjectTypeId, event.toObjectTypeId];
    return [...keyOfEnd(from, event.fromObjectId), ...keyOfEnd(to, event.toObjectId)];
  }
  const type = word === 'object' ? (event.objectTypeId ?? '') : word;
  return [event.objectId, event.primaryObjectId, event.newObjectId].flatMap((id) => keyOfEnd(type, id));
}

function keyOfEnd(type: string, id: number | undefined): string[] {
  const known = objectTypeOf(type);
  return known === null || id === undefined ? [] : [recordKey(known, String(id))];
}

function present(key: string, { event, step, steppedAt, reason }: Entry): PageEvent {
  return {
    key,
    subscriptionType: event.subscriptionType,
    text: sentenceOf(event),
    occurredAt: new Date(event.occurredAt).toISOString(),
    changeSource: event.changeSource,
    step,
    attempts: event.attemptNumber + 1,
    steppedAt: new Date(steppedAt).toISOString(),
    reason,
    body: event,
  };
}
