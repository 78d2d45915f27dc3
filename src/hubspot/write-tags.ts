import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import { asOfTag, tagDifference } from '../journey/tags.ts';
import type { TagWrite, TagWriteResult } from '../store/tag-writes.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';

const answerSchema = z.looseObject({
  results: z.array(z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) })).default([]),
  errors: z
    .array(
      z.looseObject({
        message: z.string().default('HubSpot gave no reason.'),
        context: z
          .looseObject({ ids: z.array(z.union([z.string(), z.number()]).transform(String)).default([]) })
          .optional(),
      }),
    )
    .default([]),
});

/**
 * Writes the tags of up to 100 records of one account and object type in one call, each only where it differs. HubSpot
 * takes or refuses such a batch as a whole, so a refused one is halved until the record that it minds stands alone.
 * Writing the same tags again does no harm: after an unknown result the write is simply repeated.
 */
export async function writeTags(
  hubspot: HubSpot,
  writes: readonly TagWrite[],
  clock: { journeyNow: number; now: number },
): Promise<TagWriteResult[]> {
  const [first] = writes;
  if (first === undefined) return [];
  const changed = writes.filter((write) => Object.keys(tagDifference(write.desired, write.written)).length > 0);
  const unchanged = writes.filter((write) => !changed.includes(write));
  return [...unchanged.map(asWritten), ...(await writeBatch(hubspot, changed, clock))];
}

async function writeBatch(
  hubspot: HubSpot,
  writes: readonly TagWrite[],
  clock: { journeyNow: number; now: number },
): Promise<TagWriteResult[]> {
  const [first] = writes;
  if (first === undefined) return [];
  const inputs = writes.map((write) => ({
    id: write.recordId,
    properties: { ...tagDifference(write.desired, write.written), [asOfTag]: String(clock.journeyNow) },
  }));
  try {
    const path = apiPaths.batchUpdate(first.objectType);
    const answer = await hubspot.call(first.accountId, { method: 'POST', path, body: { inputs } });
    return settle(writes, answerSchema.parse(answer.body), clock.now);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    if (!minds(error))
      return writes.map((write) => ({ ...named(write), retryAt: clock.now + retryDelayMs(write, error), failure }));
    if (writes.length === 1) return writes.map((write) => ({ ...named(write), setAside: true, failure }));
    const middle = Math.ceil(writes.length / 2);
    const left = await writeBatch(hubspot, writes.slice(0, middle), clock);
    return [...left, ...(await writeBatch(hubspot, writes.slice(middle), clock))];
  }
}

/** Whether it is the records themselves that HubSpot minds. Whatever else stands in the way may pass, and the tags wait. */
function minds(error: unknown): boolean {
  return (
    error instanceof JourneyStewardError && (error.code === 'hubspot-refused' || error.code === 'hubspot-record-gone')
  );
}

/** Sorts a mixed answer: what HubSpot names as done is done, what it names as refused is set aside, the rest is tried again. */
function settle(writes: readonly TagWrite[], answer: z.infer<typeof answerSchema>, now: number): TagWriteResult[] {
  const done = new Set(answer.results.map(({ id }) => id));
  const refused = new Map(
    answer.errors.flatMap((error) => (error.context?.ids ?? []).map((id) => [id, error.message])),
  );
  return writes.map((write): TagWriteResult => {
    if (done.has(write.recordId)) return asWritten(write);
    const failure = refused.get(write.recordId);
    if (failure !== undefined) return { ...named(write), setAside: true, failure };
    return {
      ...named(write),
      retryAt: now + retryDelayMs(write, null),
      failure: 'HubSpot did not mention the record.',
    };
  });
}

function asWritten(write: TagWrite): TagWriteResult {
  return { ...named(write), written: write.desired };
}

function named({ accountId, objectType, recordId, revision }: TagWrite): Pick<TagWriteResult, 'record' | 'revision'> {
  return { record: { accountId, objectType, recordId }, revision };
}

const longestRetryMs = 15 * 60_000;

function retryDelayMs(write: TagWrite, error: unknown): number {
  const said = error instanceof JourneyStewardError ? error.retryAfterMs : null;
  return said ?? Math.min(longestRetryMs, 1_000 * 2 ** Math.min(write.attempts, 10));
}
