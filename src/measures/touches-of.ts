import { type Activity, activityOf } from '../journey/evidence/activities.ts';
import type { Fact } from '../journey/facts.ts';
import { type Instant, minuteMs, parseInstant } from '../journey/instant.ts';
import type { ActivityKind } from '../journey/vocabulary.ts';
import type { Touch } from './measured-record.ts';

/** The touches that facts tell of, in their order, each once. */
export function touchesOf(facts: readonly Fact[]): Touch[] {
  return activitiesOnce(facts).map(({ kind, at, direction }) => ({ kind, at, ...(direction !== '' && { direction }) }));
}

/**
 * The activities that facts tell of, in their order, each once. HubSpot writes the time of one activity into several properties of a
 * record: those count once for each kind and time, and not at all where the activity itself was told.
 */
export function activitiesOnce(facts: readonly Fact[]): Activity[] {
  const told = new Map<string, Activity>();
  const minutes = new Set<string>();
  for (const fact of facts) {
    const activity = activityOf(fact);
    if (activity === null) continue;
    const isItself = fact.kind === 'activity';
    const key = isItself ? fact.subject : `${activity.kind} at ${fact.value}`;
    if (!told.has(key)) told.set(key, activity);
    if (isItself) for (const kind of writtenFor(activity)) minutes.add(minuteOf(kind, activity.at));
  }
  return [...told.values()].filter(
    ({ kind, fact }) => fact.kind === 'activity' || !minutes.has(minuteOf(kind, happenedAt(fact))),
  );
}

/** As what HubSpot's properties tell of an activity: not all of them say of which kind it was. */
function writtenFor({ kind, direction }: Activity): ActivityKind[] {
  if (kind === 'meeting') return ['logged', 'meeting'];
  if (kind === 'email' && direction === 'incoming') return ['logged', 'email-reply'];
  return kind === 'feedback' ? [] : ['logged'];
}

/** The time of the activity that a property holds; the property itself is written later. */
function happenedAt(fact: Fact): Instant {
  return parseInstant(fact.value) ?? fact.occurredAt;
}

function minuteOf(kind: ActivityKind, at: Instant): string {
  return `${kind} ${Math.floor(at / minuteMs)}`;
}
