import { z } from 'zod';
import { type Instant, parseInstant } from '../journey/instant.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readWholeBatch } from './read-whole-batch.ts';

const recordSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  createdAt: z.string().transform((text) => parseInstant(text) ?? 0),
});

/** HubSpot's own limit of a batch without history. */
const recordsPerCall = 100;

/** Reads when records of one type were created. Those that are not there are left out. */
export async function readCreations(
  hubspot: HubSpot,
  input: { accountId: string; objectType: ObjectType; recordIds: readonly string[] },
): Promise<Map<string, Instant>> {
  const created = new Map<string, Instant>();
  const path = apiPaths.batchRead(input.objectType);
  for (let start = 0; start < input.recordIds.length; start += recordsPerCall) {
    const recordIds = input.recordIds.slice(start, start + recordsPerCall);
    const fields = { properties: ['hs_object_id'], propertiesWithHistory: [] };
    for (const record of await readWholeBatch(hubspot, input.accountId, recordSchema, { path, recordIds, fields })) {
      created.set(record.id, record.createdAt);
    }
  }
  return created;
}
