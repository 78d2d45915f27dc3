import { type Fact, type JourneyRecord, type RecordRef, recordKey } from '../facts.ts';
import type { Instant } from '../instant.ts';
import { metadataAt, type PortalMetadata } from '../portal-metadata.ts';
import { evidenceTypes } from '../vocabulary.ts';
import { activityOf } from './activities.ts';
import { type Associates, applyAssociation, applyRoles, noAssociates } from './associates.ts';
import { applyLink, type Labels, type Link, linkOf } from './associations.ts';
import { dealTerms } from './deal-evidence.ts';
import { addEngagementDate, datesEngagement, type EngagementDates, noEngagements } from './engagements.ts';
import { addActivityOf, type LatestActivities, noActivities } from './latest-activity.ts';
import { changeEntry, entryOf, noEntries, type PipelineEntries } from './pipeline-entries.ts';
import { applyEntryFact, applyEntryLink, settleSettings } from './pipeline-entry.ts';
import { valuesOf } from './property-values.ts';
import { ticketTerms } from './ticket-evidence.ts';
import type { IdsAt } from './united-ids.ts';

/** The value of a property, the instant from which it has it, and the fact that says so. */
export type PropertyState = { value: string; since: Instant; fact: Fact };

/** Ids of merged records: `objectType/recordId` of a loser to the id of the record that it lives on in. */
export type Aliases = ReadonlyMap<string, string>;

/** What a person decides in a purchase: several values, joined as HubSpot joins them. */
export const buyingRoleProperty = 'hs_buying_role';

/** Who of the firm a record belongs to. */
const ownerProperty = 'hubspot_owner_id';

/** Everything that is known of a record up to one instant. Replay carries one of these forward from change point to change point. */
export type Evidence = {
  record: JourneyRecord;
  aliases: Aliases;
  /** Which ids a removed association speaks of. */
  idsAt: IdsAt;
  observations: readonly PortalMetadata[];
  metadata: PortalMetadata | null;
  at: Instant;
  created: Fact | null;
  deleted: boolean;
  properties: Map<string, PropertyState>;
  /** The latest fact by which a property took a value, by name and value: for `became`. */
  became: Map<string, Fact>;
  deals: PipelineEntries;
  /** Of a contact. */
  tickets: PipelineEntries;
  /** Of a deal: its contacts, by the ids they live on in, with the labels of their association. */
  contacts: Map<string, { labels: Labels; properties: Map<string, string> }>;
  /** Whom this record is associated with, by the ids they live on in. */
  associates: Associates;
  activities: LatestActivities;
  engagementDates: EngagementDates;
};

export function noEvidence(
  record: JourneyRecord,
  { aliases, idsAt }: Pick<Evidence, 'aliases' | 'idsAt'>,
  observations: readonly PortalMetadata[],
): Evidence {
  const evidence: Evidence = {
    record,
    aliases,
    idsAt,
    observations,
    metadata: null,
    at: Number.NEGATIVE_INFINITY,
    created: null,
    deleted: false,
    properties: new Map(),
    became: new Map(),
    deals: noEntries(dealTerms),
    tickets: noEntries(ticketTerms),
    contacts: new Map(),
    associates: noAssociates(),
    activities: noActivities(),
    engagementDates: noEngagements(),
  };
  if (record.objectType === 'deal') {
    // A deal is its own deal: the model's deal conditions speak of it, from the beginning.
    entryOf(evidence.deals, record.recordId).labels.set('self', new Set(['self']));
  }
  return evidence;
}

/** Moves the evidence to an instant: the portal's settings in force then may differ from those before. */
export function moveTo(evidence: Evidence, at: Instant): void {
  evidence.at = at;
  const metadata = metadataAt(evidence.observations, at);
  if (metadata === evidence.metadata) return;
  evidence.metadata = metadata;
  for (const entries of [evidence.deals, evidence.tickets]) {
    for (const entry of entries.byId.values()) changeEntry(entries, entry, () => settleSettings(entry, at, metadata));
  }
}

/**
 * Adds one fact. `isOwn` says whether it is the record's own (or that of a record merged into it).
 * Returns whether anything changed: a value equal to the one before it does not count.
 */
export function addFact(evidence: Evidence, fact: Fact, isOwn: boolean): boolean {
  if (fact.kind === 'association') {
    const link = linkOf(fact, isOwn, (record) => isSelf(evidence, record), evidence.idsAt);
    return link !== null && addLink(evidence, link, fact);
  }
  if (isOwn) return addOwnFact(evidence, fact);
  if (!countsFor(evidence.record, fact)) return false;
  const entries = entriesOf(evidence, fact);
  return entries === null ? addContactFact(evidence, fact) : addEntryFact(evidence, entries, fact);
}

/** Where deals and tickets are kept; null for what goes through no pipeline. */
function entriesOf(evidence: Evidence, { objectType }: RecordRef): PipelineEntries | null {
  if (objectType === 'deal') return evidence.deals;
  return objectType === 'ticket' ? evidence.tickets : null;
}

/** Whether the evidence of another record can count for a record. */
export function countsFor(record: JourneyRecord, { objectType }: RecordRef): boolean {
  return evidenceTypes[record.objectType].includes(objectType);
}

function isSelf({ record, aliases }: Evidence, candidate: RecordRef): boolean {
  return candidate.objectType === record.objectType && livingId(aliases, candidate) === record.recordId;
}

/** The id under which a record lives on: its own, or the one that it was merged into. */
export function livingId(aliases: Aliases, record: RecordRef): string {
  // Most records were never merged: no key is made for each of their facts.
  return aliases.size === 0 ? record.recordId : (aliases.get(recordKey(record)) ?? record.recordId);
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
    case 'deleted':
    case 'restored': {
      const deleted = fact.kind === 'deleted';
      // When records are merged, the losers are deleted with them: that is no end of the journey.
      if (fact.recordId !== evidence.record.recordId || evidence.deleted === deleted) return false;
      evidence.deleted = deleted;
      return true;
    }
    default:
      addActivity(evidence, fact);
      return true;
  }
}

function addProperty(evidence: Evidence, fact: Fact): boolean {
  const before = evidence.properties.get(fact.subject);
  if ((before?.value ?? '') === fact.value) return false;
  evidence.properties.set(fact.subject, { value: fact.value, since: fact.occurredAt, fact });
  evidence.became.set(`${fact.subject}\0${fact.value}`, fact);
  addActivity(evidence, fact);
  if (datesEngagement(fact)) addEngagementDate(evidence.engagementDates, fact);
  if (evidence.record.objectType === 'deal') {
    const own = entryOf(evidence.deals, evidence.record.recordId);
    changeEntry(evidence.deals, own, (deal) => applyEntryFact(deal, fact, evidence.metadata));
  }
  return true;
}

function addActivity(evidence: Evidence, fact: Fact): boolean {
  const activity = activityOf(fact);
  if (activity !== null) {
    addActivityOf(evidence.activities, activity, evidence.properties.get(ownerProperty)?.value ?? '');
  }
  return activity !== null;
}

function addLink(evidence: Evidence, link: Link, fact: Fact): boolean {
  const other = { ...link.other, recordId: livingId(evidence.aliases, link.other) };
  const isNew = applyAssociation(evidence.associates, other, link, fact);
  if (!countsFor(evidence.record, link.other)) return isNew;
  const entries = entriesOf(evidence, link.other);
  if (entries !== null) {
    return changeEntry(entries, entryOf(entries, other.recordId), (entry) => applyEntryLink(entry, link, fact));
  }
  return applyLink(contactOf(evidence, link.other).labels, link, fact.value);
}

function addEntryFact(evidence: Evidence, entries: PipelineEntries, fact: Fact): boolean {
  const id = livingId(evidence.aliases, fact);
  // As with the record itself: the deletion of what was merged away ends nothing.
  if (id !== fact.recordId && (fact.kind === 'deleted' || fact.kind === 'restored')) return false;
  return changeEntry(entries, entryOf(entries, id), (entry) => applyEntryFact(entry, fact, evidence.metadata));
}

/** Of a deal's contacts only their activities and their buying roles count, and only while they belong to the deal. */
function addContactFact(evidence: Evidence, fact: Fact): boolean {
  const contact = contactOf(evidence, fact);
  if (fact.kind === 'property') {
    if ((contact.properties.get(fact.subject) ?? '') === fact.value) return false;
    contact.properties.set(fact.subject, fact.value);
    if (fact.subject === buyingRoleProperty) applyContactRoles(evidence, fact);
  }
  return contact.labels.size > 0 && (addActivity(evidence, fact) || fact.subject === buyingRoleProperty);
}

function applyContactRoles({ associates, aliases }: Evidence, fact: Fact): void {
  const recordId = livingId(aliases, fact);
  const roles = fact.value === '' ? [] : valuesOf(fact.value);
  applyRoles(associates, { objectType: 'contact', recordId }, roles, fact);
}

function contactOf(evidence: Evidence, record: RecordRef): { labels: Labels; properties: Map<string, string> } {
  const contactId = livingId(evidence.aliases, record);
  const known = evidence.contacts.get(contactId);
  if (known !== undefined) return known;
  const contact = { labels: new Map(), properties: new Map() };
  evidence.contacts.set(contactId, contact);
  return contact;
}
