import type { TaskWrite, TaskWriteResult } from '../store/clock-steps.ts';
import { createTasks } from './create-tasks.ts';
import { type FoundTasks, findTasks } from './find-tasks.ts';
import { asWanted, later, type MarkedTask, type TaskWriting } from './marked-task.ts';
import { taskMarker } from './task-marker.ts';
import { updateTasks } from './update-tasks.ts';

/**
 * Makes the tasks of one account as they should be. HubSpot has no key that would refuse a second task, so what may have been made
 * by a call whose result is not known is looked for among the record's tasks, by our marker, before it is made.
 */
export async function writeTasks(writing: TaskWriting, writes: readonly TaskWrite[]): Promise<TaskWriteResult[]> {
  const { found, results } = await lookForUnsure(writing, writes);
  const make: MarkedTask[] = [];
  const change: MarkedTask[] = [];
  for (const task of found) {
    const { write, taskId, written } = task;
    if (taskId === null && write.desired === 'open') make.push(task);
    // What nobody made needs no call to be ended, and neither does what is as it should be.
    else if (taskId === null || written === write.desired) results.push(asWanted(task));
    else change.push(task);
  }
  results.push(...(await createTasks(writing, make)));
  results.push(...(await updateTasks(writing, change)));
  return results;
}

/** Looks for the tasks of which it is not known whether they were made; those that could not be looked for are tried again. */
async function lookForUnsure(
  writing: TaskWriting,
  writes: readonly TaskWrite[],
): Promise<{ found: MarkedTask[]; results: TaskWriteResult[] }> {
  const { hubspot, accountId } = writing;
  const marked = writes.map((write) => ({
    write,
    marker: taskMarker(write),
    taskId: write.taskId,
    written: write.written,
  }));
  const isUnsure = ({ write }: MarkedTask) => write.isUnsure && write.taskId === null;
  const found: MarkedTask[] = marked.filter((task) => !isUnsure(task));
  const results: TaskWriteResult[] = [];
  for (const [objectType, tasks] of Map.groupBy(marked.filter(isUnsure), ({ write }) => write.objectType)) {
    try {
      const recordIds = tasks.flatMap(({ write }) => [write.livingId, write.recordId]);
      const known = await findTasks(hubspot, { accountId, objectType, recordIds });
      for (const task of tasks) {
        const reason = unreadableOf(task, known);
        if (reason === null) found.push(placeOf(task, known));
        else results.push(later(writing, task, reason, true));
      }
    } catch (error) {
      results.push(...tasks.map((task) => later(writing, task, error, true)));
    }
  }
  return { found, results };
}

/** Why the tasks of its record can't be read; null where they can. Without knowing them, one might be made twice. */
function unreadableOf({ write }: MarkedTask, { unreadable }: FoundTasks): string | null {
  const { livingId, recordId, objectType } = write;
  const reason = unreadable.get(livingId) ?? unreadable.get(recordId);
  return reason === undefined ? null : `The tasks of ${objectType} ${recordId} can't be read. ${reason}`;
}

function placeOf(task: MarkedTask, { byMarker }: FoundTasks): MarkedTask {
  const there = byMarker.get(task.marker);
  if (there === undefined) return task;
  return { ...task, taskId: there.taskId, written: there.isClosed ? 'closed' : 'open' };
}
