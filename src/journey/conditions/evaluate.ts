import type { Evidence } from '../evidence/evidence.ts';
import { latestActivity } from '../evidence/latest-activity.ts';
import type { Fact } from '../facts.ts';
import { durationMs } from '../instant.ts';
import { activityKinds } from '../vocabulary.ts';
import { anchorPoint, beginning } from './anchor-point.ts';
import type { ActivityTest, Condition, QuietTest } from './condition-schema.ts';
import { evaluateAssociation } from './evaluate-association.ts';
import { evaluateDeals, quietSince } from './evaluate-deals.ts';
import { evaluateEngagement } from './evaluate-engagement.ts';
import { evaluateLifecycle, evaluateProperty } from './evaluate-property.ts';
import { evaluateTickets } from './evaluate-tickets.ts';
import { countPoints } from './readiness.ts';
import { always, fails, never, noFacts, onFact, reached, type Scope, type Verdict } from './verdict.ts';

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
  if ('tickets' in condition) return evaluateTickets(condition, evidence, scope);
  if ('associated' in condition) return evaluateAssociation(condition, evidence, scope);
  if ('activity' in condition) return evaluateActivity(condition, evidence, scope);
  if ('engagement' in condition) return evaluateEngagement(condition.engagement, evidence, scope);
  if ('mark' in condition) return evaluateMark(condition.mark, evidence, scope);
  if ('readiness' in condition) {
    const { points, facts, flipAt } = countPoints(evidence, scope);
    return points >= condition.readiness.atLeast ? { holds: true, facts, flipAt } : { ...fails, flipAt };
  }
  if ('elapsed' in condition) {
    const since = anchorPoint(condition.since, evidence, scope);
    return since === null ? fails : reached(since.at + durationMs(condition.elapsed), evidence.at, since.facts);
  }
  return evaluateQuiet(condition, evidence, scope);
}

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

function evaluateActivity(test: ActivityTest, evidence: Evidence, scope: Scope): Verdict {
  const after = test.after === undefined ? beginning : anchorPoint(test.after, evidence, scope);
  if (after === null) return fails;
  const latest = latestActivity(evidence, test.activity, test);
  return latest !== null && latest.occurredAt >= after.at ? onFact(latest, scope) : fails;
}

/** A mark is asked for by its condition, so that it does not matter whether it has been set yet at this change point. */
function evaluateMark(mark: string, evidence: Evidence, scope: Scope): Verdict {
  const asked = scope.stage?.marks.filter(({ outcome }) => outcome === mark).map(({ when }) => when) ?? [];
  return evaluateAny(asked, evidence, scope);
}

function evaluateQuiet(test: QuietTest, evidence: Evidence, scope: Scope): Verdict {
  const since = anchorPoint(test.since ?? 'created', evidence, scope);
  if (since === null) return fails;
  return quietSince(durationMs(test.quietFor), since.at, latestActivity(evidence, activityKinds), evidence.at);
}
