import type { HistoryEvent } from '../../scenario/history-event.ts';
import type { RecordName } from '../associations/association-store.ts';
import { type ObjectType, objectTypeOf } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { storedValue } from '../properties/stored-value.ts';
import { emptyRecord } from '../records/create-record.ts';
import { addVersion, type CrmRecord } from '../records/crm-record.ts';
import { mergeRecords } from '../records/merge-records.ts';

/**
 * Makes the portal's records what one event of a history says. Events must come in time order. A record that is spoken of
 * before it was created exists from then on; its creation date is that of the creation event.
 */
export function applyHistoryEvent(state: PortalState, event: HistoryEvent): void {
  const [word = '', eventName = ''] = event.subscriptionType.split('.');
  if (eventName === 'associationChange') {
    applyAssociation(state, event);
    return;
  }
  const type = objectTypeOf(word === 'object' ? (event.objectTypeId ?? '') : word);
  if (type === null) return;
  if (eventName === 'merge') applyMerge(state, type, event);
  else applyToRecord(state, type, eventName, event);
}

function applyToRecord(state: PortalState, type: ObjectType, eventName: string, event: HistoryEvent): void {
  const id = String(event.objectId);
  // What is told of an erased contact afterwards (the deletion beside a privacy deletion) must not bring it back.
  if (state.records.isErased(type, id)) return;
  const known = state.records.resolve(type, id);
  // The old id of a merged record is told as deleted in some portals: that does not delete the record that exists.
  if (known !== null && known.id !== id && eventName !== 'propertyChange') return;
  const record = known ?? addRecord(state, type, id, event.occurredAt);
  switch (eventName) {
    case 'creation':
      record.createdAtMs = event.occurredAt;
      return;
    case 'deletion':
      record.archivedAtMs = event.occurredAt;
      return;
    case 'privacyDeletion':
      state.associations.removeAll({ type, id: record.id });
      state.records.erase(record);
      return;
    case 'restore':
      record.archivedAtMs = null;
      return;
    case 'propertyChange':
      applyValue(state, record, event);
      return;
  }
}

function applyValue(state: PortalState, record: CrmRecord, event: HistoryEvent): void {
  const name = event.propertyName ?? '';
  const definition = state.properties.ensure(record.objectType, name);
  addVersion(record, name, {
    value: storedValue(definition, event.propertyValue ?? ''),
    atMs: event.occurredAt,
    source: sourceOf(event),
  });
}

function applyMerge(state: PortalState, type: ObjectType, event: HistoryEvent): void {
  const primaryId = String(event.primaryObjectId);
  const primary = state.records.resolve(type, primaryId) ?? addRecord(state, type, primaryId, event.occurredAt);
  const others = (event.mergedObjectIds ?? [])
    .map((id) => state.records.resolve(type, String(id)) ?? addRecord(state, type, String(id), event.occurredAt))
    .filter((record) => record !== primary);
  const newId = String(event.newObjectId ?? primary.id);
  mergeRecords(state, primary, others, newId, event.occurredAt, sourceOf(event));
}

function applyAssociation(state: PortalState, event: HistoryEvent): void {
  const [fromType, toType] = associatedTypes(event);
  if (fromType === null || toType === null) return;
  const from = nameOf(state, fromType, event.fromObjectId);
  const to = nameOf(state, toType, event.toObjectId);
  const isPrimary = event.isPrimaryAssociation === true;
  const existing = state.associations.get(from, to);
  if (event.associationRemoved !== true) state.associations.put(from, to, isPrimary || existing?.isPrimary === true);
  else if (isPrimary && existing !== null) state.associations.put(from, to, false);
  else state.associations.remove(from, to);
}

function associatedTypes(event: HistoryEvent): [ObjectType | null, ObjectType | null] {
  const [from = '', to = ''] = event.associationType?.split('_TO_') ?? [
    event.fromObjectTypeId ?? '',
    event.toObjectTypeId ?? '',
  ];
  return [objectTypeOf(from), objectTypeOf(to)];
}

function nameOf(state: PortalState, type: ObjectType, id: number | undefined): RecordName {
  return { type, id: state.records.resolve(type, String(id))?.id ?? String(id) };
}

function addRecord(state: PortalState, type: ObjectType, id: string, atMs: number): CrmRecord {
  const record = emptyRecord(type, id, atMs);
  state.records.add(record);
  return record;
}

function sourceOf(event: HistoryEvent) {
  return { changeSource: event.changeSource, sourceId: event.sourceId ?? null };
}
