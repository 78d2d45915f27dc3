import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { asHistoryTells, underLivingIds } from './as-history-tells.ts';

/**
 * What is known of a year after all that was told since an instant was lost, and repaired. Values, creations and merges are
 * as they were; of all else HubSpot shows the present alone:
 *
 * - an association that was lost is dated from that instant on, or from the later of the two creations;
 * - one whose end was lost ends when it was seen to be gone;
 * - a privacy deletion that was lost is seen as a deletion;
 * - a deletion that was undone is not known.
 */
export function asRepairTells(
  events: readonly HistoryEvent[],
  { lostSince, seenAt }: { lostSince: number; seenAt: number },
): HistoryEvent[] {
  const told = events.filter(({ occurredAt }) => occurredAt < lostSince);
  const lost = events.filter(({ occurredAt }) => occurredAt >= lostSince);
  const toldLinks = new Set(underLivingIds(told, events).filter(isAssociation).map(linkOf));
  const shown = asHistoryTells(events).flatMap((event): HistoryEvent[] => {
    if (!isAssociation(event)) return [event];
    return toldLinks.has(linkOf(event)) ? [] : [{ ...event, occurredAt: Math.max(event.occurredAt, lostSince) }];
  });
  const seen = lost.flatMap((event): HistoryEvent[] => {
    if (event.associationRemoved === true) return [{ ...event, occurredAt: seenAt }];
    if (event.subscriptionType !== 'contact.privacyDeletion') return [];
    return [{ ...event, subscriptionType: 'contact.deletion', occurredAt: seenAt }];
  });
  return [...told, ...shown, ...seen];
}

function isAssociation({ subscriptionType }: HistoryEvent): boolean {
  return subscriptionType.endsWith('.associationChange');
}

function linkOf({ associationType, fromObjectId, toObjectId, isPrimaryAssociation }: HistoryEvent): string {
  return `${associationType} ${fromObjectId} ${toObjectId} ${isPrimaryAssociation === true}`;
}
