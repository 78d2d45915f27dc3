import { canonicalFacts } from '../canonical-facts.ts';
import { type CorrectionSaid, correctionSaid } from '../correction-said.ts';
import { factKey, type HeardFact } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { Progress } from '../judge-change-point.ts';
import type { Model } from '../models/model-schema.ts';
import type { PortalMetadata } from '../portal-metadata.ts';
import { type Ledger, replayToState } from '../replay.ts';
import type { Journey, Visit } from '../visits.ts';
import { explainPoints, type PointsExplained } from './explain-points.ts';
import { explainStages, type StagesExplained } from './explain-stages.ts';
import { type OutcomeToldBy, outcomeToldBy } from './outcome-sentence.ts';

/** How things stood at one instant: each stage, what begins a lap, and the points. */
export type StateExplained = StagesExplained & { at: Instant; readiness: PointsExplained | null };

/** A fact that a cause names, with the hearing that speaks for it. */
export type FactExplained = HeardFact & { key: string };

/**
 * One visit explained: the rule that held when it began (or `correction`), the facts that it held on, what a person said
 * who corrected, and how things stood at the last instant of the visit, or stand now.
 */
export type VisitExplained = StateExplained & {
  visitIndex: number;
  rule: string;
  facts: FactExplained[];
  correction: CorrectionSaid | null;
  /** What a person said who set the visit's outcome; null where it follows from the evidence. */
  outcomeSaid: OutcomeToldBy | null;
};

/** A journey with each of its visits explained; `withoutStage` says how things stand now for a record without a stage. */
export type JourneyExplained = {
  journey: Journey;
  state: Progress;
  visits: VisitExplained[];
  withoutStage: StateExplained | null;
};

/** Which visits to explain: the latest of those before a position, so many at most. */
export type VisitWindow = { before?: number | undefined; count: number };

/** The positions of the first visit in a window and of the first one after it. */
export function windowOf(visits: number, { before = visits, count }: VisitWindow): [first: number, end: number] {
  const end = Math.min(before, visits);
  return [Math.max(0, end - count), end];
}

/**
 * Replays a ledger and explains every visit, or those in a window. When a visit ends is known only after the evidence that ends it, so the ledger
 * is gone through twice: first for the visits, then for the state at the last instant of each.
 */
export function explainJourney(
  model: Model,
  portal: readonly PortalMetadata[],
  ledger: Ledger,
  now: Instant,
  window: VisitWindow = { count: Number.POSITIVE_INFINITY },
): JourneyExplained {
  const { journey, state } = replayToState(model, portal, ledger, now);
  const states: StateExplained[] = [];
  const [firstVisit, endVisit] = windowOf(journey.visits.length, window);
  const asked = journey.visits.slice(firstVisit, endVisit);
  const instants = asked.map(({ leftAt }) => (leftAt === null ? now : leftAt - 1));
  replayToState(model, portal, ledger, now, {
    instants,
    onReached: (progress) => states.push(explainState(progress)),
  });
  const factOf = factsByKey(ledger.facts, asked);
  const visits = states.map((explained, index): VisitExplained => {
    const visitIndex = firstVisit + index;
    const cause = asked[index]?.cause ?? { rule: '', facts: [] };
    const facts = cause.facts.flatMap((key) => factOf.get(key) ?? []);
    const correction = cause.rule === 'correction' ? correctionSaid(facts) : null;
    const outcomeSaid = outcomeToldBy(asked[index] ?? {});
    return { visitIndex, rule: cause.rule, facts, correction, outcomeSaid, ...explained };
  });
  const hasNoStage = state.open === null && !state.evidence.deleted;
  return { journey, state, visits, withoutStage: hasNoStage ? explainState(state) : null };
}

function explainState(progress: Progress): StateExplained {
  return { at: progress.evidence.at, ...explainStages(progress), readiness: explainPoints(progress) };
}

/** Finds the facts that the visits' causes name. Only facts of the instants in the keys are looked at. */
function factsByKey(facts: readonly HeardFact[], visits: readonly Visit[]): ReadonlyMap<string, FactExplained> {
  const keys = new Set(visits.flatMap(({ cause }) => cause.facts));
  const instants = new Set([...keys].map((key) => Number(key.slice(key.lastIndexOf('@') + 1))));
  const near = canonicalFacts(facts.filter(({ occurredAt }) => instants.has(occurredAt)));
  const named = near.map((fact): FactExplained => ({ ...fact, key: factKey(fact) }));
  return new Map(named.filter(({ key }) => keys.has(key)).map((fact) => [fact.key, fact]));
}
