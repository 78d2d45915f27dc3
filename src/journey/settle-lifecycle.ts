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
): { facts: HeardFact[]; settlesAt: Instant | null } {
  const settled: HeardFact[] = [];
  let emptied: { index: number; at: Instant } | null = null;
  for (const fact of facts) {
    if (fact.kind !== 'property' || fact.subject !== 'lifecyclestage' || !isOwn(fact)) {
      settled.push(fact);
      continue;
    }
    if (fact.value === '') {
      // Emptied twice is emptied once, at the first instant.
      if (emptied === null) emptied = { index: settled.push(fact) - 1, at: fact.occurredAt };
      continue;
    }
    if (emptied !== null && fact.occurredAt - emptied.at <= lifecycleSettleMs) {
      settled[emptied.index] = { ...fact, occurredAt: emptied.at, toldAt: fact.occurredAt };
    } else settled.push(fact);
    emptied = null;
  }
  if (emptied !== null && now - emptied.at <= lifecycleSettleMs) {
    settled.splice(emptied.index, 1);
    return { facts: settled, settlesAt: emptied.at + lifecycleSettleMs + 1 };
  }
  return { facts: settled, settlesAt: null };
}
