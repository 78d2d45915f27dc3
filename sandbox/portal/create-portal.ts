import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCallCounter } from './api/call-counts.ts';
import { createCrmRouter } from './api/crm-router.ts';
import { createFaults } from './api/faults.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { readBody } from './api/read-body.ts';
import { objectScopes } from './api/route.ts';
import { changeSchema } from './control/change-schema.ts';
import { createControlRouter } from './control/control-router.ts';
import { makeChange } from './control/make-change.ts';
import { createHttpApp } from './create-http-app.ts';
import { createPortalState } from './create-portal-state.ts';
import { createDeliveries } from './deliveries/deliveries.ts';
import type { DeliveryCounts } from './deliveries/delivery-counts.ts';
import { webhookEvents } from './deliveries/webhook-events.ts';
import { type PlayedHistory, type PlayHistoryOptions, playHistory } from './history/play-history.ts';
import { createClientTokens } from './journal/client-tokens.ts';
import { createJournal } from './journal/journal.ts';
import { createJournalRouter } from './journal/journal-router.ts';
import { createJournalSubscriptions } from './journal/journal-subscriptions.ts';
import { createGrantStore } from './oauth/grant-store.ts';
import { createOAuthRouter } from './oauth/oauth-router.ts';
import { createUninstallRouter } from './oauth/uninstall-router.ts';
import type { Portal, PortalOptions, PortalStatus, PortalWatcher } from './portal.ts';
import type { PortalChange } from './records/portal-change.ts';
import { createWorkflows } from './workflows/workflows.ts';

export type { Portal, PortalOptions, PortalStatus } from './portal.ts';

/** An offline HubSpot portal on 127.0.0.1: OAuth, the CRM API, webhook deliveries, and a control API under /sandbox. */
export function createPortal(options: PortalOptions): Portal {
  const state = createPortalState(options);
  const { wallClock, random } = state;
  const watchers = new Set<PortalWatcher>();
  const deliveries = createDeliveries({
    clientSecret: options.clientSecret,
    targetUrl: options.targetUrl ?? null,
    wallClock,
    random,
    retry: { minimumMs: options.retryMinimumMs ?? 200, maximumMs: options.retryMaximumMs ?? 5000 },
    timeoutMs: options.deliveryTimeoutMs ?? 5000,
    onStep: (step) => {
      for (const watcher of watchers) watcher.delivering?.(step);
    },
  });
  const subscriptions = options.subscriptions ?? null;
  const told = (change: PortalChange) => !isWithheld(state.withheldScopes, change);
  const workflows = createWorkflows(state);
  const journalSubscriptions = createJournalSubscriptions(wallClock);
  const journal = createJournal(state, journalSubscriptions, { eventsPerFile: options.journalEventsPerFile });
  const clientTokens = createClientTokens(wallClock);
  const emit = (changes: readonly PortalChange[]): void => {
    workflows.hear(changes);
    state.searchIndex.note(changes);
    journal.hear(changes.filter(told));
    deliveries.enqueue(changes.filter(told).flatMap((change) => webhookEvents(state, subscriptions, change)));
    for (const watcher of watchers) watcher.changed?.(changes);
  };
  const grants = createGrantStore(
    wallClock,
    () => state.withheldScopes,
    () => {
      for (const watcher of watchers) watcher.installing?.();
    },
  );
  const faults = createFaults(random, { wallClock, clock: state.clock });
  const counter = createCallCounter(wallClock);
  const limits = {
    tenSecondly: createRateLimit(options.callsPerTenSeconds ?? 110, 10_000, wallClock),
    search: createRateLimit(options.searchesPerSecond ?? 5, 1000, wallClock),
    journal: createRateLimit(options.journalCallsPerSecond ?? 100, 1000, wallClock),
    subscriptions: createRateLimit(options.journalCallsPerSecond ?? 50, 1000, wallClock),
  };
  const history: PortalStatus['history'] = { state: 'none', error: null, played: null };

  const tellPlaying = (): void => {
    for (const watcher of watchers) watcher.playing?.();
  };

  const play = async (given: PlayHistoryOptions): Promise<PlayedHistory> => {
    Object.assign(history, { state: 'loading', error: null, played: null });
    tellPlaying();
    try {
      history.played = await playHistory({ state, deliveries }, given);
      history.state = 'loaded';
      return history.played;
    } catch (error) {
      history.state = 'failed';
      history.error = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      tellPlaying();
    }
  };

  const portal: Portal = {
    state,
    clock: state.clock,
    deliveries,
    faults,
    journal,
    grants,
    workflows,
    uninstall: () => {
      grants.revokeAll();
      journal.hearLifecycle('APP_UNINSTALL');
    },
    grant: (scopes) => grants.issueTokens([...scopes]),
    change: (change) => {
      const { recordId, changes } = makeChange(state, readBody(changeSchema, change));
      emit(changes);
      return { recordId };
    },
    playHistory: play,
    startHistory: (given) => {
      play(given).catch(() => undefined);
    },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    status: () => ({
      portalId: state.portalId,
      clock: new Date(state.clock.now()).toISOString(),
      records: {
        contacts: state.records.count('contact'),
        companies: state.records.count('company'),
        deals: state.records.count('deal'),
        tickets: state.records.count('ticket'),
      },
      history: { ...history },
      deliveries: finishedAfter(history.state, deliveries.counts()),
      calls: counter.counts(),
    }),
    start: async (port = 0) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
      await promise;
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    },
    stop: async () => {
      await deliveries.stop();
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
  const server = createServer(
    createHttpApp([
      createOAuthRouter(state, options, grants, clientTokens),
      createUninstallRouter(grants, () => portal.uninstall()),
      createControlRouter(portal),
      ...(options.routers ?? []).map((create) => create(portal)),
      createJournalRouter({
        ...{ state, journal, faults, limits },
        ...{ subscriptions: journalSubscriptions, tokens: clientTokens },
      }),
      createCrmRouter({ state, grants, faults, counter, limits, emit }),
    ]),
  );
  // Connections that apps keep open are not closed under them between two calls.
  server.keepAliveTimeout = 60_000;
  return portal;
}

/** HubSpot tells an app nothing of objects that it may not read. */
function isWithheld(withheldScopes: readonly string[], change: PortalChange): boolean {
  const type = change.kind === 'associationChange' ? change.from.type : change.record.type;
  if (type !== 'ticket' && type !== 'feedback_submission') return false;
  return objectScopes('read')(type).some((scope) => withheldScopes.includes(scope));
}

/** Nothing is finished while a history is still being read. */
function finishedAfter(history: PortalStatus['history']['state'], counts: DeliveryCounts): DeliveryCounts {
  return { ...counts, finished: counts.finished && history !== 'loading' };
}
