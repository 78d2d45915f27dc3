import { expect, test } from 'vitest';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { readOwnersFrom } from '../../src/hubspot/read-owners.ts';
import { answerCalls } from './answer-calls.ts';

test('owners are read page by page, those who left too, each under the best name that there is', async () => {
  const team = { id: 3, name: 'Sales', primary: true };
  const pages: Record<string, object> = {
    'limit=100&archived=true': {
      results: [{ id: '9', firstName: 'Gone', lastName: 'Fictitious', userId: null, userIdIncludingInactive: 99 }],
    },
    'limit=100&archived=false': {
      results: [{ id: '10', firstName: '', lastName: 'Imaginary', email: 'a@example.com', userId: 7, teams: [team] }],
      paging: { next: { after: '100' } },
    },
    'limit=100&archived=false&after=100': {
      results: [
        { id: '11', firstName: null, email: 'b@example.com' },
        { id: '12', teams: null },
      ],
    },
  };
  const { hubspot } = answerCalls(({ path }) => {
    const [address, query = ''] = path.split('?');
    if (address === apiPaths.owners()) return { body: pages[query] };
    return { body: { options: [], results: [] } };
  });
  const owners = await readOwnersFrom(hubspot, '33');
  expect(owners).toEqual([
    { id: '10', name: 'Imaginary', userId: '7', isActive: true, teams: [{ id: '3', name: 'Sales', isPrimary: true }] },
    { id: '11', name: 'b@example.com', userId: null, isActive: true, teams: [] },
    { id: '12', name: '12', userId: null, isActive: true, teams: [] },
    { id: '9', name: 'Gone Fictitious', userId: '99', isActive: false, teams: [] },
  ]);
});
