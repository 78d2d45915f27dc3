import type { associationTypeIds } from '../associations/association-types.ts';
import { objectTypeNames, objectTypeOf } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import type { CrmRecord } from '../records/crm-record.ts';
import { objectTypeOfPath } from './call-record-type.ts';

type AssociationType = { category: 'HUBSPOT_DEFINED'; typeId: number; label: string | null };

/** A primary association is answered as the primary type and the plain one. */
export function presentTypes(
  ids: NonNullable<ReturnType<typeof associationTypeIds>>,
  isPrimary: boolean,
): AssociationType[] {
  const plain: AssociationType = { category: 'HUBSPOT_DEFINED', typeId: ids.plain, label: null };
  if (!isPrimary || ids.primary === null) return [plain];
  return [{ category: 'HUBSPOT_DEFINED', typeId: ids.primary, label: 'Primary' }, plain];
}

/** The `associations` of a record that is read alone or in a list; empty when none are asked for. */
export function presentAssociations(state: PortalState, record: CrmRecord, asked: readonly string[]) {
  const entries = asked.flatMap((word) => {
    const toType = objectTypeOf(word) ?? objectTypeOfPath(word);
    const links = liveLinks(state, { type: record.objectType, id: record.id }, toType);
    if (links.length === 0) return [];
    const type = `${record.objectType}_to_${toType}`;
    return [[objectTypeNames[toType].plural, { results: links.map((link) => ({ id: link.to.id, type })) }]];
  });
  return entries.length === 0 ? {} : { associations: Object.fromEntries(entries) };
}

/** Associations with records that are not in the recycle bin. */
export function liveLinks(state: PortalState, ...[from, toType]: Parameters<PortalState['associations']['of']>) {
  return state.associations
    .of(from, toType)
    .filter((link) => state.records.get(toType, link.to.id)?.archivedAtMs === null);
}
