import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import { createDeliveryLog, type DeliveryLog } from '../webhooks/delivery-log.ts';
import { receiveDeliveries } from '../webhooks/receive-deliveries.ts';
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
import { countIn, createMetrics } from './api/metrics.ts';
import { oauthRoutes } from './api/oauth-routes.ts';
import { outcomeRoutes } from './api/outcome-routes.ts';
import { settingsHealthRoutes } from './api/settings-health-routes.ts';
import { settingsRoutes } from './api/settings-routes.ts';
import type { Config } from './config.ts';
import { askSuperAdmin } from './hubspot/read-super-admins.ts';
import { createJourneyClock } from './journey-clock.ts';
import type { Log } from './log.ts';
import { databaseSpec } from './store/database.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/operations.ts';
import { makeParts, type Parts, type StartsWith } from './threads/make-parts.ts';
import { startWorkThread, type WorkThread } from './threads/start-work-thread.ts';
import { publishToNewAccounts } from './worker/ready-accounts.ts';
import { repairAfterDowntime } from './worker/repair-after-downtime.ts';
import { countOfWaiting, createRightOfWay } from './worker/right-of-way.ts';
import type { LoopName } from './worker/start-loops.ts';

/** The running app: where it listens, and how it is stopped. Who asks to stop it again waits for the same end. */
export type App = { url: string; stop: () => Promise<void> };

/** The thread of the requests, and the one of the work behind them; `stop` ends them in reverse. */
export async function startApp(config: Config, startsWith: StartsWith, log: Log): Promise<App> {
  const store = await openStore(databaseSpec(config.databaseUrl));
  let work: WorkThread | null = null;
  const counted = createCounted(config, () => work?.reads ?? store);
  const { count } = counted;
  const parts = await makeParts({
    ...{ config, startsWith, log, store, count },
    onAccountsChanged: () => work?.tellAccountsChanged(),
  });
  await publishToNewAccounts(parts.readying);
  // Before the door opens: the first delivery that is taken would hide that none had come for a while.
  const { isPutOff: isComparisonPutOff } = await repairAfterDowntime(parts);
  const waiting = countOfWaiting();
  work = startWorkThread(
    { config, startsWith, share: store.share(), waiting, isComparisonPutOff },
    // Should this fail, what is known grows old by itself, and is then read again.
    { count, onAccountsChanged: () => void parts.reloadAccounts().catch(() => undefined) },
  );
  const { wake } = work;
  const deliveryLog = createDeliveryLog(store, {
    maxPendingBytes: config.maxPendingBytes,
    onDurable: () => {
      count('commits', 1);
      wake('unpack');
    },
  });
  const { first } = createRightOfWay(waiting);
  const { lastAnswer, closeServer } = createEnding();
  const app = httpAppOf(
    { ...parts, store: { ...store, ...work.reads } },
    { ...counted, deliveryLog, wake, first, lastAnswer },
  );
  const server = app.listen(config.port, config.host);
  await once(server, 'listening');
  const stopInOrder = async () => {
    await closeServer(server);
    await work.stop();
    await store.close();
  };
  let stopped: Promise<void> | null = null;
  return {
    url: `http://${config.host}:${(server.address() as AddressInfo).port}`,
    stop: () => {
      stopped ??= stopInOrder();
      return stopped;
    },
  };
}

/** HubSpot gives a delivery five seconds, and sends again what was not answered by then. */
const answeredWithinMs = 5_000;

/**
 * How the server ends. A connection that is asked again and again is never idle, and would keep it open for ever: from the beginning
 * of the end `lastAnswer` makes each answer the last of its connection, also that to a request which is under way. Who has not sent a
 * whole request, or has no answer, in time is cut off.
 */
function createEnding() {
  const underWay = new Set<ServerResponse>();
  let isEnding = false;
  const makeLast = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  };
  const lastAnswer: RequestHandler = (_request, response, next) => {
    if (isEnding) makeLast(response);
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    next();
  };
  async function closeServer(server: Server): Promise<void> {
    isEnding = true;
    for (const response of underWay) makeLast(response);
    const closed = once(server, 'close');
    server.close();
    const cutOff = setTimeout(() => server.closeAllConnections(), answeredWithinMs);
    await closed;
    clearTimeout(cutOff);
  }
  return { lastAnswer, closeServer };
}

/** What is counted in all threads, and told at `/metrics`. */
function createCounted(config: Config, reads: () => Pick<Store, 'readQueueSizes'>) {
  const journeyNow = createJourneyClock(config);
  const readQueueSizes = () => reads().readQueueSizes({ dueAt: journeyNow() });
  const metrics = createMetrics(readQueueSizes);
  return { readQueueSizes, metrics, count: countIn(metrics) };
}

/** What the requests need besides the parts. */
type Requests = ReturnType<typeof createCounted> & {
  deliveryLog: DeliveryLog;
  wake: (name: LoopName) => void;
  first: RequestHandler;
  lastAnswer: RequestHandler;
};

/** Pages that fetch are cut off after 15 s, the way to the app and back included. */
const previewForMs = 8_000;

function httpAppOf(parts: Parts, requests: Requests): Express {
  const { deliveryLog, wake, first, lastAnswer, count, metrics, readQueueSizes } = requests;
  const { config, log, store, registry } = parts;
  const app = express().disable('x-powered-by').disable('etag');
  app.use(lastAnswer);
  app.use(
    '/webhooks/hubspot',
    receiveDeliveries({
      publicUrl: config.publicUrl,
      clientSecrets: config.hubspot.clientSecrets,
      maxBodyBytes: config.maxBodyBytes,
      log,
      deliveryLog,
      onAnswer: (outcome) => count('deliveries', 1, { outcome }),
    }),
  );
  app.use('/api/cards', first);
  const { publicUrl, hubspot, settingsUsers } = config;
  const { journeyNow, tombstoneKey, presentModelOf } = parts;
  const signed = { publicUrl, clientSecrets: hubspot.clientSecrets, store, journeyNow };
  const reading = { ...signed, modelOf: registry.modelOf };
  const present = { ...signed, modelOf: presentModelOf };
  const acting = { ...present, tombstoneKey, onRecorded: () => wake('refresh') };
  const settling = {
    ...{ ...present, settingsUsers, previewForMs },
    askSuperAdmin: (identity: Parameters<typeof askSuperAdmin>[1]) => askSuperAdmin(parts.hubspot, identity),
    onPublished: registry.reload,
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
      onInstalled: () => publishToNewAccounts(parts.readying),
    }),
  );
  return app.use(answerNotFound, answerErrors(log));
}
