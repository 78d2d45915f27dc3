/** What every event of the tests says, unless it says otherwise. */
export const ofEvent = {
  eventId: 1,
  subscriptionId: 2,
  portalId: 33,
  appId: 7,
  occurredAt: 1_780_000_000_000,
  attemptNumber: 0,
  changeSource: 'CRM_UI',
};

/** An event as HubSpot sends it. */
export function webhookEvent(subscriptionType: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...ofEvent, subscriptionType, ...fields };
}

/** A new value of a contact's property. */
export function propertyChange(objectId: number, propertyName: string, propertyValue: unknown, fields = {}) {
  return webhookEvent('contact.propertyChange', {
    objectId,
    propertyName,
    propertyValue,
    sourceId: 'userId:5',
    ...fields,
  });
}

/** The bytes of a delivery. */
export function bodyOf(...events: unknown[]): Buffer {
  return Buffer.from(JSON.stringify(events));
}
