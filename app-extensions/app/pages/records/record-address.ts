/** HubSpot's ids of the kinds of records that have a journey. */
export const typeIds = { contact: '0-1', company: '0-2', deal: '0-3' } as const;

/** Where a record stands within HubSpot, wherever HubSpot itself is hosted. */
export function recordAddress(portalId: number, objectType: keyof typeof typeIds, recordId: string): string {
  return `/contacts/${portalId}/record/${typeIds[objectType]}/${recordId}`;
}
