import { type ObjectType, type RecordObjectType, recordTypes } from '../object-types.ts';

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
  ...ofActivity('call', { contact: 194, company: 182, deal: 206, ticket: 220 }),
  ...ofActivity('email', { contact: 198, company: 186, deal: 210, ticket: 224 }),
  ...ofActivity('meeting', { contact: 200, company: 188, deal: 212, ticket: 226 }),
  ...ofActivity('note', { contact: 202, company: 190, deal: 214, ticket: 228 }),
  ...ofActivity('task', { contact: 204, company: 192, deal: 216, ticket: 230 }),
  // HubSpot's table does not list these two; the events that tell of them name no number.
  'feedback_submission:contact': { plain: 98, primary: null },
  'contact:feedback_submission': { plain: 97, primary: null },
  ...ofActivity('communication', { contact: 81, company: 87, deal: 85, ticket: 84 }),
};

/** An activity has a type id to each kind of record. The way back has the number before or, with communications, next to it. */
function ofActivity(
  activity: ObjectType,
  ids: Readonly<Record<RecordObjectType, number>>,
): Partial<Record<`${ObjectType}:${ObjectType}`, TypeIds>> {
  const pairs = recordTypes.flatMap((type) => {
    const plain = ids[type];
    const back = activity !== 'communication' ? plain - 1 : type === 'ticket' ? plain - 1 : plain + 1;
    return [
      [`${activity}:${type}`, { plain, primary: null }],
      [`${type}:${activity}`, { plain: back, primary: null }],
    ] as const;
  });
  return Object.fromEntries(pairs);
}

/** The type ids from one type to another; null when the portal does not associate the two. */
export function associationTypeIds(from: ObjectType, to: ObjectType): TypeIds | null {
  return typeIds[`${from}:${to}`] ?? null;
}
