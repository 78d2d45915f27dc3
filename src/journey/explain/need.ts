import type { Condition, LeafCondition } from '../conditions/condition-schema.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { countPoints } from '../conditions/readiness.ts';
import { always, never, type Scope } from '../conditions/verdict.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';
import { effectOfWay, type Way } from './settled-way.ts';

/** Whether a condition that fails must come to hold, or one that holds must cease to. */
export type Must = 'hold' | 'cease';

/** Which evidence counts for a condition: that of the lap, of every lap, or since the visit began. */
export type Within = 'lap' | 'ever' | 'visit';

/**
 * One condition that must change. `at`: the instant at which time alone changes it, if nothing happens before; null when only
 * a fact can, or when no such instant is known. `points`: the record's present points, where the condition asks for points.
 * `isAgain`: it is so by evidence of earlier laps, which does not count: it must come to be so anew.
 */
export type LeafNeed = {
  kind: 'leaf';
  condition: LeafCondition;
  must: Must;
  within: Within;
  at: Instant | null;
  points?: number;
  isAgain?: true;
};

/** What must change: all of several needs, any of them, or something that can't change any more (in this lap). */
export type Need = LeafNeed | { kind: 'all' | 'any'; needs: Need[] } | { kind: 'never' };

/**
 * What must change so that a condition comes to hold, or ceases to. Null when it is so already. It names the parts that
 * are not yet as they must be; those that are must stay so. `assumed` are changes that have come about already.
 */
export function needOf(
  condition: Condition,
  must: Must,
  evidence: Evidence,
  scope: Scope,
  within: Within = 'lap',
  assumed: Way = [],
): Need | null {
  const needsOf = (conditions: readonly Condition[]) =>
    conditions.map((inner) => needOf(inner, must, evidence, scope, within, assumed));
  if ('all' in condition) return must === 'hold' ? allOf(needsOf(condition.all)) : anyOf(needsOf(condition.all));
  if ('any' in condition) return must === 'hold' ? anyOf(needsOf(condition.any)) : allOf(needsOf(condition.any));
  if ('not' in condition) {
    return needOf(condition.not, must === 'hold' ? 'cease' : 'hold', evidence, scope, within, assumed);
  }
  if ('ever' in condition) return needOf(condition.ever, must, evidence, { ...scope, from: always }, 'ever', assumed);
  if ('thisVisit' in condition) {
    return needOf(condition.thisVisit, must, evidence, { ...scope, from: scope.visitStart }, 'visit', assumed);
  }
  const effect = effectOfWay({ condition, within }, assumed, evidence.metadata);
  if (effect !== null) return effect === must ? null : { kind: 'never' };
  return leafNeed(condition, must, evidence, scope, within);
}

/** All of several needs; null when none is left. */
export function allOf(needs: readonly (Need | null)[]): Need | null {
  const left = needs.filter((need) => need !== null);
  return left.some(({ kind }) => kind === 'never') ? { kind: 'never' } : united('all', left);
}

/** Any of several needs; null when one of them is met. */
export function anyOf(needs: readonly (Need | null)[]): Need | null {
  const left = needs.filter((need) => need !== null);
  if (left.length < needs.length || left.length === 0) return null;
  return united(
    'any',
    left.filter(({ kind }) => kind !== 'never'),
  );
}

function united(kind: 'all' | 'any', needs: readonly Need[]): Need | null {
  if (needs.length === 0) return kind === 'all' ? null : { kind: 'never' };
  const flat = needs.flatMap((need) => (need.kind === kind ? need.needs : [need]));
  const distinct = [...new Map(flat.map((need) => [JSON.stringify(need), need])).values()];
  return distinct.length === 1 && distinct[0] !== undefined ? distinct[0] : { kind, needs: distinct };
}

function leafNeed(
  condition: LeafCondition,
  must: Must,
  evidence: Evidence,
  scope: Scope,
  within: Within,
): LeafNeed | { kind: 'never' } | null {
  const { holds, flipAt } = evaluate(condition, evidence, scope);
  if (holds === (must === 'hold')) return null;
  if (!canChange(condition, must, within, evidence)) return { kind: 'never' };
  const need: LeafNeed = {
    kind: 'leaf',
    condition,
    must,
    within,
    at: changesAt(condition, must, evidence, scope, flipAt),
  };
  if (within === 'lap' && must === 'hold' && evaluate(condition, evidence, { ...scope, from: always }).holds) {
    need.isAgain = true;
  }
  return 'readiness' in condition ? { ...need, points: countPoints(evidence, scope).points } : need;
}

/** The instant at which time alone makes a condition what it must be; between two flips it stays as it is. */
function changesAt(
  condition: LeafCondition,
  must: Must,
  evidence: Evidence,
  scope: Scope,
  flipAt: Instant,
): Instant | null {
  for (let at = flipAt; at < never; ) {
    const verdict = evaluate(condition, { ...evidence, at }, scope);
    if (verdict.holds === (must === 'hold')) return at;
    at = verdict.flipAt;
  }
  return null;
}

/** False for what has happened or was missed for good: no fact and no time can change it while the lap goes on. */
function canChange(condition: LeafCondition, must: Must, within: Within, { created }: Evidence): boolean {
  if (must === 'hold') return !('created' in condition) || created === null;
  // The next visit begins with nothing.
  if (within === 'visit') return true;
  if ('created' in condition) return false;
  if ('activity' in condition) return condition.after !== undefined;
  if ('elapsed' in condition) return condition.since !== 'created' && condition.since !== 'lap-start';
  return !('property' in condition && condition.became !== undefined);
}
