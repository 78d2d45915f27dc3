import type { Fact } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { Signal, Stage } from '../models/model-schema.ts';

/**
 * The answer to a condition at one instant: whether it holds, the facts that it holds on, and the next instant at which
 * time alone may change the answer (`never` when only another fact can).
 */
export type Verdict = { holds: boolean; facts: readonly Fact[]; flipAt: Instant };

/**
 * What a condition is judged within. Evidence counts from an instant on: since the lap began, and for `thisVisit` since the
 * visit began (`never` while there is none). `stage` is the one that the record is in, whose marks a condition may ask for.
 */
export type Scope = {
  from: Instant;
  lapStart: Instant;
  visitStart: Instant;
  stage: Stage | null;
  signals: readonly Signal[];
};

export const never = Number.POSITIVE_INFINITY;
export const always = Number.NEGATIVE_INFINITY;
export const noFacts: readonly Fact[] = [];
export const fails: Verdict = { holds: false, facts: noFacts, flipAt: never };

/** Holds on one fact, if it lies within the scope. */
export function onFact(fact: Fact | null | undefined, scope: Scope): Verdict {
  if (fact === null || fact === undefined || fact.occurredAt < scope.from) return fails;
  return { holds: true, facts: [fact], flipAt: never };
}

/** Holds from an instant on; before it, that instant is when the answer flips. */
export function reached(instant: Instant, at: Instant, facts: readonly Fact[]): Verdict {
  return at >= instant ? { holds: true, facts, flipAt: never } : { holds: false, facts: noFacts, flipAt: instant };
}
