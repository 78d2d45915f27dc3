import type { Evidence } from '../evidence/evidence.ts';
import type { Fact } from '../facts.ts';
import { durationMs, type Instant } from '../instant.ts';
import type { Signal } from '../models/model-schema.ts';
import { evaluate } from './evaluate.ts';
import { never, type Scope } from './verdict.ts';

/** A signal that counts now: its points, the facts that give them, and when they expire (`never` when they don't). */
export type CountedSignal = { signal: Signal; facts: readonly Fact[]; expiresAt: Instant };

/** A record's points: their sum, what gives them, and the next instant at which time alone may change them. */
export type Points = { points: number; counted: CountedSignal[]; facts: readonly Fact[]; flipAt: Instant };

/**
 * Counts a record's points. A signal counts once, while its condition holds; its points expire whole, a stated time after the
 * latest of the facts that it holds on. A signal that holds on no fact does not expire.
 */
export function countPoints(evidence: Evidence, scope: Scope): Points {
  const counted: CountedSignal[] = [];
  let flipAt = never;
  for (const signal of scope.signals) {
    const verdict = evaluate(signal.when, evidence, scope);
    flipAt = Math.min(flipAt, verdict.flipAt);
    if (!verdict.holds) continue;
    const expiresAt = expiryOf(signal, verdict.facts);
    if (evidence.at >= expiresAt) continue;
    flipAt = Math.min(flipAt, expiresAt);
    counted.push({ signal, facts: verdict.facts, expiresAt });
  }
  const points = counted.reduce((sum, { signal }) => sum + signal.points, 0);
  return { points, counted, facts: counted.flatMap(({ facts }) => facts), flipAt };
}

function expiryOf({ expires }: Signal, facts: readonly Fact[]): Instant {
  if (expires === undefined || facts.length === 0) return never;
  return Math.max(...facts.map(({ occurredAt }) => occurredAt)) + durationMs(expires);
}
