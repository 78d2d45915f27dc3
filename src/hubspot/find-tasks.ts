import { z } from 'zod';
import type { ObjectType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readAssociations } from './read-associations.ts';
import { readWholeBatch } from './read-whole-batch.ts';
import { markerIn } from './task-marker.ts';

const tasksPerCall = 100;

/** A task of ours that HubSpot has. */
export type FoundTask = { taskId: string; isClosed: boolean };

/** Tasks of ours by their marker, and the records whose tasks stand in a form that the app does not know, with the fields. */
export type FoundTasks = { byMarker: ReadonlyMap<string, FoundTask>; unreadable: ReadonlyMap<string, string> };

const taskSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  properties: z.looseObject({
    hs_task_body: z.string().nullable().optional(),
    hs_task_status: z.string().nullable().optional(),
  }),
});

/** Reads the tasks of records and answers with those that are ours, by their marker; of several with one marker the first made. */
export async function findTasks(
  hubspot: HubSpot,
  input: { accountId: string; objectType: ObjectType; recordIds: readonly string[] },
): Promise<FoundTasks> {
  const { accountId, objectType } = input;
  const recordIds = [...new Set(input.recordIds)];
  const { links, unreadable } = await readAssociations(hubspot, {
    accountId,
    fromType: objectType,
    toType: 'task',
    recordIds,
  });
  const taskIds = [...new Set(links.map(({ toId }) => toId))].sort((one, other) => Number(one) - Number(other));
  const byMarker = new Map<string, FoundTask>();
  for (let start = 0; start < taskIds.length; start += tasksPerCall) {
    const batch = {
      path: apiPaths.tasksBatchRead(),
      recordIds: taskIds.slice(start, start + tasksPerCall),
      fields: { properties: ['hs_task_body', 'hs_task_status'] },
    };
    const { found: tasks } = await readWholeBatch(hubspot, accountId, taskSchema, batch);
    for (const { id, properties } of tasks.sort((one, other) => Number(one.id) - Number(other.id))) {
      const marker = markerIn(properties.hs_task_body ?? '');
      if (marker === null || byMarker.has(marker)) continue;
      byMarker.set(marker, { taskId: id, isClosed: properties.hs_task_status === 'COMPLETED' });
    }
  }
  return { byMarker, unreadable: new Map(unreadable.map(({ recordId, reason }) => [recordId ?? '', reason])) };
}
