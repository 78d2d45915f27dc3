import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { tellTagFailure } from '../hubspot/tell-tag-failure.ts';
import { writeTags } from '../hubspot/write-tags.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/operations.ts';
import type { TagWrite, TagWriteResult } from '../store/tag-writes.ts';
import { createAccountTurns, type TurnEnd } from './account-turns.ts';

export type WriteTagsOptions = {
  store: Pick<Store, 'claimTagWrites' | 'settleTagWrites'>;
  hubspot: HubSpot;
  log: Log;
  leaseMs: number;
  delayMs: number;
  /** What the account's budget grants; tags that change by the thousand take half of it. */
  callsPerTenSeconds: number;
  journeyNow: () => number;
  /** Accounts whose properties are not there yet, or that are gone. */
  unready: () => readonly string[];
  onWritten: (counts: { written: number; refused: number }) => void;
};

/** HubSpot's own limit for one batch. */
const batchSize = 100;

/** How many calls of one account travel at once: less than there are workers, so that one is left for the others. */
const mostCallsOfAnAccount = 4;

/**
 * A call waits for its turn in the budget, so its records are left alone for longer than other work. Should it take longer
 * still, another process writes the same values once more, which does no harm.
 */
const leases = 2;

/**
 * Makes a step that takes a batch of changed tags to HubSpot. It returns false when none waits. Several workers may take it at
 * once: accounts have their turns one after the other.
 */
export function writeTagsStep(options: WriteTagsOptions): () => Promise<boolean> {
  const turns = createAccountTurns({ mostAtOnce: mostCallsOfAnAccount });
  const bulkCalls = { limit: Math.max(1, Math.floor(options.callsPerTenSeconds / 2)), windowMs: 10_000 };

  async function claim(now: number): Promise<TagWrite[]> {
    const common = {
      now,
      leaseMs: options.leaseMs * leases,
      delayMs: options.delayMs,
      limit: batchSize,
      exceptQueues: turns.restingQueues(now),
      bulkCalls,
    };
    const unready = options.unready();
    const first = { ...common, exceptAccounts: [...unready, ...turns.closedThisRound(now)] };
    const writes = await options.store.claimTagWrites(first);
    if (writes.length > 0 || !turns.startNewRound()) return writes;
    return options.store.claimTagWrites({ ...common, exceptAccounts: [...unready, ...turns.closed(now)] });
  }

  let latestClaim: Promise<unknown> = Promise.resolve();

  /** One worker at a time: the next one must know whom this one serves. */
  function claimInTurn(now: number): Promise<TagWrite[]> {
    const claimed = latestClaim.then(async () => {
      const writes = await claim(now);
      const [first] = writes;
      if (first !== undefined) turns.begin(first.accountId);
      return writes;
    });
    latestClaim = claimed.catch(() => undefined);
    return claimed;
  }

  return async () => {
    const now = Date.now();
    const writes = await claimInTurn(now);
    const [first] = writes;
    if (first === undefined) return false;
    let end: TurnEnd = { objectType: first.objectType, obstacle: null, until: 0 };
    try {
      const results = await writeTags(options.hubspot, writes, { now, journeyNow: options.journeyNow() });
      end = endOf(first, results);
      await options.store.settleTagWrites({ results, now: Date.now() });
      report(options, results);
    } finally {
      turns.end(first.accountId, end, Date.now());
    }
    return true;
  };
}

/** What stands in the way of one, stands in the way of all that are like it. */
function endOf({ objectType }: TagWrite, results: readonly TagWriteResult[]): TurnEnd {
  for (const result of results) {
    if (!('retryAt' in result) || result.obstacle === undefined) continue;
    return { obstacle: result.obstacle, objectType, until: result.retryAt };
  }
  return { objectType, obstacle: null, until: 0 };
}

function report({ onWritten, log }: WriteTagsOptions, results: readonly TagWriteResult[]): void {
  const failed = results.filter((result) => 'failure' in result);
  const written = results.length - failed.length;
  onWritten({ written, refused: failed.filter((result) => 'setAside' in result).length });
  const [example] = failed;
  if (example !== undefined && 'failure' in example) {
    const words = tellTagFailure(example.failure, 'en');
    log.warn({ failed: failed.length, example: words }, 'tags were not written');
  }
}
