import { JourneyStewardError } from '../errors.ts';
import { type FollowedProperties, type LooksAt, readFollowedProperties } from '../hubspot/followed-properties.ts';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { recordsPerAssociationCall } from '../hubspot/read-associations.ts';
import { recordsPerSearch } from '../hubspot/search-records.ts';
import { isJourneyType } from '../journey/vocabulary.ts';
import type { BackfillJob } from '../store/backfill-claims.ts';
import type { Store } from '../store/operations.ts';
import type { AccountFact } from '../store/record-facts.ts';
import { findPastRecords, type PastBatch, type PastPage } from './find-past-records.ts';
import { inOrder, oneAhead } from './in-order.ts';
import { readAndSetAside } from './read-and-set-aside.ts';
import { linkFacts, type PastLinks, readPastLinks } from './read-past-links.ts';

export type ReadPastOptions = {
  store: Pick<Store, 'recordFacts' | 'recordHistory' | 'readHistoryKnown' | 'readKnownCreations'>;
  hubspot: HubSpot;
  leaseMs: number;
  tombstoneKey: Uint8Array;
  journeyNow: () => number;
  onRecorded: (counts: { records: number; newHearings: number }) => void;
};

/** So many calls are under way that HubSpot's answers, which take some tenths of a second, never leave the budget unused. */
const callsAtOnce = 12;

/** One commit holds no more facts than this, so that deliveries never wait long for the writer. */
const factsPerCommit = 4_000;

/**
 * The first page is read by itself, so that reading begins at once; then as many records together as one call of associations
 * takes.
 */
const recordsAtOnce = recordsPerAssociationCall - recordsPerSearch;

/**
 * Reads the past of one account's records of one type, from where the job stands, until all is read, the claim is lost or
 * `isOver` says so. Batches are read side by side and recorded in their order, so that the place recorded with one is true of
 * all before it.
 */
export async function readPast(
  options: ReadPastOptions,
  job: BackfillJob,
  looksAt: LooksAt,
  isOver: () => boolean,
): Promise<void> {
  try {
    await readAll(options, job, looksAt, isOver);
  } catch (error) {
    // What the portal does not let the app read of tickets and activities holds up nothing else.
    const isWithheld = error instanceof JourneyStewardError && error.code === 'hubspot-scope-missing';
    if (!isWithheld || isJourneyType(job.objectType)) throw error;
    const step = { phase: job.phase, place: job.place, recordsTotal: null };
    await record(options, job, { step, recordsRead: 0, facts: [], isFinished: true });
    throw error;
  }
}

async function readAll(
  options: ReadPastOptions,
  job: BackfillJob,
  looksAt: LooksAt,
  isOver: () => boolean,
): Promise<void> {
  const { accountId, objectType } = job;
  const followed = await readFollowedProperties(options.hubspot, { ...looksAt, accountId, objectType });
  const finding = { isAtEnd: false };
  const batches = batchesUntil(options, job, isOver, finding);
  let last: PastBatch['step'] = { phase: job.phase, place: job.place, recordsTotal: null };
  for await (const read of inOrder(batches, callsAtOnce, (batch) => readBatch(options, job, followed, batch))) {
    last = read.step;
    if (!(await record(options, job, read))) return;
  }
  if (finding.isAtEnd) await record(options, job, { step: last, recordsRead: 0, facts: [], isFinished: true });
}

type LinkedBatch = PastBatch & { links: Promise<PastLinks> };

async function* batchesUntil(
  options: ReadPastOptions,
  job: BackfillJob,
  isOver: () => boolean,
  finding: { isAtEnd: boolean },
): AsyncGenerator<LinkedBatch> {
  const { accountId, objectType, readable } = job;
  for await (const pages of oneAhead(groupsOf(findPastRecords(options, job), isOver))) {
    const batches = pages.flat();
    const recordIds = batches.flatMap((batch) => batch.recordIds);
    const links = readPastLinks(options, { accountId, objectType, readable, recordIds });
    // A failure is thrown where the links are used.
    links.catch(() => undefined);
    for (const batch of batches) {
      if (isOver()) return;
      yield { ...batch, links };
    }
  }
  finding.isAtEnd = !isOver();
}

async function* groupsOf(pages: AsyncGenerator<PastPage>, isOver: () => boolean): AsyncGenerator<PastPage[]> {
  let group: PastPage[] = [];
  let least = 1;
  let records = 0;
  for await (const page of pages) {
    if (isOver()) return;
    group.push(page);
    for (const batch of page) records += batch.recordIds.length;
    if (records < least) continue;
    yield group;
    group = [];
    records = 0;
    least = recordsAtOnce;
  }
  if (group.length > 0) yield group;
}

type ReadBatch = { step: PastBatch['step']; recordsRead: number; facts: AccountFact[]; isFinished: boolean };

async function readBatch(
  options: ReadPastOptions,
  { accountId, objectType }: BackfillJob,
  followed: FollowedProperties,
  { recordIds, step, links }: LinkedBatch,
): Promise<ReadBatch> {
  const recordsRead = recordIds.length;
  if (recordsRead === 0) return { step, recordsRead, facts: [], isFinished: false };
  const histories = await readAndSetAside(options, { accountId, objectType, recordIds, followed });
  const { links: linksOf } = await links;
  const facts = histories.flatMap(({ recordId, createdAt, facts: own }) =>
    own.concat(linkFacts({ accountId, objectType, recordId, createdAt }, linksOf.get(recordId) ?? [])),
  );
  return { step, recordsRead, facts, isFinished: false };
}

/** Records a batch. Returns whether the claim was still held. */
async function record(options: ReadPastOptions, job: BackfillJob, batch: ReadBatch): Promise<boolean> {
  const { store, leaseMs, tombstoneKey, journeyNow, onRecorded } = options;
  const { step, recordsRead, facts, isFinished } = batch;
  const lastStart = Math.max(0, Math.ceil(facts.length / factsPerCommit) - 1) * factsPerCommit;
  const terms = () => ({ now: Date.now(), dueAt: journeyNow(), tombstoneKey });
  let newHearings = 0;
  for (let start = 0; start < lastStart; start += factsPerCommit) {
    const part = facts.slice(start, start + factsPerCommit);
    const recorded = await store.recordFacts({ facts: part, setAside: [], erasures: [], groupIds: [], ...terms() });
    newHearings += recorded.newHearings;
  }
  const recorded = await store.recordHistory({
    job,
    step: { ...step, recordsRead, isFinished },
    facts: facts.slice(lastStart),
    leaseMs,
    ...terms(),
  });
  if (recorded.isHeld) onRecorded({ records: recordsRead, newHearings: newHearings + recorded.newHearings });
  return recorded.isHeld;
}
