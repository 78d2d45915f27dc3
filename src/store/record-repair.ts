import { addRecovered, type Recovered, type RecoveredRecord, recoveredOfAll } from '../journey/repair/recovered.ts';
import { placeAbove, placeBefore } from './backfill-place.ts';
import type { Database } from './database.ts';
import { type AccountFact, recordFacts } from './record-facts.ts';
import { addRecoveredRecords } from './recovered-records.ts';
import type { RepairJob, RepairPhase } from './repair-claims.ts';
import { recordHash } from './tombstones.ts';

/** How far comparing has come with a batch: what of it is new since the claim or the batch before. */
export type RepairStep = {
  phase: RepairPhase;
  place: string;
  recordsRead: number;
  /** Records that are to be compared beside those that the ledger knew at the beginning. */
  recordsFound: number;
  recovered: readonly RecoveredRecord[];
  isFinished: boolean;
};

/**
 * Records what a batch recovered together with how far comparing has come, in one commit. Repeating it changes nothing but
 * may count as recovered what was recovered before. Records nothing when the claim is no longer held.
 */
export async function recordRepair(
  db: Database,
  input: {
    job: RepairJob;
    step: RepairStep;
    facts: readonly AccountFact[];
    now: number;
    leaseMs: number;
    /** Where the clock of journeys stands. */
    dueAt: number;
    tombstoneKey: Uint8Array;
  },
): Promise<{ isHeld: boolean; newHearings: number }> {
  const { job, step, facts, now, dueAt, tombstoneKey } = input;
  const place = await placeToKeep(db, input);
  const held = await db.kysely
    .updateTable('repair')
    .set((row) => ({
      phase: step.phase,
      // It may be the id of somebody who is to be forgotten.
      place: step.isFinished ? '' : place,
      records_done: row('records_done', '+', step.recordsRead),
      records_total: row('records_total', '+', step.recordsFound),
      claimed_until: now + input.leaseMs,
      failure: null,
      ...(step.isFinished && { finished_at: now, polled_at: job.asOf }),
      ...(step.isFinished && !job.isPoll && { checked_at: job.asOf }),
    }))
    .where('account_id', '=', job.accountId)
    .where('object_type', '=', job.objectType)
    .where('claim', '=', job.claim)
    .returning(['recovered', 'recovered_ever'])
    .execute();
  const [row] = held;
  if (row === undefined) return { isHeld: false, newHearings: 0 };
  await addToCounts(db, job, step, row);
  if (facts.length === 0 && step.recovered.length === 0) return { isHeld: true, newHearings: 0 };
  const rest = { setAside: [], erasures: [], groupIds: [], now, dueAt, tombstoneKey };
  const { newHearings } = await recordFacts(db, { facts, ...rest });
  const { accountId, objectType } = job;
  // So that nobody is erased between the look at who was and the end of this commit.
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  await addRecoveredRecords(db, { accountId, objectType, found: step.recovered, tombstoneKey, now });
  return { isHeld: true, newHearings };
}

/**
 * What a run recovered counts at once among all that was ever recovered, since it may be broken off. It stands for the last whole comparison
 * when it has ended and was one.
 */
async function addToCounts(
  db: Database,
  job: RepairJob,
  step: RepairStep,
  counted: { recovered: string; recovered_ever: string },
): Promise<void> {
  if (step.recovered.length === 0 && !step.isFinished) return;
  const added = recoveredOfAll(step.recovered);
  const addTo = (counts: string) => JSON.stringify(addRecovered(JSON.parse(counts) as Recovered, added));
  const recovered = addTo(counted.recovered);
  await db.kysely
    .updateTable('repair')
    .set({
      recovered,
      recovered_ever: addTo(counted.recovered_ever),
      ...(step.isFinished && !job.isPoll && { recovered_whole: recovered }),
    })
    .where('account_id', '=', job.accountId)
    .where('object_type', '=', job.objectType)
    .execute();
}

/** Comparing may have come to the id of somebody who was erased since they were found. */
async function placeToKeep(
  db: Database,
  { job, step, tombstoneKey }: { job: RepairJob; step: RepairStep; tombstoneKey: Uint8Array },
): Promise<string> {
  const { accountId, objectType } = job;
  if (step.place === '') return '';
  const tombstone = await db.kysely
    .selectFrom('tombstone')
    .select('record_hash')
    .where('account_id', '=', accountId)
    .where('object_type', '=', objectType)
    .where('record_hash', '=', recordHash({ accountId, objectType, recordId: step.place }, tombstoneKey))
    .executeTakeFirst();
  if (tombstone === undefined) return step.place;
  return step.phase === 'changed' ? placeAbove(step.place) : placeBefore(step.place);
}
