import { expect, test } from 'vitest';
import { addressWithoutPassword } from '../../src/store/address-without-password.ts';
import { openStore } from '../../src/store/open-store.ts';

test.each([
  ['postgres://user:s3cret@db.example/journeys', 'postgres://user:…@db.example/journeys'],
  ['postgresql://user:s3@cret@db.example:5432/journeys', 'postgresql://user:…@db.example:5432/journeys'],
  ['postgres://user:s3:cret/@s3@db.example/journeys', 'postgres://user:…@db.example/journeys'],
  ['postgres://user:s3\ncret@db.example/journeys', 'postgres://user:…@db.example/journeys'],
  ['postgres://:s3cret@db.example/journeys', 'postgres://:…@db.example/journeys'],
  [
    'postgres://db.example/journeys?user=u&password=s3cret&ssl=1',
    'postgres://db.example/journeys?user=u&password=…&ssl=1',
  ],
  ['postgres://user@db.example:5432/journeys', 'postgres://user@db.example:5432/journeys'],
  ['postgres://db.example:5432/journeys', 'postgres://db.example:5432/journeys'],
])('of %s nothing of the password is shown', (url, shown) => {
  expect(addressWithoutPassword(url)).toBe(shown);
  expect(shown).not.toMatch(/s3|cret/);
});

test('a database that cannot be opened is named without its password', async () => {
  const opening = openStore({ kind: 'postgres', url: 'postgres://user:s3@cret@127.0.0.1:1/journeys' });
  const error = await opening.catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: 'database-unreachable', message: expect.stringContaining('user:…@127.0.0.1:1') });
  expect((error as Error).message).not.toMatch(/s3|cret/);
});
