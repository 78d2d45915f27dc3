/**
 * What an account's turn came to: something may stand in the way of the account or of all records of the type, for as long as is
 * known (`until`, ms). A budget that is used up is no failure: its end is known exactly.
 */
export type TurnEnd = {
  objectType: string;
  obstacle: 'budget' | 'account' | 'object-type' | null;
  until: number;
};

/** Shares several workers out between accounts, so that a slow or limited account holds up none but itself. */
export type AccountTurns = {
  /** Accounts that must not have a turn now: they rest, or have as many workers as one account may have. */
  closed(now: number): string[];
  /** Closed accounts, those that are being served, and those that had a turn in this round. */
  closedThisRound(now: number): string[];
  /** Whether anybody had a turn in this round: a new round may then find more than the old one. */
  startNewRound(): boolean;
  /** Object types of accounts that rest, each as `account/type`. */
  restingQueues(now: number): string[];
  begin(accountId: string): void;
  end(accountId: string, how: TurnEnd, now: number): void;
};

/** An account in whose way something stands is looked at again after this long at most, ms, unless HubSpot names a time. */
const longestRestMs = 60_000;
const firstRestMs = 500;

/**
 * Keeps the turns of one process. In each round every account with work has a turn before any has a second one; what is idle then
 * may serve anybody, but never more than `mostAtOnce` workers one account. An account that fails rests, longer each time.
 */
export function createAccountTurns(options: { mostAtOnce: number }): AccountTurns {
  const serving = new Map<string, number>();
  const resting = new Map<string, number>();
  const failures = new Map<string, number>();
  let served = new Set<string>();

  const restingNow = (now: number, isQueue: boolean) => {
    for (const [key, until] of resting) if (until <= now) resting.delete(key);
    return [...resting.keys()].filter((key) => key.includes('/') === isQueue);
  };
  const closed = (now: number) => [
    ...restingNow(now, false),
    // One that has just failed is tried by one worker alone.
    ...[...serving].flatMap(([id, count]) => (count >= (failures.has(id) ? 1 : options.mostAtOnce) ? [id] : [])),
  ];

  return {
    closed,
    closedThisRound: (now) => [...new Set([...closed(now), ...serving.keys(), ...served])],
    startNewRound: () => {
      const hadTurns = served.size > 0 || serving.size > 0;
      served = new Set();
      return hadTurns;
    },
    restingQueues: (now) => restingNow(now, true),
    begin: (accountId) => {
      serving.set(accountId, (serving.get(accountId) ?? 0) + 1);
      served.add(accountId);
    },
    end: (accountId, how, now) => {
      const left = (serving.get(accountId) ?? 1) - 1;
      if (left > 0) serving.set(accountId, left);
      else serving.delete(accountId);
      const queue = `${accountId}/${how.objectType}`;
      if (how.obstacle === 'budget') {
        resting.set(accountId, how.until);
        return;
      }
      if (how.obstacle !== 'account') failures.delete(accountId);
      if (how.obstacle === null) {
        failures.delete(queue);
        return;
      }
      const key = how.obstacle === 'account' ? accountId : queue;
      const count = (failures.get(key) ?? 0) + 1;
      failures.set(key, count);
      const restMs = Math.min(longestRestMs, firstRestMs * 2 ** Math.min(count, 10));
      resting.set(key, Math.max(how.until, now + restMs));
    },
  };
}
