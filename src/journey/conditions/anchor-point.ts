import { engagementsSince } from '../evidence/engagements.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { latestActivity } from '../evidence/latest-activity.ts';
import { latestEntry } from '../evidence/pipeline-entries.ts';
import type { PipelineEntry } from '../evidence/pipeline-entry.ts';
import type { Fact } from '../facts.ts';
import type { Instant } from '../instant.ts';
import { activityKinds } from '../vocabulary.ts';
import type { Anchor } from './condition-schema.ts';
import { propertyInScope } from './evaluate-property.ts';
import { always, noFacts, type Scope } from './verdict.ts';

/** A point to measure from, and the facts that say where it is. */
export type AnchorPoint = { at: Instant; facts: readonly Fact[] };

/** Before everything. */
export const beginning: AnchorPoint = { at: always, facts: noFacts };

/** Finds the point that a condition measures from. Null when the record has no such point within the scope. */
export function anchorPoint(anchor: Anchor, evidence: Evidence, scope: Scope): AnchorPoint | null {
  if (typeof anchor === 'object') {
    if ('deals' in anchor) return pointOfStanding(latestEntry(evidence.deals, anchor.deals), scope);
    if ('tickets' in anchor) return pointOfStanding(latestEntry(evidence.tickets, anchor.tickets), scope);
    const state = propertyInScope(evidence, anchor.property, scope);
    return state === null ? null : { at: state.since, facts: [state.fact] };
  }
  switch (anchor) {
    case 'created':
      return pointOf(evidence.created);
    case 'visit-start':
      return { at: scope.visitStart, facts: noFacts };
    case 'lap-start':
      return scope.lapStart === always ? pointOf(evidence.created) : { at: scope.lapStart, facts: noFacts };
    case 'last-activity':
      return pointOf(latestActivity(evidence, activityKinds));
    case 'engagement-end':
      return latestEngagementEnd(evidence, scope);
  }
}

function pointOfStanding(latest: PipelineEntry | null, scope: Scope): AnchorPoint | null {
  const standing = latest?.standing ?? null;
  return standing === null || standing.since < scope.from ? null : { at: standing.since, facts: standing.facts };
}

function pointOf(fact: Fact | null): AnchorPoint | null {
  return fact === null ? null : { at: fact.occurredAt, facts: [fact] };
}

function latestEngagementEnd(evidence: Evidence, scope: Scope): AnchorPoint | null {
  const engagements = engagementsSince(evidence.engagementDates, scope.from);
  const latest = engagements.findLast(({ end }) => end !== null && end <= evidence.at);
  if (latest === undefined || latest.end === null) return null;
  return { at: latest.end, facts: latest.endFact === null ? noFacts : [latest.endFact] };
}
