import { reviseClocks, type SavedClock } from './agreement/revise-clocks.ts';
import { openSteps } from './agreement/step-tasks.ts';
import { agreedTags } from './agreement/tightest-clock.ts';
import type { Ledger } from './journey/replay.ts';
import { tagsOf } from './journey/tags.ts';
import { openVisit } from './journey/visits.ts';
import type { Log } from './log.ts';
import { type AccountModel, type RecordToReplay, replayRecord } from './replay-record.ts';
import type { DueRecord } from './store/claim-due-records.ts';
import type { FailedReplay } from './store/failed-replays.ts';
import type { Store } from './store/operations.ts';
import type { ReplayedJourney } from './store/save-journeys.ts';
import { canonicalTags } from './store/tag-writes.ts';

export type RefreshOptions = {
  store: Pick<
    Store,
    'claimDueRecords' | 'loadLedgers' | 'loadMembers' | 'readSavedClocks' | 'saveJourneys' | 'setAsideReplays'
  >;
  log: Pick<Log, 'error'>;
  /** What each account replays under now. */
  currentModels: () => Promise<(accountId: string) => AccountModel>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  leaseMs: number;
  recordsAtOnce: number;
  /** Called between parts of the work, so that others in the process have their turn; left out where there are none. */
  giveWay?: () => Promise<void>;
  onRefreshed: (count: number) => void;
};

/**
 * The story of a record: it is due, because something was heard of it or because time alone changes its journey. Its
 * ledger is read and replayed, which decides its stage, its team and its clocks; the journey is saved together with the tags and tasks
 * that follow from it, which writers take to HubSpot. If something was heard meanwhile, nothing is saved and it stays due. A record
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

/** So many ledgers are read at a time: an embedded database answers without letting anybody else have a turn. */
const ledgersAtOnce = 25;

async function replayAll(options: RefreshOptions, records: readonly DueRecord[], now: number) {
  const { store, currentModels, log, giveWay = async () => {} } = options;
  const modelOf = await currentModels();
  const ledgers: Ledger[] = [];
  for (let start = 0; start < records.length; start += ledgersAtOnce) {
    await giveWay();
    ledgers.push(...(await store.loadLedgers({ records: records.slice(start, start + ledgersAtOnce) })));
  }
  const companies = records.filter(({ objectType }) => objectType === 'company');
  const members = await store.loadMembers({ companies });
  const former = await formerClocks(store, records, modelOf);
  const replayed: ReplayedJourney[] = [];
  const failed: FailedReplay[] = [];
  for (const [index, record] of records.entries()) {
    const ledger = ledgers[index];
    if (ledger === undefined) continue;
    const own = members[companies.indexOf(record)] ?? [];
    await giveWay();
    try {
      replayed.push(
        replayDue(modelOf(record.accountId), record, { ledger, members: own, former: former.get(record) ?? [] }, now),
      );
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

/** The clocks as they were last saved, of records whose account has an agreement: what is heard late may revise a result. */
async function formerClocks(
  store: RefreshOptions['store'],
  records: readonly DueRecord[],
  modelOf: (accountId: string) => AccountModel,
): Promise<ReadonlyMap<DueRecord, readonly SavedClock[]>> {
  const versions = new Map<string, number>();
  for (const accountId of new Set(records.map((record) => record.accountId))) {
    const account = readableModel(modelOf, accountId);
    if ((account?.agreements ?? []).length > 0) versions.set(accountId, account?.modelVersion ?? 0);
  }
  const clocked = records.filter(({ accountId }) => versions.has(accountId));
  if (clocked.length === 0) return new Map();
  const saved = await store.readSavedClocks({
    records: clocked,
    modelVersions: Object.fromEntries(versions),
    now: Date.now(),
  });
  return new Map(clocked.map((record, index) => [record, saved[index] ?? []]));
}

/** A model that can't be read sets its records aside, each with the reason, when they are replayed. */
function readableModel(modelOf: (accountId: string) => AccountModel, accountId: string): AccountModel | null {
  try {
    return modelOf(accountId);
  } catch {
    return null;
  }
}

function replayDue(
  account: AccountModel,
  record: DueRecord,
  known: RecordToReplay & { former: readonly SavedClock[] },
  now: number,
): ReplayedJourney {
  const { journey, nextTouchpoint, clocks: run } = replayRecord(account, known, now);
  const clocks = { ...run, clocks: reviseClocks(known.former, run.clocks) };
  const { model, language, agreements: versions = [] } = account;
  const stageName = (id: string) => model.stages.find((stage) => stage.id === id)?.names[language] ?? id;
  const ownerId = openVisit(journey)?.owner ?? '';
  const steps = openSteps(clocks.clocks, { versions, language, stageName, ownerId });
  const tags = tagsOf(model, journey, nextTouchpoint, agreedTags(clocks.clocks, clocks.leads));
  return {
    record,
    ledgerVersion: record.ledgerVersion,
    modelVersion: account.modelVersion,
    journey,
    agreed: { clocks: clocks.clocks, handoffs: clocks.handoffs, steps },
    desiredTags: canonicalTags(tags),
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
