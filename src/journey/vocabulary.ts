/**
 * The words of the product, each list once. Types, database checks, labels and the export derive from these lists;
 * DOMAIN words are spelt here as everywhere else.
 */

/** The HubSpot objects that can have a journey. */
export const objectTypes = ['contact', 'deal', 'company'] as const;
export type ObjectType = (typeof objectTypes)[number];

/** HubSpot's activities that are touches, by the names of their objects. What they tell becomes activities of other records. */
export const activityTypes = ['call', 'email', 'meeting', 'note', 'communication', 'feedback_submission'] as const;
export type ActivityType = (typeof activityTypes)[number];

/**
 * The HubSpot objects that facts may be of: those that have a journey; tickets, which are only evidence for others; and
 * activities, which are kept to write the activities of the records that they are associated with.
 */
export const recordTypes = [...objectTypes, 'ticket', ...activityTypes] as const;
export type RecordType = (typeof recordTypes)[number];

/**
 * The HubSpot objects whose past can be read: those that have a journey, tickets and what people log. Surveys are heard of by
 * webhooks alone.
 */
export const pastTypes = [...objectTypes, 'ticket', 'call', 'email', 'meeting', 'note', 'communication'] as const;
export type PastType = (typeof pastTypes)[number];

/** Whether records of a type have a journey; all others are evidence for those. */
export function isJourneyType(type: RecordType): type is ObjectType {
  return (objectTypes as readonly RecordType[]).includes(type);
}

/** Whose facts are evidence for a journey besides its record's own. A company's is made from its members' visits alone. */
export const evidenceTypes: Readonly<Record<ObjectType, readonly RecordType[]>> = {
  contact: ['deal', 'ticket'],
  deal: ['contact'],
  company: [],
};

/** The three parties of the agreement. */
export const teams = ['marketing', 'sales', 'service'] as const;
export type Team = (typeof teams)[number];

/** Who answers for a record: a team, or nobody when the record has no stage or the stage is nobody's. */
export const ownerTeams = [...teams, 'nobody'] as const;
export type OwnerTeam = (typeof ownerTeams)[number];

/** How a record stands with what the teams have agreed: as its tightest open clock does; none when no clock runs. */
export const slaStatuses = ['on-track', 'at-risk', 'breached', 'paused', 'none'] as const;
export type SlaStatus = (typeof slaStatuses)[number];

/** Kinds of facts, in the order in which facts of one instant are sorted. */
export const factKinds = [
  'created',
  'merged',
  'property',
  'association',
  'activity',
  'action',
  'deleted',
  'restored',
] as const;
export type FactKind = (typeof factKinds)[number];

/**
 * Where a fact was heard, the most trusted first; our own actions (card, API) are told by nobody else. An `estimate` was seen
 * to hold by somebody who could not see since when, and is dated as early as it can be. What is `seen` was missed when it
 * happened: it is dated at the instant at which it was found to be so.
 */
export const channels = ['history', 'journal', 'webhook', 'own-action', 'estimate', 'seen'] as const;
export type Channel = (typeof channels)[number];

/** What kind of step brought a record into a visit. */
export const moveKinds = ['start', 'advance', 'skip', 'regress', 'new-lap', 'correction', 'noise'] as const;
export type MoveKind = (typeof moveKinds)[number];

/** Kinds of activities that count as contact between firm and buyer. */
export const activityKinds = [
  'call',
  'email',
  'email-open',
  'email-click',
  'email-reply',
  'meeting',
  'note',
  'message',
  'form',
  'feedback',
  // Something was logged, and only its time is known (HubSpot's roll-up properties).
  'logged',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** From whom an activity went out: from the buyer, or from the firm. */
export const directions = ['incoming', 'outgoing'] as const;
export type Direction = (typeof directions)[number];

/** By whom of the firm an activity was: by the record's owner of that time, or by somebody else. */
export const actors = ['owner', 'others'] as const;
export type Actor = (typeof actors)[number];

/** Oddities of a ledger that the journey can bear but must not hide. */
export const journeyFlags = [
  'ambiguous',
  'estimated',
  'seen',
  'time-reversed',
  'unknown-deal-stage',
  'unknown-ticket-stage',
] as const;
export type JourneyFlag = (typeof journeyFlags)[number];

/** Languages in which stage names and texts exist. */
export const languages = ['en', 'it', 'de', 'ko', 'ru'] as const;
export type Language = (typeof languages)[number];

/** The actions of people that are facts of the ledger. */
export const actionNames = [
  'stage-corrected',
  'correction-withdrawn',
  'outcome-set',
  'outcome-withdrawn',
  'handoff-accepted',
  'handoff-returned',
  'handoff-offered',
  'touchpoint-done',
  'touchpoint-withdrawn',
] as const;
export type ActionName = (typeof actionNames)[number];
