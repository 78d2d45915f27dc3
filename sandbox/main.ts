import { renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { createPageRouter } from './page/create-page-router.ts';
import { createPortal } from './portal/create-portal.ts';
import { readSubscriptions } from './portal/deliveries/subscriptions.ts';
import type { PortalClock } from './portal/portal-clock.ts';
import { scenarioOwners } from './scenario/scenario-owners.ts';
import { scenarioPipelines } from './scenario/scenario-pipelines.ts';

const count = (standard: number) => z.coerce.number().int().positive().default(standard);
const environmentSchema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  SANDBOX_PORTAL_ID: count(20_260_101),
  SANDBOX_APP_ID: count(7),
  SANDBOX_CLIENT_ID: z.string().min(1).default('sandbox-client'),
  SANDBOX_CLIENT_SECRET: z.string().min(1).default('sandbox-secret'),
  SANDBOX_TARGET_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** An app's webhooks-hsmeta.json; without it every change is told. */
  SANDBOX_SUBSCRIPTIONS: z.string().min(1).optional(),
  SANDBOX_CALLS_PER_TEN_SECONDS: count(110),
  /** So long a change is not seen by search, in ms. */
  SANDBOX_SEARCH_LAG_MS: z.coerce.number().int().min(0).default(0),
  SANDBOX_RETRY_MINIMUM_MS: count(200),
  SANDBOX_RETRY_MAXIMUM_MS: count(5000),
  /** `scenario` serves the owners and pipelines of the built-in scenario. */
  SANDBOX_SETTINGS: z.enum(['standard', 'scenario']).default('standard'),
  /** Optional scopes that whoever installs the app does not grant, separated by blanks. */
  SANDBOX_WITHHELD_SCOPES: z.string().default(''),
  /** Whether the app is granted the webhooks journal. */
  SANDBOX_JOURNAL: z.enum(['granted', 'refused']).default('granted'),
  SANDBOX_TIME_ZONE: z.string().default('UTC'),
  /** Where the portal writes its clock whenever it is moved, so that an app beside it can follow. */
  SANDBOX_CLOCK_FILE: z.string().min(1).optional(),
  SANDBOX_SEED: z.coerce.number().int().default(1),
});

/** Runs one portal as a process: tells its address in one line of JSON, ends cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const read = environmentSchema.safeParse(process.env);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    console.error(`The sandbox portal cannot start:\n${problems.join('\n')}`);
    process.exitCode = 1;
    return;
  }
  const environment = read.data;
  const path = environment.SANDBOX_SUBSCRIPTIONS;
  const portal = createPortal({
    portalId: environment.SANDBOX_PORTAL_ID,
    appId: environment.SANDBOX_APP_ID,
    clientId: environment.SANDBOX_CLIENT_ID,
    clientSecret: environment.SANDBOX_CLIENT_SECRET,
    targetUrl: environment.SANDBOX_TARGET_URL ?? null,
    subscriptions: path === undefined ? null : await readSubscriptions(path),
    callsPerTenSeconds: environment.SANDBOX_CALLS_PER_TEN_SECONDS,
    searchLagMs: environment.SANDBOX_SEARCH_LAG_MS,
    retryMinimumMs: environment.SANDBOX_RETRY_MINIMUM_MS,
    retryMaximumMs: environment.SANDBOX_RETRY_MAXIMUM_MS,
    timeZone: environment.SANDBOX_TIME_ZONE,
    withheldScopes: environment.SANDBOX_WITHHELD_SCOPES.split(' '),
    grantsJournal: environment.SANDBOX_JOURNAL === 'granted',
    seed: environment.SANDBOX_SEED,
    routers: [await createPageRouter({ clientSecret: environment.SANDBOX_CLIENT_SECRET })],
    ...(environment.SANDBOX_SETTINGS === 'scenario' && { owners: scenarioOwners, pipelines: scenarioPipelines }),
  });
  if (environment.SANDBOX_CLOCK_FILE !== undefined) writeClockTo(environment.SANDBOX_CLOCK_FILE, portal.clock);
  const { url } = await portal.start(environment.SANDBOX_PORT);
  const stop = (): void => {
    portal.stop().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(JSON.stringify({ listening: url }));
}

/** The app reads the file whenever it likes: it must never find it half written. */
function writeClockTo(path: string, clock: PortalClock): void {
  clock.onSet((instantMs) => {
    writeFileSync(`${path}.next`, new Date(instantMs).toISOString());
    renameSync(`${path}.next`, path);
  });
}

await main();
