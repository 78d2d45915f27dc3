import { createSeededRandom } from '../portal/seeded-random.ts';
import type {
  HistoryAssociationType,
  HistoryEvent,
  HistoryEventName,
  HistorySubscriptionType,
} from './history-event.ts';

export type ScenarioRecord = { objectType: 'contact' | 'company' | 'deal'; id: number };
/** Who or what made a change, in HubSpot's words. */
export type Source = { changeSource: string; sourceId?: string };
type Told = Omit<HistoryEvent, 'eventId' | 'subscriptionId' | 'portalId' | 'appId' | 'attemptNumber'>;

const appId = 760_500;
const firstSubscriptionId = 3_100_000;

/** Collects what happens, in any order, and gives it back as the events that HubSpot sends. Times are epoch ms. */
export type EventWriter = ReturnType<typeof createEventWriter>;

export function createEventWriter(portalId: number) {
  const told: Told[] = [];

  /** `name` happens to the record itself. */
  function happen(
    name: HistoryEventName,
    record: ScenarioRecord,
    atMs: number,
    source: Source,
    fields: Partial<Told> = {},
  ) {
    const subscriptionType = `${record.objectType}.${name}` as HistorySubscriptionType;
    told.push({ occurredAt: atMs, subscriptionType, objectId: record.id, ...source, ...fields });
  }

  /** Properties that change together are told one by one, in the same millisecond. */
  function change(record: ScenarioRecord, atMs: number, source: Source, values: Record<string, string>) {
    for (const [propertyName, propertyValue] of Object.entries(values)) {
      happen('propertyChange', record, atMs, source, { propertyName, propertyValue });
    }
  }

  function create(record: ScenarioRecord, atMs: number, source: Source, values: Record<string, string>) {
    happen('creation', record, atMs, source, { changeFlag: 'NEW' });
    change(record, atMs, source, values);
  }

  /** One event for each direction. A primary association comes with a plain one beside it, as on HubSpot. */
  function associate(
    from: ScenarioRecord,
    to: ScenarioRecord,
    atMs: number,
    source: Source,
    { primary = false, removed = false } = {},
  ) {
    for (const isPrimaryAssociation of primary ? [true, false] : [false]) {
      for (const [one, other] of [[from, to] as const, [to, from] as const]) {
        told.push({
          occurredAt: atMs,
          subscriptionType: `${one.objectType}.associationChange`,
          ...source,
          associationType: `${one.objectType}_TO_${other.objectType}`.toUpperCase() as HistoryAssociationType,
          fromObjectId: one.id,
          toObjectId: other.id,
          associationRemoved: removed,
          isPrimaryAssociation,
        });
      }
    }
  }

  /** Everything, sorted by time; what was told first in a millisecond stays first. */
  function finish(): HistoryEvent[] {
    const random = createSeededRandom(portalId);
    const subscriptionIds = new Map<string, number>();
    return told
      .toSorted((one, other) => one.occurredAt - other.occurredAt)
      .map((event) => ({
        eventId: random.integer(1_000_000_000, 4_200_000_000),
        subscriptionId: subscriptionIdOf(event, subscriptionIds),
        portalId,
        appId,
        attemptNumber: 0,
        ...event,
      }));
  }

  return { happen, change, create, associate, finish };
}

/** HubSpot has one subscription for each kind of event and, for property changes, for each property. */
function subscriptionIdOf(event: Told, subscriptionIds: Map<string, number>): number {
  const name = `${event.subscriptionType} ${event.propertyName ?? ''}`;
  const id = subscriptionIds.get(name) ?? firstSubscriptionId + subscriptionIds.size;
  subscriptionIds.set(name, id);
  return id;
}
