import { randomUUID } from 'node:crypto';
import { minuteMs } from '../journey/instant.ts';
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
};

/** So long one account and type is compared before the next has its turn, in ms. */
const turnMs = 10_000;

/** Makes a step that compares a part of what is to be compared. It returns false when nothing is left to compare now. */
export function repairStep(options: RepairOptions): (signal: AbortSignal) => Promise<boolean> {
  const { store, log, leaseMs, modelOf, accountId } = options;
  return claimedTurns({
    ...{ log, leaseMs, turnMs, modelOf },
    claim: () => store.claimRepair({ claim: randomUUID(), now: Date.now(), leaseMs, accountId }),
    renew: (job: RepairJob) => store.renewRepair({ job, now: Date.now(), leaseMs }),
    release: (ended) => store.releaseRepair(ended),
    work: (job, model, isOver) => repairRecords(options, job, model, isOver),
    words: {
      notRenewed: 'the claim on comparing with the portal was not renewed',
      failed: 'comparing with the portal failed and will go on from where it was',
    },
  });
}

/** Deliveries that are missing for longer than this were not brought, in ms: portals that are in use change all the time. */
const quietMs = 10 * minuteMs;

/** Begins to compare all accounts when no delivery has come for a while: the app may have been away, and some may be lost. */
export async function repairAfterDowntime(options: {
  store: Pick<Store, 'readLastDeliveryAt' | 'beginRepairs'>;
  log: Log;
  journeyNow: () => number;
}): Promise<void> {
  const now = Date.now();
  const lastAt = await options.store.readLastDeliveryAt({});
  if (lastAt !== null && now - lastAt < quietMs) return;
  const accountIds = await options.store.beginRepairs({ now, journeyNow: options.journeyNow() });
  if (accountIds.length === 0) return;
  options.log.info({ accountIds, lastAt }, 'no delivery has come for a while: what was missed is looked for');
}
