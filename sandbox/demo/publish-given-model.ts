import { readModel } from '../../src/read-model.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';

/**
 * Puts the model that was asked for in force for the accounts that a database has already: they keep their own over a start of
 * the app, which gives its model to new accounts only. `now` is where the clock of journeys stands, ms.
 */
export async function publishGivenModel(database: string, nameOrPath: string, now: number): Promise<void> {
  const model = await readModel(nameOrPath);
  const given = { name: model.name, definition: JSON.stringify(model), publishedBy: 'cli', expectedVersion: null };
  const store = await openStore(databaseSpec(database));
  try {
    for (const { accountId, modelVersion } of await store.readAccounts({})) {
      if (modelVersion > 0) await store.publishModel({ accountId, ...given, now: Date.now(), dueAt: now });
    }
  } finally {
    await store.close();
  }
}
