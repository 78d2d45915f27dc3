import type { Fact } from './facts.ts';
import { type Instant, parseInstant } from './instant.ts';

/** Work for a client: from its start to its end, both as dated by the person or workflow that set the properties. */
export type Engagement = { start: Instant; end: Instant | null; startFact: Fact; endFact: Fact | null };

export const engagementStartProperty = 'journey_steward_engagement_start';
export const engagementEndProperty = 'journey_steward_engagement_end';

/** Whether a fact dates an engagement. */
export function datesEngagement(fact: Fact): boolean {
  return fact.subject === engagementStartProperty || fact.subject === engagementEndProperty;
}

type End = { end: Instant; endFact: Fact };

/**
 * The engagements that a record's dates tell of, oldest first. The two properties hold one engagement at a time, so the
 * earlier ones are known from the properties' history only: a start that comes after the end of the last engagement begins
 * another one, any other start moves the last one. People set the two dates in either order.
 *
 * Takes all facts for which `datesEngagement` holds, in the order of time.
 */
export function engagementsOf(facts: readonly Fact[]): Engagement[] {
  const engagements: Engagement[] = [];
  /** An end that was set while no engagement could take it, or that replaced one that had passed. */
  let spare: { given: End; replaced: End | null } | null = null;
  for (const fact of startsFirst(facts)) {
    const at = parseInstant(fact.value);
    const last = engagements.at(-1);
    if (fact.subject === engagementEndProperty) {
      const given = at === null ? null : { end: at, endFact: fact };
      const replaced = last === undefined ? null : endOf(last);
      spare = given === null ? null : { given, replaced };
      if (last !== undefined && (given === null || given.end >= last.start)) {
        engagements[engagements.length - 1] = { ...last, ...(given ?? { end: null, endFact: null }) };
      }
    } else if (at === null) {
      if (last !== undefined && last.end === null) engagements.pop();
    } else {
      const previousEnd = spare?.replaced ?? (last === undefined ? null : endOf(last));
      const begins = last === undefined || (previousEnd !== null && at >= previousEnd.end);
      const end = spare !== null && spare.given.end >= at ? spare.given : null;
      if (begins) {
        if (last !== undefined && previousEnd !== null)
          engagements[engagements.length - 1] = { ...last, ...previousEnd };
        engagements.push({ start: at, startFact: fact, end: end?.end ?? null, endFact: end?.endFact ?? null });
      } else if (last !== undefined) engagements[engagements.length - 1] = { ...last, start: at, startFact: fact };
      spare = null;
    }
  }
  return engagements;
}

function endOf(engagement: Engagement): End | null {
  const { end, endFact } = engagement;
  return end === null || endFact === null ? null : { end, endFact };
}

/** Within one instant the start is read first, because the end belongs to it. */
function startsFirst(facts: readonly Fact[]): Fact[] {
  const rank = (fact: Fact) => (fact.subject === engagementStartProperty ? 0 : 1);
  return [...facts].sort((left, right) => left.occurredAt - right.occurredAt || rank(left) - rank(right));
}
