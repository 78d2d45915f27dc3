import { expect, test } from 'vitest';
import { importReferences } from './import-references.ts';
import { withoutCommentsAndStrings } from './source-text.ts';

function targetsOf(source: string): string[] {
  return importReferences('src/store/read.ts', source).map(({ target }) =>
    target.kind === 'computed' ? 'computed' : `${target.kind} ${target.name}`,
  );
}

test.each([
  [`import { z } from 'zod';`, 'package zod'],
  [`import {\n  one,\n  two as three,\n} from "../journey/facts.ts";`, 'file src/journey/facts.ts'],
  [`import * as signature from '@hubspot/api-client/lib/src/x.js';`, 'package @hubspot/api-client'],
  [`import './side-effect.ts';`, 'file src/store/side-effect.ts'],
  [`export { one } from './one.ts';`, 'file src/store/one.ts'],
  [`export * from '../worker/loop.ts';`, 'file src/worker/loop.ts'],
  [`const { one } = await import('../worker/loop.ts');`, 'file src/worker/loop.ts'],
  [`import { readFile } from 'node:fs/promises';`, 'package node:*'],
  [`import fs from 'fs';`, 'package node:*'],
  [`await import(name);`, 'computed'],
  ['await import(`../$' + '{room}/one.ts`);', 'computed'],
  [`new Worker(new URL('./writer-thread.ts', import.meta.url));`, 'file src/store/writer-thread.ts'],
  [`spawn(new URL('../../node_modules/.bin/node', import.meta.url));`, 'package node'],
  [`fork(join(import.meta.dirname, 'child.ts'));`, 'file src/store/child.ts'],
])('%s is found', (source, expected) => {
  expect(targetsOf(source)).toEqual([expected]);
});

test('an import in a comment is none', () => {
  expect(targetsOf(`// import { a } from './a.ts';\n/* import('./b.ts') */ const web = 'http://example.org';`)).toEqual(
    [],
  );
});

test('the line is told, and whether only types are taken', () => {
  const source = `import { a } from './a.ts';\n\nimport type { B } from './b.ts';\nimport { type C } from './c.ts';`;
  expect(importReferences('src/x.ts', source).map(({ line, isTypeOnly }) => [line, isTypeOnly])).toEqual([
    [1, false],
    [3, true],
    [4, false],
  ]);
});

test('strings and regular expressions are blanked where only code counts, templates are not', () => {
  const text = withoutCommentsAndStrings("const a = 'await'; const b = /fetch('/; const c = `$" + '{Date.now()}`;');
  expect(text).not.toMatch(/await|fetch/);
  expect(text).toContain('Date.now()');
});
