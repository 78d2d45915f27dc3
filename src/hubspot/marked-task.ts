import { JourneyStewardError } from '../errors.ts';
import type { TaskObstacle, TaskWrite, TaskWriteResult } from '../store/clock-steps.ts';
import type { HubSpot } from './hubspot-client.ts';
import { HubSpotRefusal } from './hubspot-refusal.ts';
import { finalCategories, mostAttempts, retryDelayMs } from './settle-tag-answer.ts';

/** A task with its marker, and where it was found if it was looked for. */
export type MarkedTask = { write: TaskWrite; marker: string; taskId: string | null; written: TaskWrite['written'] };

/**
 * What the writing of tasks needs beside the calls. `activeOwners`: who can be given a task. `doubtMs`: for how long HubSpot may go
 * on with a call that it has not answered.
 */
export type TaskWriting = {
  hubspot: HubSpot;
  accountId: string;
  activeOwners: ReadonlySet<string>;
  now: () => number;
  doubtMs: number;
};

/** Somebody else has claimed the tasks meanwhile: the call was not made. */
export class ClaimLost extends Error {
  constructor() {
    super('The tasks were claimed anew before the call was made.');
  }
}

type Postponed = Extract<TaskWriteResult, { retryAt: number }>;

export function keyOf({ accountId, objectType, recordId, clockKey, step, revision }: TaskWrite) {
  return { key: { accountId, objectType, recordId, clockKey, step }, revision };
}

export function asWanted({ write, taskId }: MarkedTask): TaskWriteResult {
  return { ...keyOf(write), written: write.desired, taskId };
}

/** To be tried again. `isUnsure`: the task may have been made all the same. */
export function later(
  { now }: Pick<TaskWriting, 'now'>,
  { write, taskId }: Pick<MarkedTask, 'write' | 'taskId'>,
  error: unknown,
  isUnsure: boolean,
): Postponed {
  const failure = error instanceof Error ? error.message : String(error);
  const at = now();
  const obstacle = obstacleOf(error, at);
  const retryAt = at + retryDelayMs(write, error);
  return { ...keyOf(write), retryAt, failure, isUnsure, taskId, ...(obstacle !== null && { obstacle }) };
}

/** Perhaps made by a call that HubSpot may still be carrying out: to look for the task any sooner proves nothing. */
export function perhapsMade(writing: TaskWriting, task: MarkedTask, error: unknown): Postponed {
  const result = later(writing, task, error, true);
  return { ...result, retryAt: Math.max(result.retryAt, writing.now() + writing.doubtMs) };
}

/** What HubSpot said of one task of a call that it answered; null when it said nothing of it. */
export type SaidOfTask = { category: string | null; message: string } | null;

/** What will not pass by itself is set aside at once, the rest is tried again by `postpone`, though not for ever. */
export function settleFailed(
  { write }: MarkedTask,
  said: SaidOfTask,
  postpone: (failure: string) => Postponed,
): TaskWriteResult {
  const failure = said === null ? 'HubSpot did not mention the task.' : said.message || 'HubSpot gave no reason.';
  if (said?.category != null && finalCategories.has(said.category)) {
    return { ...keyOf(write), setAside: true, failure, isUnsure: false };
  }
  const result = postpone(failure);
  return write.attempts < mostAttempts
    ? result
    : { ...keyOf(write), setAside: true, failure, isUnsure: result.isUnsure };
}

/** Whether a call that failed may have been carried out: HubSpot said nothing or nothing readable, or that it had failed itself. */
export function mayHaveHappened(error: unknown): boolean {
  if (error instanceof ClaimLost) return false;
  if (error instanceof HubSpotRefusal) return error.said.answered >= 500;
  if (!(error instanceof JourneyStewardError)) return true;
  return error.code === 'hubspot-unavailable' || error.code === 'hubspot-answer-unreadable';
}

/** Whether it is the tasks themselves that HubSpot minds. A 404 that does not speak of objects is about the address. */
export function mindsTasks(error: unknown): error is HubSpotRefusal {
  if (!(error instanceof HubSpotRefusal)) return false;
  return error.code === 'hubspot-refused' || (isNotFound(error) && error.said.category === 'OBJECT_NOT_FOUND');
}

export function isNotFound({ said }: HubSpotRefusal): boolean {
  return said.answered === 404;
}

/** HubSpot may refuse many for the sake of one: in halves, the one that it minds stands alone at last. */
export async function inHalves(
  tasks: readonly MarkedTask[],
  write: (half: readonly MarkedTask[]) => Promise<TaskWriteResult[]>,
): Promise<TaskWriteResult[]> {
  const middle = Math.ceil(tasks.length / 2);
  const left = await write(tasks.slice(0, middle));
  return [...left, ...(await write(tasks.slice(middle)))];
}

/** What keeps every other task of the account too. An answer of an unknown form, or the lock of a record, may be about one alone. */
function obstacleOf(error: unknown, now: number): TaskObstacle | null {
  if (!(error instanceof JourneyStewardError) || error.code === 'hubspot-answer-unreadable') return null;
  if (error instanceof HubSpotRefusal && (error.said.answered === 423 || mindsTasks(error))) return null;
  const kind = error.code === 'hubspot-rate-limited' ? 'budget' : 'account';
  return { kind, until: error.retryAfterMs === null ? 0 : now + error.retryAfterMs };
}
