import { compareFacts } from './canonical-facts.ts';
import type { HeardFact } from './facts.ts';
import { type Instant, minuteMs } from './instant.ts';

/** How long an emptied lifecycle stage is given to be set again, in ms. */
export const lifecycleSettleMs = minuteMs;

/**
 * HubSpot lets nobody move a lifecycle stage back except by emptying it first and then setting it: two facts, one change.
 * So a value that follows an emptying within a minute takes the emptying's instant. An emptying younger than a minute
 * that nothing has followed yet is still open: it is left out, and `settlesAt` says when it will count.
 *
 * Takes and returns facts in their canonical order; `isOwn` says which are the record's own.
 */
export function settleLifecycle(
  facts: readonly HeardFact[],
  isOwn: (fact: HeardFact) => boolean,
  now: Instant,
): { facts: readonly HeardFact[]; settlesAt: Instant | null } {
  const leftOut = new Set<HeardFact>();
  const countsFrom = new Map<HeardFact, Instant>();
  let emptied: { at: Instant; facts: HeardFact[] } | null = null;
  let isSet = false;
  for (const { at, empty, values } of lifecycleChanges(facts, isOwn)) {
    if (values.length === 0 && isSet) {
      emptied = { at, facts: empty };
      isSet = false;
      continue;
    }
    // Emptying what is empty, or beside a value, is no change.
    for (const fact of empty) leftOut.add(fact);
    if (values.length === 0) continue;
    if (emptied !== null && at - emptied.at <= lifecycleSettleMs) {
      for (const fact of emptied.facts) leftOut.add(fact);
      for (const fact of values) countsFrom.set(fact, emptied.at);
    }
    emptied = null;
    isSet = true;
  }
  const isUndecided = emptied !== null && now - emptied.at <= lifecycleSettleMs;
  for (const fact of isUndecided ? (emptied?.facts ?? []) : []) leftOut.add(fact);
  const settlesAt = emptied !== null && isUndecided ? emptied.at + lifecycleSettleMs + 1 : null;
  return { facts: leftOut.size === 0 ? facts : rearrange(facts, leftOut, countsFrom), settlesAt };
}

type LifecycleChange = { at: Instant; empty: HeardFact[]; values: HeardFact[] };

function lifecycleChanges(facts: readonly HeardFact[], isOwn: (fact: HeardFact) => boolean): LifecycleChange[] {
  const changes: LifecycleChange[] = [];
  for (const fact of facts) {
    if (fact.kind !== 'property' || fact.subject !== 'lifecyclestage' || !isOwn(fact)) continue;
    let change = changes.at(-1);
    if (change === undefined || change.at !== fact.occurredAt) {
      change = { at: fact.occurredAt, empty: [], values: [] };
      changes.push(change);
    }
    (fact.value === '' ? change.empty : change.values).push(fact);
  }
  return changes;
}

function rearrange(
  facts: readonly HeardFact[],
  leftOut: ReadonlySet<HeardFact>,
  countsFrom: ReadonlyMap<HeardFact, Instant>,
): HeardFact[] {
  const settled = facts.filter((fact) => !leftOut.has(fact)).map((fact) => datedFrom(fact, countsFrom.get(fact)));
  return countsFrom.size === 0 ? settled : settled.sort(compareFacts);
}

function datedFrom(fact: HeardFact, at: Instant | undefined): HeardFact {
  return at === undefined ? fact : { ...fact, occurredAt: at, toldAt: fact.occurredAt };
}
