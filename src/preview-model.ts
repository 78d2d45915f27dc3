import type { Model } from './journey/models/model-schema.ts';
import type { Ledger } from './journey/replay.ts';
import type { Journey } from './journey/visits.ts';
import { objectTypes } from './journey/vocabulary.ts';
import {
  addRecord,
  beginComparison,
  type Comparison,
  finishComparison,
  type OpenComparison,
} from './measures/compare-models.ts';
import { type AccountModel, replayRecord } from './replay-record.ts';
import type { Member } from './store/load-members.ts';
import type { Store } from './store/operations.ts';
import { type AccountJourneyRecord, accountRecordKey, distinctRecords } from './store/record-key.ts';

export type PreviewOptions = {
  store: Pick<Store, 'countRecords' | 'loadLedgers' | 'readMemberRecords' | 'readRecordsPage'>;
  accountId: string;
  /** What the account replays under now. */
  current: AccountModel;
  draft: Model;
  /** The instant at which both models are compared, ms. */
  now: number;
  /** From when on entries into stages are counted, ms; null for not at all. */
  since: number | null;
  /** How many records are read and replayed before others get their turn. */
  recordsAtOnce: number;
  onProgress: (done: number, total: number) => void;
  /** Asked before each page; once it says no, the comparison is of the records so far. */
  mayGoOn: () => boolean;
};

/**
 * `total` is how many records the account has; `isPartial` says that not all of them were looked at. `failed` are those that can't
 * be replayed under one of the models, and so are in none of the counts.
 */
export type Preview = Comparison & { total: number; failed: number; isPartial: boolean };

/**
 * The story of a change of model before it is made: every record of an account is replayed under the model in force and
 * under the draft, as of one instant, and what differs is counted. Nothing is written. Both sides are replayed anew, because
 * saved journeys may be waiting to be replayed, and so are the members of companies: theirs are journeys of the model in force.
 *
 * Contacts come first, then deals, then companies, each in the order of their ids as text. At no time are more than a page of
 * records, and the members of its companies in parts, in memory.
 */
export async function previewModel(options: PreviewOptions): Promise<Preview> {
  const { store, accountId, current, draft, now, since, recordsAtOnce } = options;
  const comparison = beginComparison(current.model, draft, { now, since });
  const counts = await store.countRecords({ accountId });
  const total = objectTypes.reduce((sum, objectType) => sum + counts[objectType], 0);
  let done = 0;
  let failed = 0;
  options.onProgress(done, total);
  for (const objectType of objectTypes) {
    for (let after = ''; ; ) {
      if (!options.mayGoOn()) return { ...finishComparison(comparison), total, failed, isPartial: done < total };
      const records = await store.readRecordsPage({ accountId, objectType, after, limit: recordsAtOnce });
      const last = records.at(-1);
      if (last === undefined) break;
      after = last.recordId;
      failed += await comparePage(options, records, comparison);
      done += records.length;
      options.onProgress(done, Math.max(done, total));
      // An embedded database never leaves the event loop; deliveries must get their answers in between.
      await new Promise(setImmediate);
    }
  }
  return { ...finishComparison(comparison), total: done, failed, isPartial: false };
}

async function comparePage(
  options: PreviewOptions,
  records: readonly AccountJourneyRecord[],
  comparison: OpenComparison,
): Promise<number> {
  const companies = records.filter(({ objectType }) => objectType === 'company');
  const members = await options.store.readMemberRecords({ companies });
  const withMembers = records.map((record) => {
    const own = members[companies.indexOf(record)] ?? [];
    return { record, members: own.map((member) => ({ accountId: record.accountId, ...member })) };
  });
  let failed = 0;
  for (const part of inParts(withMembers)) failed += await comparePart(options, part, comparison);
  return failed;
}

type WithMembers = { record: AccountJourneyRecord; members: readonly AccountJourneyRecord[] };

const membersAtOnce = 500;

/** Divides records so that the members of a part are not too many, as far as one company alone does not have more. */
function inParts(records: readonly WithMembers[]): WithMembers[][] {
  const parts: WithMembers[][] = [];
  let room = 0;
  for (const record of records) {
    const part = parts.at(-1);
    if (part === undefined || record.members.length > room) {
      parts.push([record]);
      room = membersAtOnce;
    } else part.push(record);
    room -= record.members.length;
  }
  return parts;
}

type Side = Omit<AccountModel, 'modelVersion'>;

/** Compares some records; returns how many of them can't be replayed. */
async function comparePart(
  { store, current, draft, now }: PreviewOptions,
  part: readonly WithMembers[],
  comparison: OpenComparison,
): Promise<number> {
  const sides: Side[] = [current, { ...current, model: draft }];
  const members = await replayMembers(store, sides, distinctRecords(part.flatMap((record) => record.members)), now);
  const ledgers = await store.loadLedgers({ records: part.map(({ record }) => record) });
  let failed = 0;
  for (const [index, ledger] of ledgers.entries()) {
    const keys = (part[index]?.members ?? []).map(accountRecordKey);
    const [before, after] = replayUnder(sides, ledger, now, (position) =>
      keys.flatMap((key) => members[position]?.get(key) ?? []),
    );
    if (before === undefined || after === undefined) failed += 1;
    else addRecord(comparison, before, after);
  }
  return failed;
}

/** Replays members of companies under each side; of their journeys only the visits are kept, by the member's key. */
async function replayMembers(
  store: Pick<Store, 'loadLedgers'>,
  sides: readonly Side[],
  members: readonly AccountJourneyRecord[],
  now: number,
): Promise<Map<string, Member>[]> {
  const replayed = sides.map(() => new Map<string, Member>());
  for (let start = 0; start < members.length; start += membersAtOnce) {
    const records = members.slice(start, start + membersAtOnce);
    for (const [index, ledger] of (await store.loadLedgers({ records })).entries()) {
      const key = records[index] === undefined ? '' : accountRecordKey(records[index]);
      for (const [position, { visits }] of replayUnder(sides, ledger, now, () => []).entries()) {
        replayed[position]?.set(key, { record: ledger.record, visits });
      }
    }
  }
  return replayed;
}

/**
 * A record's journey under each side; none when it can't be replayed under one of them. As when journeys are refreshed, such a
 * record does not keep the others from theirs.
 */
function replayUnder(
  sides: readonly Side[],
  ledger: Ledger,
  now: number,
  membersUnder: (position: number) => Member[],
): Journey[] {
  try {
    return sides.map((side, position) => replayRecord(side, { ledger, members: membersUnder(position) }, now).journey);
  } catch {
    return [];
  }
}
