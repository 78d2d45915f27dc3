import type { ObjectType } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import type { ChangeSource, CrmRecord } from './crm-record.ts';
import type { PortalChange } from './portal-change.ts';
import { writeProperties } from './write-properties.ts';

export function createRecord(
  state: PortalState,
  type: ObjectType,
  values: Record<string, string>,
  source: ChangeSource,
): { record: CrmRecord; changes: PortalChange[] } {
  const record = emptyRecord(type, state.records.newId(type), state.clock.now());
  state.records.add(record);
  const creation: PortalChange = {
    kind: 'creation',
    record: { type, id: record.id },
    atMs: record.createdAtMs,
    source,
  };
  return { record, changes: [creation, ...writeProperties(state, record, withDefaults(type, values), source)] };
}

export function emptyRecord(type: ObjectType, id: string, atMs: number): CrmRecord {
  return {
    objectType: type,
    id,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    archivedAtMs: null,
    versions: new Map(),
    mergedIds: [],
  };
}

function withDefaults(type: ObjectType, values: Record<string, string>): Record<string, string> {
  if (type === 'ticket') return { hs_pipeline: '0', ...values };
  if (type === 'task') return { hs_task_status: 'NOT_STARTED', ...values };
  return type === 'deal' ? { pipeline: 'default', ...values } : values;
}
