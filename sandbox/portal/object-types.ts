/** The records that people open. */
export const recordTypes = ['contact', 'company', 'deal', 'ticket'] as const;
/** What people log on them, or have to do for them. */
export const activityTypes = ['call', 'email', 'meeting', 'note', 'communication', 'task'] as const;
/** The CRM object types that the portal holds: HubSpot's names and ids for each. Answers to surveys are made by HubSpot alone. */
export const objectTypes = [...recordTypes, ...activityTypes, 'feedback_submission'] as const;
export type RecordObjectType = (typeof recordTypes)[number];
export type ObjectType = (typeof objectTypes)[number];

type ObjectTypeNames = { id: string; plural: string; associationName: string; modifiedProperty: string };

export const objectTypeNames: Record<ObjectType, ObjectTypeNames> = {
  contact: { id: '0-1', plural: 'contacts', associationName: 'CONTACT', modifiedProperty: 'lastmodifieddate' },
  company: { id: '0-2', plural: 'companies', associationName: 'COMPANY', modifiedProperty: 'hs_lastmodifieddate' },
  deal: { id: '0-3', plural: 'deals', associationName: 'DEAL', modifiedProperty: 'hs_lastmodifieddate' },
  ticket: { id: '0-5', plural: 'tickets', associationName: 'TICKET', modifiedProperty: 'hs_lastmodifieddate' },
  call: { id: '0-48', plural: 'calls', associationName: 'CALL', modifiedProperty: 'hs_lastmodifieddate' },
  email: { id: '0-49', plural: 'emails', associationName: 'EMAIL', modifiedProperty: 'hs_lastmodifieddate' },
  meeting: {
    id: '0-47',
    plural: 'meetings',
    associationName: 'MEETING_EVENT',
    modifiedProperty: 'hs_lastmodifieddate',
  },
  note: { id: '0-46', plural: 'notes', associationName: 'NOTE', modifiedProperty: 'hs_lastmodifieddate' },
  communication: {
    id: '0-18',
    plural: 'communications',
    associationName: 'COMMUNICATION',
    modifiedProperty: 'hs_lastmodifieddate',
  },
  task: { id: '0-27', plural: 'tasks', associationName: 'TASK', modifiedProperty: 'hs_lastmodifieddate' },
  feedback_submission: {
    id: '0-19',
    plural: 'feedback_submissions',
    associationName: 'FEEDBACK_SUBMISSION',
    modifiedProperty: 'hs_lastmodifieddate',
  },
};

export function isActivity(type: ObjectType): boolean {
  return (activityTypes as readonly ObjectType[]).includes(type);
}

/** Whether a type has events of the classic form. Activities and surveys have the generic form alone. */
export function hasClassicEvents(type: ObjectType): boolean {
  return (recordTypes as readonly ObjectType[]).includes(type);
}

/** The object type that a path segment or an event names (`contacts`, `contact`, `CONTACT`, `0-1`); null when there is none. */
export function objectTypeOf(text: string): ObjectType | null {
  const wanted = text.toLowerCase();
  return objectTypes.find((type) => namesOf(type).includes(wanted)) ?? null;
}

function namesOf(type: ObjectType): string[] {
  const { plural, id, associationName } = objectTypeNames[type];
  return [type, plural, id, associationName.toLowerCase()];
}
