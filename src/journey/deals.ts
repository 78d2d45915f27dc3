import { type DealEvidence, type DealStanding, unknownDeal } from './deal-evidence.ts';
import type { Instant } from './instant.ts';
import type { DealPhase } from './portal-metadata.ts';

/** The deals of a record by their ids, and those that count by their phase, the one that came to it last at the end. */
export type Deals = { byId: Map<string, DealEvidence>; byPhase: Map<DealPhase, DealEvidence[]> };

const knownPhases: readonly DealPhase[] = ['open', 'won', 'lost', 'closed'];

export function noDeals(): Deals {
  return { byId: new Map(), byPhase: new Map() };
}

/** The deal of that id, with nothing known of it if it is new. */
export function dealOf(deals: Deals, dealId: string): DealEvidence {
  const known = deals.byId.get(dealId);
  if (known !== undefined) return known;
  const deal = unknownDeal();
  deals.byId.set(dealId, deal);
  return deal;
}

/** Changes a deal, and puts it where it then stands among the others. Returns what the change returns. */
export function changeDeal<T>(deals: Deals, deal: DealEvidence, change: (deal: DealEvidence) => T): T {
  const before = deal.standing;
  const result = change(deal);
  const after = deal.standing;
  if (before?.phase === after?.phase && before?.since === after?.since) return result;
  if (before !== null) takeOut(deals, deal, before.phase);
  if (after !== null) putIn(deals, deal, after);
  return result;
}

function takeOut(deals: Deals, deal: DealEvidence, phase: DealPhase): void {
  const standing = deals.byPhase.get(phase) ?? [];
  standing.splice(standing.lastIndexOf(deal), 1);
}

function putIn(deals: Deals, deal: DealEvidence, { phase, since }: DealStanding): void {
  const standing = deals.byPhase.get(phase) ?? [];
  deals.byPhase.set(phase, standing);
  const before = standing.findLastIndex((other) => other !== deal && (other.standing?.since ?? since) <= since);
  standing.splice(before + 1, 0, deal);
}

/** The deals that came to a phase at an instant or later, the latest first. */
export function* dealsSince(
  deals: Deals,
  phase: DealPhase | 'any',
  from: Instant,
): Generator<[DealEvidence, DealStanding]> {
  for (const one of phase === 'any' ? knownPhases : [phase]) {
    const standing = deals.byPhase.get(one) ?? [];
    for (let index = standing.length - 1; index >= 0; index -= 1) {
      const deal = standing[index];
      if (deal?.standing == null || deal.standing.since < from) break;
      yield [deal, deal.standing];
    }
  }
}

/** The deal that came to a phase last. */
export function latestDeal(deals: Deals, phase: DealPhase): DealEvidence | null {
  return deals.byPhase.get(phase)?.at(-1) ?? null;
}
