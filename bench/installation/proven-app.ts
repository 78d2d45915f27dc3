import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoProcess, freePort, startProgram } from '../../sandbox/demo/child-process.ts';
import { installApp } from '../../sandbox/demo/install-app.ts';
import { getJson, postJson, watchUntilPrepared } from '../../sandbox/demo/watch-app.ts';
import type { PortalStatus } from '../../sandbox/portal/portal.ts';
import type { QueueSizes } from '../../src/store/queues.ts';
import { endsAt } from './invent-life.ts';

/** The app as a process of its own beside several portals; it can be killed, and goes on where it was. */
export type ProvenApp = {
  start(): Promise<void>;
  /** Installs it in the portal that is signed in at HubSpot. */
  install(): Promise<void>;
  /** Lets all portals deliver to it. */
  deliver(): Promise<void>;
  /** Kills it in the middle of its work, lets deliveries wait, starts it again and lets them come. */
  kill(): Promise<void>;
  untilAtRest(): Promise<void>;
  stop(): Promise<void>;
};

export type AppTerms = {
  client: { id: string; secret: string };
  hubspotUrl: string;
  portalUrls: readonly string[];
  databaseUrl: string;
  callsPerTenSeconds: number;
};

export async function createProvenApp(terms: AppTerms): Promise<ProvenApp> {
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
    HUBSPOT_CALLS_PER_TEN_SECONDS: String(terms.callsPerTenSeconds),
    DATABASE_URL: terms.databaseUrl,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    MODEL: 'lead-funnel',
    JOURNEY_NOW: new Date(endsAt).toISOString(),
    LOG_LEVEL: 'info',
    // Long enough to renew on a busy machine, short enough to be taken up soon after a kill.
    CLAIM_LEASE_MS: '2000',
    TAG_WRITE_DELAY_MS: '200',
  };
  let app: DemoProcess | null = null;

  async function start(): Promise<void> {
    const started = await startProgram('src/main.ts', environment, {
      stream: 'stderr',
      read: (line) => (line.includes('Journey Steward listens') ? line : null),
    });
    app = started;
  }

  const target = (to: string | null) =>
    Promise.all(terms.portalUrls.map((portal) => postJson(`${portal}/sandbox/target`, { url: to })));
  const deliver = async () => void (await target(`${url}/webhooks/hubspot`));
  const statusOf = (portal: string) => getJson<PortalStatus>(`${portal}/sandbox/status`);

  return {
    start,
    async install() {
      await installApp(url);
      await watchUntilPrepared(url);
    },
    deliver,
    async kill() {
      if (app === null) return;
      const ended = once(app.child, 'exit');
      app.child.kill('SIGKILL');
      await ended;
      // HubSpot spreads its ten retries over a day; here they are spent within seconds, so the portals wait for the app.
      await target(null);
      await start();
      await deliver();
    },
    async untilAtRest() {
      for (let restful = 0; restful < 2; ) {
        const portals = await Promise.all(terms.portalUrls.map(statusOf));
        const { queued } = await getJson<{ queued: QueueSizes }>(`${url}/healthz`);
        const isDelivered = portals.every(({ deliveries }) => deliveries.finished);
        restful = isDelivered && Object.values(queued).every((size) => size === 0) ? restful + 1 : 0;
        await sleep(250);
      }
    },
    async stop() {
      await app?.stop();
    },
  };
}
