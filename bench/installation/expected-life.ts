import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { asHistoryTells } from '../../test/end-to-end/as-history-tells.ts';
import { endsAt, type Life } from './invent-life.ts';

/**
 * A life as a ledger should tell it at its end, after reading the past and repairing what was lost. All is as it happened, but
 * for what HubSpot keeps no times of:
 *
 * - of the past, what history tells (`asHistoryTells`), and so of what was lost while it was read;
 * - an association that was lost afterwards, each of which has a newcomer: the later of the two creations;
 * - the end of one that was lost, and the return of a record: when they were seen;
 * - a privacy deletion that was lost: a deletion, when it was seen.
 */
export function expectedLife({ past, during, after }: Life): HistoryEvent[] {
  const told = new Set(during.told.filter(isAssociation).map(linkOf));
  const read = asHistoryTells([...past, ...during.told, ...during.lost]);
  const all = [...past, ...during.told, ...during.lost, ...after.told, ...after.lost];
  const createdAt = new Map(
    all
      .filter(({ subscriptionType }) => subscriptionType.endsWith('.creation'))
      .map((event) => [`${event.subscriptionType.split('.')[0]}/${event.objectId}`, event.occurredAt]),
  );
  const toldAfter = new Set(after.told.filter(isAssociation).map(linkOf));
  const seen = after.lost.flatMap((event): HistoryEvent[] => {
    if (isAssociation(event)) {
      if (event.associationRemoved === true) return [{ ...event, occurredAt: endsAt }];
      if (toldAfter.has(linkOf(event))) return [];
      return [{ ...event, occurredAt: Math.max(...endsOf(event).map((end) => createdAt.get(end) ?? 0)) }];
    }
    if (event.subscriptionType.endsWith('.restore')) return [{ ...event, occurredAt: endsAt }];
    if (event.subscriptionType !== 'contact.privacyDeletion') return [event];
    return [{ ...event, subscriptionType: 'contact.deletion', occurredAt: endsAt }];
  });
  const forgotten = new Set(
    after.lost
      .filter(({ subscriptionType }) => subscriptionType === 'contact.privacyDeletion')
      .map(({ objectId }) => objectId),
  );
  return [
    ...read.filter((event) => !isAssociation(event) || !told.has(linkOf(event))),
    ...during.told.filter(isAssociation),
    ...after.told,
    // HubSpot has the person nowhere, and so does not say when the deletion that comes with it was.
    ...seen.filter(
      (event) =>
        event.occurredAt === endsAt || event.subscriptionType !== 'contact.deletion' || !forgotten.has(event.objectId),
    ),
  ];
}

function isAssociation({ subscriptionType }: HistoryEvent): boolean {
  return subscriptionType.endsWith('.associationChange');
}

function endsOf({ associationType, fromObjectId, toObjectId }: HistoryEvent): string[] {
  const [fromType, toType] = (associationType ?? '').toLowerCase().split('_to_');
  return [`${fromType}/${fromObjectId}`, `${toType}/${toObjectId}`];
}

/** An association from either side, and which label of it. */
function linkOf(event: HistoryEvent): string {
  return `${endsOf(event).sort().join(' ')} ${event.isPrimaryAssociation === true}`;
}
