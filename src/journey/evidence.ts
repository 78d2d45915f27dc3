import { type Activity, activityOf } from './activities.ts';
import { applyDealFact, applyDealLink, type DealEvidence, settlePhase, unknownDeal } from './deal-evidence.ts';
import { datesEngagement, type Engagement, engagementsOf } from './engagements.ts';
import { type Fact, parseAssociationSubject, type RecordRef } from './facts.ts';
import type { Instant } from './instant.ts';
import { metadataAt, type PortalMetadata } from './portal-metadata.ts';
import type { ActivityKind } from './vocabulary.ts';

/** The value of a property, the instant from which it has it, and the fact that says so. */
export type PropertyState = { value: string; since: Instant; fact: Fact };

/** Ids of merged records: `objectType/recordId` of a loser to the id of the record that it lives on in. */
export type Aliases = ReadonlyMap<string, string>;

/** Everything that is known of a record up to one instant. Replay carries one of these forward from change point to change point. */
export type Evidence = {
  record: RecordRef;
  aliases: Aliases;
  observations: readonly PortalMetadata[];
  metadata: PortalMetadata | null;
  at: Instant;
  created: Fact | null;
  deleted: boolean;
  properties: Map<string, PropertyState>;
  /** The latest fact by which a property took a value, by name and value: for `became`. */
  became: Map<string, Fact>;
  deals: Map<string, DealEvidence>;
  activities: Map<ActivityKind, Activity>;
  engagementFacts: Fact[];
  engagements: Engagement[];
};

export function noEvidence(record: RecordRef, aliases: Aliases, observations: readonly PortalMetadata[]): Evidence {
  const evidence: Evidence = {
    record,
    aliases,
    observations,
    metadata: null,
    at: Number.NEGATIVE_INFINITY,
    created: null,
    deleted: false,
    properties: new Map(),
    became: new Map(),
    deals: new Map(),
    activities: new Map(),
    engagementFacts: [],
    engagements: [],
  };
  if (record.objectType === 'deal') {
    // A deal is its own deal: the model's deal conditions speak of it, from the beginning.
    const own = unknownDeal();
    own.labels.add('self');
    evidence.deals.set(record.recordId, own);
  }
  return evidence;
}

/** Moves the evidence to an instant: the portal's settings in force then may differ from those before. */
export function moveTo(evidence: Evidence, at: Instant): void {
  evidence.at = at;
  const metadata = metadataAt(evidence.observations, at);
  if (metadata === evidence.metadata) return;
  evidence.metadata = metadata;
  for (const deal of evidence.deals.values()) settlePhase(deal, at, null, metadata);
}

/**
 * Adds one fact. `isOwn` says whether it is the record's own (or that of a record merged into it).
 * Returns whether anything changed: a value equal to the one before it does not count.
 */
export function addFact(evidence: Evidence, fact: Fact, isOwn: boolean): boolean {
  const activity = activityOf(fact);
  if (activity !== null && (isOwn || evidence.record.objectType === 'deal')) {
    evidence.activities.set(activity.kind, activity);
    if (!isOwn) return true;
  }
  if (isOwn) return addOwnFact(evidence, fact);
  if (fact.objectType !== 'deal') return false;
  applyDealFact(dealOf(evidence, fact.recordId), fact, evidence.metadata);
  return true;
}

function addOwnFact(evidence: Evidence, fact: Fact): boolean {
  switch (fact.kind) {
    case 'created':
      // A merged record has several beginnings; the first one counts.
      if (evidence.created !== null) return false;
      evidence.created = fact;
      return true;
    case 'property':
      return addProperty(evidence, fact);
    case 'association':
      return addAssociation(evidence, fact);
    case 'deleted':
    case 'restored': {
      const deleted = fact.kind === 'deleted';
      // When records are merged, the losers are deleted with them: that is no end of the journey.
      if (fact.recordId !== evidence.record.recordId || evidence.deleted === deleted) return false;
      evidence.deleted = deleted;
      return true;
    }
    case 'merged':
    case 'activity':
    case 'action':
      return true;
  }
}

function addProperty(evidence: Evidence, fact: Fact): boolean {
  const before = evidence.properties.get(fact.subject);
  if ((before?.value ?? '') === fact.value) return false;
  evidence.properties.set(fact.subject, { value: fact.value, since: fact.occurredAt, fact });
  evidence.became.set(`${fact.subject}\0${fact.value}`, fact);
  if (datesEngagement(fact)) {
    evidence.engagementFacts.push(fact);
    evidence.engagements = engagementsOf(evidence.engagementFacts);
  }
  if (evidence.record.objectType === 'deal') {
    applyDealFact(dealOf(evidence, evidence.record.recordId), fact, evidence.metadata);
  }
  return true;
}

function addAssociation(evidence: Evidence, fact: Fact): boolean {
  const { other, label } = parseAssociationSubject(fact.subject);
  if (other.objectType !== 'deal' || evidence.record.objectType !== 'contact') return false;
  applyDealLink(dealOf(evidence, other.recordId), label, fact, evidence.metadata);
  return true;
}

function dealOf(evidence: Evidence, recordId: string): DealEvidence {
  const dealId = evidence.aliases.get(`deal/${recordId}`) ?? recordId;
  const known = evidence.deals.get(dealId);
  if (known !== undefined) return known;
  const deal = unknownDeal();
  evidence.deals.set(dealId, deal);
  return deal;
}
