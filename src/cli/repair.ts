import { readClockSettings, readConfig } from '../config.ts';
import { JourneyStewardError } from '../errors.ts';
import { evenCalls } from '../hubspot/even-calls.ts';
import { createJourneyClock } from '../journey-clock.ts';
import { createLog } from '../log.ts';
import { readSince } from '../read-since.ts';
import type { Store } from '../store/operations.ts';
import { createAccountRegistry } from '../worker/account-registry.ts';
import { repairStep } from '../worker/repair-step.ts';
import { tombstoneKeyOf } from '../worker/tombstone-key.ts';
import { askHubSpot } from './ask-hubspot.ts';
import { chosenAccount } from './chosen-account.ts';
import { drawRepair, type RepairBar, repairSummary } from './draw-repair.ts';
import { takeTurns } from './take-turns.ts';

export type RepairCommand = { account?: string; since?: string };

/**
 * Compares one account with its portal, to the end, beside the app or without it: whoever claims a part compares it. Ended
 * before its time it goes on, the next time, from where it was.
 */
export async function repair(store: Store, command: RepairCommand): Promise<void> {
  const { accountId } = await chosenAccount(store, command.account);
  const journeyNow = createJourneyClock(readClockSettings());
  const since = command.since === undefined ? undefined : readSince(command.since, journeyNow());
  const begun = await store.beginRepairs({ accountId, since, now: Date.now(), journeyNow: journeyNow() });
  if (begun.length === 0) {
    const message = `The past of account ${accountId} has not been read yet: that comes first, by the app or by backfill.`;
    throw new JourneyStewardError('account-unknown', message);
  }
  const step = await stepFor(store, accountId, journeyNow);
  const bar = drawRepair();
  await takeTurns(step, 1, () => isCompared(store, accountId, bar)).finally(bar.stop);
  console.log(repairSummary(await store.readRepairs({ accountId, now: Date.now() })));
}

async function stepFor(store: Store, accountId: string, journeyNow: () => number) {
  const { hubspot, encryptionKeys, claimLeaseMs } = readConfig();
  return repairStep({
    store,
    // Somebody waits for it, and the app needs calls too.
    hubspot: evenCalls(askHubSpot(store), hubspot.callsPerTenSeconds / 2),
    log: createLog('error'),
    leaseMs: claimLeaseMs,
    tombstoneKey: await tombstoneKeyOf(store, encryptionKeys),
    journeyNow,
    modelOf: createAccountRegistry(store).modelOf,
    onRecorded: () => {},
    accountId,
  });
}

/** Shows how much is compared, and whether that is all. Throws when a part of it failed: what was recovered is kept. */
async function isCompared(store: Store, accountId: string, bar: RepairBar): Promise<boolean> {
  const states = await store.readRepairs({ accountId, now: Date.now() });
  bar.show(states);
  if (states.every(({ finishedAt }) => finishedAt !== null)) return true;
  const failed = states.find(({ failure, isRunning }) => failure !== null && !isRunning);
  if (failed === undefined) return false;
  throw new JourneyStewardError('hubspot-unavailable', `Not all was compared; run it again. ${failed.failure}`);
}
