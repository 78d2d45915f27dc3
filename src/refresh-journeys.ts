import { tagsOf } from './journey/tags.ts';
import { type AccountModel, replayRecord } from './replay-record.ts';
import type { DueRecord } from './store/claim-due-records.ts';
import type { Store } from './store/operations.ts';
import { canonicalTags } from './store/tag-writes.ts';

export type RefreshOptions = {
  store: Pick<Store, 'claimDueRecords' | 'loadLedgers' | 'loadMembers' | 'saveJourneys'>;
  /** What each account replays under now. */
  currentModels: () => Promise<(accountId: string) => AccountModel>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  leaseMs: number;
  recordsAtOnce: number;
  onRefreshed: (count: number) => void;
};

/**
 * The story of a record: it is due, because something was heard of it or because time alone changes its journey. Its
 * ledger is read and replayed, which decides its stage and team; the journey is saved together with the tags that follow
 * from it, which the tag writer takes to HubSpot. If something was heard meanwhile, nothing is saved and it stays due.
 *
 * Makes a step that does this for a number of records, and returns false when none is due.
 */
export function refreshJourneys(options: RefreshOptions): () => Promise<boolean> {
  const { store } = options;
  return async () => {
    const dueAt = options.journeyNow();
    const records = await store.claimDueRecords({
      dueAt,
      now: Date.now(),
      leaseMs: options.leaseMs,
      limit: options.recordsAtOnce,
    });
    if (records.length === 0) return false;
    const journeys = await replayAll(options, records, dueAt);
    const saved = await store.saveJourneys({ journeys, now: Date.now(), dueAt });
    options.onRefreshed(saved);
    return true;
  };
}

async function replayAll({ store, currentModels }: RefreshOptions, records: readonly DueRecord[], now: number) {
  const modelOf = await currentModels();
  const ledgers = await store.loadLedgers({ records });
  const companies = records.filter(({ objectType }) => objectType === 'company');
  const members = await store.loadMembers({ companies });
  const replayed = [];
  for (const [index, record] of records.entries()) {
    const ledger = ledgers[index];
    if (ledger === undefined) continue;
    const account = modelOf(record.accountId);
    const own = members[companies.indexOf(record)] ?? [];
    const { journey, nextTouchpoint } = replayRecord(account, { ledger, members: own }, now);
    const desiredTags = canonicalTags(tagsOf(account.model, journey, nextTouchpoint));
    // A company with many people would be refreshed with each of their moves; it waits for more of them.
    const restMs = Math.min(longestRestMs, own.length * restPerMemberMs);
    replayed.push({
      record,
      ledgerVersion: record.ledgerVersion,
      modelVersion: account.modelVersion,
      journey,
      desiredTags,
      restMs,
    });
  }
  return replayed;
}

const longestRestMs = 60_000;
const restPerMemberMs = 60;
