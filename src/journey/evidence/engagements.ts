import type { Fact } from '../facts.ts';
import { type Instant, parseInstant } from '../instant.ts';

/** Work for a client: from its start to its end, both as dated by the person or workflow that set the properties. */
export type Engagement = { start: Instant; end: Instant | null; startFact: Fact; endFact: Fact | null };

export const engagementStartProperty = 'journey_steward_engagement_start';
export const engagementEndProperty = 'journey_steward_engagement_end';

/** Whether a fact dates an engagement. */
export function datesEngagement(fact: Fact): boolean {
  return fact.subject === engagementStartProperty || fact.subject === engagementEndProperty;
}

type End = { end: Instant; endFact: Fact };

/** The engagements that a record's dates tell of so far, oldest first, and what is needed to read the next date. */
export type EngagementDates = {
  engagements: Engagement[];
  /** The end that the record shows now. */
  shownEnd: End | null;
  /** An end of the last engagement that had passed when another was set in its place. */
  passedEnd: End | null;
};

export function noEngagements(): EngagementDates {
  return { engagements: [], shownEnd: null, passedEnd: null };
}

/**
 * Reads one more date, in the order of time. The two properties hold one engagement at a time, so the earlier ones are
 * known from the properties' history only: a start at or after the end of the last engagement begins another one, any other
 * start moves the last one. People set the two dates in either order.
 */
export function addEngagementDate(dates: EngagementDates, fact: Fact): void {
  const at = parseInstant(fact.value);
  if (fact.subject === engagementEndProperty) setEnd(dates, at === null ? null : { end: at, endFact: fact }, fact);
  else if (at === null) clearStart(dates, fact);
  else setStart(dates, at, fact);
}

function setEnd(dates: EngagementDates, given: End | null, fact: Fact): void {
  dates.shownEnd = given;
  const last = dates.engagements.at(-1);
  if (last === undefined) return;
  const before = endOf(last);
  const hadPassed = before !== null && before.end <= fact.occurredAt;
  // Emptying the date of what has ended tidies the form up; it does not begin the work again.
  if (given === null ? hadPassed : given.end < last.start) return;
  if (hadPassed) dates.passedEnd = before;
  replaceLast(dates, { ...last, ...(given ?? { end: null, endFact: null }) });
}

function setStart(dates: EngagementDates, start: Instant, fact: Fact): void {
  const { engagements, shownEnd, passedEnd } = dates;
  const last = engagements.at(-1);
  const end = shownEnd !== null && shownEnd.end >= start ? shownEnd : null;
  // An end on or after this start was set for it, before it; the last engagement then ended as it had before.
  const lastEnd = last === undefined ? null : end !== null && passedEnd !== null ? passedEnd : endOf(last);
  const hadBegun = last !== undefined && last.start <= fact.occurredAt;
  dates.passedEnd = null;
  const begun = { start, startFact: fact, end: end?.end ?? null, endFact: end?.endFact ?? null };
  if (last === undefined) engagements.push(begun);
  else if (hadBegun && lastEnd !== null && start >= lastEnd.end) {
    replaceLast(dates, { ...last, ...lastEnd });
    engagements.push(begun);
  } else {
    // Moved: its end stays where it still can be one.
    const kept = end ?? (lastEnd !== null && lastEnd.end >= start ? lastEnd : null);
    endBefore(engagements, start);
    replaceLast(dates, { ...begun, end: kept?.end ?? null, endFact: kept?.endFact ?? null });
  }
}

/** No two engagements run at once: those before the last one have ended when it starts. */
function endBefore(engagements: Engagement[], start: Instant): void {
  for (;;) {
    const previous = engagements.at(-2);
    if (previous === undefined || previous.end === null || previous.end <= start) return;
    if (previous.start < start) engagements.splice(-2, 1, { ...previous, end: start });
    else engagements.splice(-2, 1);
  }
}

/** The engagements that have not ended before an instant. They follow each other, so the latest are at the end. */
export function engagementsSince({ engagements }: EngagementDates, from: Instant): readonly Engagement[] {
  return engagements.slice(engagements.findLastIndex(({ end }) => end !== null && end < from) + 1);
}

/** An emptied start takes back an engagement that has not ended; one that has ended has happened. */
function clearStart(dates: EngagementDates, fact: Fact): void {
  const last = dates.engagements.at(-1);
  if (last !== undefined && (last.end === null || last.end > fact.occurredAt)) dates.engagements.pop();
}

function replaceLast(dates: EngagementDates, engagement: Engagement): void {
  dates.engagements[dates.engagements.length - 1] = engagement;
}

function endOf(engagement: Engagement): End | null {
  const { end, endFact } = engagement;
  return end === null || endFact === null ? null : { end, endFact };
}
