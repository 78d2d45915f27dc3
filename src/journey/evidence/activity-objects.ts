import { canonicalFacts } from '../canonical-facts.ts';
import { type HeardFact, parseAssociationSubject, type RecordRef, recordKey } from '../facts.ts';
import { type Instant, parseInstant } from '../instant.ts';
import { type ActivityKind, type ActivityType, activityTypes, type Direction, type RecordType } from '../vocabulary.ts';
import { activityValue } from './activity-value.ts';
import { applyLink, type Labels } from './associations.ts';

/** How an activity of HubSpot is read. Nothing of its content is named here, and so nothing of it is kept. */
type ActivityTerms = {
  kind: ActivityKind;
  /** When it happened; what is planned has it in the future. */
  timeProperty: string;
  /** Who turned to whom: by the values of a property, or always the same. */
  direction?: { property: string; values: ReadonlyMap<string, Direction> };
  /** The values of a property that say that it never happened. */
  failed?: { property: string; values: readonly string[] };
  /** It is put down beforehand: that it was created says nothing of when it happens. */
  isPlanned?: true;
};

/** Source: HubSpot's pages on calls, e-mails, meetings, notes, communications and feedback submissions. */
const termsOf: Readonly<Record<ActivityType, ActivityTerms>> = {
  call: {
    kind: 'call',
    timeProperty: 'hs_timestamp',
    direction: directedBy('hs_call_direction', { INBOUND: 'incoming', OUTBOUND: 'outgoing' }),
    failed: { property: 'hs_call_status', values: ['CANCELED', 'FAILED'] },
  },
  email: {
    kind: 'email',
    timeProperty: 'hs_timestamp',
    // One that was forwarded to HubSpot may have been written by either side.
    direction: directedBy('hs_email_direction', { INCOMING_EMAIL: 'incoming', EMAIL: 'outgoing' }),
    failed: { property: 'hs_email_status', values: ['BOUNCED', 'FAILED'] },
  },
  meeting: {
    kind: 'meeting',
    timeProperty: 'hs_timestamp',
    failed: { property: 'hs_meeting_outcome', values: ['CANCELED', 'NO_SHOW', 'RESCHEDULED'] },
    isPlanned: true,
  },
  note: { kind: 'note', timeProperty: 'hs_timestamp' },
  communication: { kind: 'message', timeProperty: 'hs_timestamp' },
  feedback_submission: { kind: 'feedback', timeProperty: 'hs_submission_timestamp' },
};

// A map, because what a portal says may also be the name of something that every object has.
function directedBy(property: string, values: Readonly<Record<string, Direction>>) {
  return { property, values: new Map(Object.entries(values)) };
}

/** The last instant that a date can hold. */
const lastInstant = 8_640_000_000_000_000;

/** Who of the firm an activity was by. */
const ownerProperty = 'hubspot_owner_id';

/** The records on which an activity becomes one. A company's journey follows from its members, and needs none. */
const touchedTypes: readonly RecordType[] = ['contact', 'deal', 'ticket'];

/** The properties of an activity that are kept; no other one may enter the ledger. */
export function activityProperties(type: ActivityType): readonly string[] {
  const { timeProperty, direction, failed } = termsOf[type];
  const told = [timeProperty, direction?.property, failed?.property].filter((name) => name !== undefined);
  return type === 'feedback_submission' ? told : [...told, ownerProperty];
}

export function isActivityType(type: RecordType): type is ActivityType {
  return (activityTypes as readonly RecordType[]).includes(type);
}

/** Whether an activity is told to the records of a type that it is associated with. */
export function isTouched(type: RecordType): boolean {
  return touchedTypes.includes(type);
}

/** The subject of the facts that an activity becomes. */
export function activitySubject(type: ActivityType, recordId: string): string {
  return `${termsOf[type].kind}:${recordId}`;
}

/**
 * What an activity is to the records that it is associated with: an `activity` fact of each, dated when it happened. Takes all
 * that was heard of the activity itself, in any order and any number of times. An activity that was deleted, or taken off a
 * record, or never took place is none.
 */
export function factsOfActivity(
  activity: RecordRef & { objectType: ActivityType },
  heard: readonly HeardFact[],
): HeardFact[] {
  const terms = termsOf[activity.objectType];
  const { values, created, isDeleted, links } = knownOf(heard);
  const textOf = (property: string) => values.get(property)?.value ?? '';
  const { direction, failed } = terms;
  if (isDeleted || failed?.values.includes(textOf(failed.property)) === true) return [];
  const dated = datedBy(values.get(terms.timeProperty), terms.isPlanned ? null : created);
  if (dated === null) return [];
  const towards = direction?.values.get(textOf(direction.property));
  const value = activityValue({ direction: towards ?? '', ownerId: textOf(ownerProperty) });
  const subject = activitySubject(activity.objectType, activity.recordId);
  return links.map(({ objectType, recordId }) => ({
    objectType,
    recordId,
    kind: 'activity',
    subject,
    value,
    ...dated,
  }));
}

type Known = {
  values: Map<string, HeardFact>;
  created: HeardFact | null;
  isDeleted: boolean;
  /** The records that it is associated with now. */
  links: RecordRef[];
};

function knownOf(heard: readonly HeardFact[]): Known {
  const known = { values: new Map<string, HeardFact>(), created: null as HeardFact | null, isDeleted: false };
  const linked = new Map<string, { other: RecordRef; labels: Labels }>();
  for (const fact of canonicalFacts(heard)) {
    if (fact.kind === 'property') known.values.set(fact.subject, fact);
    else if (fact.kind === 'created') known.created ??= fact;
    else if (fact.kind === 'deleted' || fact.kind === 'restored') known.isDeleted = fact.kind === 'deleted';
    else if (fact.kind === 'association') {
      const { other, label } = parseAssociationSubject(fact.subject);
      const link = linked.get(recordKey(other)) ?? { other, labels: new Map() };
      linked.set(recordKey(other), link);
      applyLink(link.labels, { other, pair: other.recordId, ends: [other.recordId], label }, fact.value);
    }
  }
  const links = [...linked.values()].filter(({ other, labels }) => labels.size > 0 && isTouched(other.objectType));
  return { ...known, links: links.map(({ other }) => other) };
}

/** When an activity happened, as far as it was told; else when it was put down, which is a guess. */
function datedBy(
  told: HeardFact | undefined,
  created: HeardFact | null,
): (Pick<HeardFact, 'hearing'> & { occurredAt: Instant }) | null {
  const at = told === undefined ? null : parseInstant(told.value);
  if (told !== undefined && at !== null && at >= 0 && at <= lastInstant)
    return { occurredAt: at, hearing: told.hearing };
  if (created === null) return null;
  return { occurredAt: created.occurredAt, hearing: { ...created.hearing, channel: 'estimate' } };
}
