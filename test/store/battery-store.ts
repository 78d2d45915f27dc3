import { afterAll, beforeAll } from 'vitest';
import { requiredScopes } from '../../src/hubspot/scopes.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { Database, DatabaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { OpenDatabase } from './each-database.ts';

/** One store for a whole battery. Tests keep apart by accounts of their own, as portals do. */
export type BatteryStore = {
  spec: DatabaseSpec;
  store: Store;
  /** The same database, for looking at rows. */
  rows: Database;
  /** The id of an account that no other test has. It is not installed. */
  newAccount(): string;
  /** A new account that is installed and replays under the lead funnel. */
  installedAccount(): Promise<string>;
};

let accounts = 0;

/** Opens one store before the tests of a battery and closes it after them. */
export function useBatteryStore(open: OpenDatabase): BatteryStore {
  const battery = { newAccount, installedAccount: () => install(battery.store) } as BatteryStore;
  beforeAll(async () => {
    battery.spec = await open();
    battery.store = await openStore(battery.spec);
    battery.rows = openForReading(battery.spec);
  });
  afterAll(async () => {
    await battery.rows.close();
    await battery.store.close();
  });
  return battery;
}

/** A second way into a database that exists, for looking at what the store has written. */
export function openForReading(spec: DatabaseSpec): Database {
  return spec.kind === 'sqlite'
    ? openSqlite(spec.path, { readOnly: true })
    : openPostgres(spec.url, { connections: 2 });
}

/** Installs a new account, published under the lead funnel. */
export async function install(store: Store, accountId = newAccount()): Promise<string> {
  const model = preset('lead-funnel');
  await store.installAccount({
    accountId,
    language: 'en',
    scopes: [...requiredScopes],
    tokens: 'sealed',
    tokenExpiresAt: 0,
    now: 0,
  });
  await store.publishModel({
    accountId,
    name: model.name,
    definition: JSON.stringify(model),
    publishedBy: 'start',
    expectedVersion: 0,
    now: 0,
    dueAt: 0,
  });
  return accountId;
}

function newAccount(): string {
  accounts += 1;
  return String(7_000_000 + accounts);
}
