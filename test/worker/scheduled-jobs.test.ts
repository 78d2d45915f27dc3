import { pino } from 'pino';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type ScheduledJob, startScheduledJobs } from '../../src/worker/scheduled-jobs.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';

const sharedStore = shareTestStore();
beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    now: new Date(2030, 0, 15, 10, 16, 58, 300),
  });
});
afterEach(() => vi.useRealTimers());

function startRunner(...jobs: ScheduledJob[]) {
  const logged: string[] = [];
  const takeCronSlot = vi.fn(sharedStore().takeCronSlot);
  const log = pino({}, { write: (line: string) => void logged.push(line) });
  const runner = startScheduledJobs(jobs, { store: { takeCronSlot }, log });
  onTestFinished(() => runner.stop());
  /** Waits until the runner has asked for so many slots and has been answered. */
  const asked = async (times: number) => {
    while (takeCronSlot.mock.settledResults.filter(({ type }) => type !== 'incomplete').length < times) {
      await vi.advanceTimersByTimeAsync(0);
      await new Promise(setImmediate);
    }
    return takeCronSlot.mock.settledResults.map(({ value }) => value as unknown);
  };
  return { ...runner, logged, takeCronSlot, asked };
}

let lastJob = 0;
function job(cron = '17 * * * *') {
  lastJob += 1;
  const run = vi.fn(async () => undefined);
  return { name: `job ${lastJob}`, cron, run };
}

test('a slot is done once, whoever of two runners on one database is first', async () => {
  const { name, cron, run } = job();
  const one = startRunner({ name, cron, run });
  const other = startRunner({ name, cron, run });
  await vi.advanceTimersByTimeAsync(3_000);
  const answers = [...(await one.asked(1)), ...(await other.asked(1))];
  expect(answers.sort()).toEqual([false, true]);
  expect(run).toHaveBeenCalledTimes(1);
  const slotAt = new Date(2030, 0, 15, 10, 17).getTime();
  for (const { takeCronSlot } of [one, other]) expect(takeCronSlot).toHaveBeenCalledWith({ job: name, slotAt });
});

test('the next slot is done again', async () => {
  const { name, cron, run } = job();
  const runner = startRunner({ name, cron, run });
  await vi.advanceTimersByTimeAsync(3_000);
  await runner.asked(1);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(await runner.asked(2)).toEqual([true, true]);
  expect(run).toHaveBeenCalledTimes(2);
});

test('two jobs at the same time are two slots', async () => {
  const one = job();
  const other = job();
  const runner = startRunner(one, other);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await runner.asked(2)).toEqual([true, true]);
  expect(one.run).toHaveBeenCalledTimes(1);
  expect(other.run).toHaveBeenCalledTimes(1);
});

test('a job that fails is logged by its name, and has its next turn', async () => {
  const failing = job();
  failing.run.mockRejectedValueOnce(new Error('no portal'));
  const runner = startRunner(failing);
  await vi.advanceTimersByTimeAsync(3_000);
  await runner.asked(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(runner.logged.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 50, job: failing.name, err: { message: 'no portal' } },
  ]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  await runner.asked(2);
  expect(failing.run).toHaveBeenCalledTimes(2);
});

test('a stopped runner does nothing any more', async () => {
  const { name, cron, run } = job();
  const runner = startRunner({ name, cron, run });
  await runner.stop();
  await vi.advanceTimersByTimeAsync(7_200_000);
  expect(runner.takeCronSlot).not.toHaveBeenCalled();
  expect(run).not.toHaveBeenCalled();
});

test('stopping waits for the job that is under way', async () => {
  const { name, cron } = job();
  const finished = Promise.withResolvers<void>();
  const runner = startRunner({ name, cron, run: () => finished.promise });
  await vi.advanceTimersByTimeAsync(3_000);
  await runner.asked(1);
  let isStopped = false;
  const stopped = runner.stop().then(() => {
    isStopped = true;
  });
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  expect(isStopped).toBe(false);
  finished.resolve();
  await stopped;
  expect(isStopped).toBe(true);
});
