import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { openStore } from '../../src/store/open-store.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'journey-steward-demo-'));
const database = join(directory, 'demo.db');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Plays the built-in year on the same database as before, and tells what is then in it. */
async function play(args: string[]) {
  await run(process.execPath, [...testFlags, 'sandbox/demo/demo.ts', '--once', '--database', database, ...args], {
    cwd: root,
  });
  const store = await openStore({ kind: 'sqlite', path: database });
  try {
    const [account] = await store.readAccounts({});
    const versions = await store.readModelVersions({ accountId: account?.accountId ?? '', limit: 9 });
    const { visits } = await store.readTotals({});
    return { names: versions.map(({ name }) => name), stages: visits.map(({ stage }) => stage).sort() };
  } finally {
    await store.close();
  }
}

test('a demo keeps the model of its database, unless another is asked for', { timeout: 240_000 }, async () => {
  const stagesOf = (name: string) => (presets.get(name)?.stages ?? []).map(({ id }) => id);
  const first = await play(['--model', 'client-lifecycle']);
  expect(first.names).toEqual(['client-lifecycle']);
  expect(stagesOf('client-lifecycle')).toEqual(expect.arrayContaining(first.stages));

  expect(await play([])).toEqual(first);

  const other = await play(['--model', 'lead-funnel']);
  expect(other.names).toEqual(['lead-funnel', 'client-lifecycle']);
  expect(other.stages).toEqual(stagesOf('lead-funnel').sort());
});
