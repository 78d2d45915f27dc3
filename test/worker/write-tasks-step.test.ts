import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import type { ApiCall, HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { markerIn } from '../../src/hubspot/task-marker.ts';
import { writeTasksStep } from '../../src/worker/write-tasks-step.ts';
import { answeredWith } from '../hubspot/answer-calls.ts';
import { useBatteryStore } from '../store/battery-store.ts';
import { describeEachDatabase } from '../store/each-database.ts';
import { contact, created, hear } from '../store/hear.ts';
import { journeyOf, replayed, visit } from '../store/visits.ts';

type Input = { id: string; objectWriteTraceId: string; properties: Record<string, string> };
type Made = { id: string; recordId: string; marker: string; status: string };

const inputsOf = (call: ApiCall) => (call.body as { inputs: Input[] }).inputs;
const task = { subject: 'Call them', body: 'Due on Monday', dueAt: 5, ownerIds: [] };
const steps = [{ clockKey: 'clock', step: '100-task-owner', task }];

/** A portal's tasks, with as much of HubSpot as is called for them. */
function createTaskPortal() {
  const made: Made[] = [];
  const create = (call: ApiCall) => {
    const inputs = (call.body as { inputs: (Input & { associations: { to: { id: string } }[] })[] }).inputs;
    return inputs.map(({ properties, objectWriteTraceId, associations }) => {
      const marker = markerIn(properties.hs_task_body ?? '') ?? '';
      const recordId = associations[0]?.to.id ?? '';
      made.push({ id: String(made.length + 1), recordId, marker, status: 'NOT_STARTED' });
      return { id: String(made.length), objectWriteTraceId };
    });
  };
  const answer = (call: ApiCall): unknown => {
    if (call.path.endsWith('/tasks/batch/create')) return { results: create(call) };
    if (call.path.includes('associations')) {
      const results = inputsOf(call).map(({ id }) => ({
        from: { id },
        to: made.filter(({ recordId }) => recordId === id).map((one) => ({ toObjectId: one.id, associationTypes: [] })),
      }));
      return { results };
    }
    const found = inputsOf(call).flatMap((input) => made.filter(({ id }) => id === input.id));
    if (call.path.endsWith('/tasks/batch/update')) for (const one of found) one.status = 'COMPLETED';
    const properties = ({ marker, status }: Made) => ({ hs_task_body: marker, hs_task_status: status });
    return { results: found.map((one) => ({ id: one.id, properties: properties(one) })) };
  };
  return { made, answer };
}

describeEachDatabase('tasks of clocks', (open) => {
  const battery = useBatteryStore(open);
  afterEach(() => void vi.useRealTimers());
  let others: string[] = [];

  /** An account that has a task to be made for each of so many contacts. */
  async function accountWith(contacts: number) {
    const accountId = await battery.installedAccount();
    await battery.store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    const ids = Array.from({ length: contacts }, (_, index) => String(index + 1));
    const facts = ids.map((id) => created(contact(id), 1));
    await hear(battery.store, accountId, facts, { dueAt: 1 });
    const unready = others;
    others = [...others, accountId];
    const save = async (recordIds: readonly string[], reached: typeof steps) => {
      const agreed = { clocks: [], handoffs: [], steps: reached };
      const journeys = recordIds.map((id) =>
        replayed(accountId, journeyOf(contact(id), [visit('convert', 1)]), 1, { agreed }),
      );
      expect(await battery.store.saveJourneys({ journeys, now: Date.now(), dueAt: 10 })).toBe(recordIds.length);
    };
    const stepOf = (hubspot: HubSpot, options: { doubtMs?: number } = {}) =>
      writeTasksStep({
        store: battery.store,
        hubspot,
        log: pino({ level: 'silent' }),
        leaseMs: 500,
        doubtMs: options.doubtMs ?? 500,
        unready: () => unready,
        onWritten: () => undefined,
      });
    return { accountId, ids, save, stepOf };
  }

  test('are made once though HubSpot goes on with a call that it has not answered', async () => {
    const { ids, save, stepOf } = await accountWith(3);
    const { made, answer } = createTaskPortal();
    let creations = 0;
    const hubspot: HubSpot = {
      async call(_accountId, call) {
        if (call.path.endsWith('/tasks/batch/create')) {
          creations += 1;
          if (creations === 1) {
            // It was given up long after the step began, and is carried out later still.
            await new Promise((resolve) => setTimeout(resolve, 1_200));
            setTimeout(() => answer(call), 1_600);
            throw answeredWith(504);
          }
        }
        return { status: 200, body: answer(call) };
      },
    };
    await save(ids, steps);
    const step = stepOf(hubspot, { doubtMs: 3_000 });
    await step();
    const isAtRest = async () => {
      await step();
      const waiting = await battery.store.readQueueSizes({ dueAt: 0 });
      return waiting.taskWrites;
    };
    await expect.poll(isAtRest, { timeout: 20_000, interval: 100 }).toBe(0);
    expect(made.map(({ recordId }) => recordId).sort()).toEqual(ids);
    expect(creations).toBe(1);
  });

  test('are not made by a process whose claim was over before it had looked for them', async () => {
    const { accountId, ids, save, stepOf } = await accountWith(2);
    const { made, answer } = createTaskPortal();
    await save(ids, steps);
    // A claim that ended without a word: whoever is next looks first.
    await battery.store.claimTaskWrites({
      ...{ now: Date.now() - 100_000, leaseMs: 1, limit: 9 },
      exceptAccounts: others.filter((id) => id !== accountId),
    });
    const looked = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow: HubSpot = {
      async call(_accountId, call) {
        const body = answer(call);
        if (call.path.includes('associations')) {
          looked.resolve();
          await goOn.promise;
        }
        return { status: 200, body };
      },
    };
    const first = stepOf(slow)();
    await looked.promise;
    // Its lease is over while it looks.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
    const second = stepOf({
      async call(_accountId, call) {
        if (call.path.endsWith('/tasks/batch/create')) {
          goOn.resolve();
          await first;
        }
        return { status: 200, body: answer(call) };
      },
    });
    expect(await second()).toBe(true);
    expect(made.map(({ recordId }) => recordId).sort()).toEqual(ids);
    expect((await battery.store.readQueueSizes({ dueAt: 0 })).taskWrites).toBe(0);
  });

  test('that HubSpot never closes keep none of the others', async () => {
    const { ids, save, stepOf } = await accountWith(3);
    const { made, answer } = createTaskPortal();
    const stubborn = '2';
    const hubspot: HubSpot = {
      async call(_accountId, call) {
        if (call.path.endsWith('/tasks/batch/update')) {
          const closes = (id: string) => made.some((one) => one.id === id && one.recordId !== stubborn);
          answer({ ...call, body: { inputs: inputsOf(call).filter(({ id }) => closes(id)) } });
          const results = inputsOf(call).filter(({ id }) => closes(id));
          return { status: 207, body: { results, errors: [] } };
        }
        return { status: 200, body: answer(call) };
      },
    };
    const step = stepOf(hubspot);
    await save(ids.slice(0, 2), steps);
    await step();
    await save(ids.slice(0, 2), []);
    await step();
    expect(made.map(({ recordId, status }) => [recordId, status]).sort()).toEqual([
      ['1', 'COMPLETED'],
      ['2', 'NOT_STARTED'],
    ]);
    // The account does not wait with the one that waits.
    await save(['3'], steps);
    expect(await step()).toBe(true);
    expect(made.map(({ recordId }) => recordId).sort()).toEqual(ids);
  });
});
