import { buildScenario } from '../../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../../sandbox/scenario/history-event.ts';

export const portalId = 20_260_101;
export const events: readonly HistoryEvent[] = buildScenario({ portalId });

export function ofType(subscriptionType: HistoryEvent['subscriptionType']): HistoryEvent[] {
  return events.filter((event) => event.subscriptionType === subscriptionType);
}

export function valuesOf(propertyName: string, objectType = 'contact'): HistoryEvent[] {
  return events.filter(
    (event) => event.subscriptionType === `${objectType}.propertyChange` && event.propertyName === propertyName,
  );
}

/** `contact.propertyChange lifecyclestage 276…`: the property of one record. */
export function slotOf(event: HistoryEvent): string {
  return `${event.subscriptionType} ${event.propertyName} ${event.objectId}`;
}
