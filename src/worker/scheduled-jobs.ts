import { schedule } from 'node-cron';
import type { Log } from '../log.ts';
import type { Store } from '../store/operations.ts';

/** Work that is due by the clock. It may run twice and must not mind. */
export type ScheduledJob = { name: string; cron: string; run: () => Promise<void> };

/**
 * Starts the jobs. Each tick is a slot with a name and a time; of all processes on one database, the one that writes the
 * slot down first does the job.
 */
export function startScheduledJobs(
  jobs: readonly ScheduledJob[],
  options: { store: Pick<Store, 'takeCronSlot'>; log: Log },
): { stop: () => Promise<void> } {
  const tasks = jobs.map((job) =>
    schedule(job.cron, async (tick) => {
      try {
        const slotAt = Math.floor(tick.date.getTime() / 1000) * 1000;
        if (await options.store.takeCronSlot({ job: job.name, slotAt })) await job.run();
      } catch (error) {
        options.log.error({ err: error, job: job.name }, 'a scheduled job failed; it runs again at its next time');
      }
    }),
  );
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
    },
  };
}
