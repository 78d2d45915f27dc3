import type { Fact } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { DealPhase, PortalMetadata } from '../portal-metadata.ts';
import { activityOf } from './activities.ts';
import { applyLink, type Labels, type Link } from './associations.ts';

/** How a deal or a ticket stands for the record: its phase, since when that counts, and the facts that say so. */
export type Standing = {
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

/** An entry of the evidence: what is known of one deal or ticket, and of its association with the record. */
export type PipelineEntry = {
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
  standing: Standing | null;
};

export function unknownEntry(terms: PipelineTerms): PipelineEntry {
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

/** Applies an association of the deal or ticket with the record. Returns whether anything changed. */
export function applyEntryLink(entry: PipelineEntry, link: Link, fact: Fact): boolean {
  const wasLinked = entry.labels.size > 0;
  if (!applyLink(entry.labels, link, fact.value)) return false;
  const isNowLinked = entry.labels.size > 0;
  if (wasLinked && !isNowLinked) entry.unlinkedAt = fact.occurredAt;
  // A merge removes the loser's association and adds the winner's in one instant: that is no new association.
  if (!wasLinked && isNowLinked && entry.unlinkedAt !== fact.occurredAt) {
    entry.linkedSince = fact.occurredAt;
    entry.linkFact = fact;
  }
  settleStanding(entry);
  return true;
}

/** Applies a fact of the deal or ticket itself. Returns whether anything changed. */
export function applyEntryFact(entry: PipelineEntry, fact: Fact, metadata: PortalMetadata | null): boolean {
  switch (fact.kind) {
    case 'deleted':
    case 'restored': {
      const deleted = fact.kind === 'deleted';
      if (entry.deleted === deleted) return false;
      entry.deleted = deleted;
      settleStanding(entry);
      return true;
    }
    case 'property':
      return applyEntryProperty(entry, fact, metadata);
    case 'activity':
      entry.lastActivity = activityOf(fact)?.fact ?? entry.lastActivity;
      return true;
    default:
      return false;
  }
}

function applyEntryProperty(entry: PipelineEntry, fact: Fact, metadata: PortalMetadata | null): boolean {
  if ((entry.properties.get(fact.subject) ?? '') === fact.value) return false;
  entry.properties.set(fact.subject, fact.value);
  entry.lastActivity = activityOf(fact)?.fact ?? entry.lastActivity;
  if (fact.subject === entry.terms.stageProperty) entry.stageFact = fact;
  if (entry.terms.properties.has(fact.subject)) settlePhase(entry, fact.occurredAt, metadata);
  return true;
}

/** Finds the phase again, after a fact has changed. */
export function settlePhase(entry: PipelineEntry, at: Instant, metadata: PortalMetadata | null): void {
  const read = stageOf(entry, metadata);
  const phase = read?.phase ?? 'unknown';
  if (phase !== entry.phase) entry.phaseSince = at;
  entry.phase = phase;
  entry.probability = read?.probability ?? 0;
  settleStanding(entry);
}

/**
 * Finds the phase again, after the portal's pipelines have changed. A stage that the portal no longer has says
 * nothing new: what was come to in it stands.
 */
export function settleSettings(entry: PipelineEntry, at: Instant, metadata: PortalMetadata | null): void {
  if (stageOf(entry, metadata) !== null) settlePhase(entry, at, metadata);
}

function stageOf({ terms, properties }: PipelineEntry, metadata: PortalMetadata | null): PhaseOfStage | null {
  const stageId = properties.get(terms.stageProperty) ?? '';
  return stageId === '' ? null : terms.read(metadata, properties.get(terms.pipelineProperty) ?? '', stageId);
}

/**
 * An entry counts from the association on. After dissociation or deletion an open one stops counting; what was won, lost
 * or closed has happened and counts for good, also when it comes back.
 */
function settleStanding(entry: PipelineEntry): void {
  const { terms } = entry;
  const before = entry.standing !== null && terms.decided.includes(entry.standing.phase) ? entry.standing : null;
  if (entry.labels.size === 0 || entry.deleted) {
    entry.standing = before;
    return;
  }
  const { phase, properties, probability } = entry;
  const known = before !== null && before.phase === phase ? before : null;
  entry.standing = {
    phase,
    since: known?.since ?? Math.max(entry.phaseSince, entry.linkedSince),
    facts: known?.facts ?? [entry.stageFact, entry.linkFact].filter((fact) => fact !== null),
    probability,
    pipeline: properties.get(terms.pipelineProperty) ?? '',
    amount: Number(properties.get('amount') ?? '') || 0,
    lostReason: properties.get('closed_lost_reason') ?? '',
    priority: properties.get('hs_ticket_priority') ?? '',
  };
}
