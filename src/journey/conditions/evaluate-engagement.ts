import { type Engagement, engagementsSince } from '../evidence/engagements.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';
import { always, fails, never, noFacts, reached, type Scope, type Verdict } from './verdict.ts';

/** Judges whether work for the client is running, has ended, or has started again after it had ended. */
export function evaluateEngagement(
  test: 'running' | 'ended' | 'started-again',
  evidence: Evidence,
  scope: Scope,
): Verdict {
  let flipAt = never;
  let holding: Engagement | null = null;
  let latestEnd: Instant = never;
  for (const engagement of engagementsSince(evidence.engagementDates, scope.from)) {
    const starts = reached(engagement.start, evidence.at, noFacts);
    const ends = engagement.end === null ? fails : reached(engagement.end, evidence.at, noFacts);
    flipAt = Math.min(flipAt, starts.flipAt, ends.flipAt);
    const counts =
      test === 'ended'
        ? ends.holds && (engagement.end ?? always) >= scope.from
        : starts.holds && !ends.holds && engagement.start >= scope.from;
    // Another engagement counts as started again only after one of this lap has ended.
    if (counts && (test !== 'started-again' || engagement.start >= latestEnd)) holding = engagement;
    if (ends.holds && (engagement.end ?? always) >= scope.from) latestEnd = engagement.end ?? never;
  }
  if (holding === null) return { ...fails, flipAt };
  const facts = [holding.startFact, test === 'ended' ? holding.endFact : null].filter((fact) => fact !== null);
  return { holds: true, facts, flipAt };
}
