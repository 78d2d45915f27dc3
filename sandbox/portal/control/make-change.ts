import { notFound } from '../api-error.ts';
import { refuseUnassociable } from '../associations/refuse-unassociable.ts';
import type { ObjectType } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { refuseInvalidValues } from '../properties/refuse-invalid-values.ts';
import { archiveRecord, restoreRecord } from '../records/archive-record.ts';
import { associateRecords, dissociateRecords } from '../records/associate-records.ts';
import { createRecord } from '../records/create-record.ts';
import type { CrmRecord } from '../records/crm-record.ts';
import { eraseContact } from '../records/erase-contact.ts';
import { mergeTwoRecords } from '../records/merge-two-records.ts';
import type { PortalChange } from '../records/portal-change.ts';
import { writeProperties } from '../records/write-properties.ts';
import type { Change } from './change-schema.ts';

/** Carries out a change of a user, a workflow or the portal itself. Answers the record that exists afterwards, if one does. */
export function makeChange(state: PortalState, change: Change): { recordId: string | null; changes: PortalChange[] } {
  const source = { changeSource: change.changeSource, sourceId: change.sourceId };
  switch (change.action) {
    case 'create': {
      refuseInvalidValues(state, change.objectType, [change.properties], 'portal');
      const { record, changes } = createRecord(state, change.objectType, change.properties, source);
      return { recordId: record.id, changes };
    }
    case 'update': {
      const record = existing(state, change.objectType, change.id);
      refuseInvalidValues(state, change.objectType, [change.properties], 'portal');
      return { recordId: record.id, changes: writeProperties(state, record, change.properties, source) };
    }
    case 'delete': {
      const record = existing(state, change.objectType, change.id);
      return { recordId: null, changes: archiveRecord(state, record, source) };
    }
    case 'restore': {
      const record = existing(state, change.objectType, change.id);
      return { recordId: record.id, changes: restoreRecord(state, record, source) };
    }
    case 'privacy-delete':
      return { recordId: null, changes: eraseContact(state, existing(state, 'contact', change.id), source) };
    case 'merge': {
      const primary = existing(state, change.objectType, change.primaryId);
      const other = existing(state, change.objectType, change.mergedId);
      const merged = mergeTwoRecords(state, primary, other, source, change.mergedRecordId);
      return { recordId: merged.record.id, changes: [merged.change] };
    }
    case 'associate':
    case 'dissociate': {
      const from = nameOf(state, change.from);
      const to = nameOf(state, change.to);
      refuseUnassociable(from.type, to.type);
      const changes =
        change.action === 'associate'
          ? associateRecords(state, from, to, change.isPrimary, source)
          : dissociateRecords(state, from, to, source);
      return { recordId: from.id, changes };
    }
  }
}

function existing(state: PortalState, type: ObjectType, id: string): CrmRecord {
  const record = state.records.resolve(type, id);
  if (record === null) throw notFound(id);
  return record;
}

function nameOf(state: PortalState, end: { objectType: ObjectType; id: string }) {
  return { type: end.objectType, id: existing(state, end.objectType, end.id).id };
}
