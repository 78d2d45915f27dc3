import type { Condition } from '../conditions/condition-schema.ts';
import type { Model } from '../models/model-schema.ts';
import { type Circumstances, contradictoryCore, isContradictory } from './check-contradiction.ts';
import { type Formula, type Literal, normalForm, type ScopeName } from './check-normal-form.ts';
import type { ModelPath } from './check-problem.ts';
import { takeWork } from './check-work.ts';

/**
 * A condition of a model: where it stands, the position of the stage whose visit is open while it is judged (null where that
 * may be any), and the scope that it stands in; the lap when left out.
 */
export type Judged = { when: Condition; path: ModelPath; stage: number | null; scope?: ScopeName | undefined };

/** That conditions never hold together: the leaves that contradict each other, in the first way in which they might have held. */
export type Refutation = { core: Literal[] };

/** Beyond so many steps nothing is said of a condition. */
const stepLimit = 2_000;

/**
 * Looks for a way in which all of these conditions hold and none of those, in one judgement of one record. Null when there
 * may be one, or the work of the check is used up. What is refuted holds in no replay: each contradiction follows from what the words mean.
 */
export function refute(
  model: Model,
  together: readonly Judged[],
  noneOf: readonly Judged[] = [],
  hasVisit = true,
): Refutation | null {
  if (!takeWork(model, together.length + noneOf.length)) return null;
  const isCircular = model.newLap !== undefined;
  const search: Search = {
    model,
    stage: (together[0] ?? noneOf[0])?.stage ?? null,
    circumstances: { points: pointsOf(model), hasVisit },
    stepsLeft: stepLimit,
  };
  const formulaOf = ({ when, path, scope = 'lap' }: Judged, holds: boolean) =>
    normalForm(when, { scope, path, holds, isCircular });
  const asked = together.map((judged) => formulaOf(judged, true));
  const refused = noneOf.map((judged) => formulaOf(judged, false));
  const core = closeBranch([...asked, ...refused], [], search);
  return core === null ? null : { core };
}

type Search = { model: Model; stage: number | null; circumstances: Circumstances; stepsLeft: number };

/** The leaves that contradict each other in the first way to satisfy what is pending; null when a way is open, or too long. */
function closeBranch(pending: readonly Formula[], literals: readonly Literal[], search: Search): Literal[] | null {
  search.stepsLeft -= 1;
  if (search.stepsLeft < 0 || !takeWork(search.model, 1 + pending.length + literals.length)) return null;
  const next = pending.find((formula) => !('some' in formula)) ?? fewestWays(pending);
  if (next === undefined) return null;
  const rest = pending.filter((formula) => formula !== next);
  if ('every' in next) return closeBranch([...next.every, ...rest], literals, search);
  if ('literal' in next) return closeLiteral(next.literal, rest, literals, search);
  let first: Literal[] | null = null;
  for (const way of next.some) {
    const core = closeBranch([way, ...rest], literals, search);
    if (core === null) return null;
    first ??= core;
  }
  return first ?? [];
}

function closeLiteral(literal: Literal, rest: readonly Formula[], before: readonly Literal[], search: Search) {
  const literals = [...before, literal];
  if (isContradictory(literals, search.circumstances, literal))
    return contradictoryCore(literals, search.circumstances);
  if (!('mark' in literal.leaf && literal.holds)) return closeBranch(rest, literals, search);
  const ways = marksOf(search.model, literal.leaf.mark, search.stage);
  // A stage that does not have the mark can't be the one that carries it.
  if (ways.length === 0) return [literal];
  const { scope, path } = literal;
  const isCircular = search.model.newLap !== undefined;
  const some = ways.map((when) => normalForm(when, { scope, path, holds: true, isCircular }));
  return closeBranch([{ some }, ...rest], literals, search);
}

/** A choice without any way closes the branch at once, and one with few ways soon. */
function fewestWays(pending: readonly Formula[]): Formula | undefined {
  const waysOf = (formula: Formula) => ('some' in formula ? formula.some.length : 0);
  return pending.toSorted((left, right) => waysOf(left) - waysOf(right))[0];
}

/** The conditions of a mark in the stages that may be the record's own. */
function marksOf(model: Model, mark: string, stage: number | null): Condition[] {
  return model.stages
    .filter((_, index) => stage === null || stage === index)
    .flatMap(({ marks }) => marks.filter(({ outcome }) => outcome === mark).map(({ when }) => when));
}

export function pointsOf(model: Model): { least: number; most: number } {
  const points = model.readiness?.signals.map((signal) => signal.points) ?? [];
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return { least: sum(points.filter((point) => point < 0)), most: sum(points.filter((point) => point > 0)) };
}
