import { expect, test } from 'vitest';
import { createHubSpot } from '../../src/hubspot/hubspot-client.ts';
import { taskMarker } from '../../src/hubspot/task-marker.ts';
import { writeTasks } from '../../src/hubspot/write-tasks.ts';
import type { TaskWrite, TaskWriteResult } from '../../src/store/clock-steps.ts';
import { allScopes, startPortal } from '../sandbox/portal/start-portal.ts';

const createPath = '/tasks/batch/create';

/** A portal with some contacts, the real client for it, and tasks for them. */
async function portalWithContacts(count: number) {
  const { portal, url } = await startPortal();
  const create = (objectType: 'contact' | 'deal') =>
    portal.change({ action: 'create', objectType, properties: {} }).recordId ?? '';
  const ids = Array.from({ length: count }, () => create('contact'));
  const { accessToken } = portal.grant(allScopes);
  const hubspot = createHubSpot({
    store: {
      reserveCall: async ({ now }) => now,
      postponeCall: async () => undefined,
      pauseCalls: async () => undefined,
    },
    tokens: { get: async () => accessToken, forget: () => undefined, keep: () => ({ tokens: '', tokenExpiresAt: 0 }) },
    apiUrl: url,
    callsPerTenSeconds: 1_000,
    onCall: () => undefined,
  });
  const accountId = String(portal.state.portalId);
  const write = (recordId: string, rest: Partial<TaskWrite> = {}): TaskWrite => ({
    accountId,
    objectType: 'contact',
    recordId,
    clockKey: `contact/${recordId}/1/convert/1/accept/1`,
    step: '100-task-owner',
    task: { subject: 'Accept them', body: 'Due.', dueAt: Date.UTC(2026, 4, 4, 9), ownerIds: ['900', '501'] },
    desired: 'open',
    written: '',
    taskId: null,
    isUnsure: false,
    livingId: rest.livingId ?? recordId,
    revision: 1,
    attempts: 0,
    ...rest,
  });
  const writing = { hubspot, accountId, activeOwners: new Set([String(portal.state.owners[0]?.id)]), now: 1_000 };
  const tasksOf = (recordId: string) =>
    portal.state.associations
      .of({ type: 'contact', id: recordId }, 'task')
      .map(({ to }) => portal.state.records.get('task', to.id))
      .map((task) => ({
        id: task?.id,
        status: task?.versions.get('hs_task_status')?.at(-1)?.value,
        subject: task?.versions.get('hs_task_subject')?.at(-1)?.value,
        body: task?.versions.get('hs_task_body')?.at(-1)?.value,
        ownerId: task?.versions.get('hubspot_owner_id')?.at(-1)?.value,
      }));
  return { portal, ids, write, tasksOf, create, send: (writes: TaskWrite[]) => writeTasks(writing, writes), writing };
}

/** The same task as the store hands it out again after what became of it. */
function again(write: TaskWrite, result: TaskWriteResult | undefined): TaskWrite {
  if (result === undefined || !('retryAt' in result))
    throw new Error(`not to be tried again: ${JSON.stringify(result)}`);
  return { ...write, isUnsure: result.isUnsure, taskId: result.taskId, attempts: write.attempts + 1 };
}

test('tasks are made with whom they are about, for the first person who is still there', async () => {
  const { portal, ids, write, tasksOf, send } = await portalWithContacts(3);
  const owner = String(portal.state.owners[0]?.id);
  const task = { subject: 'Accept them', body: 'Due.', dueAt: 5, ownerIds: ['900', owner] };
  const writes = ids.map((id) => write(id, { task }));
  const results = await send(writes);
  expect(results.map((result) => ('written' in result ? result.written : result))).toEqual(['open', 'open', 'open']);
  expect(portal.status().calls.byEndpoint[`POST /crm/objects/2026-09${createPath}`]?.calls).toBe(1);
  const body = `Due.\n${taskMarker(writes[0] as TaskWrite)}`;
  expect(tasksOf(ids[0] ?? '')).toMatchObject([
    { subject: 'Accept them', status: 'NOT_STARTED', ownerId: owner, body },
  ]);
});

test.each([
  ['a status of its own failure', { status: 500, isCarriedOut: true }],
  ['no answer at all', { cut: 'after-write' }],
] as const)('a task that was made though HubSpot gave %s is found, and not made twice', async (_name, fault) => {
  const { portal, ids, write, tasksOf, send } = await portalWithContacts(2);
  portal.faults.set([{ path: createPath, times: 1, ...fault }]);
  const writes = ids.map((id) => write(id));
  const lost = await send(writes);
  expect(lost).toMatchObject([{ isUnsure: true }, { isUnsure: true }]);
  const found = await send(writes.map((one, index) => again(one, lost[index])));
  expect(found).toMatchObject([{ written: 'open' }, { written: 'open' }]);
  for (const id of ids) expect(tasksOf(id)).toHaveLength(1);
});

test.each([
  ['before it was carried out', { cut: 'before-write' }],
  ['with a failure that was none of its doing', { status: 503 }],
] as const)('a call that ended %s is repeated once the task was not found', async (_name, fault) => {
  const { portal, ids, write, tasksOf, send } = await portalWithContacts(1);
  portal.faults.set([{ path: createPath, times: 1, ...fault }]);
  const one = write(ids[0] ?? '');
  const [lost] = await send([one]);
  expect(await send([again(one, lost)])).toMatchObject([{ written: 'open' }]);
  expect(tasksOf(ids[0] ?? '')).toHaveLength(1);
});

test('what HubSpot did not take, for want of calls, was surely not made', async () => {
  const { portal, ids, write, send } = await portalWithContacts(1);
  portal.faults.set([{ path: createPath, status: 429 }]);
  expect(await send([write(ids[0] ?? '')])).toMatchObject([{ isUnsure: false, isBudget: true }]);
});

test('when the tasks of a record can not be read, none is made', async () => {
  const { portal, ids, write, tasksOf, send } = await portalWithContacts(1);
  portal.faults.set([{ path: '/tasks/batch/read', status: 423 }]);
  const lost = await send([write(ids[0] ?? '', { isUnsure: true })]);
  expect(lost).toMatchObject([{ isUnsure: true, retryAt: 3_000 }]);
  expect(tasksOf(ids[0] ?? '')).toEqual([]);
}, 240_000);

test('a task is closed, opened again, and left alone once somebody has deleted it', async () => {
  const { portal, ids, write, tasksOf, send } = await portalWithContacts(1);
  const one = write(ids[0] ?? '');
  const [made] = await send([one]);
  const taskId = made !== undefined && 'written' in made ? made.taskId : null;
  const close = { ...one, desired: 'closed', written: 'open', taskId } as const;
  expect(await send([close])).toMatchObject([{ written: 'closed', taskId }]);
  expect(tasksOf(one.recordId)).toMatchObject([{ status: 'COMPLETED' }]);
  expect(await send([{ ...one, written: 'closed', taskId }])).toMatchObject([{ written: 'open' }]);
  expect(tasksOf(one.recordId)).toMatchObject([{ status: 'NOT_STARTED' }]);
  portal.change({ action: 'delete', objectType: 'task', id: taskId ?? '' });
  expect(await send([close])).toMatchObject([{ written: 'closed' }]);
});

test('a task that is wanted no more is not made, but closed if it was made unknown to us', async () => {
  const { portal, ids, write, tasksOf, send } = await portalWithContacts(2);
  const [made, never] = ids.map((id) => write(id)) as [TaskWrite, TaskWrite];
  portal.faults.set([{ path: createPath, times: 1, cut: 'after-write' }]);
  const [lost] = await send([made]);
  const ended = [
    { ...again(made, lost), desired: 'closed' as const },
    { ...never, desired: 'closed' as const },
  ];
  expect((await send(ended)).map((result) => 'written' in result && result.written)).toEqual(['closed', 'closed']);
  expect(tasksOf(made.recordId)).toMatchObject([{ status: 'COMPLETED' }]);
  expect(tasksOf(never.recordId)).toEqual([]);
});

test('one that HubSpot refuses does not keep the others', async () => {
  const { ids, write, tasksOf, send, create } = await portalWithContacts(1);
  const deal = create('deal');
  const results = await send([
    write('999999999'),
    write(ids[0] ?? ''),
    { ...write(deal), objectType: 'deal', clockKey: `deal/${deal}/1/convert/1/accept/1` },
  ]);
  expect(results.map((result) => ('setAside' in result ? 'refused' : 'written' in result && result.written))).toEqual([
    'refused',
    'open',
    'open',
  ]);
  expect(tasksOf(ids[0] ?? '')).toHaveLength(1);
});
