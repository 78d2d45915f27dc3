import { type Channel, type FactKind, type ObjectType, objectTypes, type RecordType } from './vocabulary.ts';

/** Names one CRM record within an account. `recordId` is HubSpot's id as text. */
export type RecordRef = { objectType: RecordType; recordId: string };

/** Names a record that has a journey of its own. */
export type JourneyRecord = RecordRef & { objectType: ObjectType };

/**
 * One immutable observation about a record. `occurredAt` is in ms since 1970 (UTC). Only an activity that HubSpot's own objects tell
 * of follows from other facts, and is made anew when they change (evidence/activity-objects.ts).
 *
 * | kind | subject | value |
 * |---|---|---|
 * | property | property name | the new value, empty when cleared |
 * | association | `objectType:recordId:label` of the other record | `added` or `removed` |
 * | merged | the other record ids, ascending, separated by `;` | empty |
 * | activity | activity kind and id, `call:123` | `incoming`, `outgoing` or empty; behind a colon the firm's person by owner id: `outgoing:7` |
 * | action | action name and id, `stage-corrected:ID` | JSON of what the person said |
 * | created, deleted, restored | empty | empty |
 */
export type Fact = RecordRef & {
  kind: FactKind;
  subject: string;
  value: string;
  occurredAt: number;
  /** Where replay counts a fact from an earlier instant than it was told: the instant told. Never stored. */
  toldAt?: number;
};

/** One time that a fact was heard: on which channel, and what the teller named as its source. */
export type Hearing = { channel: Channel; changeSource: string; sourceId: string };

/** A fact together with one of its hearings. */
export type HeardFact = Fact & { hearing: Hearing };

/** The natural key of a fact as one readable text without blanks, the same for every hearing of it. */
export function factKey({ objectType, recordId, kind, subject, value, occurredAt, toldAt }: Fact): string {
  // Object types and kinds are words of ours.
  return `${objectType}/${keyPart(recordId)}/${kind}/${keyPart(subject)}/${keyPart(value)}@${toldAt ?? occurredAt}`;
}

// Only what would make the joined text ambiguous is escaped, so that a key can still be read. Few texts have any of it.
function keyPart(text: string): string {
  return ambiguous.test(text) ? text.replace(eachAmbiguous, encodeURIComponent) : text;
}

const ambiguous = /[%/@;,"\s]/;
const eachAmbiguous = new RegExp(ambiguous, 'g');

/** Makes a text one that every database can hold: NUL and lone surrogates become U+FFFD. */
export function normaliseText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Sources stand in a key of the ledger, and a key of PostgreSQL holds some 2,700 bytes. HubSpot's have a few dozen. */
const longestSource = 250;

/** What HubSpot names as the source of a change, as hearings keep it. */
export function normaliseSource(text = ''): string {
  return normaliseText(text.slice(0, longestSource));
}

/** The subject of an association fact. `label` is HubSpot's association type, `default` or `primary` for the built-in ones. */
export function associationSubject(other: RecordRef, label: string): string {
  return `${other.objectType}:${other.recordId}:${label}`;
}

/** Reads the other record and the label out of an association fact's subject. */
export function parseAssociationSubject(subject: string): { other: RecordRef; label: string } {
  const [objectType = '', recordId = '', ...label] = subject.split(':');
  return { other: { objectType: objectType as RecordType, recordId }, label: label.join(':') };
}

/** Whether a record is of a kind that has a journey. */
export function hasJourney<T extends RecordRef>(record: T): record is T & { objectType: ObjectType } {
  return (objectTypes as readonly RecordType[]).includes(record.objectType);
}

export function recordKey(record: RecordRef): string {
  return `${record.objectType}/${record.recordId}`;
}
