import type { DealTest, TicketTest } from './condition-schema.ts';
import { type DealEvidence, type DealStanding, type PipelineTerms, unknownDeal } from './deal-evidence.ts';
import {
  type DealOrder,
  type DealPlace,
  type DealSearch,
  findLatest,
  lastInOrder,
  leastQuietAfter,
  putIntoOrder,
  takeOutOfOrder,
} from './deal-order.ts';
import type { Instant } from './instant.ts';
import type { DealPhase } from './portal-metadata.ts';
import { always, never } from './verdict.ts';

/**
 * The deals of a record, or its tickets, by their ids, and those that count by their phase. What a condition selects is kept
 * up to date as they change, so that judging it does not look at each of them again.
 */
export type Deals = {
  terms: PipelineTerms;
  byId: Map<string, DealEvidence>;
  counting: DealSelection;
  /** What the conditions judged so far select; those that ask for nothing but a phase share one. */
  selections: Map<DealTest | TicketTest, DealSelection>;
  distinct: DealSelection[];
  nextNumber: number;
};

/** Deals by their phase, in the order in which they came to it. */
export type DealSelection = {
  accepts: (standing: DealStanding) => boolean;
  places: Map<DealEvidence, PhasePlace>;
  orders: Map<DealPhase, DealOrder>;
};

type PhasePlace = DealPlace & { phase: DealPhase };

const knownPhases: readonly DealPhase[] = ['open', 'won', 'lost', 'closed'];

export function noDeals(terms: PipelineTerms): Deals {
  const counting = selectionOf(() => true);
  return { terms, byId: new Map(), counting, selections: new Map(), distinct: [counting], nextNumber: 0 };
}

/** The deal of that id, with nothing known of it if it is new. */
export function dealOf(deals: Deals, dealId: string): DealEvidence {
  const known = deals.byId.get(dealId);
  if (known !== undefined) return known;
  const deal = unknownDeal(deals.terms);
  deals.byId.set(dealId, deal);
  return deal;
}

/** Changes a deal, and puts it where it then stands among the others. Returns what the change returns. */
export function changeDeal<T>(deals: Deals, deal: DealEvidence, change: (deal: DealEvidence) => T): T {
  const { standing, lastActivity } = deal;
  const result = change(deal);
  if (deal.standing === standing && deal.lastActivity === lastActivity) return result;
  const place = placeOf(deals, deal);
  for (const selection of deals.distinct) putInto(selection, deal, place);
  return result;
}

/** The deals that a test selects, whatever its number, point and silence; `accepts` judges them. */
export function selectDeals(
  deals: Deals,
  test: DealTest | TicketTest,
  accepts: DealSelection['accepts'],
): DealSelection {
  const known = deals.selections.get(test);
  if (known !== undefined) return known;
  const selection = selectsByPhase(test) ? deals.counting : selectionOf(accepts);
  deals.selections.set(test, selection);
  if (selection !== deals.counting) {
    for (const [deal, place] of deals.counting.places) putInto(selection, deal, place);
    deals.distinct.push(selection);
  }
  return selection;
}

const askedOfAll: readonly string[] = ['deals', 'tickets', 'count', 'after', 'quietFor'];

function selectsByPhase(test: DealTest | TicketTest): boolean {
  return Object.keys(test).every((key) => askedOfAll.includes(key));
}

/** The selected deals that are looked for, the latest of each phase first. */
export function latestDeals(selection: DealSelection, phase: DealPhase | 'any', search: DealSearch): DealEvidence[] {
  const found: DealEvidence[] = [];
  for (const one of phasesOf(phase)) findLatest(selection.orders.get(one) ?? null, search, found);
  return found;
}

/** Of the selected deals that came at `from` or later, the least instant after `after` since which nothing was heard of one. */
export function nextQuietSince(
  selection: DealSelection,
  phase: DealPhase | 'any',
  from: Instant,
  after: Instant,
): Instant {
  const instants = phasesOf(phase).map((one) => leastQuietAfter(selection.orders.get(one) ?? null, from, after));
  return Math.min(never, ...instants);
}

/** The deal that came to a phase last. */
export function latestDeal(deals: Deals, phase: DealPhase): DealEvidence | null {
  return lastInOrder(deals.counting.orders.get(phase) ?? null);
}

function phasesOf(phase: DealPhase | 'any'): readonly DealPhase[] {
  return phase === 'any' ? knownPhases : [phase];
}

function selectionOf(accepts: DealSelection['accepts']): DealSelection {
  return { accepts, places: new Map(), orders: new Map() };
}

/** A deal keeps its number for as long as it stands where it stood. */
function placeOf(deals: Deals, deal: DealEvidence): PhasePlace | null {
  if (deal.standing === null) return null;
  const { phase, since } = deal.standing;
  const before = deals.counting.places.get(deal);
  const stays = before?.phase === phase && before.since === since;
  const number = stays ? before.number : deals.nextNumber++;
  return { phase, since, number, quietSince: Math.max(since, deal.lastActivity?.occurredAt ?? always) };
}

function putInto(selection: DealSelection, deal: DealEvidence, place: PhasePlace | null): void {
  const { accepts, places, orders } = selection;
  const before = places.get(deal);
  const after = place !== null && deal.standing !== null && accepts(deal.standing) ? place : undefined;
  if (before?.number === after?.number && before?.quietSince === after?.quietSince) return;
  if (before !== undefined) {
    orders.set(before.phase, takeOutOfOrder(orders.get(before.phase) ?? null, before));
    places.delete(deal);
  }
  if (after !== undefined) {
    orders.set(after.phase, putIntoOrder(orders.get(after.phase) ?? null, deal, after));
    places.set(deal, after);
  }
}
