import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { testFlags } from '../../sandbox/demo/node-flags.ts';

const program = `
  import { setTimeout as sleep } from 'node:timers/promises';
  import { startLoop } from ${JSON.stringify(new URL('../../src/worker/loop.ts', import.meta.url).href)};
  let looks = 0;
  const step = async () => { looks += 1; return false; };
  const loop = startLoop('of the test', step, { idleMs: 1, concurrency: 64, log: null });
  const heapAfter = async (number) => {
    while (looks < number) await sleep(5);
    // What waits for its finalizer is gone after some turns.
    for (let turn = 0; turn < 4; turn += 1) { globalThis.gc(); await sleep(10); }
    return process.memoryUsage().heapUsed;
  };
  const before = await heapAfter(10_000);
  const from = looks;
  const after = await heapAfter(from + 20_000);
  console.log(JSON.stringify({ perLook: (after - before) / (looks - from) }));
  await loop.stop();`;

test('a loop that finds nothing for days keeps nothing of its looks', async () => {
  const flags = [...testFlags, '--expose-gc', '--input-type=module', '--eval'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program]);
  const { perLook } = JSON.parse(stdout) as { perLook: number };
  // Bytes. A signal made of two kept 331, which is a gigabyte a day.
  expect(perLook).toBeLessThan(40);
});
