import type { ObjectType } from '../../portal/object-types.ts';
import type { PortalState } from '../../portal/portal-state.ts';
import { propertyValueOf } from '../../portal/records/derived-properties.ts';
import type { AssociatedRecords } from '../page-data.ts';

type Wanted = {
  to: ObjectType;
  /** Names, with commas between them. */
  properties: string;
  offset: number;
  limit: number;
};

/** The records of one type that a record is associated with, with the wanted properties, as HubSpot tells a card of them. */
export function listAssociated(
  state: PortalState,
  from: { type: ObjectType; id: string },
  { to, properties, offset, limit }: Wanted,
): AssociatedRecords {
  const record = state.records.resolve(from.type, from.id);
  const links = record === null ? [] : state.associations.of({ type: from.type, id: record.id }, to);
  const names = properties.split(',').filter((name) => name !== '');
  const others = links.flatMap(({ to: { id }, isPrimary }) => {
    const other = state.records.get(to, id);
    return other === null || other.archivedAtMs !== null ? [] : [{ other, isPrimary }];
  });
  return {
    results: others.slice(offset, offset + limit).map(({ other, isPrimary }) => ({
      toObjectId: Number(other.id),
      associationTypes: isPrimary ? [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }] : [],
      properties: Object.fromEntries(names.map((name) => [name, propertyValueOf(state, other, name)])),
    })),
    hasMore: others.length > offset + limit,
    nextOffset: offset + limit,
  };
}
