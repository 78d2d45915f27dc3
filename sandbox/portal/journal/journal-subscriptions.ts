import { z } from 'zod';

export const journalActions = [
  'CREATE',
  'UPDATE',
  'DELETE',
  'MERGE',
  'RESTORE',
  'ASSOCIATION_ADDED',
  'ASSOCIATION_REMOVED',
  'SNAPSHOT',
  'APP_INSTALL',
  'APP_UNINSTALL',
  'ADDED_TO_LIST',
  'REMOVED_FROM_LIST',
  'GDPR_DELETE',
] as const;
export type JournalAction = (typeof journalActions)[number];

const actions = z.array(z.enum(journalActions)).min(1);
const portalId = z.int().positive();
const objectTypeId = z.string().regex(/^\d+-\d+$/);
const objectIds = z.array(z.int()).default([]);

/** What may be subscribed to, with the fields of PLATFORM 3.2. */
export const journalSubscriptionSchema = z.discriminatedUnion('subscriptionType', [
  z.strictObject({
    subscriptionType: z.literal('OBJECT'),
    portalId,
    objectTypeId,
    actions,
    properties: z.array(z.string()),
    objectIds,
  }),
  z.strictObject({
    subscriptionType: z.literal('ASSOCIATION'),
    portalId,
    objectTypeId,
    associatedObjectTypeIds: z.array(objectTypeId).min(1),
    actions,
    objectIds,
  }),
  z.strictObject({ subscriptionType: z.literal('GDPR_PRIVACY_DELETION'), portalId, objectTypeId, actions }),
  z.strictObject({
    subscriptionType: z.literal('APP_LIFECYCLE_EVENT'),
    eventTypeId: z.enum(['4-1909196', '4-1916193']),
    properties: z.array(z.string()),
  }),
]);

export type GivenSubscription = z.output<typeof journalSubscriptionSchema>;
export type JournalSubscription = GivenSubscription & { id: number; createdAt: string; updatedAt: string };

export type JournalSubscriptions = {
  /** Adds one, or replaces the one of the same type, portal and object type. */
  put(given: GivenSubscription): JournalSubscription;
  all(): JournalSubscription[];
  get(id: number): JournalSubscription | null;
  remove(id: number): boolean;
  removeOfPortal(portalId: number): void;
};

export function createJournalSubscriptions(wallClock: () => number): JournalSubscriptions {
  const byId = new Map<number, JournalSubscription>();
  let lastId = 500;
  return {
    put: (given) => {
      const now = new Date(wallClock()).toISOString();
      const known = [...byId.values()].find((one) => keyOf(one) === keyOf(given));
      const id = known?.id ?? ++lastId;
      const subscription = { ...given, id, createdAt: known?.createdAt ?? now, updatedAt: now };
      byId.set(id, subscription);
      return subscription;
    },
    all: () => [...byId.values()],
    get: (id) => byId.get(id) ?? null,
    remove: (id) => byId.delete(id),
    removeOfPortal: (ofPortal) => {
      for (const one of byId.values()) if ('portalId' in one && one.portalId === ofPortal) byId.delete(one.id);
    },
  };
}

function keyOf(one: GivenSubscription): string {
  return one.subscriptionType === 'APP_LIFECYCLE_EVENT'
    ? `${one.subscriptionType} ${one.eventTypeId}`
    : `${one.subscriptionType} ${one.portalId} ${one.objectTypeId}`;
}
