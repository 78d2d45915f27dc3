import { type Anchor, type Condition, innerConditions, type LeafCondition } from '../conditions/condition-schema.ts';
import type { ModelPath } from './check-problem.ts';

/** Since when evidence counts for a leaf: since ever, since the lap or since the visit began. The innermost wrapper decides. */
export type ScopeName = 'ever' | 'lap' | 'visit';

/** A leaf that must hold, or must not, within a scope; and where it stands. */
export type Literal = { leaf: LeafCondition; scope: ScopeName; holds: boolean; path: ModelPath };

/** A condition with all its negations at the leaves. */
export type Formula = { literal: Literal } | { every: readonly Formula[] } | { some: readonly Formula[] };

/** How a condition is looked at: from where evidence counts, where it stands, and whether it must hold or must not. */
export type View = { scope: ScopeName; path: ModelPath; holds: boolean; isCircular: boolean };

export function normalForm(condition: Condition, view: View): Formula {
  if ('ever' in condition) return normalForm(condition.ever, { ...view, scope: 'ever', path: [...view.path, 'ever'] });
  if ('thisVisit' in condition) {
    return normalForm(condition.thisVisit, { ...view, scope: 'visit', path: [...view.path, 'thisVisit'] });
  }
  if ('not' in condition) {
    return normalForm(condition.not, { ...view, holds: !view.holds, path: [...view.path, 'not'] });
  }
  const list = 'all' in condition ? 'all' : 'any';
  if (!('all' in condition || 'any' in condition)) return { literal: literalOf(condition, view) };
  const parts = innerConditions(condition).map((inner, index) =>
    normalForm(inner, { ...view, path: [...view.path, list, index] }),
  );
  return (list === 'all') === view.holds ? { every: parts } : { some: parts };
}

function literalOf(leaf: LeafCondition, { scope, path, holds, isCircular }: View): Literal {
  if ('property' in leaf && leaf.known === false) {
    const known = { property: leaf.property, known: true };
    return literalOf(known, { scope, path, holds: !holds, isCircular });
  }
  // A model without laps has one lap, and it began before everything.
  const effective = isScopeFree(leaf) || (scope === 'lap' && !isCircular) ? 'ever' : scope;
  return { leaf, scope: effective, holds, path };
}

/** The point that a leaf measures from, if it has one. */
export function anchorOf(leaf: LeafCondition): Anchor | null {
  if ('property' in leaf || 'associated' in leaf) return null;
  if ('deals' in leaf || 'tickets' in leaf || 'activity' in leaf) return leaf.after ?? null;
  if ('elapsed' in leaf) return leaf.since;
  return 'quietFor' in leaf ? (leaf.since ?? 'created') : null;
}

/** Points that are the same whatever the scope. */
export function isFixedPoint(anchor: Anchor): boolean {
  return typeof anchor === 'string' && anchor !== 'engagement-end';
}

function isScopeFree(leaf: LeafCondition): boolean {
  if ('deals' in leaf || 'tickets' in leaf || !('elapsed' in leaf || 'quietFor' in leaf)) return false;
  const anchor = anchorOf(leaf);
  return anchor !== null && isFixedPoint(anchor);
}
