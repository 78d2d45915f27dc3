import type { Evidence } from '../evidence/evidence.ts';
import { latestActivity } from '../evidence/latest-activity.ts';
import type { Fact } from '../facts.ts';
import { durationMs } from '../instant.ts';
import { activityKinds } from '../vocabulary.ts';
import { anchorPoint, beginning } from './anchor-point.ts';
import type { ActivityTest, Condition, ElapsedTest, QuietTest, ReadinessTest } from './condition-schema.ts';
import { evaluateAssociation } from './evaluate-association.ts';
import { evaluateDeals, quietSince } from './evaluate-deals.ts';
import { evaluateEngagement } from './evaluate-engagement.ts';
import { evaluateLifecycle, evaluateProperty } from './evaluate-property.ts';
import { evaluateTickets } from './evaluate-tickets.ts';
import { countPoints } from './readiness.ts';
import { always, fails, never, noFacts, onFact, reached, type Scope, type Verdict } from './verdict.ts';

/** Answers one condition. */
type Judge = (evidence: Evidence, scope: Scope) => Verdict;

const judges = new WeakMap<Condition, Judge>();

/**
 * Judges a condition over the evidence as it stands at `evidence.at`. What kind of condition it is, and what kinds it is made of, is
 * found out once for each: a replay judges the same ones at every change point, and to look for their names again each time is
 * what would take most of its time. A condition must not change once it was judged.
 */
export function evaluate(condition: Condition, evidence: Evidence, scope: Scope): Verdict {
  return judgeFor(condition)(evidence, scope);
}

function judgeFor(condition: Condition): Judge {
  const known = judges.get(condition);
  if (known !== undefined) return known;
  const judge = makeJudge(condition);
  judges.set(condition, judge);
  return judge;
}

function makeJudge(condition: Condition): Judge {
  if ('all' in condition) {
    const parts = condition.all.map(judgeFor);
    return (evidence, scope) => judgeAll(parts, evidence, scope);
  }
  if ('any' in condition) {
    const parts = condition.any.map(judgeFor);
    return (evidence, scope) => judgeAny(parts, evidence, scope);
  }
  if ('not' in condition) {
    const inner = judgeFor(condition.not);
    return (evidence, scope) => {
      const { holds, flipAt } = inner(evidence, scope);
      return { holds: !holds, facts: noFacts, flipAt };
    };
  }
  if ('ever' in condition) {
    const inner = judgeFor(condition.ever);
    return (evidence, scope) => inner(evidence, { ...scope, from: always });
  }
  if ('thisVisit' in condition) {
    const inner = judgeFor(condition.thisVisit);
    return (evidence, scope) => inner(evidence, { ...scope, from: scope.visitStart });
  }
  if ('created' in condition) return (evidence, scope) => onFact(evidence.created, scope);
  if ('lifecycle' in condition || 'lifecycleBefore' in condition)
    return (evidence, scope) => evaluateLifecycle(condition, evidence, scope);
  if ('property' in condition) return (evidence, scope) => evaluateProperty(condition, evidence, scope);
  if ('deals' in condition) return (evidence, scope) => evaluateDeals(condition, evidence, scope);
  if ('tickets' in condition) return (evidence, scope) => evaluateTickets(condition, evidence, scope);
  if ('associated' in condition) return (evidence, scope) => evaluateAssociation(condition, evidence, scope);
  if ('activity' in condition) return (evidence, scope) => evaluateActivity(condition, evidence, scope);
  if ('engagement' in condition) return (evidence, scope) => evaluateEngagement(condition.engagement, evidence, scope);
  if ('mark' in condition) return (evidence, scope) => evaluateMark(condition.mark, evidence, scope);
  if ('readiness' in condition) return (evidence, scope) => evaluateReadiness(condition, evidence, scope);
  if ('elapsed' in condition) return (evidence, scope) => evaluateElapsed(condition, evidence, scope);
  return (evidence, scope) => evaluateQuiet(condition, evidence, scope);
}

function judgeAll(parts: readonly Judge[], evidence: Evidence, scope: Scope): Verdict {
  const facts: Fact[] = [];
  let holds = true;
  let flipAt = never;
  for (const judge of parts) {
    const verdict = judge(evidence, scope);
    if (!verdict.holds) holds = false;
    else if (holds) facts.push(...verdict.facts);
    flipAt = Math.min(flipAt, verdict.flipAt);
  }
  return { holds, facts: holds ? facts : noFacts, flipAt };
}

function judgeAny(parts: readonly Judge[], evidence: Evidence, scope: Scope): Verdict {
  let first: Verdict | null = null;
  let flipAt = never;
  for (const judge of parts) {
    const verdict = judge(evidence, scope);
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
  const asked = scope.stage?.marks.filter(({ outcome }) => outcome === mark).map(({ when }) => judgeFor(when)) ?? [];
  return judgeAny(asked, evidence, scope);
}

function evaluateReadiness({ readiness }: ReadinessTest, evidence: Evidence, scope: Scope): Verdict {
  const { points, facts, flipAt } = countPoints(evidence, scope);
  return points >= readiness.atLeast ? { holds: true, facts, flipAt } : { ...fails, flipAt };
}

function evaluateElapsed({ elapsed, since }: ElapsedTest, evidence: Evidence, scope: Scope): Verdict {
  const from = anchorPoint(since, evidence, scope);
  return from === null ? fails : reached(from.at + durationMs(elapsed), evidence.at, from.facts);
}

function evaluateQuiet(test: QuietTest, evidence: Evidence, scope: Scope): Verdict {
  const since = anchorPoint(test.since ?? 'created', evidence, scope);
  if (since === null) return fails;
  return quietSince(durationMs(test.quietFor), since.at, latestActivity(evidence, activityKinds), evidence.at);
}
