import { expect, test } from 'vitest';
import { startFlags, steadyFlags, testFlags } from '../../sandbox/demo/node-flags.ts';
import { readRepositoryFile } from './repository-files.ts';

const { scripts } = JSON.parse(readRepositoryFile('package.json')) as { scripts: Record<string, string> };

test('npm start gives the app the flags that the demo and the benchmarks give it', () => {
  expect(scripts.start).toBe(`node ${startFlags.join(' ')} src/main.ts`);
});

test('the demo runs without what crashes, and the tests without what could race at all', () => {
  expect(scripts.demo).toBe(`node ${steadyFlags.join(' ')} sandbox/demo/demo.ts`);
  expect(scripts['test:run']).toBe(`node ${testFlags.join(' ')} node_modules/vitest/vitest.mjs run`);
  expect(process.execArgv).toEqual(expect.arrayContaining([...testFlags]));
});

test('so does the command line, whichever Node starts it', () => {
  const launcher = readRepositoryFile('src/cli/journey-steward.js');
  expect(launcher).toContain(`steadyFlags = ['${steadyFlags.join("', '")}'];`);
});
