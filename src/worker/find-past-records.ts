import { recordsPerHistoryCall } from '../hubspot/read-history.ts';
import { recordsPerSearch } from '../hubspot/search-records.ts';
import type { BackfillJob } from '../store/backfill-claims.ts';
import type { Store } from '../store/operations.ts';
import type { BackfillStep } from '../store/record-history.ts';
import { type Reading, searchAndSetAside } from './read-and-set-aside.ts';

/** Records whose histories are read in one call, and where reading stands when they are recorded. */
export type PastBatch = { recordIds: string[]; step: Omit<BackfillStep, 'recordsRead' | 'isFinished'> };

/** A page of found records in batches. A batch without records only moves the place on. */
export type PastPage = PastBatch[];

type Sources = Reading & { store: Pick<Store, 'readHistoryKnown'> };

/** `found` are the records of this very run, which may not be recorded yet. */
type Finding = Sources & { found: Set<string> };

/**
 * So many of the records that changed last come first. HubSpot would show 10,000, but each of them is found a second time among
 * all, and searches are few.
 */
const recordsFirst = 1_000;

/**
 * Finds the records whose past is still to be read, from where the job stands. First those that changed last, because they
 * are the ones that people look at; of them, one that changes meanwhile slips to the front. Then all by falling id, which misses none: ids do not change, and what is newer than the first of them is told by webhooks. What was
 * read before is left out, except where it is asked for again.
 */
export async function* findPastRecords(sources: Sources, job: BackfillJob): AsyncGenerator<PastPage> {
  const finding = { ...sources, found: new Set<string>() };
  if (job.phase === 'recent') {
    if (yield* findRecent(finding, job)) return;
    yield [{ recordIds: [], step: { phase: 'all', place: '', recordsTotal: null } }];
  }
  yield* findAll(finding, job);
}

/** Returns whether all records there are stood on one page. */
async function* findRecent(finding: Finding, job: BackfillJob): AsyncGenerator<PastPage, boolean> {
  const { accountId, objectType } = job;
  let offset = Number(job.place);
  while (offset + recordsPerSearch <= recordsFirst) {
    const place = { by: 'last-change', offset } as const;
    const page = await searchAndSetAside(finding, { accountId, objectType, place });
    const { recordIds, total, hasMore } = page;
    const end = offset + page.found;
    const start = offset;
    yield batchesOf(await unread(finding, job, recordIds), {
      end: { phase: 'recent', place: String(end), recordsTotal: total },
      after: (recordId) => String(start + recordIds.indexOf(recordId) + 1),
    });
    // On further pages one may have been missed that changed meanwhile.
    if (!hasMore) return start === 0;
    offset = end;
  }
  return false;
}

async function* findAll(finding: Finding, job: BackfillJob): AsyncGenerator<PastPage> {
  const { accountId, objectType } = job;
  let belowId = job.phase === 'all' ? job.place : '';
  for (;;) {
    const place = { by: 'id', belowId } as const;
    const { recordIds, total, hasMore } = await searchAndSetAside(finding, { accountId, objectType, place });
    const lastId = recordIds.at(-1);
    if (lastId === undefined) return;
    yield batchesOf(await unread(finding, job, recordIds), {
      // A search below an id counts what is below it.
      end: { phase: 'all', place: lastId, recordsTotal: belowId === '' ? total : null },
      after: (recordId) => recordId,
    });
    if (!hasMore) return;
    belowId = lastId;
  }
}

async function unread({ store, found }: Finding, job: BackfillJob, recordIds: readonly string[]): Promise<string[]> {
  const distinct = [...new Set(recordIds)].filter((recordId) => !found.has(recordId));
  for (const recordId of job.phase === 'recent' ? distinct : []) found.add(recordId);
  if (job.isAgain || distinct.length === 0) return distinct;
  const { accountId, objectType } = job;
  const known = await store.readHistoryKnown({ accountId, objectType, recordIds: distinct });
  return distinct.filter((recordId) => !known.has(recordId));
}

function batchesOf(
  recordIds: readonly string[],
  places: { end: PastBatch['step']; after: (recordId: string) => string },
): PastPage {
  const batches: PastPage = [];
  for (let start = 0; start < recordIds.length; start += recordsPerHistoryCall) {
    const batch = recordIds.slice(start, start + recordsPerHistoryCall);
    batches.push({ recordIds: batch, step: { ...places.end, place: places.after(batch.at(-1) ?? '') } });
  }
  const last = batches.pop();
  return [...batches, { recordIds: last?.recordIds ?? [], step: places.end }];
}
