import type { Evidence } from '../evidence/evidence.ts';
import { latestActivity } from '../evidence/latest-activity.ts';
import { latestEntries, nextQuietSince, type PipelineEntries, selectEntries } from '../evidence/pipeline-entries.ts';
import type { Standing } from '../evidence/pipeline-entry.ts';
import type { Fact } from '../facts.ts';
import { durationMs, type Instant } from '../instant.ts';
import type { DealPhase } from '../portal-metadata.ts';
import { activityKinds } from '../vocabulary.ts';
import { anchorPoint, beginning } from './anchor-point.ts';
import type { DealTest, TicketTest } from './condition-schema.ts';
import { always, fails, never, noFacts, reached, type Scope, type Verdict } from './verdict.ts';

/** Judges the deals that count for the record. It holds on the latest ones, as many as it asks for. */
export function evaluateDeals(test: DealTest, evidence: Evidence, scope: Scope): Verdict {
  const accepts = (standing: Standing) => dealPasses(test, standing);
  return evaluateStandings({ test, of: evidence.deals, phase: test.deals, accepts }, evidence, scope);
}

/** A test of deals or tickets, those that it is asked of, and which of them, in which phase, it accepts. */
export type AskedStandings = {
  test: DealTest | TicketTest;
  of: PipelineEntries;
  phase: DealPhase | 'any';
  accepts: (standing: Standing) => boolean;
};

/** Judges how many deals or tickets stand as a test asks. It holds on the latest ones, as many as it asks for. */
export function evaluateStandings(asked: AskedStandings, evidence: Evidence, scope: Scope): Verdict {
  const { test, phase } = asked;
  const after = test.after === undefined ? beginning : anchorPoint(test.after, evidence, scope);
  // Without the point to measure from, nothing comes after it.
  if (after === null) return fails;
  const selection = selectEntries(asked.of, test, asked.accepts);
  const from = Math.max(scope.from, after.at);
  const limit = test.count ?? 1;
  const quiet = quietTest(test, evidence);
  const found = latestEntries(selection, phase, { from, quietBy: quiet.by, limit });
  if (found.length === limit) {
    return { holds: true, facts: found.flatMap(({ standing }) => standing?.facts ?? noFacts), flipAt: never };
  }
  const next = quiet.by === never ? never : nextQuietSince(selection, phase, from, quiet.by);
  return { ...fails, flipAt: Math.max(next, quiet.heardAt) + quiet.lengthMs };
}

function dealPasses(test: DealTest, standing: Standing): boolean {
  if (test.pipelines !== undefined && !test.pipelines.includes(standing.pipeline)) return false;
  if (test.lostReasons !== undefined && !test.lostReasons.includes(standing.lostReason)) return false;
  if (test.amountAtLeast !== undefined && standing.amount < test.amountAtLeast) return false;
  if (test.amountBelow !== undefined && standing.amount >= test.amountBelow) return false;
  if (test.probabilityAtLeast !== undefined && standing.probability < test.probabilityAtLeast) return false;
  return test.probabilityBelow === undefined || standing.probability < test.probabilityBelow;
}

/**
 * A deal or a ticket is quiet when neither the record nor itself has had any activity: when nothing was heard of it after
 * `by`. `heardAt` is when something was last heard of the record.
 */
function quietTest(
  test: DealTest | TicketTest,
  evidence: Evidence,
): { by: Instant; heardAt: Instant; lengthMs: number } {
  if (test.quietFor === undefined) return { by: never, heardAt: always, lengthMs: 0 };
  const lengthMs = durationMs(test.quietFor);
  const heardAt = latestActivity(evidence, activityKinds)?.occurredAt ?? always;
  const by = evidence.at - lengthMs;
  return { by: heardAt <= by ? by : always, heardAt, lengthMs };
}

/** Holds when so long has passed since an instant, or since the latest activity after it. */
export function quietSince(lengthMs: number, since: Instant, latest: Fact | null, at: Instant): Verdict {
  return reached(Math.max(since, latest?.occurredAt ?? always) + lengthMs, at, latest === null ? noFacts : [latest]);
}
