import { readAgreement } from '../../src/read-agreement.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';

/**
 * Puts the agreement that was asked for in force for the accounts that a database has already, open visits included; a new account
 * is given it by the app. `now` is where the clock of journeys stands, ms.
 */
export async function publishGivenAgreement(database: string, path: string, now: number): Promise<void> {
  const agreement = await readAgreement(path);
  const given = {
    name: agreement.id,
    definition: JSON.stringify(agreement),
    publishedBy: 'cli',
    expectedVersion: null,
  };
  const store = await openStore(databaseSpec(database));
  try {
    for (const { accountId, status } of await store.readAccounts({})) {
      if (status !== 'active') continue;
      const published = { accountId, ...given, appliesTo: 'open-visits', inForceFrom: now } as const;
      await store.publishAgreement({ ...published, now: Date.now(), dueAt: now });
    }
  } finally {
    await store.close();
  }
}
