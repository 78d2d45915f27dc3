import type { Fact } from '../facts.ts';
import type { Instant } from '../instant.ts';
import { type ActivityKind, activityKinds } from '../vocabulary.ts';
import { type ActivityValue, parseActivityValue } from './activity-value.ts';

/** An activity that a fact tells of. */
export type Activity = ActivityValue & { kind: ActivityKind; at: Instant; fact: Fact };

/** What only the buyer does: whoever tells of it, and whatever else is told. */
const buyersKinds: ReadonlySet<ActivityKind> = new Set([
  'email-open',
  'email-click',
  'email-reply',
  'form',
  'feedback',
]);

/**
 * HubSpot keeps the time of the latest activity in properties of the record. A change of one of these is heard even
 * where the activity itself is not, so it stands for the activity, at the time at which the property changed.
 */
const rollUpProperties: ReadonlyMap<string, ActivityKind> = new Map([
  ['notes_last_contacted', 'logged'],
  ['hs_last_sales_activity_timestamp', 'logged'],
  ['hs_latest_meeting_activity', 'meeting'],
  ['hs_email_last_reply_date', 'email-reply'],
  ['hs_sales_email_last_replied', 'email-reply'],
  ['hs_email_last_open_date', 'email-open'],
  ['hs_email_last_click_date', 'email-click'],
  ['first_conversion_date', 'form'],
  ['recent_conversion_date', 'form'],
]);

export const rollUpPropertyNames: readonly string[] = [...rollUpProperties.keys()];

/** The activity that a fact tells of, or null when it tells of none. */
export function activityOf(fact: Fact): Activity | null {
  const kind = fact.kind === 'activity' ? kindOfSubject(fact.subject) : rollUpKind(fact);
  if (kind === null) return null;
  const { direction, ownerId } = parseActivityValue(fact.kind === 'activity' ? fact.value : '');
  return { kind, at: fact.occurredAt, fact, direction: buyersKinds.has(kind) ? 'incoming' : direction, ownerId };
}

function kindOfSubject(subject: string): ActivityKind | null {
  const kind = subject.split(':')[0];
  return activityKinds.find((candidate) => candidate === kind) ?? null;
}

function rollUpKind(fact: Fact): ActivityKind | null {
  if (fact.kind !== 'property' || fact.value === '') return null;
  return rollUpProperties.get(fact.subject) ?? null;
}
