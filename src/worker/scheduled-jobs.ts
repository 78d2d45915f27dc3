import { schedule } from 'node-cron';
import type { Log } from '../log.ts';
import type { Store } from '../store/operations.ts';

/** Work that is due by the clock. It may run twice and must not mind. */
export type ScheduledJob = { name: string; cron: string; run: () => Promise<void> };

/**
 * Starts the jobs. `stop` waits for those that are under way. Each tick is a slot with a name and a time; of all processes on one database, the one that writes the
 * slot down first does the job.
 */
export function startScheduledJobs(
  jobs: readonly ScheduledJob[],
  options: { store: Pick<Store, 'takeCronSlot'>; log: Log },
): { stop: () => Promise<void> } {
  const running = new Set<Promise<void>>();
  const tasks = jobs.map((job) =>
    schedule(job.cron, async (tick) => {
      const run = runInSlot(job, tick.date, options);
      running.add(run);
      await run;
      running.delete(run);
    }),
  );
  return {
    // A job that is under way still uses the store.
    stop: async () => {
      for (const task of tasks) await task.destroy();
      await Promise.all(running);
    },
  };
}

/** Never rejects: a job that fails is told in the log. */
async function runInSlot(
  job: ScheduledJob,
  date: Date,
  { store, log }: { store: Pick<Store, 'takeCronSlot'>; log: Log },
): Promise<void> {
  try {
    const slotAt = Math.floor(date.getTime() / 1000) * 1000;
    if (await store.takeCronSlot({ job: job.name, slotAt })) await job.run();
  } catch (error) {
    log.error({ err: error, job: job.name }, 'a scheduled job failed; it runs again at its next time');
  }
}
