import { once } from 'node:events';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

/** A thread that lets others go first, and tells its priority and that of the process's first thread. */
const program = `
  import { readlinkSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { parentPort, workerData } from 'node:worker_threads';
  const { letOthersFirst } = await import(workerData);
  const isGranted = letOthersFirst();
  const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  parentPort.postMessage({ isGranted, own: getPriority(thread), first: getPriority(process.pid) });`;

const isLinux = process.platform === 'linux';
const title = 'a thread lets others go first, and no other thread of the process does';
test.skipIf(!isLinux)(isLinux ? title : `${title} (SKIPPED: Linux alone has priorities of threads)`, async () => {
  const before = getPriority(process.pid);
  const address = new URL('../../src/threads/let-others-first.ts', import.meta.url).href;
  const code = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
  const worker = new Worker(code, { workerData: address });
  const [told] = (await once(worker, 'message')) as [{ isGranted: boolean; own: number; first: number }];
  await worker.terminate();
  expect(told).toEqual({ isGranted: true, own: Math.max(before, 10), first: before });
});
