import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { createDeliveryLog, type DeliveryLog } from '../webhooks/delivery-log.ts';
import { receiveDeliveries } from '../webhooks/receive-deliveries.ts';
import { scrubAccount } from '../webhooks/scrub-account.ts';
import { scrubDeliveries } from '../webhooks/scrub-deliveries.ts';
import { unpackDeliveries } from '../webhooks/unpack-deliveries.ts';
import { unpackJournalFile } from '../webhooks/unpack-journal-file.ts';
import type { Agreement } from './agreement/agreement-schema.ts';
import { agreementActionRoutes } from './api/agreement-action-routes.ts';
import { agreementPageRoutes } from './api/agreement-page-routes.ts';
import { agreementSettingsRoutes } from './api/agreement-settings-routes.ts';
import { answerErrors, answerNotFound } from './api/answer-errors.ts';
import { buyingGroupRoutes } from './api/buying-group-routes.ts';
import { cardRoutes } from './api/card-routes.ts';
import { clocksRoutes } from './api/clocks-routes.ts';
import { correctionRoutes } from './api/correction-routes.ts';
import { explanationRoutes } from './api/explanation-routes.ts';
import { healthRoutes } from './api/health.ts';
import { journeyPageRoutes } from './api/journey-page-routes.ts';
import { createMetrics } from './api/metrics.ts';
import { oauthRoutes } from './api/oauth-routes.ts';
import { outcomeRoutes } from './api/outcome-routes.ts';
import { settingsHealthRoutes } from './api/settings-health-routes.ts';
import { settingsRoutes } from './api/settings-routes.ts';
import type { Config } from './config.ts';
import { createAccessTokens } from './hubspot/access-tokens.ts';
import { createClientToken } from './hubspot/client-token.ts';
import { evenCalls } from './hubspot/even-calls.ts';
import { createHubSpot } from './hubspot/hubspot-client.ts';
import { createJournal, journalScopes } from './hubspot/journal.ts';
import { askSuperAdmin } from './hubspot/read-super-admins.ts';
import type { Model } from './journey/models/model-schema.ts';
import { createJourneyClock } from './journey-clock.ts';
import type { Log } from './log.ts';
import { refreshJourneys } from './refresh-journeys.ts';
import { databaseSpec } from './store/database.ts';
import { openStore } from './store/open-store.ts';
import { createAccountRegistry } from './worker/account-registry.ts';
import { backfillStep } from './worker/backfill-step.ts';
import { eraseRecordsStep } from './worker/erase-records-step.ts';
import { pollUntold, unfollowDeparted } from './worker/follow-properties.ts';
import { isJournalBehind } from './worker/is-journal-behind.ts';
import { purgeAccountsStep } from './worker/purge-accounts-step.ts';
import { readJournalStep } from './worker/read-journal-step.ts';
import {
  keepAccountsPrepared,
  observePortals,
  prepareAccountsStep,
  publishToNewAccounts,
} from './worker/ready-accounts.ts';
import { repairAfterDowntime } from './worker/repair-after-downtime.ts';
import { repairStep } from './worker/repair-step.ts';
import { createRightOfWay } from './worker/right-of-way.ts';
import { type ScheduledJob, startScheduledJobs } from './worker/scheduled-jobs.ts';
import { type LoopName, type Loops, type Steps, startLoops } from './worker/start-loops.ts';
import { tombstoneKeyOf } from './worker/tombstone-key.ts';
import { writeTagsStep } from './worker/write-tags-step.ts';
import { writeTasksStep } from './worker/write-tasks-step.ts';

/** The running app: where it listens, and how it is stopped. */
export type App = { url: string; stop: () => Promise<void> };

/** What accounts start with: a model, and an agreement if there is one. */
export type StartsWith = { model: Model; agreement: Agreement | null };

/** The cast: every part is made once and handed to those that need it; `stop` ends them in reverse. */
export async function startApp(config: Config, startsWith: StartsWith, log: Log): Promise<App> {
  const parts = await makeParts(config, startsWith, log);
  await publishToNewAccounts(parts.readying);
  const { isPutOff } = await repairAfterDowntime(parts);
  const jobs = startScheduledJobs(jobsOf(parts), { store: parts.store, log });
  const loops: Loops = startLoops(
    stepsOf(parts, isPutOff, (name) => loops.wake(name)),
    log,
  );
  const deliveryLog = createDeliveryLog(parts.store, {
    maxPendingBytes: config.maxPendingBytes,
    onDurable: () => {
      parts.metrics.commits.inc();
      loops.wake('unpack');
    },
  });
  const server = httpAppOf(parts, deliveryLog, (name) => loops.wake(name)).listen(config.port, config.host);
  await once(server, 'listening');
  return {
    url: `http://${config.host}:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await loops.stop();
      await jobs.stop();
      await parts.store.close();
    },
  };
}

type Parts = Awaited<ReturnType<typeof makeParts>>;

async function makeParts(config: Config, startsWith: StartsWith, log: Log) {
  const store = await openStore(databaseSpec(config.databaseUrl));
  const journeyNow = createJourneyClock(config);
  const readQueueSizes = () => store.readQueueSizes({ dueAt: journeyNow() });
  const metrics = createMetrics(readQueueSizes);
  const registry = createAccountRegistry(store);
  const oauth = {
    clientId: config.hubspot.clientId,
    clientSecret: config.hubspot.clientSecrets[0] ?? '',
    apiUrl: config.hubspot.apiUrl,
    appUrl: config.hubspot.appUrl,
    redirectUri: `${config.publicUrl}/oauth/callback`,
  };
  const tokens = createAccessTokens(store, oauth, config.encryptionKeys, async (accountId) => {
    log.warn({ accountId }, 'an account has removed the app; its work ends');
    await registry.reload();
  });
  const tombstoneKey = await tombstoneKeyOf(store, config.encryptionKeys);
  const hubspot = createHubSpot({
    store,
    tokens,
    apiUrl: config.hubspot.apiUrl,
    callsPerTenSeconds: config.hubspot.callsPerTenSeconds,
    onCall: (status) => metrics.calls.inc({ status }),
  });
  const journal = createJournal({ apiUrl: oauth.apiUrl, token: createClientToken(oauth, journalScopes) });
  const presentModelOf = async (accountId: string) => {
    // Whoever changes a model, speaks of its stages or reads what it asks for must see what another process has just published.
    await registry.currentModels();
    return registry.modelOf(accountId);
  };
  const readying = { store, hubspot, journal, registry, log, journeyNow, ...startsWith };
  return {
    config,
    log,
    store,
    journeyNow,
    readQueueSizes,
    metrics,
    registry,
    oauth,
    tokens,
    presentModelOf,
    hubspot,
    journal,
    tombstoneKey,
    readying,
    rightOfWay: createRightOfWay(),
  };
}

function stepsOf(parts: Parts, isComparisonPutOff: boolean, wake: (name: LoopName) => void): Steps {
  const { config, log, store, journeyNow, metrics, registry, hubspot, tombstoneKey } = parts;
  const { claimLeaseMs: leaseMs, journalIntervalMs: everyMs } = config;
  const wakeRefresh = () => wake('refresh');
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
        metrics.hearings.inc(newHearings);
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
        metrics.hearings.inc(newHearings);
        if (newHearings > 0) wakeRefresh();
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
        for (const { next } of found) metrics.tagsFound.inc({ next });
        const changed = found.filter(({ next }) => next !== 'right').map(({ tags }) => tags.recordId);
        if (changed.length > 0)
          log.info(
            { accountId, objectType, records: changed.slice(0, 10), changed: changed.length },
            'tags were changed by somebody else',
          );
      },
      onRecorded: ({ newHearings }) => {
        metrics.hearings.inc(newHearings);
        wakeRefresh();
      },
    }),
    unpack: unpackDeliveries({
      store,
      log,
      leaseMs,
      tombstoneKey,
      journeyNow,
      giveWay: parts.rightOfWay.giveWay,
      onUnpacked: (counts) => {
        metrics.events.inc(counts.events);
        metrics.hearings.inc(counts.newHearings);
        metrics.setAside.inc(counts.setAside);
        metrics.erasedRefusals.inc(counts.refused);
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
      giveWay: parts.rightOfWay.giveWay,
      onRefreshed: (count) => metrics.journeys.inc(count),
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
        metrics.tagWrites.inc({ outcome: 'written' }, written);
        metrics.tagWrites.inc({ outcome: 'refused' }, refused);
      },
    }),
    writeTasks: writeTasksStep({
      store,
      hubspot,
      log,
      leaseMs,
      unready: registry.unready,
      onWritten: ({ opened, closed, refused }) => {
        metrics.taskWrites.inc({ outcome: 'opened' }, opened);
        metrics.taskWrites.inc({ outcome: 'closed' }, closed);
        metrics.taskWrites.inc({ outcome: 'refused' }, refused);
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

const unpackedKeptMs = 7 * 86_400_000;
const setAsideKeptMs = 90 * 86_400_000;

function jobsOf({ store, readying, journal, journeyNow }: Parts): ScheduledJob[] {
  const purge = () => store.purgeDeliveries({ unpackedBefore: Date.now() - unpackedKeptMs });
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
    { name: 'purge deliveries', cron: '41 3 * * *', run: async () => void (await purge()) },
    {
      name: 'purge set-aside events',
      cron: '47 3 * * *',
      run: async () => void (await store.purgeSetAsideEvents({ setAsideBefore: Date.now() - setAsideKeptMs })),
    },
  ];
}

/** Pages that fetch are cut off after 15 s, the way to the app and back included. */
const previewForMs = 8_000;

function httpAppOf(parts: Parts, deliveryLog: DeliveryLog, wake: (name: LoopName) => void): Express {
  const { config, log, store, metrics, readQueueSizes, registry } = parts;
  const app = express().disable('x-powered-by').disable('etag');
  app.use(
    '/webhooks/hubspot',
    receiveDeliveries({
      publicUrl: config.publicUrl,
      clientSecrets: config.hubspot.clientSecrets,
      maxBodyBytes: config.maxBodyBytes,
      log,
      deliveryLog,
      onAnswer: (outcome) => metrics.deliveries.inc({ outcome }),
    }),
  );
  app.use('/api/cards', parts.rightOfWay.first);
  const { publicUrl, hubspot, settingsUsers } = config;
  const { journeyNow, tombstoneKey, presentModelOf } = parts;
  const signed = { publicUrl, clientSecrets: hubspot.clientSecrets, store, journeyNow };
  const reading = { ...signed, modelOf: registry.modelOf };
  const present = { ...signed, modelOf: presentModelOf };
  const acting = { ...present, tombstoneKey, onRecorded: () => wake('refresh') };
  const settling = {
    ...{ ...present, settingsUsers, previewForMs },
    askSuperAdmin: (identity: Parameters<typeof askSuperAdmin>[1]) => askSuperAdmin(parts.hubspot, identity),
    onPublished: async () => {
      await registry.reload();
      wake('prepare');
      wake('refresh');
    },
  };
  const counting = { ...present, answerWithinMs: previewForMs };
  app.use(cardRoutes(reading), buyingGroupRoutes(reading), explanationRoutes(reading), clocksRoutes(reading));
  app.use(correctionRoutes(acting), outcomeRoutes(acting), agreementActionRoutes(acting));
  app.use(settingsRoutes(settling), agreementSettingsRoutes(settling), settingsHealthRoutes(signed));
  app.use(journeyPageRoutes(counting), agreementPageRoutes(counting));
  app.use(healthRoutes({ readQueueSizes, metrics }));
  app.use(
    oauthRoutes({
      store,
      settings: parts.oauth,
      tokens: parts.tokens,
      language: config.labelLanguage,
      linkKey: config.encryptionKeys[0],
      log,
      onInstalled: async () => {
        await publishToNewAccounts(parts.readying);
        wake('prepare');
      },
    }),
  );
  return app.use(answerNotFound, answerErrors(log));
}
