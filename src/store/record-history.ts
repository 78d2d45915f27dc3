import type { BackfillJob, BackfillPhase } from './backfill-claims.ts';
import { placeAbove } from './backfill-place.ts';
import type { Database } from './database.ts';
import { type AccountFact, recordFacts } from './record-facts.ts';
import { recordHash } from './tombstones.ts';

/** How far reading has come with a batch: what of it is new since the claim or the batch before. */
export type BackfillStep = {
  phase: BackfillPhase;
  place: string;
  recordsRead: number;
  /** All records there are, as far as HubSpot says; null where this step has not learned it. */
  recordsTotal: number | null;
  isFinished: boolean;
};

/**
 * Records the facts of one batch together with how far reading has come, in one commit: a process that is killed repeats no
 * more than what it had not committed, and repeating it changes nothing. Records nothing when the claim is no longer held.
 */
export async function recordHistory(
  db: Database,
  input: {
    job: BackfillJob;
    step: BackfillStep;
    facts: readonly AccountFact[];
    now: number;
    leaseMs: number;
    /** Where the clock of journeys stands. */
    dueAt: number;
    tombstoneKey: Uint8Array;
  },
): Promise<{ isHeld: boolean; newHearings: number }> {
  const { job, step, facts, now } = input;
  const place = await placeToKeep(db, input);
  const held = await db.kysely
    .updateTable('backfill')
    .set((row) => ({
      phase: step.phase,
      // It may be the id of somebody who is to be forgotten.
      place: step.isFinished ? '' : place,
      records_done: row('records_done', '+', step.recordsRead),
      ...(step.recordsTotal !== null && { records_total: step.recordsTotal }),
      changed_at: now,
      claimed_until: now + input.leaseMs,
      finished_at: step.isFinished ? now : null,
      failure: null,
    }))
    .where('account_id', '=', job.accountId)
    .where('object_type', '=', job.objectType)
    .where('claim', '=', job.claim)
    .returning('account_id')
    .execute();
  if (held.length === 0) return { isHeld: false, newHearings: 0 };
  if (facts.length === 0) return { isHeld: true, newHearings: 0 };
  const { dueAt, tombstoneKey } = input;
  const { newHearings } = await recordFacts(db, {
    facts,
    setAside: [],
    erasures: [],
    groupIds: [],
    now,
    dueAt,
    tombstoneKey,
  });
  return { isHeld: true, newHearings };
}

/** Reading may have come to the id of somebody who was erased since they were found. */
async function placeToKeep(
  db: Database,
  { job, step, tombstoneKey }: { job: BackfillJob; step: BackfillStep; tombstoneKey: Uint8Array },
): Promise<string> {
  if (step.phase !== 'all' || step.place === '') return step.place;
  const hash = recordHash({ accountId: job.accountId, objectType: job.objectType, recordId: step.place }, tombstoneKey);
  const tombstone = await db.kysely
    .selectFrom('tombstone')
    .select('record_hash')
    .where('account_id', '=', job.accountId)
    .where('object_type', '=', job.objectType)
    .where('record_hash', '=', hash)
    .executeTakeFirst();
  return tombstone === undefined ? step.place : placeAbove(step.place);
}
