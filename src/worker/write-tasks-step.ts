import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { writeTasks } from '../hubspot/write-tasks.ts';
import type { Log } from '../log.ts';
import type { TaskWriteResult } from '../store/clock-steps.ts';
import type { Store } from '../store/operations.ts';
import { createAccountTurns, type TurnEnd } from './account-turns.ts';

export type WriteTasksOptions = {
  store: Pick<Store, 'claimTaskWrites' | 'settleTaskWrites' | 'readOwners'>;
  hubspot: HubSpot;
  log: Log;
  leaseMs: number;
  /** Accounts to which nothing can be written now. */
  unready: () => readonly string[];
  onWritten: (counts: { opened: number; closed: number; refused: number }) => void;
};

/** HubSpot's own limit for one batch. */
const batchSize = 100;

/**
 * A task that is being made may be looked for only after the call has surely ended: it waits for its turn up to 2 s, and is given
 * up after 15 s.
 */
const shortestLeaseMs = 20_000;

/** Makes a step that takes the tasks of one account to HubSpot. It returns false when none waits. */
export function writeTasksStep(options: WriteTasksOptions): () => Promise<boolean> {
  const { store, hubspot } = options;
  const turns = createAccountTurns({ mostAtOnce: 1 });
  const leaseMs = Math.max(options.leaseMs, shortestLeaseMs);
  return async () => {
    const now = Date.now();
    const unready = options.unready();
    const claim = (closed: readonly string[]) =>
      store.claimTaskWrites({ now, leaseMs, limit: batchSize, exceptAccounts: [...unready, ...closed] });
    let writes = await claim(turns.closedThisRound(now));
    if (writes.length === 0 && turns.startNewRound()) writes = await claim(turns.closed(now));
    const accountId = writes[0]?.accountId;
    if (accountId === undefined) return false;
    turns.begin(accountId);
    let end: TurnEnd = { objectType: 'task', obstacle: null, until: 0 };
    try {
      const owners = await store.readOwners({ accountId });
      const activeOwners = new Set(owners.filter(({ isActive }) => isActive).map(({ id }) => id));
      const results = await writeTasks({ hubspot, accountId, activeOwners, now }, writes);
      await store.settleTaskWrites({ results });
      end = endOf(results);
      report(options, results);
    } finally {
      turns.end(accountId, end, Date.now());
    }
    return true;
  };
}

/** What kept one task from being written keeps the others of the account too. */
function endOf(results: readonly TaskWriteResult[]): TurnEnd {
  for (const result of results) {
    if (!('retryAt' in result)) continue;
    const obstacle = result.isBudget === true ? 'budget' : 'account';
    return { objectType: 'task', obstacle, until: result.retryAt };
  }
  return { objectType: 'task', obstacle: null, until: 0 };
}

function report({ onWritten, log }: WriteTasksOptions, results: readonly TaskWriteResult[]): void {
  const failed = results.filter((result) => 'failure' in result);
  const countOf = (written: string) => results.filter((one) => 'written' in one && one.written === written).length;
  const refused = failed.filter((result) => 'setAside' in result).length;
  onWritten({ opened: countOf('open'), closed: countOf('closed'), refused });
  const [example] = failed;
  if (example !== undefined && 'failure' in example) {
    log.warn({ failed: failed.length, example: example.failure }, 'tasks were not written');
  }
}
