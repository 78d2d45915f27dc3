import { expect, test } from 'vitest';
import { readCreations } from '../../src/hubspot/read-creations.ts';
import { readRecycleBin } from '../../src/hubspot/read-recycle-bin.ts';
import { answerCalls } from './answer-calls.ts';

const createdAt = '2026-01-01T08:00:00.250Z';
const at = Date.parse(createdAt);
const good = (id: unknown) => ({ id, createdAt, properties: {} });

function asked(results: unknown[], { absentIds = [] as string[], recordIds = ['1', '2', '3'] } = {}) {
  const error = { category: 'OBJECT_NOT_FOUND', message: 'not found', context: { ids: absentIds } };
  const errors = absentIds.length === 0 ? [] : [error];
  const { hubspot } = answerCalls(() => ({ body: { results, errors } }));
  return { hubspot, input: { accountId: '33', objectType: 'contact', recordIds } as const };
}

async function creationsIn(...given: Parameters<typeof asked>) {
  const { hubspot, input } = asked(...given);
  const { creations, unreadable } = await readCreations(hubspot, input);
  return { creations: [...creations], unreadable };
}

test('one record in another form stands by itself, with the field and no value', async () => {
  const odd = { ...good('2'), createdAt: 'long ago' };
  expect(await creationsIn([good('1'), odd, good(3)])).toEqual({
    creations: [
      ['1', at],
      ['3', at],
    ],
    unreadable: [{ recordId: '2', reason: 'createdAt: is no time' }],
  });
});

test('a record without an id has the one among its properties', async () => {
  const named = { ...good(undefined), properties: { hs_object_id: '2' } };
  expect(await creationsIn([good('1'), named])).toEqual({
    creations: [
      ['1', at],
      ['2', at],
    ],
    unreadable: [],
  });
});

test.each([
  ['no id', good(null)],
  ['nothing in it', null],
])('of an answer with %s, those that were not answered and not told to be absent are in doubt', async (_name, odd) => {
  const recordIds = ['1', '2', '3', '4'];
  const { creations, unreadable } = await creationsIn([good('1'), odd, good('4')], { absentIds: ['3'], recordIds });
  expect(creations.map(([recordId]) => recordId)).toEqual(['1', '4']);
  expect(unreadable).toEqual([{ recordId: '2', reason: expect.stringMatching(/Invalid input/) }]);
});

test('several records that are all in another form are told as an answer that HubSpot gives otherwise now', async () => {
  const odd = (id: string) => ({ ...good(id), createdAt: 'long ago' });
  const { hubspot, input } = asked([odd('1'), odd('2')]);
  await expect(readCreations(hubspot, input)).rejects.toMatchObject({
    code: 'hubspot-answer-unreadable',
    message: expect.stringContaining('results[0].createdAt'),
  });
  expect((await creationsIn([odd('1')])).unreadable).toMatchObject([{ recordId: '1' }]);
});

test('who is in the recycle bin is there though the time cannot be read, and one without an id is in doubt', async () => {
  const results = [{ id: '1', archivedAt: 7 }, { archivedAt: createdAt }];
  const { hubspot, input } = asked(results, { absentIds: ['3'] });
  const { archived, unreadable } = await readRecycleBin(hubspot, input);
  expect([...archived]).toEqual([['1', null]]);
  expect(unreadable).toMatchObject([{ recordId: '2' }]);
});
