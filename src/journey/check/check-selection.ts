import type { AssociationTest, DealTest, TicketTest } from '../conditions/condition-schema.ts';
import { durationMs } from '../instant.ts';

/** Whether every deal that one test selects is selected by the other, and as many of them are enough. */
export function dealsImply(one: DealTest, other: DealTest): boolean {
  return (
    (other.deals === 'any' || one.deals === other.deals) &&
    selectionImplies(one, other) &&
    isPart(one.lostReasons, other.lostReasons) &&
    isAtLeast(one.amountAtLeast, other.amountAtLeast) &&
    isAtLeast(other.amountBelow, one.amountBelow, other.amountBelow === undefined) &&
    isAtLeast(leastProbability(one), other.probabilityAtLeast) &&
    isProbabilityBelow(one, other.probabilityBelow)
  );
}

/** The same of tickets. */
export function ticketsImply(one: TicketTest, other: TicketTest): boolean {
  const isPhase = other.tickets === 'any' || one.tickets === other.tickets;
  return isPhase && selectionImplies(one, other) && isPart(one.priorities, other.priorities);
}

/** What deals and tickets are narrowed by alike. */
function selectionImplies(one: DealTest | TicketTest, other: DealTest | TicketTest): boolean {
  return (
    (one.count ?? 1) >= (other.count ?? 1) &&
    isPart(one.pipelines, other.pipelines) &&
    isAtLeast(one.quietFor && durationMs(one.quietFor), other.quietFor && durationMs(other.quietFor))
  );
}

/** Won deals stand at 1, as replay reads them. */
function leastProbability({ deals, probabilityAtLeast }: DealTest): number | undefined {
  return deals === 'won' ? 1 : probabilityAtLeast;
}

function isProbabilityBelow(one: DealTest, limit: number | undefined): boolean {
  if (limit === undefined) return true;
  if (one.deals === 'lost') return limit > 0;
  return one.probabilityBelow !== undefined && one.probabilityBelow <= limit;
}

/** The same of associated records, whatever the scope. */
export function associationImplies(one: AssociationTest, other: AssociationTest): boolean {
  return (
    one.associated === other.associated &&
    (one.count ?? 1) >= (other.count ?? 1) &&
    isPart(one.labels, other.labels) &&
    isPart(one.roles, other.roles)
  );
}

/** Whether some are among all; where all is left out, anything is. */
export function isPart<T>(some: readonly T[] | undefined, all: readonly T[] | undefined): boolean {
  return all === undefined || (some?.every((one) => all.includes(one)) ?? false);
}

function isAtLeast(value: number | undefined, limit: number | undefined, isFree = limit === undefined): boolean {
  return isFree || (value !== undefined && limit !== undefined && value >= limit);
}
