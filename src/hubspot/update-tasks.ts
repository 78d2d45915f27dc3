import { z } from 'zod';
import type { TaskWriteResult } from '../store/clock-steps.ts';
import { apiPaths } from './api-paths.ts';
import {
  asWanted,
  inHalves,
  isNotFound,
  keyOf,
  later,
  type MarkedTask,
  mindsTasks,
  settleFailed,
  type TaskWriting,
} from './marked-task.ts';
import { readAnswer } from './read-answer.ts';

const longestWaitMs = 2_000;
const id = z.union([z.string(), z.number()]).transform(String);
const answerSchema = z.looseObject({
  results: z.array(z.looseObject({ id })).default([]),
  errors: z
    .array(
      z.looseObject({
        category: z.string().nullable().catch(null).default(null),
        message: z.string().catch('').default(''),
        context: z.looseObject({ ids: z.array(id).catch([]).default([]) }).optional(),
      }),
    )
    .default([]),
});

/**
 * Closes tasks, or opens them again. Doing so twice does no harm. A task that somebody has deleted is left as it is. HubSpot may
 * refuse such a batch as a whole: it is halved until the task that it minds stands alone.
 */
export async function updateTasks(writing: TaskWriting, tasks: readonly MarkedTask[]): Promise<TaskWriteResult[]> {
  if (tasks.length === 0) return [];
  const inputs = tasks.map(({ write, taskId }) => ({
    id: taskId,
    properties: { hs_task_status: write.desired === 'open' ? 'NOT_STARTED' : 'COMPLETED' },
  }));
  const call = { method: 'POST', path: apiPaths.tasksBatchUpdate(), body: { inputs }, longestWaitMs } as const;
  try {
    const answer = readAnswer(answerSchema, call, await writing.hubspot.call(writing.accountId, call));
    return settle(writing, tasks, answer);
  } catch (error) {
    if (!mindsTasks(error)) return tasks.map((task) => later(writing, task, error, false));
    if (tasks.length > 1) return inHalves(tasks, (half) => updateTasks(writing, half));
    if (isNotFound(error)) return tasks.map(asWanted);
    return tasks.map(({ write }) => ({ ...keyOf(write), setAside: true, failure: error.message, isUnsure: false }));
  }
}

function settle(
  writing: TaskWriting,
  tasks: readonly MarkedTask[],
  answer: z.output<typeof answerSchema>,
): TaskWriteResult[] {
  const done = new Set(answer.results.map((result) => result.id));
  const errors = answer.errors.flatMap((error) => (error.context?.ids ?? []).map((one) => [one, error] as const));
  const errorOf = new Map(errors);
  return tasks.map((task) => {
    const error = errorOf.get(task.taskId ?? '') ?? null;
    if (done.has(task.taskId ?? '') || error?.category === 'OBJECT_NOT_FOUND') return asWanted(task);
    return settleFailed(task, error, (failure) => later(writing, task, failure, false));
  });
}
