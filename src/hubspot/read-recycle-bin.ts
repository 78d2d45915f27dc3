import { z } from 'zod';
import { type Instant, parseInstant } from '../journey/instant.ts';
import type { PastType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readEachRecord, type UnreadableRecord } from './read-each-record.ts';

const recordSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  archivedAt: z
    .string()
    .nullish()
    .catch(null)
    .transform((text) => (text ? parseInstant(text) : null)),
});

/** HubSpot's own limit of a batch without history. */
const recordsPerCall = 100;

/**
 * Reads which records of one type are in the recycle bin, and since when, as far as HubSpot says it. It keeps them there for
 * 90 days; those that are in use, or that were forgotten for good, are left out.
 */
export async function readRecycleBin(
  hubspot: HubSpot,
  input: { accountId: string; objectType: PastType; recordIds: readonly string[] },
): Promise<{ archived: Map<string, Instant | null>; unreadable: UnreadableRecord[] }> {
  const archived = new Map<string, Instant | null>();
  const unreadable: UnreadableRecord[] = [];
  const path = `${apiPaths.batchRead(input.objectType)}?archived=true`;
  for (let start = 0; start < input.recordIds.length; start += recordsPerCall) {
    const recordIds = input.recordIds.slice(start, start + recordsPerCall);
    const fields = { properties: ['hs_object_id'], propertiesWithHistory: [] };
    const read = await readEachRecord(hubspot, input.accountId, recordSchema, { path, recordIds, fields });
    unreadable.push(...read.unreadable);
    for (const record of read.records) archived.set(record.id, record.archivedAt);
  }
  return { archived, unreadable };
}
