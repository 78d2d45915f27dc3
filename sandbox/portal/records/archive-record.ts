import type { PortalState } from '../portal-state.ts';
import type { ChangeSource, CrmRecord } from './crm-record.ts';
import type { PortalChange } from './portal-change.ts';

/** Puts a record into the recycle bin. Archiving it again changes nothing. */
export function archiveRecord(state: PortalState, record: CrmRecord, source: ChangeSource): PortalChange[] {
  if (record.archivedAtMs !== null) return [];
  const atMs = state.clock.now();
  record.archivedAtMs = atMs;
  return [{ kind: 'deletion', record: { type: record.objectType, id: record.id }, atMs, source }];
}

/** Takes a record out of the recycle bin, which only users can. */
export function restoreRecord(state: PortalState, record: CrmRecord, source: ChangeSource): PortalChange[] {
  if (record.archivedAtMs === null) return [];
  record.archivedAtMs = null;
  const atMs = state.clock.now();
  record.updatedAtMs = Math.max(record.updatedAtMs, atMs);
  return [{ kind: 'restore', record: { type: record.objectType, id: record.id }, atMs, source }];
}
