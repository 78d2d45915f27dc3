import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';

/**
 * A year as the records of its portal tell it at its end. HubSpot keeps the history of properties, and of all else the
 * present alone:
 *
 * - an association is dated from the later of the two creations, and one that was ended is not known;
 * - what is deleted is not known, and a deletion that was undone is not either;
 * - the records of a merge have one history, under the id that lives on, and were created when the first of them was.
 */
export function asHistoryTells(events: readonly HistoryEvent[]): HistoryEvent[] {
  const gone = goneRecords(events);
  const renamed = underLivingIds(events, events);
  const createdAt = creationsOf(renamed);
  const ended = new Set(renamed.filter(({ associationRemoved }) => associationRemoved === true).flatMap(pairOf));
  return renamed.flatMap((event): HistoryEvent[] => {
    const [type = '', kind] = event.subscriptionType.split('.');
    if (kind === 'associationChange') {
      const [fromType = '', toType = ''] = (event.associationType ?? '').toLowerCase().split('_to_');
      const ends = [`${fromType}/${event.fromObjectId}`, `${toType}/${event.toObjectId}`];
      if (ends.some((end) => gone.has(end)) || pairOf(event).some((pair) => ended.has(pair))) return [];
      return [{ ...event, occurredAt: Math.max(...ends.map((end) => createdAt.get(end) ?? 0)) }];
    }
    if (kind === 'deletion' || kind === 'restore' || gone.has(`${type}/${event.objectId}`)) return [];
    return kind === 'creation' ? [{ ...event, occurredAt: createdAt.get(`${type}/${event.objectId}`) ?? 0 }] : [event];
  });
}

function goneRecords(events: readonly HistoryEvent[]): Set<string> {
  const gone = new Set<string>();
  for (const { subscriptionType, objectId } of inTime(events)) {
    const [type, kind] = subscriptionType.split('.');
    if (kind === 'deletion' || kind === 'privacyDeletion') gone.add(`${type}/${objectId}`);
    if (kind === 'restore') gone.delete(`${type}/${objectId}`);
  }
  return gone;
}

function winnersOf(events: readonly HistoryEvent[]): Map<string, number> {
  const winners = new Map<string, number>();
  for (const { subscriptionType, primaryObjectId, mergedObjectIds = [], newObjectId } of inTime(events)) {
    const [type, kind] = subscriptionType.split('.');
    const winner = newObjectId ?? primaryObjectId;
    if (kind !== 'merge' || winner === undefined) continue;
    for (const id of [primaryObjectId, ...mergedObjectIds]) if (id !== winner) winners.set(`${type}/${id}`, winner);
  }
  return winners;
}

/** Events under the ids that their records live on in, after all merges of a history. */
export function underLivingIds(events: readonly HistoryEvent[], history: readonly HistoryEvent[]): HistoryEvent[] {
  const winners = winnersOf(history);
  const living = (type: string, id: number | undefined) => winners.get(`${type}/${id}`) ?? id ?? 0;
  return events.map((event) => underLivingId(event, living));
}

function underLivingId(event: HistoryEvent, living: (type: string, id: number | undefined) => number): HistoryEvent {
  const [type = '', kind] = event.subscriptionType.split('.');
  if (kind === 'merge') return event;
  if (kind !== 'associationChange') return { ...event, objectId: living(type, event.objectId) };
  const [fromType = '', toType = ''] = (event.associationType ?? '').toLowerCase().split('_to_');
  const fromObjectId = living(fromType, event.fromObjectId);
  return { ...event, fromObjectId, toObjectId: living(toType, event.toObjectId) };
}

function creationsOf(events: readonly HistoryEvent[]): Map<string, number> {
  const createdAt = new Map<string, number>();
  for (const { subscriptionType, objectId, occurredAt } of inTime(events)) {
    const [type, kind] = subscriptionType.split('.');
    const key = `${type}/${objectId}`;
    if (kind === 'creation' && !createdAt.has(key)) createdAt.set(key, occurredAt);
  }
  return createdAt;
}

/** The pair of an association, from either side. */
function pairOf({ associationType, fromObjectId, toObjectId }: HistoryEvent): string[] {
  const [fromType, toType] = (associationType ?? '').split('_TO_');
  return [[`${fromType}/${fromObjectId}`, `${toType}/${toObjectId}`].sort().join(' ')];
}

function inTime(events: readonly HistoryEvent[]): HistoryEvent[] {
  return [...events].sort((one, other) => one.occurredAt - other.occurredAt);
}
