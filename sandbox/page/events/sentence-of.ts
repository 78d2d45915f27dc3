import type { HistoryEvent } from '../../scenario/history-event.ts';

/** A webhook event as one short text. */
export function sentenceOf(event: HistoryEvent): string {
  const [, name = ''] = event.subscriptionType.split('.');
  switch (name) {
    case 'propertyChange':
      return `${event.propertyName} = ${event.propertyValue === '' ? '(empty)' : event.propertyValue}`;
    case 'associationChange': {
      const what = event.isPrimaryAssociation === true ? 'primary ' : '';
      const sign = event.associationRemoved === true ? 'no longer ' : '';
      return `${event.fromObjectId} ${sign}${what}→ ${event.toObjectId}`;
    }
    case 'merge':
      return `${event.mergedObjectIds?.join(', ')} into ${event.newObjectId}`;
    default:
      return name;
  }
}
