import { expect, test } from 'vitest';
import { createHubSpot, type HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { taskMarker } from '../../src/hubspot/task-marker.ts';
import { writeTasks } from '../../src/hubspot/write-tasks.ts';
import type { TaskWrite, TaskWriteResult } from '../../src/store/clock-steps.ts';
import { allScopes, startPortal } from '../sandbox/portal/start-portal.ts';
import { answerCalls, answeredWith, refusal } from './answer-calls.ts';

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
  const activeOwners = new Set([String(portal.state.owners[0]?.id)]);
  const writing = { hubspot, accountId, activeOwners, now: () => 1_000, doubtMs: 60_000 };
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
  expect(await send([write(ids[0] ?? '')])).toMatchObject([
    { isUnsure: false, retryAt: 11_000, obstacle: { kind: 'budget', until: 11_000 } },
  ]);
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

/** Writes tasks to a HubSpot that a test plays; a task of number 5 has the id 5 once it was made. */
function writeTo(hubspot: HubSpot, writes: readonly TaskWrite[]) {
  const activeOwners = new Set<string>();
  return writeTasks({ hubspot, accountId: '33', activeOwners, now: () => 1_000, doubtMs: 60_000 }, writes);
}

function numbered(number: number, rest: Partial<TaskWrite> = {}): TaskWrite {
  const recordId = String(number);
  return {
    ...{ accountId: '33', objectType: 'contact', recordId, clockKey: 'clock', step: '100-task-owner' },
    task: { subject: 'Accept them', body: 'Due.', dueAt: 5, ownerIds: [] },
    ...{ desired: 'open', written: '', taskId: null, isUnsure: false, livingId: recordId, revision: 1, attempts: 0 },
    ...rest,
  };
}

const closing = (number: number, rest: Partial<TaskWrite> = {}) =>
  numbered(number, { desired: 'closed', written: 'open', taskId: String(number), ...rest });
const closings = (count: number) => Array.from({ length: count }, (_, index) => closing(index + 1));
const inputsOf = (body: unknown) => (body as { inputs: { id: string; objectWriteTraceId: string }[] }).inputs;
const done = (body: unknown) => ({ body: { results: inputsOf(body).map(({ id }) => ({ id })) } });
const outcomeOf = (result: TaskWriteResult) =>
  'written' in result ? result.written : 'setAside' in result ? 'set aside' : 'later';

test.each([
  ['gives no answer', refusal('hubspot-unavailable')],
  ['answers 502', answeredWith(502)],
  ['answers 504', answeredWith(504)],
  ['answers in a form that nobody knows', refusal('hubspot-answer-unreadable')],
])('where HubSpot %s, a task is not looked for while the call may still be carried out', async (_name, error) => {
  const { hubspot } = answerCalls(() => {
    throw error;
  });
  expect(await writeTo(hubspot, [numbered(1)])).toMatchObject([{ isUnsure: true, retryAt: 61_000 }]);
});

test('a task of which a call said nothing is given up after many attempts, and looked for should it be tried again', async () => {
  const { hubspot } = answerCalls(() => ({ body: { results: [] } }));
  expect(await writeTo(hubspot, [numbered(1, { attempts: 23 })])).toMatchObject([{ isUnsure: true, retryAt: 901_000 }]);
  expect(await writeTo(hubspot, [numbered(1, { attempts: 24 })])).toMatchObject([{ isUnsure: true, setAside: true }]);
});

test.each([
  ['VALIDATION_ERROR', 'set aside'],
  ['INTERNAL_ERROR', 'later'],
])('a new task that HubSpot refuses alone with %s is %s', async (category, outcome) => {
  const { hubspot } = answerCalls(({ body }) => {
    const objectWriteTraceId = inputsOf(body).map((input) => input.objectWriteTraceId);
    return { status: 207, body: { errors: [{ category, message: 'no', context: { objectWriteTraceId } }] } };
  });
  expect((await writeTo(hubspot, [numbered(1)])).map(outcomeOf)).toEqual([outcome]);
});

test.each([
  [400, { category: 'VALIDATION_ERROR', message: 'no' }, 'set aside'],
  [404, { category: 'OBJECT_NOT_FOUND', message: 'gone' }, 'closed'],
])('one task for which HubSpot answers %i keeps no other from being closed', async (status, said, outcome) => {
  const { hubspot, calls } = answerCalls(({ body }) => {
    if (inputsOf(body).some(({ id }) => id === '37')) throw answeredWith(status, said);
    return done(body);
  });
  const results = await writeTo(hubspot, closings(100));
  expect(results.map(outcomeOf)).toEqual(closings(100).map(({ taskId }) => (taskId === '37' ? outcome : 'closed')));
  expect(calls.length).toBeLessThan(20);
});

test('a 404 that does not speak of objects is about the address: nothing is settled by it, and the account rests', async () => {
  const { hubspot, calls } = answerCalls(() => {
    throw answeredWith(404, { message: 'resource not found' });
  });
  const results = await writeTo(hubspot, closings(4));
  expect(calls).toHaveLength(1);
  expect(results).toMatchObject(closings(4).map(() => ({ retryAt: 2_000, obstacle: { kind: 'account', until: 0 } })));
});

test.each([
  ['VALIDATION_ERROR', 0, 'set aside'],
  ['OBJECT_NOT_FOUND', 0, 'closed'],
  ['INTERNAL_ERROR', 23, 'later'],
  ['INTERNAL_ERROR', 24, 'set aside'],
  ['', 0, 'later'],
])(
  "a task that HubSpot refuses alone with %j in attempt %i is %s, and stands in nobody's way",
  async (category, attempts, outcome) => {
    const { hubspot } = answerCalls(({ body }) => ({
      status: 207,
      body: {
        results: inputsOf(body).filter(({ id }) => id !== '2'),
        errors: category === '' ? [] : [{ category, message: 'no', context: { ids: ['2'] } }],
      },
    }));
    const results = await writeTo(hubspot, [closing(1), closing(2, { attempts }), closing(3)]);
    expect(results.map(outcomeOf)).toEqual(['closed', outcome, 'closed']);
    expect(results.filter((result) => 'obstacle' in result)).toEqual([]);
  },
);

test.each([
  ['an outage', answeredWith(503), { kind: 'account', until: 0 }],
  ['a move of the account', answeredWith(477, null, { 'Retry-After': '3600' }), { kind: 'account', until: 3_601_000 }],
  ['a missing scope', answeredWith(403), { kind: 'account', until: 0 }],
  ['a token that is refused', answeredWith(401), { kind: 'account', until: 0 }],
  ['a limit', answeredWith(429, { policyName: 'SECONDLY' }), { kind: 'budget', until: 2_000 }],
  ['the lock of a record', answeredWith(423), undefined],
  ['an answer in a form that nobody knows', refusal('hubspot-answer-unreadable'), undefined],
])('%s keeps the whole account or not', async (_name, error, obstacle) => {
  const { hubspot } = answerCalls(() => {
    throw error;
  });
  const [result] = await writeTo(hubspot, [closing(1)]);
  expect(result).toHaveProperty('retryAt');
  expect(result !== undefined && 'obstacle' in result ? result.obstacle : undefined).toEqual(obstacle);
});

test('a record whose tasks stand in an unknown form keeps no other from being looked for', async () => {
  const { hubspot } = answerCalls(({ path, body }) => {
    if (path.includes('associations')) {
      return {
        body: {
          results: [
            { from: { id: '1' }, to: 'what?' },
            { from: { id: '2' }, to: [] },
          ],
        },
      };
    }
    return {
      body: { results: inputsOf(body).map(({ objectWriteTraceId }) => ({ id: '9', objectWriteTraceId })) },
    };
  });
  const results = await writeTo(hubspot, [numbered(1, { isUnsure: true }), numbered(2, { isUnsure: true })]);
  expect(results.map((result) => [result.key.recordId, outcomeOf(result), 'obstacle' in result])).toEqual([
    ['1', 'later', false],
    ['2', 'open', false],
  ]);
});
