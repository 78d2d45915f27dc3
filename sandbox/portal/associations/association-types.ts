import type { ObjectType } from '../object-types.ts';

/** HubSpot's default type ids of one direction; contact–deal has no primary. Source: PLATFORM 6.6. */
type TypeIds = { plain: number; primary: number | null };

const typeIds: Partial<Record<`${ObjectType}:${ObjectType}`, TypeIds>> = {
  'contact:company': { plain: 279, primary: 1 },
  'company:contact': { plain: 280, primary: 2 },
  'contact:deal': { plain: 4, primary: null },
  'deal:contact': { plain: 3, primary: null },
  'deal:company': { plain: 341, primary: 5 },
  'company:deal': { plain: 342, primary: 6 },
};

/** The type ids from one type to another; null when the portal does not associate the two. */
export function associationTypeIds(from: ObjectType, to: ObjectType): TypeIds | null {
  return typeIds[`${from}:${to}`] ?? null;
}
