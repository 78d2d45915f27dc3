import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import type { RepairJob } from '../store/repair-claims.ts';
import { claimedTurns } from './claimed-turns.ts';
import { type RepairReading, repairRecords } from './repair-records.ts';

export type RepairOptions = RepairReading & {
  store: Pick<Store, 'claimRepair' | 'releaseRepair' | 'renewRepair'>;
  log: Log;
  modelOf: (accountId: string) => Promise<AccountModel | null>;
  /** Compares this account alone. */
  accountId?: string | undefined;
  /** True as long as comparing must wait for what tells more exactly what was missed. */
  isHeld?: () => Promise<boolean>;
};

/** So long one account and type is compared before the next has its turn, in ms. */
const turnMs = 10_000;

/** Makes a step that compares a part of what is to be compared. It returns false when nothing is left to compare now. */
export function repairStep(options: RepairOptions): (signal: AbortSignal) => Promise<boolean> {
  const step = comparingStep(options);
  return async (signal) => !(await options.isHeld?.()) && step(signal);
}

function comparingStep(options: RepairOptions): (signal: AbortSignal) => Promise<boolean> {
  const { store, log, leaseMs, modelOf, accountId } = options;
  return claimedTurns({
    ...{ log, leaseMs, turnMs, modelOf },
    claim: () => store.claimRepair({ claim: randomUUID(), now: Date.now(), leaseMs, accountId }),
    renew: (job: RepairJob) => store.renewRepair({ job, now: Date.now(), leaseMs }),
    release: (ended) => store.releaseRepair(ended),
    work: (job, account, isOver) => repairRecords(options, job, account, isOver),
    words: {
      notRenewed: 'the claim on comparing with the portal was not renewed',
      failed: 'comparing with the portal failed and will go on from where it was',
    },
  });
}
