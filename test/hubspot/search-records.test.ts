import { expect, test } from 'vitest';
import { searchRecords } from '../../src/hubspot/search-records.ts';
import { answerCalls } from './answer-calls.ts';

function answered() {
  return answerCalls(() => ({
    body: { total: 12_000, results: [{ id: '9' }, { id: 7 }], paging: { next: { after: '600' } } },
  }));
}
const input = { accountId: '33', objectType: 'deal' } as const;

test('records are found by their last change, within the 10,000 that HubSpot shows', async () => {
  const { hubspot, calls } = answered();
  const found = await searchRecords(hubspot, { ...input, place: { by: 'last-change', offset: 400 } });
  expect(found).toEqual({ total: 12_000, found: 2, recordIds: ['9', '7'], hasMore: true, unreadable: [] });
  expect(calls).toEqual([
    {
      method: 'POST',
      path: '/crm/objects/2026-09/deals/search',
      budget: 'search',
      body: {
        limit: 200,
        properties: ['hs_object_id'],
        filterGroups: [],
        sorts: [{ propertyName: 'hs_lastmodifieddate', direction: 'DESCENDING' }],
        after: '400',
      },
    },
  ]);
});

test('records are found by their ids, from the newest on, below the last one that was seen', async () => {
  const { hubspot, calls } = answered();
  await searchRecords(hubspot, { ...input, place: { by: 'id', belowId: '' } });
  await searchRecords(hubspot, { ...input, objectType: 'contact', place: { by: 'id', belowId: '7' } });
  const sorts = [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }];
  expect(calls.map(({ body }) => body)).toMatchObject([
    { filterGroups: [], sorts },
    { filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'LT', value: '7' }] }], sorts },
  ]);
});

function answers(results: unknown[], hasMore: boolean) {
  const paging = hasMore ? { paging: { next: { after: '200' } } } : {};
  const { hubspot } = answerCalls(() => ({ body: { total: 9, results, ...paging } }));
  return searchRecords(hubspot, { ...input, place: { by: 'id', belowId: '' } });
}

test('a record whose id cannot be read is told beside the others, unless its properties have it', async () => {
  const odd = { id: null, properties: { name: 'of a person' } };
  const named = { id: { of: 'another form' }, properties: { hs_object_id: '8' } };
  expect(await answers([{ id: '9' }, named, odd, { id: '7' }], true)).toMatchObject({
    recordIds: ['9', '8', '7'],
    found: 4,
    unreadable: [{ recordId: null, reason: expect.stringMatching(/^id: Invalid input/) }],
  });
  expect(await answers([odd], false)).toMatchObject({ recordIds: [], unreadable: [{ recordId: null }] });
});

test('a page of which no record can be named is an answer in another form', async () => {
  const unreadable = { code: 'hubspot-answer-unreadable', message: expect.stringContaining('results[0].id') };
  await expect(answers([{ id: null }, {}], false)).rejects.toMatchObject(unreadable);
  await expect(answers([{ id: null }], true)).rejects.toMatchObject(unreadable);
});
