import type { Instant } from '../journey/instant.ts';
import type { CountedVisit } from './count-visits.ts';
import { addDuration, type DurationList, durationsOf, noDurations } from './durations.ts';
import type { WonDeal } from './measured-record.ts';
import type { WonDealMeasures } from './measures-report.ts';
import { shareOf } from './share.ts';

/** Contacts by the number of their won deals, from one on; all those deals; the times from one to the next. */
export type WonDealCounts = { atLeast: number[]; deals: number; between: DurationList };

export function beginWonDeals(): WonDealCounts {
  return { atLeast: [], deals: 0, between: noDurations() };
}

/** Adds the won deals of one contact, in the order of time; who has none is nobody's customer and does not count. */
export function addWonDeals(counts: WonDealCounts, deals: readonly WonDeal[]): void {
  counts.deals += deals.length;
  for (const [index, deal] of deals.entries()) {
    counts.atLeast[index] = (counts.atLeast[index] ?? 0) + 1;
    const before = deals[index - 1];
    if (before?.isTimed && deal.isTimed) addDuration(counts.between, deal.at - before.at);
  }
}

export function wonDealsOf({ atLeast, deals, between }: WonDealCounts, minimum: number): WonDealMeasures {
  const contacts = atLeast[0] ?? 0;
  const repeated = atLeast.length < 2 ? [0] : atLeast.slice(1);
  const tooFew = contacts < minimum || contacts === 0;
  return {
    ...{ contacts, deals, tooFew },
    mean: tooFew ? null : deals / contacts,
    atLeast: repeated.map((count, index) => ({ deals: index + 2, share: shareOf(count, contacts, minimum) })),
    between: durationsOf(between, minimum),
  };
}

/** The visit that a contact was in at an instant; where it was in none, the next one, or else the last. */
export function visitAround(visits: readonly CountedVisit[], at: Instant): CountedVisit | null {
  return visits.find(({ visit }) => visit.leftAt === null || at < visit.leftAt) ?? visits.at(-1) ?? null;
}
