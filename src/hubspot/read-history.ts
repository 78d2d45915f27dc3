import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import { compareRecordIds } from '../journey/byte-order.ts';
import { type Hearing, normaliseSource, normaliseText } from '../journey/facts.ts';
import { type Instant, parseInstant } from '../journey/instant.ts';
import type { FactKind, PastType } from '../journey/vocabulary.ts';
import type { AccountFact } from '../store/record-facts.ts';
import { apiPaths } from './api-paths.ts';
import type { FollowedProperties } from './followed-properties.ts';
import type { HubSpot } from './hubspot-client.ts';
import { instantSchema } from './instant-schema.ts';
import { readEachRecord, type UnreadableRecord } from './read-each-record.ts';

/** HubSpot's own limit of a batch that asks for property history. */
export const recordsPerHistoryCall = 50;

/** What a record's history tells, as facts with the keys that webhooks give to the same changes. */
export type RecordHistory = { recordId: string; createdAt: Instant; facts: AccountFact[] };

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const entrySchema = z.looseObject({ value: text, timestamp: instantSchema, sourceType: text, sourceId: text });
type Entry = z.infer<typeof entrySchema>;
const recordSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  createdAt: instantSchema,
  archived: z.boolean().default(false),
  properties: z.record(z.string(), text).default({}),
  propertiesWithHistory: z.record(z.string(), z.array(entrySchema)).default({}),
});
type AnsweredRecord = z.infer<typeof recordSchema>;

/** Properties of HubSpot's own that tell how a record came to be, and never become facts themselves. */
const mergedIds = 'hs_merged_object_ids';
const mergeTimes = 'hs_calculated_merged_vids';
const objectSource = 'hs_object_source';
const objectSourceId = 'hs_object_source_id';

/**
 * Reads up to fifty records of one type with the history of the followed properties. Records that are archived, merged away
 * or gone are left out: nothing is known of them, or it is known of the record in which they live on. With `isArchived` only
 * those in the recycle bin are read. Where HubSpot has cut a history off, the oldest value that it still has stands at its own
 * time. A record in a form that the app does not know stands by itself, and keeps the others of its batch from nothing; where all of
 * several are, it is HubSpot that answers otherwise, and `hubspot-answer-unreadable` is thrown.
 */
export async function readHistory(
  hubspot: HubSpot,
  input: {
    accountId: string;
    objectType: PastType;
    recordIds: readonly string[];
    followed: FollowedProperties;
    isArchived?: boolean;
  },
): Promise<{ histories: RecordHistory[]; unreadable: UnreadableRecord[] }> {
  const { accountId, objectType, recordIds, followed, isArchived = false } = input;
  if (recordIds.length > recordsPerHistoryCall) {
    throw new JourneyStewardError('hubspot-refused', `${recordIds.length} records are too many for one call.`);
  }
  const path = `${apiPaths.batchRead(objectType)}${isArchived ? '?archived=true' : ''}`;
  const { records, unreadable } = await readEachRecord(hubspot, accountId, recordSchema, {
    path,
    recordIds,
    fields: {
      properties: [mergeTimes, objectSource, objectSourceId],
      propertiesWithHistory: [...followed.keys(), mergedIds],
    },
  });
  const histories = records
    .filter(({ archived }) => archived === isArchived)
    .map((record) => ({
      recordId: record.id,
      createdAt: record.createdAt,
      facts: [createdFact(record), ...mergedFacts(record), ...propertyFacts(record, followed)].map((fact) => ({
        accountId,
        objectType,
        recordId: record.id,
        ...fact,
      })),
    }));
  return { histories, unreadable };
}

type OwnFact = { kind: FactKind; subject: string; value: string; occurredAt: Instant; hearing: Hearing };

/** HubSpot keeps the source of a record in properties; an older record's is that of the first values that it was given. */
function createdFact(record: AnsweredRecord): OwnFact {
  const { createdAt, properties, propertiesWithHistory } = record;
  const first = Object.values(propertiesWithHistory)
    .flat()
    .find(({ timestamp }) => timestamp === createdAt);
  const source = properties[objectSource] ? properties[objectSource] : first?.sourceType;
  const sourceId = properties[objectSource] ? properties[objectSourceId] : first?.sourceId;
  return { kind: 'created', subject: '', value: '', occurredAt: createdAt, hearing: heard(source, sourceId) };
}

function propertyFacts({ propertiesWithHistory }: AnsweredRecord, followed: FollowedProperties): OwnFact[] {
  return [...followed].flatMap(([name, type]) =>
    (propertiesWithHistory[name] ?? []).map((entry) => ({
      kind: 'property' as const,
      subject: name,
      value: asTold(entry.value, type),
      occurredAt: entry.timestamp,
      hearing: heard(entry.sourceType, entry.sourceId),
    })),
  );
}

/** Webhooks tell dates in ms since 1970, the API writes them out: the fact of both must be one. */
function asTold(value: string, type: string): string {
  const at = type === 'datetime' || type === 'date' ? parseInstant(value) : null;
  return at === null ? normaliseText(value) : String(at);
}

/**
 * Of the ids that were merged into a record, those that came at one instant came by one merge. Contacts have the instants in
 * a property, other records in the history of the ids. Where neither tells it, the merge is an estimate: it can't have been
 * before the record was created.
 */
function mergedFacts({ id, createdAt, properties, propertiesWithHistory }: AnsweredRecord): OwnFact[] {
  const history = propertiesWithHistory[mergedIds] ?? [];
  const mergedAt = new Map<string, Instant>();
  for (const [, mergedId = '', at = ''] of (properties[mergeTimes] ?? '').matchAll(/(\d+):(\d+)/g)) {
    mergedAt.set(mergedId, Number(at));
  }
  for (const { value, timestamp } of history.toSorted((left, right) => left.timestamp - right.timestamp)) {
    for (const mergedId of idsIn(value)) if (!mergedAt.has(mergedId)) mergedAt.set(mergedId, timestamp);
  }
  const untold = idsIn(properties[mergedIds] ?? '').filter((mergedId) => !mergedAt.has(mergedId));
  mergedAt.delete(id);
  const merges = [...Map.groupBy(mergedAt.keys(), (mergedId) => mergedAt.get(mergedId) ?? createdAt)];
  const hearing = heard(history.at(0)?.sourceType, history.at(0)?.sourceId);
  const told = merges.map(([occurredAt, ids]) => mergedFact(ids, occurredAt, hearing));
  return untold.length === 0 ? told : [...told, mergedFact(untold, createdAt, { ...hearing, channel: 'estimate' })];
}

function mergedFact(ids: readonly string[], occurredAt: Instant, hearing: Hearing): OwnFact {
  return { kind: 'merged', subject: [...ids].sort(compareRecordIds).join(';'), value: '', occurredAt, hearing };
}

function idsIn(value: string): string[] {
  return value.split(';').filter((id) => /^\d+$/.test(id));
}

function heard(source: Entry['sourceType'] | undefined, sourceId: string | undefined): Hearing {
  return { channel: 'history', changeSource: normaliseSource(source), sourceId: normaliseSource(sourceId) };
}
