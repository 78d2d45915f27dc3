import { setFlagsFromString } from 'node:v8';
import type { ResourceLimits } from 'node:worker_threads';

/** How much of one thread's heap may be young (V8 divides it by three), and how much old, MB. */
export type HeapLimits = Required<Pick<ResourceLimits, 'maxYoungGenerationSizeMb' | 'maxOldGenerationSizeMb'>>;

/**
 * The limits of a thread that is about to be started. What `npm start` says of the first thread's heap would go before them in V8, so it
 * is taken back; the heaps that have been made already keep what they were made with.
 */
export function ownHeap(limits: HeapLimits): HeapLimits {
  for (const flag of ['--max-semi-space-size', '--max-old-space-size']) setFlagsFromString(`${flag}=0`);
  return limits;
}
