import { JourneyStewardError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccountModel } from '../replay-record.ts';

/** A part of long work that one process has claimed: of one account, and records of one type. */
type Claimed = { accountId: string; objectType: string };

export type ClaimedTurnsOptions<Job extends Claimed> = {
  log: Pick<Log, 'warn'>;
  leaseMs: number;
  /** So long one account and type is worked on before the next has its turn, in ms. */
  turnMs: number;
  modelOf: (accountId: string) => Promise<AccountModel | null>;
  claim: () => Promise<Job | null>;
  renew: (job: Job) => Promise<unknown>;
  /** Ends the turn. After a failure the next one begins at `retryAt`, ms. */
  release: (ended: { job: Job; retryAt: number; failure: string | null }) => Promise<unknown>;
  work: (job: Job, account: AccountModel, isOver: () => boolean) => Promise<unknown>;
  /** What is logged when a claim is not renewed, and when the work fails. */
  words: { notRenewed: string; failed: string };
};

/** A failure that names no time of its own is waited out so long, in ms. */
const retryMs = 30_000;

/** Makes a step that does one turn of long work under a claim. It returns false when nothing is left to claim now. */
export function claimedTurns<Job extends Claimed>(
  options: ClaimedTurnsOptions<Job>,
): (signal: AbortSignal) => Promise<boolean> {
  return async (signal) => {
    const job = await options.claim();
    if (job === null) return false;
    const endsAt = Date.now() + options.turnMs;
    const renewing = setInterval(() => void renew(options, job), options.leaseMs / 3);
    const failure = await workOrFail(options, job, () => signal.aborted || Date.now() >= endsAt);
    clearInterval(renewing);
    await options.release({ job, retryAt: 0, failure: null, ...failure });
    return true;
  };
}

/** Without a renewal the claim ends with its lease, and what is recorded after that is refused: nothing else depends on it. */
async function renew<Job extends Claimed>(options: ClaimedTurnsOptions<Job>, job: Job): Promise<void> {
  try {
    await options.renew(job);
  } catch (error) {
    options.log.warn({ err: error, accountId: job.accountId }, options.words.notRenewed);
  }
}

async function workOrFail<Job extends Claimed>(
  options: ClaimedTurnsOptions<Job>,
  job: Job,
  isOver: () => boolean,
): Promise<{ retryAt: number; failure: string } | null> {
  const { accountId, objectType } = job;
  try {
    const accountModel = await options.modelOf(accountId);
    if (accountModel === null) throw new JourneyStewardError('account-unknown', `Account ${accountId} has no model.`);
    await options.work(job, accountModel, isOver);
    return null;
  } catch (error) {
    options.log.warn({ err: error, accountId, objectType }, options.words.failed);
    const waitMs = error instanceof JourneyStewardError ? (error.retryAfterMs ?? retryMs) : retryMs;
    return { retryAt: Date.now() + waitMs, failure: error instanceof Error ? error.message : String(error) };
  }
}
