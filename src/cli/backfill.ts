import { readClockSettings, readConfig } from '../config.ts';
import { JourneyStewardError } from '../errors.ts';
import { evenCalls } from '../hubspot/even-calls.ts';
import { createJourneyClock } from '../journey-clock.ts';
import { createLog } from '../log.ts';
import type { Store } from '../store/operations.ts';
import type { BackfillProgress } from '../store/read-backfill.ts';
import { createAccountRegistry } from '../worker/account-registry.ts';
import { backfillStep } from '../worker/backfill-step.ts';
import { tombstoneKeyOf } from '../worker/tombstone-key.ts';
import { askHubSpot } from './ask-hubspot.ts';
import { chosenAccount } from './chosen-account.ts';
import { type BackfillBar, drawBackfill, summaryOf } from './draw-backfill.ts';
import { takeTurns } from './take-turns.ts';

export type BackfillCommand = { account?: string; again?: boolean };

/** As the app does it: one turn goes on while another ends. */
const turnsAtOnce = 2;

/**
 * Reads the past of one account to its end, beside the app or without it: whoever claims a part reads it, and the bar shows
 * what all of them have read. Ended before its time it goes on, the next time, from where it was.
 */
export async function backfill(store: Store, command: BackfillCommand): Promise<void> {
  const { accountId, preparedAt } = await chosenAccount(store, command.account);
  if (preparedAt === null) {
    const message = `The account ${accountId} is not ready: start the app, which makes its properties first.`;
    throw new JourneyStewardError('account-unknown', message);
  }
  if (command.again === true) await store.restartBackfill({ accountId, now: Date.now() });
  const step = await stepFor(store, accountId);
  const bar = drawBackfill(Date.now());
  await takeTurns(step, turnsAtOnce, () => isRead(store, accountId, bar)).finally(bar.stop);
  console.log(summaryOf(await store.readBackfillProgress({ accountId, now: Date.now() })));
}

async function stepFor(store: Store, accountId: string): Promise<(signal: AbortSignal) => Promise<boolean>> {
  const { hubspot, encryptionKeys, claimLeaseMs } = readConfig();
  return backfillStep({
    store,
    hubspot: evenCalls(askHubSpot(store), hubspot.callsPerTenSeconds),
    log: createLog('error'),
    leaseMs: claimLeaseMs,
    tombstoneKey: await tombstoneKeyOf(store, encryptionKeys),
    journeyNow: createJourneyClock(readClockSettings()),
    modelOf: createAccountRegistry(store).modelOf,
    onRecorded: () => {},
    accountId,
  });
}

/** Shows how much is read, and whether that is all. Throws when a part of it failed: what was read is kept. */
async function isRead(store: Store, accountId: string, bar: BackfillBar): Promise<boolean> {
  const progress = await store.readBackfillProgress({ accountId, now: Date.now() });
  bar.show(progress, Date.now());
  if (isWhole(progress)) return true;
  const failed = progress.find(({ failure, isRunning }) => failure !== null && !isRunning);
  if (failed === undefined) return false;
  throw new JourneyStewardError('hubspot-unavailable', `Not all was read; run it again. ${failed.failure}`);
}

function isWhole(progress: readonly BackfillProgress[]): boolean {
  return progress.length > 0 && progress.every(({ finishedAt }) => finishedAt !== null);
}
