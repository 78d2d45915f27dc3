import type { HistoryAssociationType, HistoryEvent, HistorySubscriptionType } from '../../scenario/history-event.ts';
import { hasClassicEvents, type ObjectType, objectTypeNames, type RecordObjectType } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import type { PortalChange } from '../records/portal-change.ts';
import type { Subscription } from './subscriptions.ts';

/**
 * The webhook events of one change: one per matching subscription. Without subscriptions (null) every change is told in
 * the classic form.
 */
export function webhookEvents(
  state: PortalState,
  subscriptions: readonly Subscription[] | null,
  change: PortalChange,
): HistoryEvent[] {
  const type = change.kind === 'associationChange' ? change.from.type : change.record.type;
  const matching = subscriptions?.filter((subscription) => matches(state, subscription, type, change)) ?? [everything];
  const isClassic = hasClassicEvents(type) && (change.kind !== 'associationChange' || hasClassicEvents(change.to.type));
  return matching.map(({ id, generic }) => ({
    eventId: state.random.integer(1, 2_147_483_647),
    subscriptionId: id,
    portalId: state.portalId,
    appId: state.appId,
    occurredAt: change.atMs,
    subscriptionType: subscriptionTypeOf(generic || !isClassic, type, change.kind),
    attemptNumber: 0,
    changeSource: change.source.changeSource,
    ...(change.source.sourceId !== null && { sourceId: change.source.sourceId }),
    ...fieldsOf(change, generic || !isClassic),
  }));
}

const everything = { id: 1, generic: false };

function matches(state: PortalState, subscription: Subscription, type: ObjectType, change: PortalChange): boolean {
  if (subscription.objectType !== type || subscription.eventName !== change.kind) return false;
  // The classic events know nothing of activities and surveys.
  if (!subscription.generic && change.kind === 'associationChange' && !hasClassicEvents(change.to.type)) return false;
  if (change.kind !== 'propertyChange') return true;
  return subscription.propertyName === change.name && state.properties.get(type, change.name) !== null;
}

function subscriptionTypeOf(generic: boolean, type: ObjectType, kind: PortalChange['kind']): HistorySubscriptionType {
  if (kind === 'privacyDeletion') return 'contact.privacyDeletion';
  return `${generic ? 'object' : (type as RecordObjectType)}.${kind}`;
}

function fieldsOf(change: PortalChange, generic: boolean): Partial<HistoryEvent> {
  if (change.kind === 'associationChange') return associationFields(change, generic);
  const { type, id } = change.record;
  const common: Partial<HistoryEvent> = {
    objectId: Number(id),
    ...(generic && { objectTypeId: objectTypeNames[type].id }),
  };
  switch (change.kind) {
    case 'creation':
      return { ...common, changeFlag: 'NEW' };
    case 'deletion':
      return { ...common, changeFlag: 'DELETED' };
    case 'restore':
      return { ...common, changeFlag: 'RESTORED' };
    case 'privacyDeletion':
      return common;
    case 'propertyChange':
      return { ...common, propertyName: change.name, propertyValue: change.value };
    case 'merge':
      return {
        ...common,
        primaryObjectId: Number(change.primaryId),
        mergedObjectIds: change.mergedIds.map(Number),
        newObjectId: Number(id),
        numberOfPropertiesMoved: change.propertiesMoved,
      };
  }
}

function associationFields(
  change: Extract<PortalChange, { kind: 'associationChange' }>,
  generic: boolean,
): Partial<HistoryEvent> {
  const { from, to } = change;
  const names = [objectTypeNames[from.type].associationName, objectTypeNames[to.type].associationName];
  return {
    ...(generic
      ? { fromObjectTypeId: objectTypeNames[from.type].id, toObjectTypeId: objectTypeNames[to.type].id }
      : { associationType: names.join('_TO_') as HistoryAssociationType }),
    fromObjectId: Number(from.id),
    toObjectId: Number(to.id),
    associationRemoved: change.removed,
    isPrimaryAssociation: change.isPrimary,
  };
}
