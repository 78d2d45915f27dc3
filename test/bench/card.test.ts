import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { askedContact, changingContacts, factsOfContacts } from '../../bench/card/card-account.ts';
import { readCardOptions } from '../../bench/card/card-options.ts';
import { quantile } from '../../bench/card/card-report.ts';
import type { CardMeasurement } from '../../bench/card/measure-card.ts';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
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

test(`a short bench of cards on ${databases.join(' and ')} prints its tables and leaves nothing behind`, {
  timeout: 240_000,
}, async () => {
  const directory = temporaryDirectory();
  const json = join(temporaryDirectory(), 'result.json');
  const small = ['--contacts', '1000', '--seconds', '1', '--events-per-second', '100', '--asks-per-second', '10'];
  const where = ['--databases', databases.join(','), '--directory', directory, '--json', json];
  const { stdout } = await promisify(execFile)(process.execPath, [...testFlags, bench, 'card', ...small, ...where]);
  const { measurements } = JSON.parse(readFileSync(json, 'utf8')) as { measurements: CardMeasurement[] };

  expect(stdout).toMatch(/\| all cards +\| 10 +\|/);
  expect(measurements.map(({ database }) => database)).toEqual(databases);
  for (const { filled, quiet, busy, events, done } of measurements) {
    expect(filled.facts).toBeGreaterThan(5_000);
    expect(filled.records).toBeGreaterThan(1_000);
    // A card and a question that is refused, ten times each.
    expect(quiet).toHaveLength(20);
    expect(busy).toHaveLength(20);
    expect(events).toMatchObject({ sent: 200, taken: 200, refused: {} });
    expect(done.events).toBeLessThanOrEqual(200);
  }
  expect(readdirSync(directory)).toEqual([]);
});

test('the account has about as many facts as were asked for, and the same each time', () => {
  const size = { contacts: 10_000, facts: 60_000, untilMs: Date.UTC(2026, 9, 1) };
  const facts = [...factsOfContacts(0, size.contacts, size)];
  expect(facts.length / size.facts).toBeGreaterThan(0.95);
  expect(facts.length / size.facts).toBeLessThan(1.05);
  const again = [...factsOfContacts(0, 501, size)];
  expect(again.length).toBeGreaterThan(2_000);
  expect(again).toEqual(facts.slice(0, again.length));
  expect(Math.max(...facts.map(({ occurredAt }) => occurredAt))).toBeLessThanOrEqual(size.untilMs);
});

test.each([
  ['any', 1],
  ['heavy', 300],
  ['merged', 1],
  ['changing', 1],
] as const)('whoever is asked for as %s is in the account', (kind, least) => {
  const size = { contacts: 2_000, facts: 10_000, untilMs: Date.UTC(2026, 9, 1) };
  const random = createSeededRandom(1);
  const byId = Map.groupBy(factsOfContacts(0, size.contacts, size), ({ recordId }) => recordId);
  for (let count = 0; count < 50; count += 1) {
    expect(byId.get(askedContact(kind, size.contacts, random))?.length).toBeGreaterThanOrEqual(least);
  }
});

test('who changes is from all over a large account, each once', () => {
  const changing = changingContacts(1_000_000);
  expect(changing).toHaveLength(50_000);
  expect(new Set(changing).size).toBe(50_000);
  expect(changing.at(-1)).toBeGreaterThan(950_000);
});

test('a quantile is the value below which that share lies', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.95, 0.99, 1].map((share) => quantile(values, share))).toEqual([51, 96, 100, 100]);
  expect(quantile([7], 0.99)).toBe(7);
});

test.each([
  [['--contacts', '10'], /--contacts is a number from 1000/],
  [['--contacts', '2000', '--facts', '100'], /--facts is a number from 10000/],
  [['--databases', 'oracle'], /--databases knows sqlite, postgres, not oracle/],
  [['--events-per-second', '0'], /--events-per-second is a number/],
])('%j is refused', (commandLine, message) => {
  expect(() => readCardOptions(commandLine)).toThrow(message);
});
