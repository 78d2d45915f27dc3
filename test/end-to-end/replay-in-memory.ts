import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { rollUpCompany } from '../../src/journey/companies/roll-up-company.ts';
import {
  type HeardFact,
  type JourneyRecord,
  parseAssociationSubject,
  type RecordRef,
  recordKey,
} from '../../src/journey/facts.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import type { PortalMetadata } from '../../src/journey/portal-metadata.ts';
import { replay } from '../../src/journey/replay.ts';
import type { Journey, Visit } from '../../src/journey/visits.ts';
import { evidenceTypes, type ObjectType } from '../../src/journey/vocabulary.ts';
import { factsOfEvent } from '../../webhooks/facts-of-event.ts';
import { webhookEventSchema } from '../../webhooks/webhook-event.ts';

/** What a history is replayed under, without a database or a process in between. */
export type InMemory = { model: Model; portal: readonly PortalMetadata[]; now: number };

type Known = { facts: HeardFact[]; aliases: Map<string, string>; byRecord: Map<string, HeardFact[]> };

/**
 * The export that a history should give: every record replayed by the pure engine from plain lists of facts, and written
 * as CSV by hand.
 */
export function exportInMemory(events: readonly HistoryEvent[], under: InMemory): string {
  const known = knownOf(events);
  const names = new Set(known.byRecord.keys());
  const of = (type: ObjectType) => [...names].filter((name) => name.startsWith(`${type}/`)).map(refOf);
  const members = new Map(
    [...of('contact'), ...of('deal')].map((record) => [recordKey(record), replayOne(known, record, under)]),
  );
  const companies = of('company').map((record) => rollUp(known, record, members, under));
  const lines = [...companies, ...members.values()]
    .sort((left, right) => compareRefs(left.record, right.record))
    .flatMap((journey) => journey.visits.map((visit) => lineOf(String(events[0]?.portalId), journey.record, visit)));
  return `account_id,object_type,record_id,lap,stage,team,owner,entered_at,left_at,move,outcome,cause\n${lines.join('')}`;
}

/** All facts but those of people who asked to be forgotten, and who lives on in whom. */
function knownOf(events: readonly HistoryEvent[]): Known {
  const readings = events.map((event) => factsOfEvent(webhookEventSchema.parse(event)));
  const erased = new Set(
    readings.flatMap((reading) => (reading.kind === 'erasure' ? [recordKey(reading.record)] : [])),
  );
  const facts = readings
    .flatMap((reading) => (reading.kind === 'facts' ? reading.facts : []))
    .filter((fact) => !erased.has(recordKey(fact)))
    .filter((fact) => fact.kind !== 'association' || !erased.has(recordKey(otherOf(fact))));
  const merges = facts.filter(({ kind }) => kind === 'merged');
  const aliases = merges.flatMap((merge) =>
    merge.subject.split(';').map((recordId): [string, string] => [recordKey({ ...merge, recordId }), merge.recordId]),
  );
  const known = { facts, aliases: new Map(aliases), byRecord: new Map<string, HeardFact[]>() };
  return { ...known, byRecord: Map.groupBy(facts, (fact) => livingKey(known, fact)) };
}

function replayOne(known: Known, record: JourneyRecord, { model, portal, now }: InMemory): Journey {
  const own = factsOf(known, recordKey(record));
  const wanted = evidenceTypes[record.objectType];
  const related = new Set(othersOf(known, own).filter((name) => wanted.some((type) => name.startsWith(`${type}/`))));
  const facts = [...own, ...[...related].flatMap((name) => factsOf(known, name))];
  return replay(model, portal, { record, aliases: known.aliases, facts }, now);
}

function rollUp(known: Known, record: JourneyRecord, journeys: ReadonlyMap<string, Journey>, { model, now }: InMemory) {
  const facts = factsOf(known, recordKey(record));
  const members = [...new Set(othersOf(known, facts))].flatMap((name) => journeys.get(name) ?? []);
  return rollUpCompany(model, { record, aliases: known.aliases, facts, members }, now);
}

function factsOf(known: Known, name: string): HeardFact[] {
  return known.byRecord.get(name) ?? [];
}

function othersOf(known: Known, facts: readonly HeardFact[]): string[] {
  return facts.filter(({ kind }) => kind === 'association').map((fact) => livingKey(known, otherOf(fact)));
}

function otherOf(fact: HeardFact): RecordRef {
  return parseAssociationSubject(fact.subject).other;
}

function livingKey({ aliases }: Known, record: RecordRef): string {
  const recordId = aliases.get(recordKey(record)) ?? record.recordId;
  return recordKey({ objectType: record.objectType, recordId });
}

function refOf(name: string): JourneyRecord {
  const [objectType = '', recordId = ''] = name.split('/');
  return { objectType: objectType as ObjectType, recordId };
}

function compareRefs(left: RecordRef, right: RecordRef): number {
  if (left.objectType !== right.objectType) return left.objectType < right.objectType ? -1 : 1;
  return Number(left.recordId) - Number(right.recordId);
}

function lineOf(accountId: string, { objectType, recordId }: RecordRef, visit: Visit): string {
  const iso = (instant: number | null) => (instant === null ? '' : new Date(instant).toISOString());
  const cause = [visit.cause.rule, ...visit.cause.facts].join(';');
  const times = `${iso(visit.enteredAt)},${iso(visit.leftAt)}`;
  const owner = `${visit.lap},${visit.stage},${visit.team},${visit.owner}`;
  return `${accountId},${objectType},${recordId},${owner},${times},${visit.move},${visit.outcome},${cause}\n`;
}
