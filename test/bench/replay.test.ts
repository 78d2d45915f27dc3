import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { readReplayOptions } from '../../bench/replay/replay-options.ts';
import { growthOf } from '../../bench/replay/replay-report.ts';
import { shapeNames, shapes } from '../../bench/replay/shapes.ts';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
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

const databases = postgresUnavailable() ? ['sqlite'] : ['sqlite', 'postgres'];

type Result = {
  histories: { shape: string; model: string; size: number; replayMs: number; sortMs: number }[];
  accounts: { database: string; contacts: number; again: { records: number; memory: object[] } }[];
};

test(`a short bench of replay, and of accounts on ${databases.join(' and ')}, prints its tables and leaves nothing behind`, {
  timeout: 240_000,
}, async () => {
  const directory = temporaryDirectory();
  const json = join(temporaryDirectory(), 'result.json');
  const small = ['--shapes', 'mixed,company', '--sizes', '10,20', '--rounds', '1', '--round-ms', '0.1'];
  const account = ['--contacts', '200', '--databases', databases.join(','), '--directory', directory];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...testFlags,
    bench,
    'replay',
    ...small,
    ...account,
    '--json',
    json,
  ]);
  const result = JSON.parse(readFileSync(json, 'utf8')) as Result;

  expect(stdout).toMatch(/\| mixed: activities, properties, deals +\| lead-funnel +\| [\d,]+ +\| [\d,]+ /);
  expect(result.histories).toHaveLength(2 * presets.size * 2);
  expect(result.histories.every(({ replayMs, sortMs }) => replayMs > 0 && sortMs > 0)).toBe(true);
  expect(result.accounts.map(({ database, contacts }) => `${database} ${contacts}`)).toEqual(
    databases.flatMap((database) => [`${database} 20`, `${database} 200`]),
  );
  for (const { contacts, again } of result.accounts) {
    // People, a deal for every second one and a company for every ten; companies more than once.
    expect(again.records).toBeGreaterThanOrEqual(contacts * 1.6);
    expect(again.memory).toHaveLength(3);
  }
  expect(readdirSync(directory)).toEqual([]);
});

test('a name that is no bench is refused', async () => {
  await expect(promisify(execFile)(process.execPath, [...testFlags, bench, 'everything'])).rejects.toThrow(
    /no bench "everything"; there are intake, replay, backfill, tags, installation, clocks/,
  );
});

test('growth is measured by n log n', () => {
  const times = (facts: number, replayMs: number) => ({ facts, replayMs, sortMs: 1, visits: 1 });
  expect(growthOf(times(16, 64), times(256, 2_048))).toBe(1);
  expect(growthOf(times(16, 256), times(256, 65_536))).toBe(8);
  expect(growthOf(times(10, 10), times(1_000, 1_000))).toBeLessThan(1);
});

test.each(shapeNames)('the history "%s" has as many facts as asked for, and no more with every run', (name) => {
  for (const count of [20, 300]) {
    const history = shapes[name].make(count, preset('lead-funnel'));
    expect(history.facts).toBeGreaterThan(count * 0.85);
    expect(history.facts).toBeLessThanOrEqual(count + 3);
    expect(history.replay().visits.length).toBeGreaterThanOrEqual(name === 'engagements' ? 0 : 1);
    expect(history.replay()).toEqual(shapes[name].make(count, preset('lead-funnel')).replay());
  }
});

test('the hard histories are as hard as they say', () => {
  const marksOf = (name: 'silences' | 'company-marks') =>
    shapes[name]
      .make(300, preset('lead-funnel'))
      .replay()
      .visits.flatMap(({ marks }) => marks);
  expect(marksOf('silences').length).toBeGreaterThan(250);
  const engagements = shapes.engagements.make(300, preset('client-lifecycle')).replay();
  expect(engagements.visits.length).toBeGreaterThan(250);
  const corrections = shapes.corrections.make(300, preset('lead-funnel')).replay();
  expect(corrections.visits.filter(({ move }) => move === 'correction').length).toBeGreaterThan(10);
});

test.each([
  [['--sizes', '10'], /two sizes or more/],
  [['--sizes', '5,10'], /--sizes is a number from 10 to 100000, not 5/],
  [['--shapes', 'easy'], /--shapes knows mixed, .* not easy/],
  [['--databases', 'oracle'], /--databases knows sqlite, postgres, not oracle/],
  [['--contacts', 'all'], /--contacts is a number/],
])('%j is refused', (commandLine, message) => {
  expect(() => readReplayOptions(commandLine)).toThrow(message);
});
