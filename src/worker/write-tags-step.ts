import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { writeTags } from '../hubspot/write-tags.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/operations.ts';

export type WriteTagsOptions = {
  store: Pick<Store, 'claimTagWrites' | 'settleTagWrites'>;
  hubspot: HubSpot;
  log: Log;
  leaseMs: number;
  delayMs: number;
  journeyNow: () => number;
  /** Accounts whose properties are not there yet, or that are gone. */
  unready: () => readonly string[];
  onWritten: (counts: { written: number; refused: number }) => void;
};

/** HubSpot's own limit for one batch. */
const batchSize = 100;

/**
 * A call waits for its turn in the budget, so its records are left alone for longer than other work. Should it take longer
 * still, another process writes the same values once more, which does no harm.
 */
const leases = 2;

/** Makes a step that takes a batch of changed tags to HubSpot. It returns false when none waits. */
export function writeTagsStep(options: WriteTagsOptions): () => Promise<boolean> {
  return async () => {
    const now = Date.now();
    const writes = await options.store.claimTagWrites({
      now,
      leaseMs: options.leaseMs * leases,
      delayMs: options.delayMs,
      limit: batchSize,
      exceptAccounts: options.unready(),
    });
    if (writes.length === 0) return false;
    const results = await writeTags(options.hubspot, writes, { now, journeyNow: options.journeyNow() });
    await options.store.settleTagWrites({ results });
    const failed = results.filter((result) => 'failure' in result);
    const written = results.length - failed.length;
    options.onWritten({ written, refused: failed.filter((result) => 'setAside' in result).length });
    const [example] = failed;
    if (example !== undefined && 'failure' in example) {
      options.log.warn({ failed: failed.length, example: example.failure }, 'tags were not written');
    }
    return true;
  };
}
