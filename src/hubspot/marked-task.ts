import { JourneyStewardError } from '../errors.ts';
import type { TaskWrite, TaskWriteResult } from '../store/clock-steps.ts';
import type { HubSpot } from './hubspot-client.ts';
import { HubSpotRefusal } from './hubspot-refusal.ts';
import { retryDelayMs } from './settle-tag-answer.ts';

/** A task with its marker, and where it was found if it was looked for. */
export type MarkedTask = { write: TaskWrite; marker: string; taskId: string | null; written: TaskWrite['written'] };

/** What the writing of tasks needs beside the calls. `activeOwners`: who can be given a task. */
export type TaskWriting = { hubspot: HubSpot; accountId: string; activeOwners: ReadonlySet<string>; now: number };

export function keyOf({ accountId, objectType, recordId, clockKey, step, revision }: TaskWrite) {
  return { key: { accountId, objectType, recordId, clockKey, step }, revision };
}

export function asWanted({ write, taskId }: MarkedTask): TaskWriteResult {
  return { ...keyOf(write), written: write.desired, taskId };
}

/** To be tried again. `isUnsure`: the task may have been made all the same. */
export function later(
  { write, taskId }: Pick<MarkedTask, 'write' | 'taskId'>,
  error: unknown,
  now: number,
  isUnsure: boolean,
): TaskWriteResult {
  const isBudget = error instanceof JourneyStewardError && error.code === 'hubspot-rate-limited';
  const failure = error instanceof Error ? error.message : String(error);
  return { ...keyOf(write), retryAt: now + retryDelayMs(write, error), failure, isUnsure, taskId, isBudget };
}

/** Whether a call that failed may have been carried out: HubSpot said nothing or nothing readable, or that it had failed itself. */
export function mayHaveHappened(error: unknown): boolean {
  if (error instanceof HubSpotRefusal) return error.said.answered >= 500;
  if (!(error instanceof JourneyStewardError)) return true;
  return error.code === 'hubspot-unavailable' || error.code === 'hubspot-answer-unreadable';
}
