import type { DealTest, TicketTest } from '../conditions/condition-schema.ts';
import { always, never } from '../conditions/verdict.ts';
import type { Instant } from '../instant.ts';
import type { DealPhase } from '../portal-metadata.ts';
import { type PipelineEntry, type PipelineTerms, type Standing, unknownEntry } from './pipeline-entry.ts';
import {
  type EntryOrder,
  type EntryPlace,
  type EntrySearch,
  findLatest,
  lastInOrder,
  leastQuietAfter,
  putIntoOrder,
  takeOutOfOrder,
} from './pipeline-order.ts';

/**
 * The deals of a record, or its tickets, by their ids, and those that count by their phase. What a condition selects is kept
 * up to date as they change, so that judging it does not look at each of them again.
 */
export type PipelineEntries = {
  terms: PipelineTerms;
  byId: Map<string, PipelineEntry>;
  counting: EntrySelection;
  /** What the conditions judged so far select; those that ask for nothing but a phase share one. */
  selections: Map<DealTest | TicketTest, EntrySelection>;
  distinct: EntrySelection[];
  nextNumber: number;
};

/** Entries by their phase, in the order in which they came to it. */
export type EntrySelection = {
  accepts: (standing: Standing) => boolean;
  places: Map<PipelineEntry, PhasePlace>;
  orders: Map<DealPhase, EntryOrder>;
};

type PhasePlace = EntryPlace & { phase: DealPhase };

const knownPhases: readonly DealPhase[] = ['open', 'won', 'lost', 'closed'];

export function noEntries(terms: PipelineTerms): PipelineEntries {
  const counting = selectionOf(() => true);
  return { terms, byId: new Map(), counting, selections: new Map(), distinct: [counting], nextNumber: 0 };
}

/** The entry of that id, with nothing known of it if it is new. */
export function entryOf(entries: PipelineEntries, id: string): PipelineEntry {
  const known = entries.byId.get(id);
  if (known !== undefined) return known;
  const entry = unknownEntry(entries.terms);
  entries.byId.set(id, entry);
  return entry;
}

/** Changes an entry, and puts it where it then stands among the others. Returns what the change returns. */
export function changeEntry<T>(entries: PipelineEntries, entry: PipelineEntry, change: (entry: PipelineEntry) => T): T {
  const { standing, lastActivity } = entry;
  const result = change(entry);
  if (entry.standing === standing && entry.lastActivity === lastActivity) return result;
  const place = placeOf(entries, entry);
  for (const selection of entries.distinct) putInto(selection, entry, place);
  return result;
}

/** The entries that a test selects, whatever its number, point and silence; `accepts` judges them. */
export function selectEntries(
  entries: PipelineEntries,
  test: DealTest | TicketTest,
  accepts: EntrySelection['accepts'],
): EntrySelection {
  const known = entries.selections.get(test);
  if (known !== undefined) return known;
  const selection = selectsByPhase(test) ? entries.counting : selectionOf(accepts);
  entries.selections.set(test, selection);
  if (selection !== entries.counting) {
    for (const [entry, place] of entries.counting.places) putInto(selection, entry, place);
    entries.distinct.push(selection);
  }
  return selection;
}

const askedOfAll: readonly string[] = ['deals', 'tickets', 'count', 'after', 'quietFor'];

function selectsByPhase(test: DealTest | TicketTest): boolean {
  return Object.keys(test).every((key) => askedOfAll.includes(key));
}

/** The selected entries that are looked for, the latest of each phase first. */
export function latestEntries(
  selection: EntrySelection,
  phase: DealPhase | 'any',
  search: EntrySearch,
): PipelineEntry[] {
  const found: PipelineEntry[] = [];
  for (const one of phasesOf(phase)) findLatest(selection.orders.get(one) ?? null, search, found);
  return found;
}

/** Of the selected entries that came at `from` or later, the least instant after `after` since which nothing was heard of one. */
export function nextQuietSince(
  selection: EntrySelection,
  phase: DealPhase | 'any',
  from: Instant,
  after: Instant,
): Instant {
  const instants = phasesOf(phase).map((one) => leastQuietAfter(selection.orders.get(one) ?? null, from, after));
  return Math.min(never, ...instants);
}

/** The entry that came to a phase last. */
export function latestEntry(entries: PipelineEntries, phase: DealPhase): PipelineEntry | null {
  return lastInOrder(entries.counting.orders.get(phase) ?? null);
}

function phasesOf(phase: DealPhase | 'any'): readonly DealPhase[] {
  return phase === 'any' ? knownPhases : [phase];
}

function selectionOf(accepts: EntrySelection['accepts']): EntrySelection {
  return { accepts, places: new Map(), orders: new Map() };
}

/** An entry keeps its number for as long as it stands where it stood. */
function placeOf(entries: PipelineEntries, entry: PipelineEntry): PhasePlace | null {
  if (entry.standing === null) return null;
  const { phase, since } = entry.standing;
  const before = entries.counting.places.get(entry);
  const stays = before?.phase === phase && before.since === since;
  const number = stays ? before.number : entries.nextNumber++;
  return { phase, since, number, quietSince: Math.max(since, entry.lastActivity?.occurredAt ?? always) };
}

function putInto(selection: EntrySelection, entry: PipelineEntry, place: PhasePlace | null): void {
  const { accepts, places, orders } = selection;
  const before = places.get(entry);
  const after = place !== null && entry.standing !== null && accepts(entry.standing) ? place : undefined;
  if (before?.number === after?.number && before?.quietSince === after?.quietSince) return;
  if (before !== undefined) {
    orders.set(before.phase, takeOutOfOrder(orders.get(before.phase) ?? null, before));
    places.delete(entry);
  }
  if (after !== undefined) {
    orders.set(after.phase, putIntoOrder(orders.get(after.phase) ?? null, entry, after));
    places.set(entry, after);
  }
}
