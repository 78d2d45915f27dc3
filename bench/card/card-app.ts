import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoProcess, freePort, startProgram } from '../../sandbox/demo/child-process.ts';
import { installApp } from '../../sandbox/demo/install-app.ts';
import { getJson, watchUntilPrepared } from '../../sandbox/demo/watch-app.ts';
import type { Store } from '../../src/store/operations.ts';
import type { QueueSizes } from '../../src/store/queues.ts';
import { cardPortalId } from './card-account.ts';

/** The real app, `npm start`, as a process of its own. */
export type CardApp = {
  url: string;
  /** Of the process that runs. */
  processId(): number;
  start(): Promise<void>;
  /** Installs it in the portal, which is empty: waits until its properties are made and its past is read. */
  install(store: Pick<Store, 'readBackfillProgress'>): Promise<void>;
  counts(): Promise<AppCounts>;
  stop(): Promise<void>;
};

/** What the app has done since it was started, and what waits. */
export type AppCounts = { events: number; journeys: number; tags: number; queued: QueueSizes };

export async function createCardApp(terms: {
  client: { id: string; secret: string };
  hubspotUrl: string;
  databaseUrl: string;
}): Promise<CardApp> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    HUBSPOT_CLIENT_ID: terms.client.id,
    HUBSPOT_CLIENT_SECRET: terms.client.secret,
    HUBSPOT_API_URL: terms.hubspotUrl,
    HUBSPOT_APP_URL: terms.hubspotUrl,
    DATABASE_URL: terms.databaseUrl,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    MODEL: 'lead-funnel',
    LOG_LEVEL: 'info',
  };
  let app: DemoProcess | null = null;
  return {
    url,
    processId() {
      if (app?.child.pid === undefined) throw new Error('The app does not run.');
      return app.child.pid;
    },
    async start() {
      app = await startProgram('src/main.ts', environment, {
        stream: 'stderr',
        read: (line) => (line.includes('Journey Steward listens') ? line : null),
      });
    },
    async install(store) {
      await installApp(url);
      await watchUntilPrepared(url);
      for (;;) {
        const progress = await store.readBackfillProgress({ now: Date.now() });
        const own = progress.filter(({ accountId }) => accountId === String(cardPortalId));
        if (own.length > 0 && own.every(({ finishedAt }) => finishedAt !== null)) return;
        await sleep(100);
      }
    },
    async counts() {
      const { queued } = await getJson<{ queued: QueueSizes }>(`${url}/healthz`);
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const counted = (name: string) =>
        Number(
          metrics
            .split('\n')
            .find((line) => line.startsWith(`${name} `))
            ?.split(' ')[1] ?? 0,
        );
      return {
        events: counted('journey_steward_events_total'),
        journeys: counted('journey_steward_journeys_total'),
        tags: counted('journey_steward_tag_writes_total{outcome="written"}'),
        queued,
      };
    },
    async stop() {
      await app?.stop();
      app = null;
    },
  };
}
