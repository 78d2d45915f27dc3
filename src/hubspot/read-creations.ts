import { z } from 'zod';
import { type Instant, parseInstant } from '../journey/instant.ts';
import type { PastType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readWholeBatch } from './read-whole-batch.ts';

const recordSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  createdAt: z.string().transform((text) => parseInstant(text) ?? 0),
  properties: z.record(z.string(), z.string().nullable().catch(null)).catch({}).default({}),
});

/** A record as HubSpot shows it now. A property that the portal does not have is not in it. */
export type PresentRecord = { createdAt: Instant; properties: Readonly<Record<string, string | null>> };

type Records = { accountId: string; objectType: PastType; recordIds: readonly string[] };

/** HubSpot's own limit of a batch without history. */
const recordsPerCall = 100;

/** Reads records of one type with some of their properties. Those that are not there are left out. */
export async function readPresent(
  hubspot: HubSpot,
  { accountId, objectType, recordIds, properties }: Records & { properties: readonly string[] },
): Promise<Map<string, PresentRecord>> {
  const present = new Map<string, PresentRecord>();
  const path = apiPaths.batchRead(objectType);
  const fields = { properties: ['hs_object_id', ...properties], propertiesWithHistory: [] };
  for (let start = 0; start < recordIds.length; start += recordsPerCall) {
    const batch = { path, recordIds: recordIds.slice(start, start + recordsPerCall), fields };
    for (const record of await readWholeBatch(hubspot, accountId, recordSchema, batch)) {
      present.set(record.id, { createdAt: record.createdAt, properties: record.properties });
    }
  }
  return present;
}

/** Reads when records of one type were created. Those that are not there are left out. */
export async function readCreations(hubspot: HubSpot, records: Records): Promise<Map<string, Instant>> {
  const present = await readPresent(hubspot, { ...records, properties: [] });
  return new Map([...present].map(([recordId, { createdAt }]) => [recordId, createdAt]));
}
