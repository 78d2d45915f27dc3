import { randomUUID } from 'node:crypto';
import { JourneyStewardError } from '../errors.ts';
import { minuteMs } from '../journey/instant.ts';
import type { Log } from '../log.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import type { RepairJob } from '../store/repair-claims.ts';
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

/** A failure that names no time of its own is waited out so long, in ms. */
const retryMs = 30_000;

/** Makes a step that compares a part of what is to be compared. It returns false when nothing is left to compare now. */
export function repairStep(options: RepairOptions): (signal: AbortSignal) => Promise<boolean> {
  const { store, leaseMs, accountId } = options;
  return async (signal) => {
    const job = await store.claimRepair({ claim: randomUUID(), now: Date.now(), leaseMs, accountId });
    if (job === null) return false;
    const endsAt = Date.now() + turnMs;
    const renewing = setInterval(() => void renew(options, job), leaseMs / 3);
    const failure = await repairOrFail(options, job, () => signal.aborted || Date.now() >= endsAt);
    clearInterval(renewing);
    await store.releaseRepair({ job, retryAt: 0, failure: null, ...failure });
    return true;
  };
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

/** Without a renewal the claim ends with its lease, and what is recorded after that is refused: nothing else depends on it. */
async function renew({ store, leaseMs, log }: RepairOptions, job: RepairJob): Promise<void> {
  try {
    await store.renewRepair({ job, now: Date.now(), leaseMs });
  } catch (error) {
    log.warn({ err: error, accountId: job.accountId }, 'the claim on comparing with the portal was not renewed');
  }
}

async function repairOrFail(
  options: RepairOptions,
  job: RepairJob,
  isOver: () => boolean,
): Promise<{ retryAt: number; failure: string } | null> {
  const { accountId, objectType } = job;
  try {
    const accountModel = await options.modelOf(accountId);
    if (accountModel === null) throw new JourneyStewardError('account-unknown', `Account ${accountId} has no model.`);
    await repairRecords(options, job, accountModel.model, isOver);
    return null;
  } catch (error) {
    options.log.warn(
      { err: error, accountId, objectType },
      'comparing with the portal failed and will go on from where it was',
    );
    const waitMs = error instanceof JourneyStewardError ? (error.retryAfterMs ?? retryMs) : retryMs;
    return { retryAt: Date.now() + waitMs, failure: error instanceof Error ? error.message : String(error) };
  }
}
