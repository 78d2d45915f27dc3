import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startFlags } from '../sandbox/demo/node-flags.ts';

const program = `
  import { Worker } from 'node:worker_threads';
  import { ownHeap } from ${JSON.stringify(new URL('../src/own-heap.ts', import.meta.url).href)};
  const tell = "import v8 from 'node:v8'; import { parentPort } from 'node:worker_threads';" +
    "parentPort.postMessage(v8.getHeapStatistics().heap_size_limit)";
  const limitOf = (resourceLimits) => new Promise((resolve) => new Worker(tell, { eval: true, resourceLimits }).on('message', resolve));
  const limits = { maxYoungGenerationSizeMb: 3, maxOldGenerationSizeMb: 64 };
  const before = await limitOf(limits);
  const after = await limitOf(ownHeap(limits));
  const larger = await limitOf(ownHeap({ maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 }));
  console.log(JSON.stringify({ before, after, larger }));`;

test('a thread has the heap that it is given, whatever the flags of the process say of the first one', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...startFlags,
    '--input-type=module',
    '--eval',
    program,
  ]);
  const { before, after, larger } = JSON.parse(stdout) as Record<string, number>;
  const megabyte = 1_048_576;
  // With what belongs to the young generation. Without `ownHeap` both would have the 160 MB of the first thread.
  expect(before).toBeGreaterThan(160 * megabyte);
  expect(after).toBeLessThan(70 * megabyte);
  expect(larger).toBeGreaterThan(512 * megabyte);
});
