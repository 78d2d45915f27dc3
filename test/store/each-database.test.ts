import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseSpec } from '../../src/store/database.ts';
import { describeEachDatabase } from './each-database.ts';

const ofTests: DatabaseSpec[] = [];

describeEachDatabase('each database', (open) => {
  let ofBattery: DatabaseSpec;
  beforeAll(async () => {
    ofBattery = await open();
  });

  test.each(['first', 'second'])('is empty for the %s test that asks for one', async () => {
    const spec = await open();
    ofTests.push(spec);
    expect(await tables(spec)).toEqual([]);
    await run(spec, 'create table seen_by_one_test (id text)');
    expect(await tables(spec)).toEqual(['seen_by_one_test']);
  });

  test('lasts for the whole battery when it was asked for before it', async () => {
    await run(ofBattery, 'create table if not exists of_battery (id text)');
    expect(await tables(ofBattery)).toEqual(['of_battery']);
  });
});

describe('the databases of tests that have ended', () => {
  afterAll(() => ofTests.splice(0));

  test('are gone', async () => {
    expect(ofTests.length).toBeGreaterThanOrEqual(2);
    for (const spec of ofTests) {
      if (spec.kind === 'sqlite') expect(existsSync(spec.path)).toBe(false);
      else await expect(tables(spec)).rejects.toThrow(/does not exist/);
    }
  });
});

function tables(spec: DatabaseSpec): Promise<string[]> {
  return spec.kind === 'sqlite'
    ? run(spec, `select name from sqlite_schema where type = 'table'`)
    : run(spec, `select tablename as name from pg_tables where schemaname = 'public'`);
}

async function run(spec: DatabaseSpec, statement: string): Promise<string[]> {
  if (spec.kind === 'sqlite') {
    const database = new DatabaseSync(spec.path);
    const rows = database.prepare(statement).all();
    database.close();
    return rows.map((row) => String(row.name));
  }
  const client = new pg.Client({ connectionString: spec.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(statement);
    return rows.map((row) => row.name);
  } finally {
    await client.end();
  }
}
