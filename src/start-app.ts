import type { AddressInfo } from 'node:net';
import express from 'express';
import { createDeliveryLog } from '../webhooks/delivery-log.ts';
import { receiveDeliveries } from '../webhooks/receive-deliveries.ts';
import { scrubDelivery } from '../webhooks/scrub-delivery.ts';
import { unpackDeliveries } from '../webhooks/unpack-deliveries.ts';
import { answerErrors, answerNotFound } from './api/answer-errors.ts';
import { healthRoutes } from './api/health.ts';
import { createMetrics } from './api/metrics.ts';
import { oauthRoutes } from './api/oauth-routes.ts';
import type { Config } from './config.ts';
import { createAccessTokens } from './hubspot/access-tokens.ts';
import { createHubSpot } from './hubspot/hubspot-client.ts';
import type { Model } from './journey/model-schema.ts';
import type { Log } from './log.ts';
import { refreshJourneys } from './refresh-journeys.ts';
import { databaseSpec } from './store/database.ts';
import { openStore } from './store/open-store.ts';
import { createAccountRegistry } from './worker/account-registry.ts';
import { eraseRecordsStep } from './worker/erase-records-step.ts';
import { startLoop } from './worker/loop.ts';
import { observePortal, prepareAccount } from './worker/prepare-account.ts';
import { startScheduledJobs } from './worker/scheduled-jobs.ts';
import { writeTagsStep } from './worker/write-tags-step.ts';

/** The running app: where it listens, and how it is stopped. */
export type App = { url: string; stop: () => Promise<void> };

const unpackedKeptMs = 7 * 86_400_000;

/** The cast: every part is made once and handed to those that need it; `stop` ends them in reverse. */
export async function startApp(config: Config, model: Model, log: Log): Promise<App> {
  const store = await openStore(databaseSpec(config.databaseUrl));
  const journeyNow = () => config.journeyNow ?? Date.now();
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
  const tokens = createAccessTokens(store, oauth, config.encryptionKey);
  const hubspot = createHubSpot({
    store,
    tokens,
    apiUrl: config.hubspot.apiUrl,
    callsPerTenSeconds: config.hubspot.callsPerTenSeconds,
    onCall: (status) => metrics.calls.inc({ status }),
  });
  const preparing = { store, hubspot, log, journeyNow };

  const loopOptions = { idleMs: 1_000, log };
  const { claimLeaseMs: leaseMs, encryptionKey: tombstoneKey } = config;
  const writing = startLoop(
    'write tags',
    writeTagsStep({
      store,
      hubspot,
      log,
      leaseMs,
      delayMs: config.tagWriteDelayMs,
      journeyNow,
      unready: registry.unready,
      onWritten: ({ written, refused }) => {
        metrics.tagWrites.inc({ outcome: 'written' }, written);
        metrics.tagWrites.inc({ outcome: 'refused' }, refused);
      },
    }),
    { ...loopOptions, idleMs: 250, concurrency: 4 },
  );
  const refreshing = startLoop(
    'refresh journeys',
    refreshJourneys({
      store,
      modelOf: registry.modelOf,
      journeyNow,
      leaseMs,
      recordsAtOnce: 200,
      onRefreshed: (count) => metrics.journeys.inc(count),
    }),
    loopOptions,
  );
  const erasing = startLoop(
    'erase records',
    eraseRecordsStep({
      store,
      tombstoneKey,
      scrub: (delivery, erasure) => scrubDelivery(delivery, { record: erasure, recordIds: erasure.recordIds }),
    }),
    loopOptions,
  );
  const unpacking = startLoop(
    'unpack deliveries',
    unpackDeliveries({
      store,
      log,
      leaseMs,
      tombstoneKey,
      journeyNow,
      onUnpacked: (counts) => {
        metrics.events.inc(counts.events);
        metrics.hearings.inc(counts.newHearings);
        metrics.setAside.inc(counts.setAside);
        metrics.erasedRefusals.inc(counts.refused);
        refreshing.wake();
      },
    }),
    loopOptions,
  );

  const makeReady = async () => {
    const definition = JSON.stringify(model);
    for (const { accountId, status } of await store.readAccounts({})) {
      if (status !== 'active') continue;
      await store.publishModel({ accountId, name: model.name, definition, now: Date.now(), dueAt: journeyNow() });
    }
    await registry.reload();
  };
  const prepare = startLoop(
    'prepare accounts',
    async () => {
      for (const account of await registry.accounts()) {
        if (account.status !== 'active' || account.preparedAt !== null) continue;
        await prepareAccount(preparing, account, model);
        await registry.reload();
      }
      return false;
    },
    loopOptions,
  );
  await makeReady();
  const jobs = startScheduledJobs(
    [
      {
        name: 'observe portals',
        cron: '17 * * * *',
        run: async () => {
          for (const { accountId, status } of await registry.accounts()) {
            if (status === 'active') await observePortal(preparing, accountId);
          }
        },
      },
      {
        name: 'purge deliveries',
        cron: '41 3 * * *',
        run: async () => {
          await store.purgeDeliveries({ unpackedBefore: Date.now() - unpackedKeptMs });
        },
      },
    ],
    { store, log },
  );

  const deliveryLog = createDeliveryLog(store, {
    maxPendingBytes: config.maxPendingBytes,
    onDurable: () => unpacking.wake(),
  });
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
  app.use(healthRoutes({ readQueueSizes, metrics }));
  app.use(
    oauthRoutes({
      store,
      settings: oauth,
      tokens,
      language: config.labelLanguage,
      onInstalled: async () => {
        await makeReady();
        prepare.wake();
      },
    }),
  );
  app.use(answerNotFound, answerErrors(log));

  const server = app.listen(config.port, config.host);
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const url = `http://${config.host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    stop: async () => {
      await jobs.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      for (const loop of [unpacking, prepare, erasing, refreshing, writing]) await loop.stop();
      await store.close();
    },
  };
}
