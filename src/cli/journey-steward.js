#!/usr/bin/env node
// Starts the command line under the Node that the project brings, whichever Node this is: it must run TypeScript.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const program = fileURLToPath(new URL('./program.ts', import.meta.url));
const own = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

// Without what crashes Node 24 now and then: DECISIONS.md.
const steadyFlags = ['--no-sparkplug', '--no-maglev', '--wasm-wrapper-tiering-budget=2147483647'];

if (process.version.startsWith('v24.')) {
  for (const flag of steadyFlags) setFlagsFromString(flag);
  await import('./program.ts');
} else {
  const { status, error } = spawnSync(own, [...steadyFlags, program, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (error !== undefined)
    console.error(`Node 24 cannot be started: ${error.message}. Run npm ci in the project first.`);
  process.exit(status ?? 1);
}
