import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { ClaimLost, keyOf } from '../hubspot/marked-task.ts';
import { writeTasks } from '../hubspot/write-tasks.ts';
import type { Log } from '../log.ts';
import type { TaskWrite, TaskWriteResult } from '../store/clock-steps.ts';
import type { Store } from '../store/operations.ts';
import { createAccountTurns, type TurnEnd } from './account-turns.ts';

export type WriteTasksOptions = {
  store: Pick<Store, 'claimTaskWrites' | 'renewTaskWrites' | 'settleTaskWrites' | 'readOwners'>;
  hubspot: HubSpot;
  log: Log;
  leaseMs: number;
  /** For how long HubSpot may go on with a call that it has not answered, ms: so long nobody looks for what it may have made. */
  doubtMs: number;
  /** Accounts to which nothing can be written now. */
  unready: () => readonly string[];
  onWritten: (counts: { opened: number; closed: number; refused: number }) => void;
};

/** HubSpot's own limit for one batch. */
const batchSize = 100;

/** A call waits for its turn up to 2 s, and is given up after 15 s. */
const longestCallMs = 20_000;

/** Makes a step that takes the tasks of one account to HubSpot. It returns false when none waits. */
export function writeTasksStep(options: WriteTasksOptions): () => Promise<boolean> {
  const { store, doubtMs } = options;
  const turns = createAccountTurns({ mostAtOnce: 1 });
  // What a process was making when it was killed is looked for no sooner than what it would have given up itself.
  const leaseMs = Math.max(options.leaseMs, longestCallMs) + doubtMs;
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
      const hold = holdClaim(store, writes, { accountId, heldUntil: now + leaseMs, leaseMs });
      const hubspot = callsOfHolder(options.hubspot, hold);
      const made = await writeTasks({ hubspot, accountId, activeOwners, now: Date.now, doubtMs }, writes);
      // Whoever has them now decides when they are tried again; that a task is there stays true.
      const results = (await hold()) ? made : made.filter(isKnownTask);
      await store.settleTaskWrites({ results });
      end = endOf(made);
      report(options, results);
    } finally {
      turns.end(accountId, end, Date.now());
    }
    return true;
  };
}

/**
 * Goes on with a claim, for as long as one call may last and be in doubt. It answers false, from then on for ever, once somebody else
 * has claimed one of the tasks.
 */
function holdClaim(
  store: Pick<Store, 'renewTaskWrites'>,
  writes: readonly TaskWrite[],
  claim: { accountId: string; heldUntil: number; leaseMs: number },
): () => Promise<boolean> {
  const keys = writes.map((write) => keyOf(write).key);
  let { heldUntil } = claim;
  let isHeld = true;
  return async () => {
    if (!isHeld) return false;
    const until = Date.now() + claim.leaseMs;
    isHeld = await store.renewTaskWrites({ accountId: claim.accountId, keys, heldUntil, until });
    heldUntil = until;
    return isHeld;
  };
}

/** To look for tasks may take long, and so may a batch that is halved again and again: each call begins with a whole lease. */
function callsOfHolder(hubspot: HubSpot, hold: () => Promise<boolean>): HubSpot {
  return {
    async call(accountId, call) {
      if (!(await hold())) throw new ClaimLost();
      return hubspot.call(accountId, call);
    },
  };
}

function isKnownTask(result: TaskWriteResult): boolean {
  return 'written' in result && result.taskId !== null;
}

/** What stands in the way of a whole call keeps the others of the account too; what HubSpot says of single tasks does not. */
function endOf(results: readonly TaskWriteResult[]): TurnEnd {
  for (const result of results) {
    if (!('obstacle' in result) || result.obstacle === undefined) continue;
    return { objectType: 'task', obstacle: result.obstacle.kind, until: result.obstacle.until };
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
