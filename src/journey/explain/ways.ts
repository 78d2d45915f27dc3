import type { Condition } from '../conditions/condition-schema.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { always, type Scope } from '../conditions/verdict.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { PortalMetadata } from '../portal-metadata.ts';
import { type Need, needOf, type Within } from './need.ts';
import { effectOfWay, leafKey, settledWay, type Way } from './settled-way.ts';

/** How many ways are looked at, at most: a model may combine its conditions into any number of them. */
const mostWays = 64;

/**
 * A need as the ways to meet it, each whole, in the order of its parts: any of them will do. One way without conditions means
 * that it is met, no way that it can't be.
 */
export function waysOf(need: Need | null, portal: PortalMetadata | null): Way[] {
  const ways = combined(need).map((way) => settledWay(way, portal));
  return withoutDetours(ways.filter((way) => way !== null));
}

/**
 * Whether a condition holds after a way was gone, if nothing else changes: a way may undo what another part of the condition
 * rests on, or make something hold that it does not speak of.
 */
export function holdsAfter(
  way: Way,
  condition: Condition,
  evidence: Evidence,
  scope: Scope,
  within: Within = 'lap',
): boolean {
  const holds = (inner: Condition) => holdsAfter(way, inner, evidence, scope, within);
  if ('all' in condition) return condition.all.every(holds);
  if ('any' in condition) return condition.any.some(holds);
  if ('not' in condition) return !holds(condition.not);
  if ('ever' in condition) {
    return holdsAfter(way, condition.ever, evidence, { ...scope, from: always }, 'ever');
  }
  if ('thisVisit' in condition) {
    return holdsAfter(way, condition.thisVisit, evidence, { ...scope, from: scope.visitStart }, 'visit');
  }
  const effect = effectOfWay({ condition, within }, way, evidence.metadata);
  return effect === null ? evaluate(condition, evidence, scope).holds : effect === 'hold';
}

/**
 * A way with what else must change so that none of some conditions holds at its end: it may make one hold that did not
 * before. Several ways where that can be had in several ways, none where it can't.
 */
export function waysPast(way: Way, conditions: readonly Condition[], evidence: Evidence, scope: Scope): Way[] {
  const budget = { tries: mostWays };
  const past = (tried: Way): Way[] => {
    const holding = conditions.find((condition) => holdsAfter(tried, condition, evidence, scope));
    if (holding === undefined) return [tried];
    budget.tries -= 1;
    if (budget.tries < 0) return [];
    const need = needOf(holding, 'cease', evidence, scope, 'lap', tried);
    return waysOf(need, evidence.metadata).flatMap((more) => {
      const longer = settledWay([...tried, ...more], evidence.metadata);
      return longer === null ? [] : past(longer);
    });
  };
  return past(way);
}

function combined(need: Need | null): Way[] {
  if (need === null) return [[]];
  if (need.kind === 'never') return [];
  if (need.kind === 'leaf') return [[need]];
  if (need.kind === 'any') return need.needs.flatMap(combined).slice(0, mostWays);
  const start: Way[] = [[]];
  return need.needs
    .map(combined)
    .reduce((before, next) => before.flatMap((way) => next.map((more) => [...way, ...more])).slice(0, mostWays), start);
}

/** Leaves out a way that asks for all that another one asks for, and more. */
export function withoutDetours(ways: readonly Way[]): Way[] {
  const keys = ways.map((way) => new Set(way.map(leafKey)));
  return ways.filter((_, index) =>
    keys.every((other, position) => {
      const own = keys[index] ?? new Set<string>();
      if (position === index || ![...other].every((key) => own.has(key))) return true;
      return other.size === own.size && position > index;
    }),
  );
}
