import { randomUUID } from 'node:crypto';
import { JourneyStewardError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccountModel } from '../replay-record.ts';
import type { BackfillJob } from '../store/backfill-claims.ts';
import type { Store } from '../store/operations.ts';
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

/** A failure that names no time of its own is waited out so long, in ms. */
const retryMs = 30_000;

/** Makes a step that reads a part of the past for half a minute. It returns false when nothing is left to read now. */
export function backfillStep(options: BackfillOptions): (signal: AbortSignal) => Promise<boolean> {
  const { store, leaseMs, accountId } = options;
  return async (signal) => {
    const job = await store.claimBackfill({ claim: randomUUID(), now: Date.now(), leaseMs, accountId });
    if (job === null) return false;
    const endsAt = Date.now() + turnMs;
    const renewing = setInterval(() => void renew(options, job), leaseMs / 3);
    const failure = await readOrFail(options, job, () => signal.aborted || Date.now() >= endsAt);
    clearInterval(renewing);
    await store.releaseBackfill({ job, retryAt: 0, failure: null, ...failure });
    return true;
  };
}

/** Without a renewal the claim ends with its lease, and what is recorded after that is refused: nothing else depends on it. */
async function renew({ store, leaseMs, log }: BackfillOptions, job: BackfillJob): Promise<void> {
  try {
    await store.renewBackfill({ job, now: Date.now(), leaseMs });
  } catch (error) {
    log.warn({ err: error, accountId: job.accountId }, 'the claim on reading the past was not renewed');
  }
}

async function readOrFail(
  options: BackfillOptions,
  job: BackfillJob,
  isOver: () => boolean,
): Promise<{ retryAt: number; failure: string } | null> {
  const { accountId, objectType } = job;
  try {
    const accountModel = await options.modelOf(accountId);
    if (accountModel === null) throw new JourneyStewardError('account-unknown', `Account ${accountId} has no model.`);
    await readPast(options, job, accountModel.model, isOver);
    return null;
  } catch (error) {
    options.log.warn({ err: error, accountId, objectType }, 'reading the past failed and will go on from where it was');
    const waitMs = error instanceof JourneyStewardError ? (error.retryAfterMs ?? retryMs) : retryMs;
    return { retryAt: Date.now() + waitMs, failure: error instanceof Error ? error.message : String(error) };
  }
}
