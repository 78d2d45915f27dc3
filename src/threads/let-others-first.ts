import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** As `nice` counts: 0 is what everybody has, 19 the least. */
const behindOthers = 10;

/**
 * Asks the system to let other threads go first where there are too few processors, this process's own too. Linux counts each thread by
 * itself; where the system doesn't, or refuses, this thread goes on as it is. Returns whether it was granted.
 */
export function letOthersFirst(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const [threadId = ''] = readlinkSync('/proc/thread-self').split('/').slice(-1);
    const thread = Number(threadId);
    setPriority(thread, Math.max(behindOthers, getPriority(thread)));
    return true;
  } catch {
    return false;
  }
}
