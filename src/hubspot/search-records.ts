import { z } from 'zod';
import type { PastType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { problemsOf, readAnswer } from './read-answer.ts';
import { idIn, type UnreadableRecord } from './read-each-record.ts';

/** HubSpot's own limit of one page. */
export const recordsPerSearch = 200;

/**
 * Which records come next. By the time of their last change HubSpot shows no more than the first 10,000, and a record that
 * changes meanwhile moves to the front; by id all of them can be had, because ids neither change nor repeat.
 */
export type SearchPlace =
  | { by: 'last-change'; offset: number }
  /** With `changedSince`, ms since 1970, only those that changed then or later. */
  | { by: 'id'; belowId: string; changedSince?: number };

/** `total` counts all records that the search finds, those of earlier and later pages too; `found` those of this page. */
export type SearchedPage = {
  recordIds: string[];
  found: number;
  total: number;
  hasMore: boolean;
  unreadable: UnreadableRecord[];
};

function modifiedPropertyOf(objectType: PastType): string {
  return objectType === 'contact' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
}

const namedSchema = z.looseObject({ id: z.union([z.string(), z.number()]) });
const answerSchema = z.looseObject({
  total: z.number(),
  results: z.array(z.unknown()),
  paging: z.looseObject({ next: z.looseObject({}).optional() }).optional(),
});

/**
 * Reads the ids of the next records of a type, the newest first. An empty `belowId` begins with the newest of all. A record whose id can't
 * be read is told beside the others; where none of several can be, `hubspot-answer-unreadable` is thrown.
 */
export async function searchRecords(
  hubspot: HubSpot,
  input: { accountId: string; objectType: PastType; place: SearchPlace },
): Promise<SearchedPage> {
  const { accountId, objectType, place } = input;
  const body = {
    limit: recordsPerSearch,
    properties: ['hs_object_id'],
    ...(place.by === 'id' ? byId(objectType, place) : byLastChange(modifiedPropertyOf(objectType), place.offset)),
  };
  const call = { method: 'POST', path: apiPaths.search(objectType), body, budget: 'search' } as const;
  const { total, results, paging } = readAnswer(answerSchema, call, await hubspot.call(accountId, call));
  const ids = results.map(idIn);
  const recordIds = ids.filter((id) => id !== null);
  const hasMore = paging?.next !== undefined;
  if (recordIds.length === 0 && (results.length > 1 || hasMore)) {
    readAnswer(z.looseObject({ results: z.array(namedSchema).min(1) }), call, { body: { results } });
  }
  const unreadable = results.filter((_, place) => ids[place] === null).map(unreadableIn);
  return { total, found: results.length, recordIds, hasMore, unreadable };
}

function unreadableIn(result: unknown): UnreadableRecord {
  const { error } = namedSchema.safeParse(result);
  return { recordId: null, reason: error === undefined ? 'id: is empty' : problemsOf(error) };
}

function byId(objectType: PastType, { belowId, changedSince }: { belowId: string; changedSince?: number }) {
  const filters = [
    ...(belowId === '' ? [] : [{ propertyName: 'hs_object_id', operator: 'LT', value: belowId }]),
    ...(changedSince === undefined
      ? []
      : [{ propertyName: modifiedPropertyOf(objectType), operator: 'GTE', value: String(changedSince) }]),
  ];
  return {
    filterGroups: filters.length === 0 ? [] : [{ filters }],
    sorts: [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }],
  };
}

function byLastChange(propertyName: string, offset: number) {
  return {
    filterGroups: [],
    sorts: [{ propertyName, direction: 'DESCENDING' }],
    ...(offset > 0 && { after: String(offset) }),
  };
}
