import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Presets, SingleBar } from 'cli-progress';
import { presetAgreements } from '../../src/agreement/preset-agreements.ts';
import { exportClocks } from '../../src/cli/export-clocks.ts';
import { exportVisits } from '../../src/cli/export-visits.ts';
import { defaultModelName } from '../../src/journey/models/presets.ts';
import { readAgreement } from '../../src/read-agreement.ts';
import { readModel } from '../../src/read-model.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { portalUser } from '../page/portal-user.ts';
import { type DemoProcess, freePort, startProgram } from './child-process.ts';
import { type DemoOptions, readDemoOptions } from './demo-options.ts';
import { type HistoryFacts, readHistoryFacts } from './history-facts.ts';
import { installApp } from './install-app.ts';
import { createNarrator } from './narrate.ts';
import { printSummary } from './print-summary.ts';
import { publishGivenAgreement } from './publish-given-agreement.ts';
import { publishGivenModel } from './publish-given-model.ts';
import { postJson, watchUntilAtRest, watchUntilPrepared } from './watch-app.ts';
import { writeScenarioFile } from './write-scenario-file.ts';

/** An offline portal and the app, each a process of its own, and a history that goes from one through the other. */
async function demo(options: DemoOptions): Promise<void> {
  await readModel(options.model ?? defaultModelName);
  if (options.agreement) await readAgreement(options.agreement);
  const directory = await mkdtemp(join(tmpdir(), 'journey-steward-'));
  const processes: DemoProcess[] = [];
  const stopAll = async () => {
    for (const started of processes.reverse()) await started.stop();
    await rm(directory, { recursive: true, force: true });
  };
  // Whoever stops the demo early must not leave its two processes behind.
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  try {
    await Promise.race([run(options, directory, processes), stopped]);
    if (!options.once) await stopped;
  } finally {
    await stopAll();
  }
}

/** The whole of a demo, up to the point at which both processes are at rest. */
async function run(options: DemoOptions, directory: string, processes: DemoProcess[]): Promise<void> {
  const path = options.history === undefined ? await writeScenarioFile(directory) : resolve(options.history);
  const history = await readHistoryFacts(path);
  const database = options.database ?? join(directory, 'journey-steward.db');
  const now = options.now ?? history.lastEventAt;
  if (options.model !== undefined) await publishGivenModel(database, options.model, now);
  if (options.agreement) await publishGivenAgreement(database, options.agreement, now);
  const urls = await startBoth(options, history, database, directory, processes);
  const startedAt = Date.now();
  await play(options, path, history, urls);
  const seconds = (Date.now() - startedAt) / 1000;
  await report(options, { urls, database, seconds, now });
  if (options.once) return;
  console.log(`\nThe portal is at ${urls.portal}, the app at ${urls.app} (${urls.app}/healthz, ${urls.app}/metrics).`);
  console.log('Both go on until you press Ctrl-C.');
}

type Urls = { portal: string; app: string };

async function startBoth(
  options: DemoOptions,
  history: HistoryFacts,
  database: string,
  directory: string,
  processes: DemoProcess[],
): Promise<Urls> {
  const clockFile = join(directory, 'clock');
  await writeFile(clockFile, new Date(options.now ?? history.lastEventAt).toISOString());
  const secrets = { id: 'demo-client', secret: randomBytes(16).toString('hex') };
  const portal = await startProgram(
    'sandbox/main.ts',
    {
      SANDBOX_PORTAL_ID: String(history.portalId),
      SANDBOX_SETTINGS: options.history === undefined ? 'scenario' : 'standard',
      SANDBOX_CLOCK_FILE: clockFile,
      SANDBOX_CLIENT_ID: secrets.id,
      SANDBOX_CLIENT_SECRET: secrets.secret,
      SANDBOX_SUBSCRIPTIONS: fileURLToPath(
        new URL('../../app-extensions/app/webhooks/webhooks-hsmeta.json', import.meta.url),
      ),
    },
    {
      stream: 'stdout',
      read: (line) => (line.startsWith('{"listening"') ? (JSON.parse(line).listening as string) : null),
    },
  );
  processes.push(portal);
  const port = options.port === 0 ? await freePort() : options.port;
  const app = `http://127.0.0.1:${port}`;
  const started = await startProgram(
    'src/main.ts',
    {
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: app,
      HUBSPOT_CLIENT_ID: secrets.id,
      HUBSPOT_CLIENT_SECRET: secrets.secret,
      HUBSPOT_API_URL: portal.ready,
      HUBSPOT_APP_URL: portal.ready,
      DATABASE_URL: database,
      ENCRYPTION_KEY: demoKey(database),
      MODEL: options.model ?? defaultModelName,
      AGREEMENT: agreementToBeginWith(options),
      // Whoever sits before the portal's page is the admin who may publish a model.
      SETTINGS_USERS: `${history.portalId}:${portalUser.id}`,
      JOURNEY_CLOCK_FILE: clockFile,
      LOG_LEVEL: 'info',
      // Demos that are played again on the same database must not wait for claims of a process that is gone.
      CLAIM_LEASE_MS: '2000',
      TASK_DOUBT_MS: '3000',
    },
    { stream: 'stderr', read: (line) => (line.includes('Journey Steward listens') ? line : null) },
  );
  processes.push(started);
  return { portal: portal.ready, app };
}

/**
 * What a database without an agreement is given, empty for nothing: what was asked for, else the preset of the model, of which the app
 * takes the portal's own time zone.
 */
function agreementToBeginWith({ agreement, model = defaultModelName }: DemoOptions): string {
  if (agreement === false) return '';
  return agreement ?? (presetAgreements.has(model) ? model : '');
}

/** The same for the same database, so that a demo can go on where another one ended. Nothing in a demo is secret. */
function demoKey(database: string): string {
  return createHash('sha256').update(`journey-steward demo ${database}`).digest('base64');
}

async function play(options: DemoOptions, path: string, history: HistoryFacts, urls: Urls): Promise<void> {
  console.log(`portal ${history.portalId} at ${urls.portal}`);
  console.log(`app    at ${urls.app}${options.model === undefined ? '' : `, model ${options.model}`}`);
  await installApp(urls.app);
  await watchUntilPrepared(urls.app);
  await postJson(`${urls.portal}/sandbox/target`, { url: `${urls.app}/webhooks/hubspot` });
  await postJson(`${urls.portal}/sandbox/history`, {
    path,
    ...(options.shuffle !== undefined && { shuffleSeed: options.shuffle }),
    ...(options.duplicate !== undefined && { duplicateRate: options.duplicate }),
    ...(options.drop !== undefined && { dropRate: options.drop }),
    ...(options.now !== undefined && { nowMs: options.now }),
  });
  if (options.history === undefined) await watchUntilAtRest(urls, createNarrator(urls.portal, console.log));
  else await watchWithBar(urls);
  console.log('');
}

/** One bar for the whole way: each event counts when it is delivered, and each record when nothing of it waits any more. */
async function watchWithBar(urls: Urls): Promise<void> {
  const bar = new SingleBar(
    {
      format:
        '{bar} {percentage} % | {value}/{total} events | waiting: {deliveries} deliveries, {records} records, {tagWrites} tags',
      noTTYOutput: true,
      notTTYSchedule: 2_000,
    },
    Presets.shades_classic,
  );
  const waiting = { deliveries: 0, records: 0, tagWrites: 0, erasures: 0 };
  bar.start(1, 0, waiting);
  try {
    await watchUntilAtRest(urls, ({ portal, queued }) => {
      bar.setTotal(Math.max(1, portal.deliveries.events));
      bar.update(portal.deliveries.deliveredEvents, queued);
    });
  } finally {
    bar.stop();
  }
}

type Ended = { urls: Urls; database: string; seconds: number; now: number };

async function report(options: DemoOptions, { urls, database, seconds, now }: Ended): Promise<void> {
  const store = await openStore(databaseSpec(database));
  try {
    await printSummary(urls, store, seconds);
    if (options.export !== undefined) {
      const { visits } = await exportVisits(store, createWriteStream(options.export));
      console.log(`${'exported'.padEnd(13)} ${visits} visits to ${options.export}`);
    }
    if (options.exportClocks !== undefined) {
      const modelOf = await createAccountRegistry(store).currentModels();
      const output = createWriteStream(options.exportClocks);
      const { clocks } = await exportClocks({ store, modelOf, now }, output);
      console.log(`${'exported'.padEnd(13)} ${clocks} clocks to ${options.exportClocks}`);
    }
  } finally {
    await store.close();
  }
}

await demo(readDemoOptions(process.argv.slice(2))).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
