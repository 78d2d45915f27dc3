import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe } from 'vitest';
import type { DatabaseSpec } from '../../src/store/database.ts';
import type { Collation } from '../postgres/create-database.ts';
import { createTestDatabase, postgresUnavailable } from '../postgres/create-test-database.ts';

/** Gives an empty database. It is removed after the test that asked for it, or after the battery (asked in beforeAll). */
export type OpenDatabase = () => Promise<DatabaseSpec>;

type Opened = { spec: DatabaseSpec; remove(): Promise<void> };

/** Runs one battery of tests on SQLite and on PostgreSQL with both collations. Close the store before the test ends. */
export function describeEachDatabase(name: string, battery: (open: OpenDatabase) => void): void {
  describe(`${name} on SQLite`, () => runBattery(battery, openSqlite));
  describePostgres(`${name} on PostgreSQL`, 'c', battery);
  describePostgres(`${name} on PostgreSQL with an ICU collation`, 'icu', battery);
}

function describePostgres(name: string, collation: Collation, battery: (open: OpenDatabase) => void): void {
  const reason = postgresUnavailable(collation);
  const title = reason ? `${name} (SKIPPED: ${reason})` : name;
  describe.skipIf(reason !== undefined)(title, () => runBattery(battery, () => openPostgres(collation)));
}

function runBattery(battery: (open: OpenDatabase) => void, openDatabase: () => Promise<Opened>): void {
  const ofBattery: Opened[] = [];
  const ofTest: Opened[] = [];
  let isInTest = false;

  beforeEach(() => {
    isInTest = true;
  });
  // vitest runs these hooks last added first: the battery's own afterEach closes its store before this one.
  afterEach(async () => {
    isInTest = false;
    await removeAll(ofTest);
  });
  afterAll(() => removeAll(ofBattery));

  battery(async () => {
    const owner = isInTest ? ofTest : ofBattery;
    const opened = await openDatabase();
    owner.push(opened);
    return opened.spec;
  });
}

async function removeAll(opened: Opened[]): Promise<void> {
  for (const database of opened.splice(0)) await database.remove();
}

async function openSqlite(): Promise<Opened> {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-sqlite-'));
  return {
    spec: { kind: 'sqlite', path: join(directory, 'journey-steward.db') },
    remove: async () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function openPostgres(collation: Collation): Promise<Opened> {
  const database = await createTestDatabase(collation);
  return { spec: { kind: 'postgres', url: database.url }, remove: database.drop };
}
