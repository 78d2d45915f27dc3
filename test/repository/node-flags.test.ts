import { expect, test } from 'vitest';
import { startFlags, steadyFlags } from '../../sandbox/demo/node-flags.ts';
import { readRepositoryFile } from './repository-files.ts';

const { scripts } = JSON.parse(readRepositoryFile('package.json')) as { scripts: Record<string, string> };

test('npm start gives the app the flags that the demo and the benchmarks give it', () => {
  expect(scripts.start).toBe(`node ${startFlags.join(' ')} src/main.ts`);
});

test('the tests run with the compilers off that crash', () => {
  expect(scripts['test:run']).toBe(`node ${steadyFlags.join(' ')} node_modules/vitest/vitest.mjs run`);
  expect(process.execArgv).toEqual(expect.arrayContaining([...steadyFlags]));
});
