import { JourneyStewardError } from '../errors.ts';
import { type LooksAt, readFollowedProperties } from '../hubspot/followed-properties.ts';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { recordsPerHistoryCall } from '../hubspot/read-history.ts';
import type { PastType } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import { type DueHistories, historyTypes } from '../store/due-histories.ts';
import type { Store } from '../store/operations.ts';
import { readAndSetAside } from './read-and-set-aside.ts';
import { unlessWithheld } from './unless-withheld.ts';

export type ReadHistoriesOptions = {
  store: Pick<Store, 'claimHistories' | 'recordFacts' | 'settleHistories'>;
  hubspot: HubSpot;
  log: Log;
  leaseMs: number;
  tombstoneKey: Uint8Array;
  journeyNow: () => number;
  modelOf: (accountId: string) => Promise<LooksAt | null>;
  /** The records may be replayed now. */
  onRead: (counts: { newHearings: number }) => void;
};

/** What is read together stays together: a merged contact and its deals are replayed once all of them were read. */
const recordsAtOnce = 500;
const retryMs = 30_000;

/** A call waits for its turn in the budget. Read once more by another process, nothing changes. */
const leases = 4;

/**
 * Makes a step that reads the histories of records that were merged or restored. It returns false when none waits. What HubSpot
 * refuses for good is left to the comparison at night: the records are replayed as they are known.
 */
export function readHistoriesStep(options: ReadHistoriesOptions): () => Promise<boolean> {
  const { store, log, leaseMs } = options;
  return async () => {
    const claimed = await store.claimHistories({
      now: Date.now(),
      leaseMs: leaseMs * leases,
      limit: recordsAtOnce,
    });
    if (claimed === null) return false;
    const { accountId } = claimed;
    let retryAt: number | null = null;
    let newHearings = 0;
    try {
      newHearings = await readHistories(options, claimed);
    } catch (error) {
      log.warn({ err: error, accountId }, 'what was merged or restored could not be read');
      const isRefused = error instanceof JourneyStewardError && !error.isRetryable;
      const given = error instanceof JourneyStewardError ? error.retryAfterMs : null;
      retryAt = isRefused ? null : Date.now() + (given ?? retryMs);
    }
    await store.settleHistories({ job: claimed, retryAt, now: Date.now() });
    if (retryAt === null) options.onRead({ newHearings });
    return true;
  };
}

/** Returns how many hearings were new. What the portal withholds of one type keeps no other from being read. */
async function readHistories(options: ReadHistoriesOptions, { accountId, records }: DueHistories): Promise<number> {
  const looksAt = await options.modelOf(accountId);
  if (looksAt === null) throw new JourneyStewardError('account-unknown', `Account ${accountId} has no model.`);
  const withheld: JourneyStewardError[] = [];
  let newHearings = 0;
  for (const objectType of historyTypes) {
    const recordIds = records.filter((record) => record.objectType === objectType).map(({ recordId }) => recordId);
    if (recordIds.length === 0) continue;
    const read = () => readHistoriesOf(options, { accountId, objectType, recordIds, looksAt });
    newHearings += (await unlessWithheld(withheld, read)) ?? 0;
  }
  for (const err of withheld) options.log.warn({ err, accountId }, 'what was merged or restored could not be read');
  return newHearings;
}

async function readHistoriesOf(
  options: ReadHistoriesOptions,
  {
    recordIds,
    looksAt,
    ...kin
  }: { accountId: string; objectType: PastType; recordIds: readonly string[]; looksAt: LooksAt },
): Promise<number> {
  const { store, hubspot, tombstoneKey, journeyNow } = options;
  const followed = await readFollowedProperties(hubspot, { ...looksAt, ...kin });
  let newHearings = 0;
  for (let start = 0; start < recordIds.length; start += recordsPerHistoryCall) {
    const batch = recordIds.slice(start, start + recordsPerHistoryCall);
    const histories = await readAndSetAside(options, { ...kin, recordIds: batch, followed });
    const facts = histories.flatMap((history) => history.facts);
    const none = { setAside: [], erasures: [], groupIds: [] };
    const terms = { now: Date.now(), dueAt: journeyNow(), tombstoneKey };
    newHearings += (await store.recordFacts({ facts, ...none, ...terms })).newHearings;
  }
  return newHearings;
}
