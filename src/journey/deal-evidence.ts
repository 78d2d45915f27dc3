import { activityOf } from './activities.ts';
import { applyLink, type Labels, type Link } from './associations.ts';
import type { Fact } from './facts.ts';
import type { Instant } from './instant.ts';
import { type DealPhase, dealPhase, findDealStage, type PortalMetadata } from './portal-metadata.ts';

/** How a deal or a ticket stands for the record: its phase, since when that counts, and the facts that say so. */
export type DealStanding = {
  phase: DealPhase;
  since: Instant;
  facts: readonly Fact[];
  probability: number;
  pipeline: string;
  amount: number;
  lostReason: string;
  /** Of a ticket. */
  priority: string;
};

/** What goes through a pipeline of the portal is called and judged by its kind: a deal or a ticket. */
export type PipelineTerms = {
  stageProperty: string;
  pipelineProperty: string;
  /** The properties that conditions look at. */
  properties: ReadonlySet<string>;
  /** The phase of a stage, with a deal's probability; null when no pipeline of the portal has the stage. */
  read: (metadata: PortalMetadata | null, pipelineId: string, stageId: string) => PhaseOfStage | null;
  /** The phases in which it has come to its end, and which count for good. */
  decided: readonly DealPhase[];
};

export type PhaseOfStage = { phase: DealPhase; probability: number };

/** What is known of one deal or ticket, and of its association with the record. */
export type DealEvidence = {
  terms: PipelineTerms;
  labels: Labels;
  linkedSince: Instant;
  linkFact: Fact | null;
  /** When the last association ended; null when there was none. */
  unlinkedAt: Instant | null;
  deleted: boolean;
  /** Its own properties, as far as a condition can look at them. */
  properties: Map<string, string>;
  stageFact: Fact | null;
  phase: DealPhase;
  phaseSince: Instant;
  probability: number;
  lastActivity: Fact | null;
  /** The standing that counts for the record now; null while it does not count. */
  standing: DealStanding | null;
};

/** The properties of a deal that conditions look at, through `deals`. */
export const dealProperties: ReadonlySet<string> = new Set(['amount', 'closed_lost_reason', 'dealstage', 'pipeline']);

export const dealTerms: PipelineTerms = {
  stageProperty: 'dealstage',
  pipelineProperty: 'pipeline',
  properties: dealProperties,
  read: (metadata, pipelineId, stageId) => {
    const stage = findDealStage(metadata, pipelineId, stageId);
    return stage === null ? null : { phase: dealPhase(metadata, pipelineId, stageId), probability: stage.probability };
  },
  decided: ['won', 'lost'],
};

export function unknownDeal(terms: PipelineTerms): DealEvidence {
  return {
    terms,
    labels: new Map(),
    linkedSince: Number.NEGATIVE_INFINITY,
    linkFact: null,
    unlinkedAt: null,
    deleted: false,
    properties: new Map(),
    stageFact: null,
    phase: 'unknown',
    phaseSince: Number.NEGATIVE_INFINITY,
    probability: 0,
    lastActivity: null,
    standing: null,
  };
}

/** Applies an association of the deal with the record. Returns whether anything changed. */
export function applyDealLink(deal: DealEvidence, link: Link, fact: Fact): boolean {
  const wasLinked = deal.labels.size > 0;
  if (!applyLink(deal.labels, link, fact.value)) return false;
  const isNowLinked = deal.labels.size > 0;
  if (wasLinked && !isNowLinked) deal.unlinkedAt = fact.occurredAt;
  // A merge removes the loser's association and adds the winner's in one instant: that is no new association.
  if (!wasLinked && isNowLinked && deal.unlinkedAt !== fact.occurredAt) {
    deal.linkedSince = fact.occurredAt;
    deal.linkFact = fact;
  }
  settleStanding(deal);
  return true;
}

/** Applies a fact of the deal itself. Returns whether anything changed. */
export function applyDealFact(deal: DealEvidence, fact: Fact, metadata: PortalMetadata | null): boolean {
  switch (fact.kind) {
    case 'deleted':
    case 'restored': {
      const deleted = fact.kind === 'deleted';
      if (deal.deleted === deleted) return false;
      deal.deleted = deleted;
      settleStanding(deal);
      return true;
    }
    case 'property':
      return applyDealProperty(deal, fact, metadata);
    case 'activity':
      deal.lastActivity = activityOf(fact)?.fact ?? deal.lastActivity;
      return true;
    default:
      return false;
  }
}

function applyDealProperty(deal: DealEvidence, fact: Fact, metadata: PortalMetadata | null): boolean {
  if ((deal.properties.get(fact.subject) ?? '') === fact.value) return false;
  deal.properties.set(fact.subject, fact.value);
  deal.lastActivity = activityOf(fact)?.fact ?? deal.lastActivity;
  if (fact.subject === deal.terms.stageProperty) deal.stageFact = fact;
  if (deal.terms.properties.has(fact.subject)) settlePhase(deal, fact.occurredAt, metadata);
  return true;
}

/** Finds the deal's phase again, after one of its facts has changed. */
export function settlePhase(deal: DealEvidence, at: Instant, metadata: PortalMetadata | null): void {
  const read = stageOf(deal, metadata);
  const phase = read?.phase ?? 'unknown';
  if (phase !== deal.phase) deal.phaseSince = at;
  deal.phase = phase;
  deal.probability = read?.probability ?? 0;
  settleStanding(deal);
}

/**
 * Finds the deal's phase again, after the portal's pipelines have changed. A stage that the portal no longer has says
 * nothing new: what the deal had come to in it stands.
 */
export function settleSettings(deal: DealEvidence, at: Instant, metadata: PortalMetadata | null): void {
  if (stageOf(deal, metadata) !== null) settlePhase(deal, at, metadata);
}

function stageOf({ terms, properties }: DealEvidence, metadata: PortalMetadata | null): PhaseOfStage | null {
  const stageId = properties.get(terms.stageProperty) ?? '';
  return stageId === '' ? null : terms.read(metadata, properties.get(terms.pipelineProperty) ?? '', stageId);
}

/**
 * A deal counts from the association on. After dissociation or deletion an open deal stops counting; what was won or lost
 * has happened and counts for good, also when the deal comes back.
 */
function settleStanding(deal: DealEvidence): void {
  const { terms } = deal;
  const before = deal.standing !== null && terms.decided.includes(deal.standing.phase) ? deal.standing : null;
  if (deal.labels.size === 0 || deal.deleted) {
    deal.standing = before;
    return;
  }
  const { phase, properties, probability } = deal;
  const known = before !== null && before.phase === phase ? before : null;
  deal.standing = {
    phase,
    since: known?.since ?? Math.max(deal.phaseSince, deal.linkedSince),
    facts: known?.facts ?? [deal.stageFact, deal.linkFact].filter((fact) => fact !== null),
    probability,
    pipeline: properties.get(terms.pipelineProperty) ?? '',
    amount: Number(properties.get('amount') ?? '') || 0,
    lostReason: properties.get('closed_lost_reason') ?? '',
    priority: properties.get('hs_ticket_priority') ?? '',
  };
}
