import type { ObjectType } from '../object-types.ts';

/** HubSpot's default type ids of one direction; contact–deal and contact–ticket have no primary. Source: PLATFORM 6.6, and HubSpot's
 * table of association type ids for the plain ones of tickets. */
type TypeIds = { plain: number; primary: number | null };

const typeIds: Partial<Record<`${ObjectType}:${ObjectType}`, TypeIds>> = {
  'contact:company': { plain: 279, primary: 1 },
  'company:contact': { plain: 280, primary: 2 },
  'contact:deal': { plain: 4, primary: null },
  'deal:contact': { plain: 3, primary: null },
  'deal:company': { plain: 341, primary: 5 },
  'company:deal': { plain: 342, primary: 6 },
  'contact:ticket': { plain: 15, primary: null },
  'ticket:contact': { plain: 16, primary: null },
  'ticket:company': { plain: 339, primary: 26 },
  'company:ticket': { plain: 340, primary: 25 },
  'deal:ticket': { plain: 27, primary: null },
  'ticket:deal': { plain: 28, primary: null },
};

/** The type ids from one type to another; null when the portal does not associate the two. */
export function associationTypeIds(from: ObjectType, to: ObjectType): TypeIds | null {
  return typeIds[`${from}:${to}`] ?? null;
}
