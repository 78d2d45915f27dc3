import { type FollowedProperties, type LooksAt, readFollowedProperties } from '../hubspot/followed-properties.ts';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { recordsPerHistoryCall } from '../hubspot/read-history.ts';
import { hasJourney } from '../journey/facts.ts';
import { minuteMs } from '../journey/instant.ts';
import { followedProperties } from '../journey/models/followed-properties.ts';
import { type Recovered, type RecoveredRecord, recoveredFrom, recoveredOfAll } from '../journey/repair/recovered.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import type { AccountFact } from '../store/record-facts.ts';
import type { RepairStep } from '../store/record-repair.ts';
import type { RepairJob } from '../store/repair-claims.ts';
import type { FoundTags } from '../store/restore-tags.ts';
import { compareRecords } from './compare-records.ts';
import { readAndSetAside, searchAndSetAside } from './read-and-set-aside.ts';

export type RepairReading = {
  store: Pick<
    Store,
    | 'recordFacts'
    | 'recordRepair'
    | 'readKnownRecords'
    | 'readRecordIds'
    | 'readKnownCreations'
    | 'readRestingTags'
    | 'restoreTags'
  >;
  hubspot: HubSpot;
  leaseMs: number;
  tombstoneKey: Uint8Array;
  journeyNow: () => number;
  onRecorded: (counts: { newHearings: number; recovered: Recovered }) => void;
  /** Tags were found that somebody else has changed, or that are right again. */
  onTagsFound?: (found: { accountId: string; objectType: ObjectType; found: readonly FoundTags[] }) => void;
};

/** What was read of some records: facts to record, and of which records the ledger did not have how much. */
export type Repaired = { facts: AccountFact[]; recovered: RecoveredRecord[] };

/** Reads the histories of records, of those in use or of those in the recycle bin, and what of them was missed. */
export type ReadMissed = (recordIds: readonly string[], isArchived: boolean) => Promise<Repaired>;

/** HubSpot takes seconds to minutes to find what has changed: so much earlier than the last comparison the search begins. */
const searchLagMs = 15 * minuteMs;

/** As many records as one call of associations takes. */
const recordsAtOnce = 1_000;

/** One commit holds no more facts than this, so that deliveries never wait long for the writer. */
const factsPerCommit = 4_000;

/** Compares the records of a job with the portal, from where it stands, until all is done, the claim is lost or `isOver`. */
export async function repairRecords(
  reading: RepairReading,
  job: RepairJob,
  looksAt: LooksAt,
  isOver: () => boolean,
): Promise<void> {
  const { accountId, objectType } = job;
  const followed = await readFollowedProperties(reading.hubspot, { ...looksAt, accountId, objectType });
  // The other types' changes come before anything is taken for gone: each phase has claims of its own.
  await (job.phase === 'changed' ? readChanged : readKnown)(reading, job, followed, isOver);
}

/** Reads the histories of the records that changed. */
async function readChanged(
  reading: RepairReading,
  job: RepairJob,
  followed: FollowedProperties,
  isOver: () => boolean,
): Promise<void> {
  const { accountId, objectType } = job;
  const changedSince = job.since - searchLagMs;
  let belowId = job.place;
  for (;;) {
    if (isOver()) return;
    const place = { by: 'id', belowId, changedSince } as const;
    const { recordIds, total, hasMore } = await searchAndSetAside(reading, { accountId, objectType, place });
    let recordsFound = belowId === '' ? total : 0;
    for (let start = 0; start < recordIds.length; start += recordsPerHistoryCall) {
      const batch = recordIds.slice(start, start + recordsPerHistoryCall);
      belowId = batch.at(-1) ?? belowId;
      const repaired = await readMissed(reading, job, followed, batch);
      const step = { phase: 'changed', place: belowId, recordsRead: batch.length, recordsFound } as const;
      if (!(await record(reading, job, step, repaired)) || isOver()) return;
      recordsFound = 0;
    }
    if (!hasMore) break;
  }
  const end = { place: '', recordsRead: 0, recordsFound: 0 } as const;
  const step = job.isPoll
    ? ({ ...end, phase: 'changed', isFinished: true } as const)
    : ({ ...end, phase: 'known' } as const);
  await record(reading, job, step, { facts: [], recovered: [] });
}

/** Compares all that the ledger knows, whether it changed or not: HubSpot does not say which records were deleted. */
async function readKnown(
  reading: RepairReading,
  job: RepairJob,
  followed: FollowedProperties,
  isOver: () => boolean,
): Promise<void> {
  const { accountId, objectType } = job;
  let afterId = job.place;
  for (;;) {
    if (isOver()) return;
    const page = { accountId, objectType, afterId, limit: recordsAtOnce };
    const recordIds = await reading.store.readRecordIds(page);
    const isFinished = recordIds.length < recordsAtOnce;
    afterId = recordIds.at(-1) ?? afterId;
    const readMore: ReadMissed = (ids, isArchived) => readMissed(reading, job, followed, ids, isArchived);
    const repaired = await compareRecords(reading, job, recordIds, readMore);
    const step = {
      phase: 'known',
      place: afterId,
      recordsRead: recordIds.length,
      recordsFound: 0,
      isFinished,
    } as const;
    if (!(await record(reading, job, step, repaired)) || isFinished) return;
  }
}

/** Reads the histories of records, and what of them the ledger does not have. */
async function readMissed(
  reading: RepairReading,
  { accountId, objectType }: RepairJob,
  followed: FollowedProperties,
  recordIds: readonly string[],
  isArchived = false,
): Promise<Repaired> {
  const missed: Repaired = { facts: [], recovered: [] };
  for (let start = 0; start < recordIds.length; start += recordsPerHistoryCall) {
    const batch = recordIds.slice(start, start + recordsPerHistoryCall);
    const histories = await readAndSetAside(reading, {
      ...{ accountId, objectType, followed, isArchived },
      recordIds: batch,
    });
    const livingIds = histories.map(({ recordId }) => recordId);
    const known = await reading.store.readKnownRecords({ accountId, objectType, recordIds: livingIds });
    for (const { recordId, facts } of histories) {
      const before = known.find(({ record: { recordId: id } }) => id === recordId);
      missed.facts.push(...facts);
      const recovered = before === undefined ? {} : recoveredFrom(before, facts.filter(isTold));
      if (Object.keys(recovered).length > 0) missed.recovered.push({ recordId, recovered });
    }
  }
  return missed;
}

/** What webhooks do not tell of was not missed. */
function isTold(fact: AccountFact): boolean {
  if (fact.kind !== 'property' || !hasJourney(fact)) return true;
  return (followedProperties[fact.objectType] as readonly string[]).includes(fact.subject);
}

type Step = Omit<RepairStep, 'recovered' | 'isFinished'> & { isFinished?: boolean };

/** Records a batch. Returns whether the claim was still held. */
async function record(reading: RepairReading, job: RepairJob, step: Step, repaired: Repaired): Promise<boolean> {
  const { store, leaseMs, tombstoneKey, journeyNow, onRecorded } = reading;
  const { facts, recovered } = repaired;
  const terms = () => ({ now: Date.now(), dueAt: journeyNow(), tombstoneKey });
  const lastStart = Math.max(0, Math.ceil(facts.length / factsPerCommit) - 1) * factsPerCommit;
  let newHearings = 0;
  for (let start = 0; start < lastStart; start += factsPerCommit) {
    const part = facts.slice(start, start + factsPerCommit);
    const recorded = await store.recordFacts({ facts: part, setAside: [], erasures: [], groupIds: [], ...terms() });
    newHearings += recorded.newHearings;
  }
  const recorded = await store.recordRepair({
    job,
    step: { isFinished: false, ...step, recovered },
    facts: facts.slice(lastStart),
    leaseMs,
    ...terms(),
  });
  if (recorded.isHeld)
    onRecorded({ newHearings: newHearings + recorded.newHearings, recovered: recoveredOfAll(recovered) });
  return recorded.isHeld;
}
