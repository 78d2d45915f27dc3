import { tagsOf } from './journey/tags.ts';
import type { Log } from './log.ts';
import { type AccountModel, type RecordToReplay, replayRecord } from './replay-record.ts';
import type { DueRecord } from './store/claim-due-records.ts';
import type { FailedReplay } from './store/failed-replays.ts';
import type { Store } from './store/operations.ts';
import { nothingAgreed } from './store/save-clocks.ts';
import type { ReplayedJourney } from './store/save-journeys.ts';
import { canonicalTags } from './store/tag-writes.ts';

export type RefreshOptions = {
  store: Pick<Store, 'claimDueRecords' | 'loadLedgers' | 'loadMembers' | 'saveJourneys' | 'setAsideReplays'>;
  log: Pick<Log, 'error'>;
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
 * from it, which the tag writer takes to HubSpot. If something was heard meanwhile, nothing is saved and it stays due. A record
 * that can't be replayed is set aside alone, with the reason, and tried again later; the others are saved.
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
    const { replayed, failed } = await replayAll(options, records, dueAt);
    const saved = await store.saveJourneys({ journeys: replayed, now: Date.now(), dueAt });
    if (failed.length > 0) await store.setAsideReplays({ failed, now: Date.now() });
    options.onRefreshed(saved);
    return true;
  };
}

async function replayAll(options: RefreshOptions, records: readonly DueRecord[], now: number) {
  const { store, currentModels, log } = options;
  const modelOf = await currentModels();
  const ledgers = await store.loadLedgers({ records });
  const companies = records.filter(({ objectType }) => objectType === 'company');
  const members = await store.loadMembers({ companies });
  const replayed: ReplayedJourney[] = [];
  const failed: FailedReplay[] = [];
  for (const [index, record] of records.entries()) {
    const ledger = ledgers[index];
    if (ledger === undefined) continue;
    const own = members[companies.indexOf(record)] ?? [];
    try {
      replayed.push(replayDue(modelOf(record.accountId), record, { ledger, members: own }, now));
    } catch (error) {
      const { accountId, objectType, recordId } = record;
      log.error(
        { err: error, accountId, objectType, recordId },
        'a record can not be replayed; it is tried again later',
      );
      failed.push({ record, failure: error instanceof Error ? error.message : String(error) });
    }
  }
  return { replayed, failed };
}

function replayDue(account: AccountModel, record: DueRecord, known: RecordToReplay, now: number): ReplayedJourney {
  const { journey, nextTouchpoint } = replayRecord(account, known, now);
  return {
    record,
    ledgerVersion: record.ledgerVersion,
    modelVersion: account.modelVersion,
    journey,
    agreed: nothingAgreed,
    desiredTags: canonicalTags(tagsOf(account.model, journey, nextTouchpoint)),
    restMs: restAfter(known),
  };
}

/**
 * How long a record is left alone after it was refreshed, so that more changes share the next time: a company of many people, or a
 * record of a long history (or of whom many others are evidence), would be refreshed with each of them. Up to a minute.
 */
function restAfter({ ledger, members }: RecordToReplay): number {
  const restMs = members.length * restPerMemberMs + Math.floor(ledger.facts.length / 1_000) * restPerThousandFactsMs;
  return Math.min(longestRestMs, restMs);
}

const longestRestMs = 60_000;
const restPerMemberMs = 60;
const restPerThousandFactsMs = 1_000;
