import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type DemoProcess, freePort, startProgram } from '../../sandbox/demo/child-process.ts';
import { installApp } from '../../sandbox/demo/install-app.ts';
import { getJson, postJson, readMetric, watchUntilAtRest, watchUntilPrepared } from '../../sandbox/demo/watch-app.ts';
import { portalUser } from '../../sandbox/page/portal-user.ts';
import type { PortalStatus } from '../../sandbox/portal/create-portal.ts';
import type { PlayHistoryOptions } from '../../sandbox/portal/history/play-history.ts';
import { exportVisits } from '../../src/cli/export-visits.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import type { BackfillProgress } from '../../src/store/read-backfill.ts';
import { type CommandResult, runCommand } from '../cli/run-command.ts';

export type InstallationOptions = {
  portalId: number;
  /** A path of SQLite or an address of PostgreSQL; a new file when left out. */
  databaseUrl?: string;
  /** Where the clock of journeys stands, ISO. */
  now: string;
  settings?: 'standard' | 'scenario';
  /** A preset or the path of a model file; the lead funnel when left out. */
  model?: string;
  /** The path of an agreement file; none when left out. */
  agreement?: string;
  /** Portal and journeys share one clock, which stands at `now` and can be moved; else the portal has the present. */
  hasOneClock?: boolean;
  /** Optional scopes that the portal does not grant. */
  withheldScopes?: readonly string[];
  /** How long changed tags wait for others, ms; a fifth of a second when left out. */
  tagWriteDelayMs?: number;
  /** How often the app reads the journal, ms; as it is set when left out. */
  journalIntervalMs?: number;
  /** What the portal tells of changes beside the history: what the app has subscribed to, or everything it writes too. */
  told?: 'subscriptions' | 'everything';
};

/** A portal and an app, each a real process, on a database; the app can be killed and started again. */
export type Installation = {
  urls: { portal: string; app: string };
  /** What the app was given and must tell nobody. */
  secrets: { clientSecret: string; encryptionKey: string };
  startApp(): Promise<DemoProcess>;
  /** Installs the app in the portal, which then begins to deliver. */
  install(): Promise<void>;
  holdDeliveries(): Promise<void>;
  deliver(): Promise<void>;
  play(history: Omit<PlayHistoryOptions, 'onProgress' | 'lines'>): Promise<void>;
  untilAtRest(): Promise<void>;
  /** Asks the app's database, beside the app, until it answers with something. */
  untilStored<Answer>(ask: (store: Store) => Promise<Answer | null>): Promise<Answer>;
  /** Moves the one clock of an installation that has one. */
  moveClock(now: string): Promise<void>;
  /** Waits until the app has read the past of every object type, and has nothing left to do. */
  untilPastIsRead(): Promise<void>;
  pastProgress(): Promise<BackfillProgress[]>;
  /** The export of all visits, as bytes. */
  exportVisits(): Promise<Buffer>;
  /** Runs the command line with the app's environment. */
  command(...args: string[]): Promise<CommandResult>;
  portalStatus(): Promise<PortalStatus>;
  peakMemoryBytes(): Promise<number>;
  stop(): Promise<void>;
};

const subscriptions = fileURLToPath(new URL('../../app-extensions/app/webhooks/webhooks-hsmeta.json', import.meta.url));

function isWhole(progress: readonly BackfillProgress[]): boolean {
  return progress.length > 0 && progress.every(({ finishedAt }) => finishedAt !== null);
}

/** Starts the portal; the app is started apart, as often as a test wants. */
export async function createInstallation(options: InstallationOptions): Promise<Installation> {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-end-to-end-'));
  const databaseUrl = options.databaseUrl ?? join(directory, 'journey-steward.db');
  const secrets = { id: 'test-client', secret: randomBytes(16).toString('hex') };
  const clockFile = join(directory, 'clock');
  if (options.hasOneClock) writeFileSync(clockFile, options.now);
  const encryptionKey = randomBytes(32).toString('base64');
  const portal = await startProgram(
    'sandbox/main.ts',
    {
      SANDBOX_PORTAL_ID: String(options.portalId),
      SANDBOX_CLIENT_ID: secrets.id,
      SANDBOX_CLIENT_SECRET: secrets.secret,
      ...(options.hasOneClock && { SANDBOX_CLOCK_FILE: clockFile }),
      SANDBOX_SETTINGS: options.settings ?? 'standard',
      SANDBOX_WITHHELD_SCOPES: options.withheldScopes?.join(' ') ?? '',
      ...(options.told !== 'everything' && { SANDBOX_SUBSCRIPTIONS: subscriptions }),
      // Longer than it takes to notice that the app was killed: each kill may cost an event one of its ten retries, not two.
      SANDBOX_RETRY_MINIMUM_MS: '300',
      SANDBOX_RETRY_MAXIMUM_MS: '1000',
    },
    { stream: 'stdout', read: (line) => (line.startsWith('{"listening"') ? JSON.parse(line).listening : null) },
  );
  const port = await freePort();
  const urls = { portal: portal.ready, app: `http://127.0.0.1:${port}` };
  const environment = {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: urls.app,
    HUBSPOT_CLIENT_ID: secrets.id,
    HUBSPOT_CLIENT_SECRET: secrets.secret,
    HUBSPOT_API_URL: urls.portal,
    HUBSPOT_APP_URL: urls.portal,
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: encryptionKey,
    MODEL: options.model ?? 'lead-funnel',
    SETTINGS_USERS: `${options.portalId}:${portalUser.id}`,
    ...(options.hasOneClock ? { JOURNEY_CLOCK_FILE: clockFile } : { JOURNEY_NOW: options.now }),
    AGREEMENT: options.agreement ?? '',
    LOG_LEVEL: 'info',
    CLAIM_LEASE_MS: '500',
    TASK_DOUBT_MS: '3000',
    TAG_WRITE_DELAY_MS: String(options.tagWriteDelayMs ?? 200),
    JOURNAL_INTERVAL_MS: String(options.journalIntervalMs ?? ''),
  };
  const apps: DemoProcess[] = [];
  let opened: Promise<Store> | null = null;
  /** The app's database, opened beside the app at the first question and closed at the end: who waits asks many times. */
  const beside = () => {
    opened ??= openStore(databaseSpec(databaseUrl));
    return opened;
  };
  const pastProgress = async () => (await beside()).readBackfillProgress({ now: Date.now() });
  const moveClock = async (now: string) => {
    await postJson(`${urls.portal}/sandbox/clock`, { now });
    // The app believes what the file said for a tenth of a second.
    await sleep(150);
  };
  if (options.hasOneClock) await moveClock(options.now);
  const deliver = () => postJson(`${urls.portal}/sandbox/target`, { url: `${urls.app}/webhooks/hubspot` });
  return {
    urls,
    secrets: { clientSecret: secrets.secret, encryptionKey },
    async startApp() {
      const app = await startProgram('src/main.ts', environment, {
        stream: 'stderr',
        read: (line) => (line.includes('Journey Steward listens') ? line : null),
      });
      apps.push(app);
      return app;
    },
    async install() {
      await installApp(urls.app);
      await watchUntilPrepared(urls.app);
      await deliver();
    },
    holdDeliveries: () => postJson(`${urls.portal}/sandbox/target`, { url: null }),
    deliver,
    play: (history) => postJson(`${urls.portal}/sandbox/history`, history),
    untilAtRest: () => watchUntilAtRest(urls, () => {}),
    async untilStored(ask) {
      const store = await beside();
      for (;;) {
        const answer = await ask(store);
        if (answer !== null) return answer;
        await sleep(50);
      }
    },
    moveClock,
    async untilPastIsRead() {
      while (!isWhole(await pastProgress())) await sleep(100);
      await watchUntilAtRest(urls, () => {});
    },
    pastProgress,
    async exportVisits() {
      const path = join(directory, 'visits.csv');
      await exportVisits(await beside(), createWriteStream(path));
      return readFileSync(path);
    },
    command: (...args) => runCommand(args, { environment, databaseUrl }),
    portalStatus: () => getJson<PortalStatus>(`${urls.portal}/sandbox/status`),
    peakMemoryBytes: () => readMetric(urls.app, 'journey_steward_peak_memory_bytes'),
    async stop() {
      for (const app of apps) await app.stop();
      await portal.stop();
      await (await opened)?.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
