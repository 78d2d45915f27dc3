import { expect, test } from 'vitest';
import { examinePublishers } from '../../src/cli/doctor/examine-publishers.ts';
import type { Account } from '../../src/store/accounts.ts';

const account = { accountId: '34' } as Account;

test.each<[string[], string[], object]>([
  [[], ['35:1', '345:1'], { weight: 'note', remedy: expect.stringContaining('settings.users.read') }],
  [['1', '2'], [], { weight: 'ok', message: expect.stringMatching(/by 2 super admins\.$/) }],
  [[], ['34:1'], { weight: 'ok', message: expect.stringMatching(/by 1 user of SETTINGS_USERS\.$/) }],
  [['1'], ['34:1', '34:2'], { message: expect.stringMatching(/by 1 super admin and 2 users of SETTINGS_USERS\.$/) }],
])('of super admins %j and listed users %j doctor tells who may publish', async (admins, listed, expected) => {
  const store = { readSuperAdmins: async () => admins.map((userId) => ({ userId, readAt: 1 })) };
  expect(await examinePublishers(store, account, listed)).toMatchObject({ topic: 'publishing', ...expected });
});
