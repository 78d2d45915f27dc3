import type { DealTest, LeafCondition, PropertyTest } from '../conditions/condition-schema.ts';
import { parseInstant } from '../instant.ts';
import { leafImplies, neededBy } from './check-implied.ts';
import { anchorOf, type Literal } from './check-normal-form.ts';
import { leavesNoValue, propertyOf } from './check-property-values.ts';

/** The least and the most points that the signals of a model can give; and whether a visit has begun. */
export type Circumstances = { points: { least: number; most: number }; hasVisit: boolean };

/**
 * Whether a few leaves can't all be as they are asked to be, whatever is known of a record. `added` is the one of them that is
 * new, where the others are known not to contradict each other.
 */
export function isContradictory(
  literals: readonly Literal[],
  circumstances: Circumstances,
  added: Literal | null = null,
): boolean {
  const fresh = added === null ? literals : [added];
  if (fresh.some((literal) => isImpossible(literal, circumstances))) return true;
  const given = literals.filter(({ holds }) => holds).flatMap(withWhatItNeeds);
  const refused = literals.filter(({ holds }) => !holds);
  const freshlyGiven = fresh.filter(({ holds }) => holds).flatMap(withWhatItNeeds);
  const freshlyRefused = fresh.filter(({ holds }) => !holds);
  const areApart = (some: readonly Literal[], others: readonly Literal[]) =>
    others.some((other) => some.some((literal) => leafImplies(literal, other)));
  if (areApart(freshlyGiven, refused) || areApart(given, freshlyRefused)) return true;
  const all = [...given, ...refused];
  const touched = [...freshlyGiven, ...freshlyRefused].map(({ leaf }) =>
    'property' in leaf ? leaf.property : propertyOf(leaf),
  );
  return [...new Set(touched)].some((name) => {
    const became = refused.filter(({ leaf }) => isBecame(leaf) && leaf.property === name);
    return (
      name !== null &&
      leavesNoValue(
        all.filter(({ leaf }) => propertyOf(leaf) === name),
        became,
      )
    );
  });
}

const expanded = new WeakMap<Literal, Literal[]>();

/** A leaf that holds, and the point that it measures from. Every step of a search asks for it, so it is kept. */
function withWhatItNeeds(literal: Literal): Literal[] {
  const known = expanded.get(literal);
  if (known !== undefined) return known;
  const all = [literal, ...neededBy(literal).map((needed) => ({ ...literal, ...needed }))];
  expanded.set(literal, all);
  return all;
}

function isBecame(leaf: LeafCondition): leaf is PropertyTest {
  return 'property' in leaf && leaf.became !== undefined;
}

/** As few of contradictory leaves as contradict each other already. */
export function contradictoryCore(literals: readonly Literal[], circumstances: Circumstances): Literal[] {
  let core = [...literals];
  for (const literal of literals) {
    const without = core.filter((other) => other !== literal);
    if (isContradictory(without, circumstances)) core = without;
  }
  return core;
}

/** Whether one leaf can't be as it is asked to be. */
function isImpossible({ leaf, scope, holds }: Literal, { points, hasVisit }: Circumstances): boolean {
  if ('readiness' in leaf) {
    return holds ? leaf.readiness.atLeast > points.most : leaf.readiness.atLeast <= points.least;
  }
  if (!holds) return false;
  if (!hasVisit && ('mark' in leaf || scope === 'visit' || anchorOf(leaf) === 'visit-start')) return true;
  return findsNothing(leaf);
}

/** Whether a leaf asks for what no record can have. */
function findsNothing(leaf: LeafCondition): boolean {
  if ('lifecycle' in leaf) return leaf.lifecycle.every((value) => value === '');
  if ('lifecycleBefore' in leaf) return leaf.lifecycleBefore === '';
  if ('deals' in leaf) return isNoDeal(leaf);
  return 'property' in leaf && isNoValue(leaf);
}

function isNoDeal(test: DealTest): boolean {
  const { deals, amountAtLeast, amountBelow, probabilityAtLeast, probabilityBelow } = test;
  if (amountAtLeast !== undefined && amountBelow !== undefined && amountAtLeast >= amountBelow) return true;
  // Won and lost are probabilities themselves: 1 and 0.
  const least = deals === 'won' ? 1 : Math.max(0, probabilityAtLeast ?? 0);
  const most = deals === 'lost' ? 0 : 1;
  return least > most || (probabilityBelow !== undefined && least >= probabilityBelow);
}

function isNoValue(test: PropertyTest): boolean {
  // An empty value is none; what a property that holds several values has is cut at semicolons and trimmed.
  if (test.is !== undefined) return test.is === '';
  if (test.in !== undefined) return test.in.every((value) => value === '');
  if (test.includes !== undefined) return test.includes.includes(';') || test.includes !== test.includes.trim();
  const limit = test.before ?? test.after;
  return limit !== undefined && limit !== 'now' && parseInstant(limit) === null;
}
