/** The records that have a card, as the backend's addresses call them. */
export type RecordKind = 'contact' | 'deal' | 'company';

const kindOfType: Record<string, RecordKind> = { '0-1': 'contact', '0-2': 'company', '0-3': 'deal' };

/** HubSpot tells a card the id of the type; a card stands only on records of the types that its meta file names. */
export function recordKindOf(objectTypeId: string): RecordKind {
  return kindOfType[objectTypeId] ?? 'contact';
}
