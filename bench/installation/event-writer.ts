import type { HistoryAssociationType, HistoryEvent } from '../../sandbox/scenario/history-event.ts';

/** A record of a portal. */
export type Named = { type: 'contact' | 'deal' | 'company'; id: number };

/** Writes what happens to records as HubSpot tells it. */
export type EventWriter = {
  create(record: Named, at: number, values: Record<string, string>): HistoryEvent[];
  change(record: Named, name: string, value: string, at: number): HistoryEvent;
  delete(record: Named, at: number): HistoryEvent;
  restore(record: Named, at: number): HistoryEvent;
  merge(primary: Named, merged: Named, at: number): HistoryEvent;
  forget(record: Named, at: number): HistoryEvent;
  /** From both sides; a primary one is a plain one too. */
  associate(from: Named, to: Named, at: number, how: { isPrimary?: boolean }): HistoryEvent[];
  dissociate(from: Named, to: Named, at: number, how: { isPrimary?: boolean }): HistoryEvent[];
};

export function createEventWriter(portalId: number): EventWriter {
  let eventId = 0;
  const event = (
    fields: Pick<HistoryEvent, 'subscriptionType' | 'occurredAt'> & Partial<HistoryEvent>,
  ): HistoryEvent => {
    eventId += 1;
    const common = { eventId, subscriptionId: 1, portalId, appId: 7, attemptNumber: 0, changeSource: 'CRM_UI' };
    return { ...common, ...fields };
  };
  const about = (record: Named, kind: 'creation' | 'deletion' | 'restore', occurredAt: number) =>
    event({ subscriptionType: `${record.type}.${kind}`, objectId: record.id, occurredAt });
  const change = (record: Named, propertyName: string, propertyValue: string, occurredAt: number) =>
    event({
      subscriptionType: `${record.type}.propertyChange`,
      objectId: record.id,
      propertyName,
      propertyValue,
      occurredAt,
    });
  const link = (from: Named, to: Named, occurredAt: number, isPrimary: boolean, associationRemoved: boolean) => {
    const sides = [
      [from, to],
      [to, from],
    ] as const;
    return sides.map(([one, other]) =>
      event({
        subscriptionType: `${one.type}.associationChange`,
        associationType: `${one.type}_to_${other.type}`.toUpperCase() as HistoryAssociationType,
        ...{ fromObjectId: one.id, toObjectId: other.id, associationRemoved, isPrimaryAssociation: isPrimary },
        occurredAt,
      }),
    );
  };
  return {
    create: (record, at, values) => [
      about(record, 'creation', at),
      ...Object.entries(values).map(([name, value]) => change(record, name, value, at)),
    ],
    change,
    delete: (record, at) => about(record, 'deletion', at),
    restore: (record, at) => about(record, 'restore', at),
    merge: (primary, merged, occurredAt) =>
      event({
        subscriptionType: `${primary.type}.merge`,
        ...{ objectId: primary.id, primaryObjectId: primary.id, mergedObjectIds: [merged.id], newObjectId: primary.id },
        occurredAt,
      }),
    forget: (record, occurredAt) =>
      event({ subscriptionType: 'contact.privacyDeletion', objectId: record.id, occurredAt }),
    associate: (from, to, at, { isPrimary = false }) => [
      ...link(from, to, at, false, false),
      ...(isPrimary ? link(from, to, at, true, false) : []),
    ],
    dissociate: (from, to, at, { isPrimary = false }) => [
      ...(isPrimary ? link(from, to, at, true, true) : []),
      ...link(from, to, at, false, true),
    ],
  };
}
