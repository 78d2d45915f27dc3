import { expect, test } from 'vitest';
import { codeFindings } from './code-findings.ts';
import { codeFiles, readRepositoryFile } from './repository-files.ts';
import { rooms } from './rooms.ts';

/** Clock, randomness, surroundings, input and output. A date may be computed with; a new one may not be asked for. */
const impure = [
  /\bDate\s*\.\s*now\b/g,
  /\bnew\s+Date\s*\(/g,
  /\bTemporal\s*\.\s*Now\b/g,
  /\bperformance\s*\./g,
  /\bMath\s*\.\s*random\b/g,
  /\bcrypto\s*\./g,
  /\bprocess\s*\./g,
  /\bfetch\s*\(/g,
  /\bawait\b/g,
  /\basync\b/g,
  /\bset(?:Timeout|Interval|Immediate)\s*\(/g,
  /\bconsole\s*\./g,
];

test('pure rooms have no clock, no randomness, no input and no output', () => {
  const files = codeFiles(...rooms.filter((room) => room.isPure).map((room) => room.path));
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((path) => codeFindings(path, readRepositoryFile(path), impure))).toEqual([]);
});

test.each([
  'const now = Date.now();',
  'const now = new Date(0);',
  'const lot = Math.random();',
  'const zone = process.env.TZ;',
  'const answer = fetch(address);',
  'for await (const one of all) use(one);',
  'const text = `at $' + '{Date.now()}`;',
])('the guard refuses %s', (source) => {
  expect(codeFindings('src/journey/x.ts', source, impure)).not.toEqual([]);
});

test.each([
  '// Date.now() is what this must not ask.',
  `throw new Error('no process.env and no await here');`,
  'const awaited = processed.fetchable;',
])('the guard lets pass %s', (source) => {
  expect(codeFindings('src/journey/x.ts', source, impure)).toEqual([]);
});
