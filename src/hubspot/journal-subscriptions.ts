import { z } from 'zod';
import { activityProperties, isTouched } from '../journey/evidence/activity-objects.ts';
import { ticketProperties } from '../journey/evidence/ticket-evidence.ts';
import {
  type ActivityType,
  activityTypes,
  type ObjectType,
  objectTypes,
  type RecordType,
} from '../journey/vocabulary.ts';
import { objectTypeIds } from './object-type-ids.ts';

/** What the journal is asked to have, as HubSpot takes it. Source: HubSpot's description of the subscriptions API, 2026-03. */
export type WantedSubscription =
  | {
      subscriptionType: 'OBJECT';
      portalId: number;
      objectTypeId: string;
      actions: readonly string[];
      properties: readonly string[];
      objectIds: readonly number[];
    }
  | {
      subscriptionType: 'ASSOCIATION';
      portalId: number;
      objectTypeId: string;
      associatedObjectTypeIds: readonly string[];
      actions: readonly string[];
      objectIds: readonly number[];
    }
  | { subscriptionType: 'GDPR_PRIVACY_DELETION'; portalId: number; objectTypeId: string; actions: readonly string[] }
  | { subscriptionType: 'APP_LIFECYCLE_EVENT'; eventTypeId: string; properties: readonly string[] };

const texts = z
  .array(z.string())
  .nullish()
  .transform((given) => given ?? []);

/** Lenient: what is not compared may be anything. */
export const journalSubscriptionsSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.number(),
      subscriptionType: z.string(),
      portalId: z.number().nullish(),
      objectTypeId: z.string().nullish(),
      eventTypeId: z.string().nullish(),
      actions: texts,
      properties: texts,
      associatedObjectTypeIds: texts,
    }),
  ),
});

/** A subscription as HubSpot has it. */
export type JournalSubscription = z.output<typeof journalSubscriptionsSchema>['results'][number];

/** The names of the properties that an account follows, by the type of their records. */
export type PropertiesToFollow = Readonly<Record<ObjectType, readonly string[]>>;

/** That a portal removes the app is asked for once, and told of all portals. */
export const uninstallSubscription: WantedSubscription = {
  subscriptionType: 'APP_LIFECYCLE_EVENT',
  eventTypeId: '4-1916193',
  properties: [],
};

const recordActions = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'];
const activityActions = ['CREATE', 'UPDATE', 'DELETE', 'RESTORE'];

/** What must be granted beside the scopes that every account has. */
const scopeOf: Partial<Record<RecordType, string>> = {
  ticket: 'tickets',
  feedback_submission: 'crm.objects.feedback_submissions.read',
};

/** What the journal must have of an account: all that is pushed, and the properties of the account's own model. */
export function wantedSubscriptions(
  { accountId, scopes }: { accountId: string; scopes: readonly string[] },
  properties: PropertiesToFollow,
): WantedSubscription[] {
  const portalId = Number(accountId);
  const isGranted = (type: RecordType) => scopeOf[type] === undefined || scopes.includes(scopeOf[type]);
  const others = (['ticket', ...activityTypes] as const).filter(isGranted);
  const object = (type: RecordType, actions: readonly string[], names: readonly string[]): WantedSubscription => ({
    ...{ subscriptionType: 'OBJECT', portalId, objectTypeId: objectTypeIds[type], actions },
    ...{ properties: [...names].sort(), objectIds: [] },
  });
  const associations = (type: RecordType, withTypes: readonly RecordType[]): WantedSubscription => ({
    ...{ subscriptionType: 'ASSOCIATION', portalId, objectTypeId: objectTypeIds[type] },
    associatedObjectTypeIds: withTypes.map((other) => objectTypeIds[other]).sort(),
    ...{ actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'], objectIds: [] },
  });
  const records = isGranted('ticket') ? ([...objectTypes, 'ticket'] as const) : objectTypes;
  const activities = others.filter((type): type is ActivityType => type !== 'ticket');
  return [
    ...objectTypes.map((type) => object(type, recordActions, properties[type])),
    ...(isGranted('ticket') ? [object('ticket', recordActions, [...ticketProperties])] : []),
    ...activities.map((type) => object(type, activityActions, activityProperties(type))),
    // Each direction: whether the journal tells of both is not documented, and the same told twice is one fact.
    ...records.map((type) =>
      associations(
        type,
        records.filter((other) => other !== type),
      ),
    ),
    ...activities.map((type) => associations(type, records.filter(isTouched))),
    {
      subscriptionType: 'GDPR_PRIVACY_DELETION',
      portalId,
      objectTypeId: objectTypeIds.contact,
      actions: ['GDPR_DELETE'],
    },
  ];
}

/** What is left to ask for without these types of objects. */
export function withoutObjectTypes(
  wanted: readonly WantedSubscription[],
  objectTypeIds: ReadonlySet<string>,
): WantedSubscription[] {
  return wanted.flatMap((one): WantedSubscription[] => {
    if (!('objectTypeId' in one)) return [one];
    if (objectTypeIds.has(one.objectTypeId)) return [];
    if (one.subscriptionType !== 'ASSOCIATION') return [one];
    const associatedObjectTypeIds = one.associatedObjectTypeIds.filter((id) => !objectTypeIds.has(id));
    return associatedObjectTypeIds.length === 0 ? [] : [{ ...one, associatedObjectTypeIds }];
  });
}

/** What to send and what to remove, so that of what `present` has the journal has what is wanted. */
export function subscriptionChanges(
  present: readonly JournalSubscription[],
  wanted: readonly WantedSubscription[],
): { send: WantedSubscription[]; remove: number[] } {
  const known = new Map(present.map((one) => [keyOf(one), one]));
  const kept = new Set(wanted.map(keyOf));
  return {
    send: wanted.filter((one) => {
      const before = known.get(keyOf(one));
      return before === undefined || contentOf(before) !== contentOf(one);
    }),
    remove: present.filter((one) => !kept.has(keyOf(one))).map(({ id }) => id),
  };
}

type Comparable = Partial<Omit<JournalSubscription, 'id'>> | WantedSubscription;

function keyOf(one: Comparable): string {
  const fields = one as Partial<JournalSubscription>;
  const about = fields.subscriptionType === 'APP_LIFECYCLE_EVENT' ? fields.eventTypeId : fields.objectTypeId;
  return `${fields.subscriptionType} ${fields.portalId ?? ''} ${about}`;
}

function contentOf(one: Comparable): string {
  const { actions = [], properties = [], associatedObjectTypeIds = [] } = one as Partial<JournalSubscription>;
  // HubSpot names the action of a lifecycle event by itself.
  const asked = one.subscriptionType === 'APP_LIFECYCLE_EVENT' ? [] : actions;
  return JSON.stringify([asked, properties, associatedObjectTypeIds].map((texts) => [...texts].sort()));
}
