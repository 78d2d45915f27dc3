/** The CRM object types that the portal holds: HubSpot's names and ids for each. */
export const objectTypes = ['contact', 'company', 'deal', 'ticket'] as const;
export type ObjectType = (typeof objectTypes)[number];

type ObjectTypeNames = { id: string; plural: string; associationName: string; modifiedProperty: string };

export const objectTypeNames: Record<ObjectType, ObjectTypeNames> = {
  contact: { id: '0-1', plural: 'contacts', associationName: 'CONTACT', modifiedProperty: 'lastmodifieddate' },
  company: { id: '0-2', plural: 'companies', associationName: 'COMPANY', modifiedProperty: 'hs_lastmodifieddate' },
  deal: { id: '0-3', plural: 'deals', associationName: 'DEAL', modifiedProperty: 'hs_lastmodifieddate' },
  ticket: { id: '0-5', plural: 'tickets', associationName: 'TICKET', modifiedProperty: 'hs_lastmodifieddate' },
};

/** The object type that a path segment or an event names (`contacts`, `contact`, `CONTACT`, `0-1`); null when there is none. */
export function objectTypeOf(text: string): ObjectType | null {
  const wanted = text.toLowerCase();
  return objectTypes.find((type) => namesOf(type).includes(wanted)) ?? null;
}

function namesOf(type: ObjectType): string[] {
  return [type, objectTypeNames[type].plural, objectTypeNames[type].id];
}
