import type { HistoryEvent } from '../../../sandbox/scenario/history-event.ts';

export const startOfTests = Date.UTC(2026, 0, 5, 9);
export const portalIdOfTests = 20_260_777;

/** A line of a history file. What is not given is that of a contact's property change. */
export function line(event: Partial<HistoryEvent> = {}): string {
  return JSON.stringify({
    eventId: 1,
    subscriptionId: 1,
    portalId: portalIdOfTests,
    appId: 7,
    occurredAt: startOfTests,
    subscriptionType: 'contact.propertyChange',
    attemptNumber: 0,
    changeSource: 'CRM',
    ...event,
  });
}

export function creation(objectId: number, minutes = 0, type: 'contact' | 'deal' | 'company' = 'contact'): string {
  return line({
    objectId,
    subscriptionType: `${type}.creation`,
    changeFlag: 'NEW',
    occurredAt: startOfTests + minutes * 60_000,
  });
}

export function value(objectId: number, propertyName: string, propertyValue: string, minutes = 0): string {
  return line({ objectId, propertyName, propertyValue, occurredAt: startOfTests + minutes * 60_000 });
}

/** So many contacts, each created and given a first name, in one millisecond. */
export function manyContacts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => 1000 + index).flatMap((objectId) => [
    creation(objectId),
    value(objectId, 'firstname', `Name ${objectId}`),
  ]);
}
