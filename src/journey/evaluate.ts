import type { DealEvidence, DealStanding } from './deal-evidence.ts';
import type { Engagement } from './engagements.ts';
import type { Evidence, PropertyState } from './evidence.ts';
import type { Fact } from './facts.ts';
import { durationMs, type Instant, parseInstant } from './instant.ts';
import type { ActivityTest, Anchor, Condition, DealTest, PropertyTest, QuietTest } from './model-schema.ts';
import { lifecycleIsBefore, lifecycleWord } from './portal-metadata.ts';
import { type ActivityKind, activityKinds } from './vocabulary.ts';

/**
 * The answer to a condition at one instant: whether it holds, the facts that it holds on, and the next instant at which
 * time alone may change the answer (`never` when only another fact can).
 */
export type Verdict = { holds: boolean; facts: readonly Fact[]; flipAt: Instant };

/** From when evidence counts: since the lap began, and for `thisVisit` since the visit began (`never` while there is none). */
export type Scope = { from: Instant; lapStart: Instant; visitStart: Instant };

export const never = Number.POSITIVE_INFINITY;
const always = Number.NEGATIVE_INFINITY;
const noFacts: readonly Fact[] = [];

/** Judges a condition over the evidence as it stands at `evidence.at`. */
export function evaluate(condition: Condition, evidence: Evidence, scope: Scope): Verdict {
  if ('all' in condition) return evaluateAll(condition.all, evidence, scope);
  if ('any' in condition) return evaluateAny(condition.any, evidence, scope);
  if ('not' in condition) {
    const inner = evaluate(condition.not, evidence, scope);
    return { holds: !inner.holds, facts: noFacts, flipAt: inner.flipAt };
  }
  if ('ever' in condition) return evaluate(condition.ever, evidence, { ...scope, from: always });
  if ('thisVisit' in condition) return evaluate(condition.thisVisit, evidence, { ...scope, from: scope.visitStart });
  if ('created' in condition) return onFact(evidence.created, scope);
  if ('lifecycle' in condition || 'lifecycleBefore' in condition) return evaluateLifecycle(condition, evidence, scope);
  if ('property' in condition) return evaluateProperty(condition, evidence, scope);
  if ('deals' in condition) return evaluateDeals(condition, evidence, scope);
  if ('activity' in condition) return evaluateActivity(condition, evidence, scope);
  if ('engagement' in condition) return evaluateEngagement(condition.engagement, evidence, scope);
  if ('elapsed' in condition) {
    const since = anchorPoint(condition.since, evidence, scope);
    return since === null ? fails : reached(since.at + durationMs(condition.elapsed), evidence.at, since.facts);
  }
  return evaluateQuiet(condition, evidence, scope);
}

const fails: Verdict = { holds: false, facts: noFacts, flipAt: never };

function evaluateAll(conditions: readonly Condition[], evidence: Evidence, scope: Scope): Verdict {
  const facts: Fact[] = [];
  let holds = true;
  let flipAt = never;
  for (const condition of conditions) {
    const verdict = evaluate(condition, evidence, scope);
    if (!verdict.holds) holds = false;
    else facts.push(...verdict.facts);
    flipAt = Math.min(flipAt, verdict.flipAt);
  }
  return { holds, facts: holds ? facts : noFacts, flipAt };
}

function evaluateAny(conditions: readonly Condition[], evidence: Evidence, scope: Scope): Verdict {
  let first: Verdict | null = null;
  let flipAt = never;
  for (const condition of conditions) {
    const verdict = evaluate(condition, evidence, scope);
    if (verdict.holds && first === null) first = verdict;
    flipAt = Math.min(flipAt, verdict.flipAt);
  }
  return { holds: first !== null, facts: first?.facts ?? noFacts, flipAt };
}

function onFact(fact: Fact | null | undefined, scope: Scope): Verdict {
  if (fact === null || fact === undefined || fact.occurredAt < scope.from) return fails;
  return { holds: true, facts: [fact], flipAt: never };
}

function evaluateLifecycle(
  condition: { lifecycle: string[] } | { lifecycleBefore: string },
  evidence: Evidence,
  scope: Scope,
): Verdict {
  const state = propertyInScope(evidence, 'lifecyclestage', scope);
  if (state === null) return fails;
  const holds =
    'lifecycle' in condition
      ? condition.lifecycle.includes(state.value) ||
        condition.lifecycle.includes(lifecycleWord(evidence.metadata, state.value))
      : lifecycleIsBefore(evidence.metadata, state.value, condition.lifecycleBefore);
  return holds ? onFact(state.fact, scope) : fails;
}

function evaluateProperty(test: PropertyTest, evidence: Evidence, scope: Scope): Verdict {
  if (test.became !== undefined) return onFact(evidence.became.get(`${test.property}\0${test.became}`), scope);
  const state = propertyInScope(evidence, test.property, scope);
  if (test.known === false) return { holds: state === null, facts: noFacts, flipAt: never };
  if (state === null) return fails;
  if (test.before !== undefined || test.after !== undefined) {
    const instant = parseInstant(state.value);
    if (instant === null) return fails;
    const passed = reached(instant, evidence.at, [state.fact]);
    if (test.before !== undefined) return passed;
    return { holds: !passed.holds, facts: passed.holds ? noFacts : [state.fact], flipAt: passed.flipAt };
  }
  return valuePasses(test, state.value) ? onFact(state.fact, scope) : fails;
}

function valuePasses(test: PropertyTest, value: string): boolean {
  if (test.known !== undefined) return true;
  if (test.is !== undefined) return value === test.is;
  if (test.in !== undefined) return test.in.includes(value);
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return test.atLeast === undefined ? number < (test.below ?? always) : number >= test.atLeast;
}

/** A property's state if it has a value and took it within the scope. */
function propertyInScope(evidence: Evidence, name: string, scope: Scope): PropertyState | null {
  const state = evidence.properties.get(name);
  return state === undefined || state.value === '' || state.since < scope.from ? null : state;
}

function evaluateDeals(test: DealTest, evidence: Evidence, scope: Scope): Verdict {
  const after = test.after === undefined ? beginning : anchorPoint(test.after, evidence, scope);
  // Without the point to measure from, no deal comes after it.
  if (after === null) return fails;
  const facts: Fact[] = [];
  let count = 0;
  let flipAt = never;
  for (const deal of evidence.deals.values()) {
    const { standing } = deal;
    if (standing === null || standing.since < Math.max(scope.from, after.at) || !dealPasses(test, standing)) continue;
    const quiet = test.quietFor === undefined ? null : dealQuiet(durationMs(test.quietFor), standing, deal, evidence);
    flipAt = Math.min(flipAt, quiet?.flipAt ?? never);
    if (quiet !== null && !quiet.holds) continue;
    count += 1;
    facts.push(...standing.facts);
  }
  const holds = count >= (test.count ?? 1);
  return { holds, facts: holds ? facts : noFacts, flipAt };
}

function dealPasses(test: DealTest, standing: DealStanding): boolean {
  if (test.deals === 'any' ? standing.phase === 'unknown' : standing.phase !== test.deals) return false;
  if (test.pipelines !== undefined && !test.pipelines.includes(standing.pipeline)) return false;
  if (test.lostReasons !== undefined && !test.lostReasons.includes(standing.lostReason)) return false;
  if (test.amountAtLeast !== undefined && standing.amount < test.amountAtLeast) return false;
  if (test.probabilityAtLeast !== undefined && standing.probability < test.probabilityAtLeast) return false;
  return test.probabilityBelow === undefined || standing.probability < test.probabilityBelow;
}

function evaluateActivity(test: ActivityTest, evidence: Evidence, scope: Scope): Verdict {
  const after = test.after === undefined ? beginning : anchorPoint(test.after, evidence, scope);
  if (after === null) return fails;
  const latest = latestActivity(evidence, test.activity);
  return latest !== null && latest.occurredAt >= after.at ? onFact(latest, scope) : fails;
}

function evaluateQuiet(test: QuietTest, evidence: Evidence, scope: Scope): Verdict {
  const since = anchorPoint(test.since ?? 'created', evidence, scope);
  return since === null ? fails : quietVerdict(durationMs(test.quietFor), since.at, evidence);
}

function quietVerdict(lengthMs: number, since: Instant, evidence: Evidence): Verdict {
  return quietSince(lengthMs, since, latestActivity(evidence, activityKinds), evidence.at);
}

/** A deal is quiet when neither the record nor the deal itself has had any activity. */
function dealQuiet(lengthMs: number, standing: DealStanding, deal: DealEvidence, evidence: Evidence): Verdict {
  const latest = laterOf(latestActivity(evidence, activityKinds), deal.lastActivity);
  return quietSince(lengthMs, standing.since, latest, evidence.at);
}

function quietSince(lengthMs: number, since: Instant, latest: Fact | null, at: Instant): Verdict {
  return reached(Math.max(since, latest?.occurredAt ?? always) + lengthMs, at, latest === null ? noFacts : [latest]);
}

function evaluateEngagement(test: 'running' | 'ended' | 'started-again', evidence: Evidence, scope: Scope): Verdict {
  let flipAt = never;
  let holding: Engagement | null = null;
  let latestEnd = never;
  for (const engagement of evidence.engagementDates.engagements) {
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

function latestActivity(evidence: Evidence, kinds: readonly ActivityKind[]): Fact | null {
  let latest: Fact | null = null;
  for (const kind of kinds) {
    latest = laterOf(latest, evidence.activities.get(kind)?.fact ?? null);
  }
  return latest;
}

function laterOf(first: Fact | null, second: Fact | null): Fact | null {
  if (first === null || second === null) return first ?? second;
  return second.occurredAt > first.occurredAt ? second : first;
}

type AnchorPoint = { at: Instant; facts: readonly Fact[] };

const beginning: AnchorPoint = { at: always, facts: noFacts };

function anchorPoint(anchor: Anchor, evidence: Evidence, scope: Scope): AnchorPoint | null {
  if (typeof anchor === 'object') {
    if ('deals' in anchor) return latestDealPoint(anchor.deals, evidence, scope);
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

function pointOf(fact: Fact | null): AnchorPoint | null {
  return fact === null ? null : { at: fact.occurredAt, facts: [fact] };
}

function latestEngagementEnd(evidence: Evidence, scope: Scope): AnchorPoint | null {
  let latest: AnchorPoint | null = null;
  for (const { end, endFact } of evidence.engagementDates.engagements) {
    if (end === null || end > evidence.at || end < Math.max(scope.from, latest?.at ?? always)) continue;
    latest = { at: end, facts: endFact === null ? noFacts : [endFact] };
  }
  return latest;
}

function latestDealPoint(phase: 'open' | 'won' | 'lost', evidence: Evidence, scope: Scope): AnchorPoint | null {
  let latest: DealStanding | null = null;
  for (const deal of evidence.deals.values()) {
    const { standing } = deal;
    if (standing === null || standing.phase !== phase || standing.since < scope.from) continue;
    if (latest === null || standing.since > latest.since) latest = standing;
  }
  return latest === null ? null : { at: latest.since, facts: latest.facts };
}

/** Holds from an instant on; before it, that instant is when the answer flips. */
function reached(instant: Instant, at: Instant, facts: readonly Fact[]): Verdict {
  return at >= instant ? { holds: true, facts, flipAt: never } : { holds: false, facts: noFacts, flipAt: instant };
}
