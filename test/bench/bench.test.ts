import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { diskSyncRate } from '../../bench/disk-sync-rate.ts';
import { type Variant, variants } from '../../bench/variants.ts';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { postgresUnavailable } from '../postgres/create-test-database.ts';

const bench = join(import.meta.dirname, '..', '..', 'bench', 'bench.ts');
const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-bench-test-'));
  // When the tests run as root the database server is another user, who must get through.
  chmodSync(directory, 0o755);
  directories.push(directory);
  return directory;
}

async function run(only: readonly Variant[]) {
  const directory = temporaryDirectory();
  const json = join(temporaryDirectory(), 'result.json');
  const commandLine = ['--rounds', '1', '--scale', '0.002', '--sizes', '100', '--directory', directory];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...testFlags,
    bench,
    ...commandLine,
    '--only',
    only.join(','),
    '--json',
    json,
  ]);
  const result = JSON.parse(readFileSync(json, 'utf8')) as { measurements: { variant: Variant; events: number }[] };
  return { stdout, result, leftBehind: readdirSync(directory) };
}

// Each database and each way of unpacking once. The bench itself refuses to report when a database does not hold exactly
// what was answered.
const sample: Variant[] = ['app-sqlite', 'app-postgres-unpacking', 'no-store', 'graphile-worker', 'pg-boss'];
const available = sample.filter((name) => !(variants[name].needsPostgres && postgresUnavailable()));

test(`a short bench of ${available.join(', ')} prints its tables and leaves nothing behind`, {
  timeout: 120_000,
}, async () => {
  const { stdout, result, leftBehind } = await run(available);
  for (const name of available) expect(stdout).toContain(`| ${variants[name].title}`);
  expect(stdout).toMatch(/The disk alone: \d+ times a second/);
  expect(result.measurements.map(({ variant }) => variant)).toEqual(available);
  expect(result.measurements.every(({ events }) => events >= 100)).toBe(true);
  expect(leftBehind).toEqual([]);
});

test('the rate of the disk is measured and its file removed', () => {
  const directory = temporaryDirectory();
  expect(diskSyncRate(directory, 0.05)).toBeGreaterThan(0);
  expect(readdirSync(directory)).toEqual([]);
});
