import { associationTypeIds } from '../associations/association-types.ts';
import { objectTypeNames } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import type { PortalChange } from '../records/portal-change.ts';
import type { JournalAction, JournalSubscription } from './journal-subscriptions.ts';

/** One entry of a journal file. Source: PLATFORM 3.3; no event has an id, and none names the source of its change. */
export type JournalEvent = { type: string; action: JournalAction; portalId: number; occurredAt: string } & Record<
  string,
  unknown
>;

type RecordChange = Exclude<PortalChange, { kind: 'associationChange' }>;

const actionOf: Readonly<Record<RecordChange['kind'], JournalAction>> = {
  creation: 'CREATE',
  propertyChange: 'UPDATE',
  deletion: 'DELETE',
  restore: 'RESTORE',
  merge: 'MERGE',
  privacyDeletion: 'GDPR_DELETE',
};

/** The events of changes that somebody subscribed to. Values of one record that change at once are one event. */
export function journalEvents(
  state: PortalState,
  subscriptions: readonly JournalSubscription[],
  changes: readonly PortalChange[],
): JournalEvent[] {
  const ofPortal = subscriptions.filter((one) => 'portalId' in one && one.portalId === state.portalId);
  const events: JournalEvent[] = [];
  const whole = new Map<string, JournalEvent>();
  for (const change of changes) {
    if (change.kind === 'associationChange') {
      events.push(...associationEvents(state, ofPortal, change));
      continue;
    }
    const event = recordEvent(state, ofPortal, change);
    if (event === null) continue;
    const key = `${change.record.type} ${change.record.id} ${change.atMs}`;
    const before = whole.get(key);
    if (change.kind === 'propertyChange' && before !== undefined) {
      before.propertyChanges = { ...(before.propertyChanges as object), [change.name]: change.value };
      continue;
    }
    if (change.kind === 'propertyChange' || change.kind === 'creation') whole.set(key, event);
    events.push(event);
  }
  return events;
}

function recordEvent(
  state: PortalState,
  subscriptions: readonly JournalSubscription[],
  change: RecordChange,
): JournalEvent | null {
  const { type, id } = change.record;
  const objectTypeId = objectTypeNames[type].id;
  const action = actionOf[change.kind];
  const isTold = subscriptions.some(
    (one) =>
      (one.subscriptionType === 'OBJECT' || one.subscriptionType === 'GDPR_PRIVACY_DELETION') &&
      one.objectTypeId === objectTypeId &&
      one.actions.includes(action) &&
      (one.subscriptionType !== 'OBJECT' || one.objectIds.length === 0 || one.objectIds.includes(Number(id))) &&
      (change.kind !== 'propertyChange' || (one.subscriptionType === 'OBJECT' && one.properties.includes(change.name))),
  );
  if (!isTold) return null;
  const event = {
    type: 'crm_object',
    action,
    portalId: state.portalId,
    occurredAt: new Date(change.atMs).toISOString(),
    objectTypeId,
    objectId: Number(id),
  };
  if (change.kind === 'propertyChange') return { ...event, propertyChanges: { [change.name]: change.value } };
  if (change.kind !== 'merge' || state.openAnswers.journalMerge === 'bare') return event;
  const { primaryId, mergedIds } = change;
  return {
    ...event,
    primaryObjectId: Number(primaryId),
    mergedObjectIds: mergedIds.map(Number),
    newObjectId: Number(id),
  };
}

function associationEvents(
  state: PortalState,
  subscriptions: readonly JournalSubscription[],
  change: Extract<PortalChange, { kind: 'associationChange' }>,
): JournalEvent[] {
  const { from, to, isPrimary } = change;
  const [fromObjectTypeId, toObjectTypeId] = [objectTypeNames[from.type].id, objectTypeNames[to.type].id];
  const action = change.removed ? 'ASSOCIATION_REMOVED' : 'ASSOCIATION_ADDED';
  const isTold = subscriptions.some(
    (one) =>
      one.subscriptionType === 'ASSOCIATION' &&
      one.objectTypeId === fromObjectTypeId &&
      one.associatedObjectTypeIds.includes(toObjectTypeId) &&
      one.actions.includes(action),
  );
  if (!isTold) return [];
  const typeIds = associationTypeIds(from.type, to.type);
  return [
    {
      type: 'crm_association',
      action,
      portalId: state.portalId,
      occurredAt: new Date(change.atMs).toISOString(),
      fromObjectTypeId,
      toObjectTypeId,
      fromObjectId: Number(from.id),
      toObjectId: Number(to.id),
      associationTypeId: (isPrimary ? typeIds?.primary : typeIds?.plain) ?? typeIds?.plain ?? 0,
      associationCategory: 'HUBSPOT_DEFINED',
      isPrimary,
    },
  ];
}
