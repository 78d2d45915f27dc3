import { z } from 'zod';
import type { Instant } from '../journey/instant.ts';
import type { PastType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { instantSchema } from './instant-schema.ts';
import { readEachRecord, type UnreadableRecord } from './read-each-record.ts';

const recordSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  createdAt: instantSchema,
  properties: z.record(z.string(), z.string().nullable().catch(null)).catch({}).default({}),
});

/** A record as HubSpot shows it now. A property that the portal does not have is not in it. */
export type PresentRecord = { createdAt: Instant; properties: Readonly<Record<string, string | null>> };

type Records = { accountId: string; objectType: PastType; recordIds: readonly string[] };

/** HubSpot's own limit of a batch without history. */
const recordsPerCall = 100;

/** Records that are there, by their ids; `unreadable` ones are there too, in a form that the app does not know. */
export type Present = { present: Map<string, PresentRecord>; unreadable: UnreadableRecord[] };

/** Reads records of one type with some of their properties. Those that are not there are left out. */
export async function readPresent(
  hubspot: HubSpot,
  { accountId, objectType, recordIds, properties }: Records & { properties: readonly string[] },
): Promise<Present> {
  const present = new Map<string, PresentRecord>();
  const unreadable: UnreadableRecord[] = [];
  const path = apiPaths.batchRead(objectType);
  const fields = { properties: ['hs_object_id', ...properties], propertiesWithHistory: [] };
  for (let start = 0; start < recordIds.length; start += recordsPerCall) {
    const batch = { path, recordIds: recordIds.slice(start, start + recordsPerCall), fields };
    const read = await readEachRecord(hubspot, accountId, recordSchema, batch);
    unreadable.push(...read.unreadable);
    for (const record of read.records) {
      present.set(record.id, { createdAt: record.createdAt, properties: record.properties });
    }
  }
  return { present, unreadable };
}

/** Reads when records of one type were created. Those that are not there are left out. */
export async function readCreations(
  hubspot: HubSpot,
  records: Records,
): Promise<{ creations: Map<string, Instant>; unreadable: UnreadableRecord[] }> {
  const { present, unreadable } = await readPresent(hubspot, { ...records, properties: [] });
  return { creations: new Map([...present].map(([recordId, { createdAt }]) => [recordId, createdAt])), unreadable };
}
