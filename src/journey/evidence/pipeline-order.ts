import { never } from '../conditions/verdict.ts';
import type { Instant } from '../instant.ts';
import type { PipelineEntry } from './pipeline-entry.ts';

/**
 * Entries in the order in which they came to where they stand, kept so that one of thousands is put in, taken out and found in
 * a number of steps that grows with the logarithm of theirs. A binary search tree whose ranks fall from the root down; every
 * node knows the least `quietSince` below it, so that a search for a quiet one passes over all who are not.
 */
export type EntryOrder = EntryNode | null;

/** Where an entry stands: since when, which of those of the same instant came later, and since when nothing was heard of it. */
export type EntryPlace = { since: Instant; number: number; quietSince: Instant };

export type EntryNode = {
  entry: PipelineEntry;
  place: EntryPlace;
  rank: number;
  leastQuietSince: Instant;
  earlier: EntryOrder;
  later: EntryOrder;
};

export function putIntoOrder(order: EntryOrder, entry: PipelineEntry, place: EntryPlace): EntryNode {
  const rank = rankOf(place.number);
  if (order !== null && order.rank >= rank) {
    if (isBefore(place, order.place)) order.earlier = putIntoOrder(order.earlier, entry, place);
    else order.later = putIntoOrder(order.later, entry, place);
    return settled(order);
  }
  const [earlier, later] = split(order, place);
  return settled({ entry, place, rank, leastQuietSince: never, earlier, later });
}

/** Takes out the entry that stands at a place. */
export function takeOutOfOrder(order: EntryOrder, place: EntryPlace): EntryOrder {
  if (order === null) return null;
  if (order.place.number === place.number) return joined(order.earlier, order.later);
  if (isBefore(place, order.place)) order.earlier = takeOutOfOrder(order.earlier, place);
  else order.later = takeOutOfOrder(order.later, place);
  return settled(order);
}

/** Which entries are looked for: those that came at `from` or later, and of which nothing was heard after `quietBy`. */
export type EntrySearch = { from: Instant; quietBy: Instant; limit: number };

/** Adds to `found` the entries that are looked for, the latest first, until it holds as many as asked for. */
export function findLatest(order: EntryOrder, search: EntrySearch, found: PipelineEntry[]): void {
  if (order === null || order.leastQuietSince > search.quietBy || found.length === search.limit) return;
  findLatest(order.later, search, found);
  if (order.place.since < search.from || found.length === search.limit) return;
  if (order.place.quietSince <= search.quietBy) found.push(order.entry);
  findLatest(order.earlier, search, found);
}

/** Of the entries that came at `from` or later, the least `quietSince` after an instant; `never` when there is none. */
export function leastQuietAfter(order: EntryOrder, from: Instant, after: Instant): Instant {
  if (order === null) return never;
  if (order.place.since < from) return leastQuietAfter(order.later, from, after);
  const earlier = leastQuietAfter(order.earlier, from, after);
  return Math.min(quietAfter(order, after), earlier, leastOfAll(order.later, after));
}

function leastOfAll(order: EntryOrder, after: Instant): Instant {
  if (order === null) return never;
  if (order.leastQuietSince > after) return order.leastQuietSince;
  return Math.min(quietAfter(order, after), leastOfAll(order.earlier, after), leastOfAll(order.later, after));
}

function quietAfter({ place }: EntryNode, after: Instant): Instant {
  return place.quietSince > after ? place.quietSince : never;
}

/** The entry that came last. */
export function lastInOrder(order: EntryOrder): PipelineEntry | null {
  if (order === null) return null;
  let last = order;
  while (last.later !== null) last = last.later;
  return last.entry;
}

function isBefore(one: EntryPlace, other: EntryPlace): boolean {
  return one.since < other.since || (one.since === other.since && one.number < other.number);
}

function split(order: EntryOrder, place: EntryPlace): [earlier: EntryOrder, later: EntryOrder] {
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

function joined(earlier: EntryOrder, later: EntryOrder): EntryOrder {
  if (earlier === null || later === null) return earlier ?? later;
  if (earlier.rank >= later.rank) {
    earlier.later = joined(earlier.later, later);
    return settled(earlier);
  }
  later.earlier = joined(earlier, later.earlier);
  return settled(later);
}

function settled(node: EntryNode): EntryNode {
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
