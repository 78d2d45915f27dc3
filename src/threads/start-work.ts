import { scrubAccount } from '../../webhooks/scrub-account.ts';
import { scrubDeliveries } from '../../webhooks/scrub-deliveries.ts';
import { unpackDeliveries } from '../../webhooks/unpack-deliveries.ts';
import { unpackJournalFile } from '../../webhooks/unpack-journal-file.ts';
import type { Count } from '../api/metrics.ts';
import { evenCalls } from '../hubspot/even-calls.ts';
import { refreshJourneys } from '../refresh-journeys.ts';
import { backfillStep } from '../worker/backfill-step.ts';
import { eraseRecordsStep } from '../worker/erase-records-step.ts';
import { pollUntold, unfollowDeparted } from '../worker/follow-properties.ts';
import { isJournalBehind } from '../worker/is-journal-behind.ts';
import { purgeAccountsStep } from '../worker/purge-accounts-step.ts';
import { purgeDeliveries } from '../worker/purge-deliveries.ts';
import { readHistoriesStep } from '../worker/read-histories-step.ts';
import { readJournalStep } from '../worker/read-journal-step.ts';
import { keepAccountsPrepared, observePortals, prepareAccountsStep } from '../worker/ready-accounts.ts';
import { repairStep } from '../worker/repair-step.ts';
import type { RightOfWay } from '../worker/right-of-way.ts';
import { type ScheduledJob, startScheduledJobs } from '../worker/scheduled-jobs.ts';
import { type LoopName, type Loops, type Steps, startLoops } from '../worker/start-loops.ts';
import { writeTagsStep } from '../worker/write-tags-step.ts';
import { writeTasksStep } from '../worker/write-tasks-step.ts';
import type { Parts } from './make-parts.ts';

/** What the work tells, to whom it gives way, and whether the journal goes before comparing. */
export type WorkTerms = { count: Count; giveWay: RightOfWay['giveWay']; isComparisonPutOff: boolean };

/** Starts all that is done without anybody waiting for it: the loops, and the jobs that are due by the clock. */
export function startWork(parts: Parts, given: WorkTerms): Loops {
  const { store, log } = parts;
  const jobs = startScheduledJobs(jobsOf(parts), { store, log });
  const loops: Loops = startLoops(
    stepsOf(parts, given, (name) => loops.wake(name)),
    log,
  );
  return {
    wake: loops.wake,
    stop: async () => {
      await loops.stop();
      await jobs.stop();
    },
  };
}

function stepsOf(parts: Parts, given: WorkTerms, wake: (name: LoopName) => void): Steps {
  const { config, log, store, journeyNow, registry, hubspot, tombstoneKey } = parts;
  const { count, giveWay, isComparisonPutOff } = given;
  const { claimLeaseMs: leaseMs, journalIntervalMs: everyMs } = config;
  const wakeRefresh = () => wake('refresh');
  const wakeAfterHearing = () => {
    wake('histories');
    wake('refresh');
  };
  return {
    backfill: backfillStep({
      store,
      hubspot: evenCalls(hubspot, config.hubspot.callsPerTenSeconds),
      log,
      leaseMs,
      tombstoneKey,
      journeyNow,
      modelOf: parts.presentModelOf,
      onRecorded: ({ newHearings }) => {
        count('hearings', newHearings);
        wakeRefresh();
      },
    }),
    journal: readJournalStep({
      store,
      journal: parts.journal,
      unpack: unpackJournalFile,
      log,
      leaseMs,
      everyMs,
      tombstoneKey,
      journeyNow,
      isComparisonPutOff,
      onRead: ({ newHearings }) => {
        count('hearings', newHearings);
        if (newHearings > 0) wakeAfterHearing();
      },
      onEnd: () => wake('repair'),
      onUninstalled: () => registry.reload(),
    }),
    repair: repairStep({
      store,
      isHeld: isJournalBehind({ store, everyMs }),
      // What has been missed for hours can wait a little: three quarters of the calls are left to all else.
      hubspot: evenCalls(hubspot, config.hubspot.callsPerTenSeconds / 4),
      log,
      leaseMs,
      tombstoneKey,
      journeyNow,
      modelOf: parts.presentModelOf,
      onTagsFound: ({ accountId, objectType, found }) => {
        for (const { next } of found) count('tagsFound', 1, { next });
        const changed = found.filter(({ next }) => next !== 'right').map(({ tags }) => tags.recordId);
        if (changed.length > 0)
          log.info(
            { accountId, objectType, records: changed.slice(0, 10), changed: changed.length },
            'tags were changed by somebody else',
          );
      },
      onRecorded: ({ newHearings }) => {
        count('hearings', newHearings);
        wakeRefresh();
      },
    }),
    unpack: unpackDeliveries({
      store,
      log,
      leaseMs,
      tombstoneKey,
      journeyNow,
      giveWay,
      onUnpacked: (counts) => {
        count('events', counts.events);
        count('hearings', counts.newHearings);
        count('setAside', counts.setAside);
        count('erasedRefusals', counts.refused);
        wakeAfterHearing();
      },
    }),
    histories: readHistoriesStep({
      store,
      hubspot,
      log,
      leaseMs,
      tombstoneKey,
      journeyNow,
      modelOf: parts.presentModelOf,
      onRead: ({ newHearings }) => {
        count('hearings', newHearings);
        wakeRefresh();
      },
    }),
    refresh: refreshJourneys({
      store,
      log,
      currentModels: registry.currentModels,
      journeyNow,
      leaseMs,
      recordsAtOnce: 100,
      giveWay,
      onRefreshed: (journeys) => count('journeys', journeys),
    }),
    writeTags: writeTagsStep({
      store,
      hubspot,
      log,
      leaseMs,
      delayMs: config.tagWriteDelayMs,
      callsPerTenSeconds: config.hubspot.callsPerTenSeconds,
      journeyNow,
      unready: registry.unready,
      onWritten: ({ written, refused }) => {
        count('tagWrites', written, { outcome: 'written' });
        count('tagWrites', refused, { outcome: 'refused' });
      },
    }),
    writeTasks: writeTasksStep({
      store,
      hubspot,
      log,
      leaseMs,
      doubtMs: config.taskDoubtMs,
      unready: registry.unready,
      onWritten: ({ opened, closed, refused }) => {
        count('taskWrites', opened, { outcome: 'opened' });
        count('taskWrites', closed, { outcome: 'closed' });
        count('taskWrites', refused, { outcome: 'refused' });
      },
    }),
    erase: eraseRecordsStep({
      store,
      tombstoneKey,
      scrub: scrubDeliveries,
    }),
    purge: purgeAccountsStep({ store, log, keptMs: config.uninstalledKeptMs, scrub: scrubAccount }),
    prepare: prepareAccountsStep(parts.readying),
  };
}

const setAsideKeptMs = 90 * 86_400_000;

function jobsOf({ store, readying, journal, journeyNow }: Parts): ScheduledJob[] {
  return [
    { name: 'observe portals', cron: '17 * * * *', run: () => observePortals(readying) },
    { name: 'repair properties', cron: '29 2 * * *', run: () => keepAccountsPrepared(readying) },
    {
      name: 'begin repairs',
      cron: '23 2 * * *',
      run: async () => void (await store.beginRepairs({ now: Date.now(), journeyNow: journeyNow() })),
    },
    { name: 'poll properties', cron: '*/15 * * * *', run: () => pollUntold({ store, journeyNow }) },
    { name: 'unfollow departed accounts', cron: '37 2 * * *', run: () => unfollowDeparted({ store, journal }) },
    { name: 'purge deliveries', cron: '41 3 * * *', run: () => purgeDeliveries(store, Date.now()) },
    {
      name: 'purge set-aside events',
      cron: '47 3 * * *',
      run: async () => void (await store.purgeSetAsideEvents({ setAsideBefore: Date.now() - setAsideKeptMs })),
    },
  ];
}
