import type { DealEvidence } from './deal-evidence.ts';
import type { Instant } from './instant.ts';
import { never } from './verdict.ts';

/**
 * Deals in the order in which they came to where they stand, kept so that one of thousands is put in, taken out and found in
 * a number of steps that grows with the logarithm of theirs. A binary search tree whose ranks fall from the root down; every
 * node knows the least `quietSince` below it, so that a search for a quiet deal passes over all who are not.
 */
export type DealOrder = DealNode | null;

/** Where a deal stands: since when, which of those of the same instant came later, and since when nothing was heard of it. */
export type DealPlace = { since: Instant; number: number; quietSince: Instant };

export type DealNode = {
  deal: DealEvidence;
  place: DealPlace;
  rank: number;
  leastQuietSince: Instant;
  earlier: DealOrder;
  later: DealOrder;
};

export function putIntoOrder(order: DealOrder, deal: DealEvidence, place: DealPlace): DealNode {
  const rank = rankOf(place.number);
  if (order !== null && order.rank >= rank) {
    if (isBefore(place, order.place)) order.earlier = putIntoOrder(order.earlier, deal, place);
    else order.later = putIntoOrder(order.later, deal, place);
    return settled(order);
  }
  const [earlier, later] = split(order, place);
  return settled({ deal, place, rank, leastQuietSince: never, earlier, later });
}

/** Takes out the deal that stands at a place. */
export function takeOutOfOrder(order: DealOrder, place: DealPlace): DealOrder {
  if (order === null) return null;
  if (order.place.number === place.number) return joined(order.earlier, order.later);
  if (isBefore(place, order.place)) order.earlier = takeOutOfOrder(order.earlier, place);
  else order.later = takeOutOfOrder(order.later, place);
  return settled(order);
}

/** Which deals are looked for: those that came at `from` or later, and of which nothing was heard after `quietBy`. */
export type DealSearch = { from: Instant; quietBy: Instant; limit: number };

/** Adds to `found` the deals that are looked for, the latest first, until it holds as many as asked for. */
export function findLatest(order: DealOrder, search: DealSearch, found: DealEvidence[]): void {
  if (order === null || order.leastQuietSince > search.quietBy || found.length === search.limit) return;
  findLatest(order.later, search, found);
  if (order.place.since < search.from || found.length === search.limit) return;
  if (order.place.quietSince <= search.quietBy) found.push(order.deal);
  findLatest(order.earlier, search, found);
}

/** Of the deals that came at `from` or later, the least `quietSince` after an instant; `never` when there is none. */
export function leastQuietAfter(order: DealOrder, from: Instant, after: Instant): Instant {
  if (order === null) return never;
  if (order.place.since < from) return leastQuietAfter(order.later, from, after);
  const earlier = leastQuietAfter(order.earlier, from, after);
  return Math.min(quietAfter(order, after), earlier, leastOfAll(order.later, after));
}

function leastOfAll(order: DealOrder, after: Instant): Instant {
  if (order === null) return never;
  if (order.leastQuietSince > after) return order.leastQuietSince;
  return Math.min(quietAfter(order, after), leastOfAll(order.earlier, after), leastOfAll(order.later, after));
}

function quietAfter({ place }: DealNode, after: Instant): Instant {
  return place.quietSince > after ? place.quietSince : never;
}

/** The deal that came last. */
export function lastInOrder(order: DealOrder): DealEvidence | null {
  if (order === null) return null;
  let last = order;
  while (last.later !== null) last = last.later;
  return last.deal;
}

function isBefore(one: DealPlace, other: DealPlace): boolean {
  return one.since < other.since || (one.since === other.since && one.number < other.number);
}

function split(order: DealOrder, place: DealPlace): [earlier: DealOrder, later: DealOrder] {
  if (order === null) return [null, null];
  if (isBefore(order.place, place)) {
    const [earlier, later] = split(order.later, place);
    order.later = earlier;
    return [settled(order), later];
  }
  const [earlier, later] = split(order.earlier, place);
  order.earlier = later;
  return [earlier, settled(order)];
}

function joined(earlier: DealOrder, later: DealOrder): DealOrder {
  if (earlier === null || later === null) return earlier ?? later;
  if (earlier.rank >= later.rank) {
    earlier.later = joined(earlier.later, later);
    return settled(earlier);
  }
  later.earlier = joined(earlier, later.earlier);
  return settled(later);
}

function settled(node: DealNode): DealNode {
  const below = Math.min(node.earlier?.leastQuietSince ?? never, node.later?.leastQuietSince ?? never);
  node.leastQuietSince = Math.min(node.place.quietSince, below);
  return node;
}

/** Numbers that follow each other give ranks in no order, always the same: that keeps the tree flat. */
function rankOf(number: number): number {
  const mixed = Math.imul(number ^ (number >>> 16), 0x45d9f3b);
  const again = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (again ^ (again >>> 16)) >>> 0;
}
