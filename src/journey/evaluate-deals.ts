import { anchorPoint, beginning } from './anchor-point.ts';
import type { DealTest } from './condition-schema.ts';
import type { DealEvidence, DealStanding } from './deal-evidence.ts';
import { dealsSince } from './deals.ts';
import type { Evidence } from './evidence.ts';
import type { Fact } from './facts.ts';
import { durationMs, type Instant } from './instant.ts';
import { laterOf, latestActivity } from './latest-activity.ts';
import { always, fails, never, noFacts, reached, type Scope, type Verdict } from './verdict.ts';
import { activityKinds } from './vocabulary.ts';

/** Judges the deals that count for the record. It holds on the latest ones, as many as it asks for. */
export function evaluateDeals(test: DealTest, evidence: Evidence, scope: Scope): Verdict {
  const after = test.after === undefined ? beginning : anchorPoint(test.after, evidence, scope);
  // Without the point to measure from, no deal comes after it.
  if (after === null) return fails;
  const needed = test.count ?? 1;
  const facts: Fact[] = [];
  let count = 0;
  let flipAt = never;
  for (const [deal, standing] of dealsSince(evidence.deals, test.deals, Math.max(scope.from, after.at))) {
    if (!dealPasses(test, standing)) continue;
    const quiet = test.quietFor === undefined ? null : dealQuiet(durationMs(test.quietFor), standing, deal, evidence);
    flipAt = Math.min(flipAt, quiet?.flipAt ?? never);
    if (quiet !== null && !quiet.holds) continue;
    count += 1;
    facts.push(...standing.facts);
    if (count === needed) return { holds: true, facts, flipAt: never };
  }
  return { ...fails, flipAt };
}

function dealPasses(test: DealTest, standing: DealStanding): boolean {
  if (test.pipelines !== undefined && !test.pipelines.includes(standing.pipeline)) return false;
  if (test.lostReasons !== undefined && !test.lostReasons.includes(standing.lostReason)) return false;
  if (test.amountAtLeast !== undefined && standing.amount < test.amountAtLeast) return false;
  if (test.amountBelow !== undefined && standing.amount >= test.amountBelow) return false;
  if (test.probabilityAtLeast !== undefined && standing.probability < test.probabilityAtLeast) return false;
  return test.probabilityBelow === undefined || standing.probability < test.probabilityBelow;
}

/** A deal is quiet when neither the record nor the deal itself has had any activity. */
function dealQuiet(lengthMs: number, standing: DealStanding, deal: DealEvidence, evidence: Evidence): Verdict {
  const latest = laterOf(latestActivity(evidence, activityKinds), deal.lastActivity);
  return quietSince(lengthMs, standing.since, latest, evidence.at);
}

/** Holds when so long has passed since an instant, or since the latest activity after it. */
export function quietSince(lengthMs: number, since: Instant, latest: Fact | null, at: Instant): Verdict {
  return reached(Math.max(since, latest?.occurredAt ?? always) + lengthMs, at, latest === null ? noFacts : [latest]);
}
