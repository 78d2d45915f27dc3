import { type ObjectType, recordTypes } from '../../portal/object-types.ts';
import type { PortalState } from '../../portal/portal-state.ts';
import type { CrmRecord } from '../../portal/records/crm-record.ts';
import type { AssociatedRecord, HistoryLine, RecordPage } from '../page-data.ts';
import { presentActivity } from './present-activity.ts';
import { presentGroups, presentProperty, presentTags } from './present-properties.ts';
import { pageObjectOf, stageProperties, textOf, wordsOf } from './record-words.ts';

const mostActivity = 80;
const mostHistory = 200;

/** Everything that the page of one record shows. */
export function presentRecordPage(
  state: PortalState,
  record: CrmRecord,
  more: Pick<RecordPage, 'events' | 'cards'>,
): RecordPage {
  const stage = stageProperties[record.objectType] ?? 'hs_timestamp';
  return {
    type: pageObjectOf(record.objectType),
    id: record.id,
    ...wordsOf(state, record),
    isArchived: record.archivedAtMs !== null,
    createdAt: new Date(record.createdAtMs).toISOString(),
    changedAt: new Date(record.updatedAtMs).toISOString(),
    mergedIds: record.mergedIds.map(({ id }) => id),
    stageProperty: presentProperty(state, record, state.properties.ensure(record.objectType, stage)),
    groups: presentGroups(state, record),
    tags: presentTags(state, record),
    associations: recordTypes.flatMap((type) => associated(state, record, type)),
    activity: presentActivity(state, record, mostActivity),
    history: presentHistory(state, record),
    ...more,
  };
}

function associated(state: PortalState, record: CrmRecord, to: ObjectType): AssociatedRecord[] {
  return state.associations.of({ type: record.objectType, id: record.id }, to).flatMap((link) => {
    const other = state.records.get(to, link.to.id);
    if (other === null || other.archivedAtMs !== null) return [];
    return [{ type: pageObjectOf(to), id: other.id, ...wordsOf(state, other), isPrimary: link.isPrimary }];
  });
}

/** All versions of all properties, the newest first. */
function presentHistory(state: PortalState, record: CrmRecord): HistoryLine[] {
  const lines: (HistoryLine & { atMs: number })[] = [];
  for (const [name, versions] of record.versions) {
    const definition = state.properties.get(record.objectType, name);
    if (definition === null) continue;
    for (const { value, atMs, source } of versions) {
      const text = textOf(state, record, definition, value);
      const at = new Date(atMs).toISOString();
      lines.push({ name, label: definition.label, text, at, atMs, source: source.changeSource });
    }
  }
  return lines
    .toSorted((one, other) => other.atMs - one.atMs)
    .slice(0, mostHistory)
    .map(({ atMs: _, ...line }) => line);
}
