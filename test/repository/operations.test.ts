import { expect, test } from 'vitest';
import { createMetrics } from '../../src/api/metrics.ts';
import { errorCodes } from '../../src/errors.ts';
import { readRepositoryFile, repositoryFiles } from './repository-files.ts';

const page = readRepositoryFile('docs/operations.md');
const sections = page.split(/^### /m).slice(1);
const sources = repositoryFiles()
  .filter((path) => /^(?:src|webhooks)\/.*\.ts$/.test(path))
  .map(readRepositoryFile);

test.each(sections.map((section) => [section.split('\n')[0] ?? '', section]))(
  '%s: what is seen, what the app does by itself, what to do',
  (_title, section) => {
    const parts = [...section.matchAll(/^- \*\*(.+?):\*\* (.+)$/gm)].map(([, name, text]) => [
      name,
      (text ?? '').length > 5,
    ]);
    expect(parts).toEqual([
      ['Seen', true],
      ['By itself', true],
      ['To do', true],
    ]);
  },
);

test.each([
  ['crash', /process ends or is killed/],
  ['no memory', /runs out of memory/],
  ['a full disk', /disk is full/],
  ['a database that is away', /The database\n\n### It does not answer/],
  ['a wrong clock', /clock is wrong/],
  ['a lost key', /key is lost/],
  ['a revoked token', /token is revoked/],
  ['withdrawn scopes', /Scopes are withdrawn/],
  ['calls used up by another app', /used up by somebody else/],
  ["the day's limit", /day's limit/],
  ['another address', /address of the webhooks has changed/],
  ['HubSpot that is away', /HubSpot is down/],
  ['an expired journal', /journal can't be read, or has expired/],
])('there is a section on %s', (_what, title) => {
  expect(page).toMatch(title);
});

test('every error code is there', () => {
  const missing = Object.keys(errorCodes).filter((code) => !page.includes(`\`${code}\``));
  expect(missing).toEqual([]);
});

test('every metric of the app is there, and no other', () => {
  const { registry } = createMetrics(async () => ({}) as never);
  const own = registry.getMetricsAsArray().flatMap(({ name }) => (name.startsWith('journey_steward_') ? [name] : []));
  expect(own.length).toBeGreaterThan(10);
  const told = new Set([...page.matchAll(/^\| `(journey_steward_\w+)`/gm)].map(([, name]) => name));
  expect([...told].sort()).toEqual([...new Set(own)].sort());
  for (const [, name] of page.matchAll(/`(journey_steward_\w+)`/g)) expect(told, name).toContain(name);
});

test('every line of the log that is quoted is one that the app writes', () => {
  const quoted = [...page.matchAll(/\blog `([^`]+)`/g)].map(([, line]) => line);
  expect(quoted.length).toBeGreaterThan(12);
  const stale = quoted.filter((line) => !sources.some((source) => source.includes(`'${line}'`)));
  expect(stale).toEqual([]);
});

test('every line of doctor that is named is one of its topics', () => {
  const topics = sources.flatMap((source) => [
    ...source.matchAll(/\b(?:ok|note|problem|fixable(?:With)?|waiting)\('([a-z-]+)'/g),
  ]);
  const known = new Set(topics.map(([, topic]) => topic));
  const named = [...page.matchAll(/doctor's (?:line )?_([a-z]+)_/g)].map(([, topic]) => topic);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((topic) => !known.has(topic))).toEqual([]);
});
