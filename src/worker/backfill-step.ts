import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { AccountModel } from '../replay-record.ts';
import type { BackfillJob } from '../store/backfill-claims.ts';
import type { Store } from '../store/operations.ts';
import { claimedTurns } from './claimed-turns.ts';
import { type ReadPastOptions, readPast } from './read-past.ts';

export type BackfillOptions = ReadPastOptions & {
  store: Pick<Store, 'claimBackfill' | 'releaseBackfill' | 'renewBackfill'>;
  log: Log;
  modelOf: (accountId: string) => Promise<AccountModel | null>;
  /** Reads for this account alone. */
  accountId?: string | undefined;
};

/** So long one account and type is read before the next has its turn, in ms. */
const turnMs = 30_000;

/** Makes a step that reads a part of the past for half a minute. It returns false when nothing is left to read now. */
export function backfillStep(options: BackfillOptions): (signal: AbortSignal) => Promise<boolean> {
  const { store, log, leaseMs, modelOf, accountId } = options;
  return claimedTurns({
    ...{ log, leaseMs, turnMs, modelOf },
    claim: () => store.claimBackfill({ claim: randomUUID(), now: Date.now(), leaseMs, accountId }),
    renew: (job: BackfillJob) => store.renewBackfill({ job, now: Date.now(), leaseMs }),
    release: (ended) => store.releaseBackfill(ended),
    work: (job, account, isOver) => readPast(options, job, account, isOver),
    words: {
      notRenewed: 'the claim on reading the past was not renewed',
      failed: 'reading the past failed and will go on from where it was',
    },
  });
}
