import { z } from 'zod';
import type { PastType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';

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

/** `total` counts all records that the search finds, those of earlier and later pages too. */
export type SearchedPage = { recordIds: string[]; total: number; hasMore: boolean };

function modifiedPropertyOf(objectType: PastType): string {
  return objectType === 'contact' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
}

const answerSchema = z.looseObject({
  total: z.number(),
  results: z.array(z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) })),
  paging: z.looseObject({ next: z.looseObject({}).optional() }).optional(),
});

/** Reads the ids of the next records of a type, the newest first. An empty `belowId` begins with the newest of all. */
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
  return { total, recordIds: results.map((record) => record.id), hasMore: paging?.next !== undefined };
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
