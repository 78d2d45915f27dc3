import type { Fact } from './facts.ts';
import type { Instant } from './instant.ts';
import { type DealPhase, dealPhase, findDealStage, type PortalMetadata } from './portal-metadata.ts';

/** How a deal stands for the record: its phase, since when that counts, and the facts that say so. */
export type DealStanding = {
  phase: DealPhase;
  since: Instant;
  facts: Fact[];
  probability: number;
  pipeline: string;
  amount: number;
};

/** What is known of one deal, and of its association with the record. */
export type DealEvidence = {
  labels: Set<string>;
  linkedSince: Instant;
  linkFact: Fact | null;
  deleted: boolean;
  pipeline: string;
  stage: string;
  amount: number;
  phase: DealPhase;
  phaseSince: Instant;
  phaseFact: Fact | null;
  /** What the deal had come to when it was dissociated or deleted. */
  kept: DealStanding | null;
};

export function unknownDeal(): DealEvidence {
  return {
    labels: new Set(),
    linkedSince: Number.NEGATIVE_INFINITY,
    linkFact: null,
    deleted: false,
    pipeline: '',
    stage: '',
    amount: 0,
    phase: 'unknown',
    phaseSince: Number.NEGATIVE_INFINITY,
    phaseFact: null,
    kept: null,
  };
}

/**
 * The standing that counts for the record now, or null when the deal does not count. A deal counts from the association
 * on. After dissociation or deletion an open deal stops counting; what was won or lost has happened and counts for good.
 */
export function dealStanding(deal: DealEvidence, metadata: PortalMetadata | null): DealStanding | null {
  return isLinked(deal) ? presentStanding(deal, metadata) : deal.kept;
}

/** Applies an association of the deal with the record. A removal without a label of its own ends all of it. */
export function applyDealLink(deal: DealEvidence, label: string, fact: Fact, metadata: PortalMetadata | null): void {
  const before = standingIfClosed(deal, metadata);
  if (fact.value === 'added') {
    if (deal.labels.size === 0) {
      deal.linkedSince = fact.occurredAt;
      deal.linkFact = fact;
    }
    deal.labels.add(label);
  } else if (label === 'default') deal.labels.clear();
  else deal.labels.delete(label);
  deal.kept = isLinked(deal) ? null : (before ?? deal.kept);
}

/** Applies a fact of the deal itself. */
export function applyDealFact(deal: DealEvidence, fact: Fact, metadata: PortalMetadata | null): void {
  if (fact.kind === 'deleted' || fact.kind === 'restored') {
    const before = standingIfClosed(deal, metadata);
    deal.deleted = fact.kind === 'deleted';
    deal.kept = isLinked(deal) ? null : (before ?? deal.kept);
  } else if (fact.kind === 'property') {
    if (fact.subject === 'amount') deal.amount = Number(fact.value) || 0;
    else if (fact.subject === 'pipeline') deal.pipeline = fact.value;
    else if (fact.subject === 'dealstage') deal.stage = fact.value;
    else return;
    settlePhase(deal, fact.occurredAt, fact, metadata);
  }
}

/** Finds the deal's phase again, after one of its facts or the portal's pipelines have changed. */
export function settlePhase(deal: DealEvidence, at: Instant, fact: Fact | null, metadata: PortalMetadata | null): void {
  const phase = deal.stage === '' ? 'unknown' : dealPhase(metadata, deal.pipeline, deal.stage);
  if (phase === deal.phase) return;
  deal.phase = phase;
  deal.phaseSince = at;
  deal.phaseFact = fact ?? deal.phaseFact;
}

function presentStanding(deal: DealEvidence, metadata: PortalMetadata | null): DealStanding {
  return {
    phase: deal.phase,
    since: Math.max(deal.phaseSince, deal.linkedSince),
    facts: [deal.phaseFact, deal.linkFact].filter((fact) => fact !== null),
    probability: findDealStage(metadata, deal.pipeline, deal.stage)?.probability ?? 0,
    pipeline: deal.pipeline,
    amount: deal.amount,
  };
}

function standingIfClosed(deal: DealEvidence, metadata: PortalMetadata | null): DealStanding | null {
  const closed = deal.phase === 'won' || deal.phase === 'lost';
  return isLinked(deal) && closed ? presentStanding(deal, metadata) : null;
}

function isLinked(deal: DealEvidence): boolean {
  return deal.labels.size > 0 && !deal.deleted;
}
