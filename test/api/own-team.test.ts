import { expect, test } from 'vitest';
import { ownTeam } from '../../src/api/own-team.ts';
import { testAgreement } from '../end-to-end/agreement-file.ts';

const { marketing, sales, service } = testAgreement.teams;
const agreement = {
  teams: {
    sales: { ...sales!, leadPerson: '501', members: ['502'] },
    service: { ...service!, members: ['503', '502'] },
    marketing: marketing!,
  },
};
const owners = [
  { id: '501', userId: '1' },
  { id: '502', userId: '2' },
  { id: '503', userId: '3' },
  { id: '504', userId: null },
];

test.each([
  ['leads a team', '1', { service: 9 }, 'sales'],
  ['is in one team', '3', { sales: 9 }, 'service'],
  ['is in two, in the one for which more waits', '2', { sales: 1, service: 2, marketing: 5 }, 'service'],
  ['is in two for which as much waits, in the first', '2', { sales: 2, service: 2 }, 'sales'],
  ['is in none, that for which most waits', '4', { service: 1, marketing: 2 }, 'marketing'],
  ['is in none where nothing waits, sales', '4', {}, 'sales'],
] as const)('the inbox of somebody who %s', (_who, userId, waiting, expected) => {
  expect(ownTeam(userId, agreement, owners, waiting)).toBe(expected);
});

test('without an agreement the inbox is that of the team for which most waits', () => {
  expect(ownTeam('1', null, owners, { marketing: 1 })).toBe('marketing');
});
