import { z } from 'zod';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { TaskWriteResult } from '../store/clock-steps.ts';
import { apiPaths } from './api-paths.ts';
import {
  inHalves,
  keyOf,
  later,
  type MarkedTask,
  mayHaveHappened,
  mindsTasks,
  perhapsMade,
  type SaidOfTask,
  settleFailed,
  type TaskWriting,
} from './marked-task.ts';
import { readAnswer } from './read-answer.ts';
import { markerIn } from './task-marker.ts';

/** HubSpot's own ids of the associations that lead from a task to a record. */
const associationTypeIds: Readonly<Record<ObjectType, number>> = { contact: 204, deal: 216, company: 192 };

/** A call that has to wait longer than this for its turn is not made now. */
const longestWaitMs = 2_000;

const id = z.union([z.string(), z.number()]).transform(String);
const traceId = z.string().nullable().optional();
const answerSchema = z.looseObject({
  results: z
    .array(
      z.looseObject({
        id,
        objectWriteTraceId: traceId,
        properties: z.looseObject({ hs_task_body: z.string().nullable().optional() }).optional(),
      }),
    )
    .default([]),
  errors: z
    .array(
      z.looseObject({
        category: z.string().nullable().catch(null).default(null),
        message: z.string().catch('').default(''),
        context: z.looseObject({ objectWriteTraceId: z.array(z.string()).catch([]).default([]) }).optional(),
      }),
    )
    .default([]),
});

/**
 * Makes up to a hundred tasks in one call. Each has a trace id of its own, so that one that HubSpot refuses does not keep the others; where it
 * refuses them all the same, they are halved until the one that it minds stands alone.
 * Of a call that may have been carried out, every task is looked for before it is made again.
 */
export async function createTasks(writing: TaskWriting, tasks: readonly MarkedTask[]): Promise<TaskWriteResult[]> {
  if (tasks.length === 0) return [];
  const body = { inputs: tasks.map((task) => inputOf(task, writing)) };
  const call = { method: 'POST', path: apiPaths.tasksBatchCreate(), body, longestWaitMs, isOnce: true } as const;
  try {
    const answer = await writing.hubspot.call(writing.accountId, call);
    return settle(writing, tasks, readAnswer(answerSchema, call, answer));
  } catch (error) {
    if (mayHaveHappened(error)) return tasks.map((task) => perhapsMade(writing, task, error));
    if (!mindsTasks(error)) return tasks.map((task) => later(writing, task, error, false));
    if (tasks.length > 1) return inHalves(tasks, (half) => createTasks(writing, half));
    return tasks.map(({ write }) => ({ ...keyOf(write), setAside: true, failure: error.message, isUnsure: false }));
  }
}

function inputOf({ write, marker }: MarkedTask, { activeOwners }: TaskWriting) {
  const { subject, body, dueAt, ownerIds } = write.task;
  const ownerId = ownerIds.find((one) => activeOwners.has(one));
  const to = { id: write.livingId };
  const associationTypeId = associationTypeIds[write.objectType];
  return {
    objectWriteTraceId: marker,
    properties: {
      hs_timestamp: String(dueAt),
      hs_task_subject: subject,
      hs_task_body: `${body}\n${marker}`,
      hs_task_status: 'NOT_STARTED',
      hs_task_type: 'TODO',
      ...(ownerId !== undefined && { hubspot_owner_id: ownerId }),
    },
    associations: [{ to, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] }],
  };
}

function settle(
  writing: TaskWriting,
  tasks: readonly MarkedTask[],
  answer: z.output<typeof answerSchema>,
): TaskWriteResult[] {
  const made = new Map(
    answer.results.map((result) => [
      result.objectWriteTraceId ?? markerIn(result.properties?.hs_task_body ?? '') ?? '',
      result.id,
    ]),
  );
  const refused = new Map<string, SaidOfTask>(
    answer.errors.flatMap((error) => (error.context?.objectWriteTraceId ?? []).map((marker) => [marker, error])),
  );
  return tasks.map((task) => {
    const taskId = made.get(task.marker);
    if (taskId !== undefined) return { ...keyOf(task.write), written: 'open', taskId };
    return settleFailed(task, refused.get(task.marker) ?? null, (failure) => perhapsMade(writing, task, failure));
  });
}
