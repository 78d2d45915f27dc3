import type { ActivityTest, Anchor, LeafCondition } from '../conditions/condition-schema.ts';
import { type Duration, durationMs } from '../instant.ts';
import { activityKinds } from '../vocabulary.ts';
import { anchorOf, isFixedPoint, type Literal, type ScopeName } from './check-normal-form.ts';
import { associationImplies, dealsImply, isPart, ticketsImply } from './check-selection.ts';

/** A leaf and the scope that it is judged in. */
export type ScopedLeaf = Pick<Literal, 'leaf' | 'scope'>;

/**
 * Whether a leaf can't hold without the other holding too. True only where that is certain: what replay does with the two
 * follows from their wording alone. Values of one property are compared in check-property-values.ts.
 */
export function leafImplies(first: ScopedLeaf, second: ScopedLeaf): boolean {
  const [one, other] = [first.leaf, second.leaf];
  if (isSame(one, other) && (first.scope === second.scope || (isFound(one) && narrows(first.scope, second.scope)))) {
    return true;
  }
  if ('property' in one || 'property' in other) return false;
  if ('deals' in one) return 'deals' in other && dealsImply(one, other) && boundsImply(first, second);
  if ('tickets' in one) return 'tickets' in other && ticketsImply(one, other) && boundsImply(first, second);
  if ('associated' in one) {
    return 'associated' in other && associationImplies(one, other) && narrows(first.scope, second.scope);
  }
  if ('activity' in one) {
    return 'activity' in other && activitiesImply(one, other) && boundsImply(first, second);
  }
  if ('readiness' in one) {
    return 'readiness' in other && first.scope === second.scope && one.readiness.atLeast >= other.readiness.atLeast;
  }
  if ('engagement' in one) {
    // Work can only have started again after other work has ended, and it runs then.
    const follows = 'engagement' in other && one.engagement === 'started-again';
    return follows && narrows(first.scope, second.scope);
  }
  return waitImplies(first, second);
}

function activitiesImply(one: ActivityTest, other: ActivityTest): boolean {
  const isAsked = (side: 'direction' | 'by') => other[side] === undefined || other[side] === one[side];
  return isPart(one.activity, other.activity) && isAsked('direction') && isAsked('by');
}

/** What must be there for a leaf to hold: the point that it measures from. */
export function neededBy({ leaf, scope }: ScopedLeaf): ScopedLeaf[] {
  const anchor = anchorOf(leaf);
  if (anchor === null) return [];
  if (typeof anchor === 'object') {
    const needed = 'property' in anchor ? { property: anchor.property, known: true } : anchor;
    return [{ leaf: needed, scope }];
  }
  if (anchor === 'created') return [{ leaf: { created: true }, scope: 'ever' }];
  if (anchor === 'engagement-end') return [{ leaf: { engagement: 'ended' }, scope }];
  return anchor === 'last-activity' ? [{ leaf: { activity: [...activityKinds] }, scope: 'ever' }] : [];
}

/** Whether what is found since one scope began is found since the other began, too. A new lap may begin within a visit. */
export function narrows(scope: ScopeName, other: ScopeName): boolean {
  return scope === other || other === 'ever';
}

/** Points and marks are counted from all evidence of a scope; every other leaf finds something that lies in it. */
function isFound(leaf: LeafCondition): boolean {
  return !('readiness' in leaf || 'mark' in leaf);
}

function waitImplies(first: ScopedLeaf, second: ScopedLeaf): boolean {
  const [since, otherSince] = [anchorOf(first.leaf), anchorOf(second.leaf)];
  if (since === null || otherSince === null || !isSame(since, otherSince)) return false;
  if (!isFixedPoint(since) && !narrows(first.scope, second.scope)) return false;
  const wait = waitOf(first.leaf);
  const otherWait = waitOf(second.leaf);
  if (wait === null || otherWait === null || durationMs(wait.length) < durationMs(otherWait.length)) return false;
  // Nothing can have been heard since the last activity, so waiting is silence there.
  return wait.isQuiet || !otherWait.isQuiet || since === 'last-activity';
}

function waitOf(leaf: LeafCondition): { length: Duration; isQuiet: boolean } | null {
  if ('elapsed' in leaf) return { length: leaf.elapsed, isQuiet: false };
  if ('deals' in leaf || 'tickets' in leaf || !('quietFor' in leaf) || leaf.quietFor === undefined) return null;
  return { length: leaf.quietFor, isQuiet: true };
}

/** Whether the evidence of one leaf begins no earlier than that of the other, by scope and by the point that it counts after. */
function boundsImply(first: ScopedLeaf, second: ScopedLeaf): boolean {
  const bounds = boundsOf(first);
  return boundsOf(second).every((bound) => bounds.includes(bound));
}

function boundsOf({ leaf, scope }: ScopedLeaf): string[] {
  const bounds: string[] = scope === 'ever' ? [] : [scope];
  const after = anchorOf(leaf);
  if (after === null) return bounds;
  if (after === 'visit-start') return [...bounds, 'visit'];
  if (after === 'lap-start') return [...bounds, 'lap', 'lap-start'];
  if (isFixedPoint(after)) return [...bounds, pointName(after, 'ever')];
  // A point that is found within a scope is the same one that is found since ever.
  return [...bounds, pointName(after, scope), pointName(after, 'ever')];
}

function pointName(anchor: Anchor, scope: ScopeName): string {
  return `${writtenAlike(anchor)} ${scope}`;
}

function isSame(one: string | object, other: string | object): boolean {
  return one === other || writtenAlike(one) === writtenAlike(other);
}

const written = new WeakMap<object, string>();

/** JSON with its keys in one order. Leaves are compared with each other many times over, so each is written once. */
function writtenAlike(value: string | object): string {
  if (typeof value === 'string') return value;
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
  written.set(value, text);
  return text;
}
