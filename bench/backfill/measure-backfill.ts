import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortalStatus } from '../../sandbox/portal/create-portal.ts';
import { evenCalls } from '../../src/hubspot/even-calls.ts';
import { createHubSpot, type HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { recordsPerHistoryCall } from '../../src/hubspot/read-history.ts';
import { requiredScopes } from '../../src/hubspot/scopes.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { createLog } from '../../src/log.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { backfillStep } from '../../src/worker/backfill-step.ts';
import type { PortalSize } from './past-of-portal.ts';

const accountId = '20260555';
const callsPerTenSeconds = 110;
/** What HubSpot is like to wait for, ms; the sandbox itself answers at once. */
export const standardDelayMs = 150;

/** One reading of a portal's whole past, against the portal's own limits. The baseline is the granted rate. */
export type BackfillMeasurement = {
  records: number;
  seconds: number;
  recordsPerSecond: number;
  /** Calls that count in the rolling window, and how many the grant allows in that time. */
  calls: number;
  grantedCalls: number;
  shareOfGrant: number;
  /** The same from the first call of histories to the last: without what comes before and after, which a larger portal has as well. */
  shareWhileReading: number;
  /** Records in a call of histories, of the fifty that it takes. */
  batchFill: number;
  searches: number;
  /** Time of this process on the processors, of the time that passed. */
  processorShare: number;
  rateLimited: number;
};

/** Reads a portal of that size into a new database with as many turns at once as the app takes. */
export async function measureBackfill(size: PortalSize, delayMs = standardDelayMs): Promise<BackfillMeasurement> {
  const portal = await startPortal(size, delayMs);
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-bench-backfill-'));
  const store = await openStore(databaseSpec(join(directory, 'journey-steward.db')));
  try {
    await readyAccount(store);
    const startedAt = Date.now();
    const usedBefore = process.cpuUsage();
    const histories = await readAll(store, portal.url, portal.accessToken);
    const seconds = (Date.now() - startedAt) / 1_000;
    const used = process.cpuUsage(usedBefore);
    const { calls } = await portal.status();
    const searches = sumOf(calls.byEndpoint, (endpoint) => endpoint.endsWith('/search'));
    const counted = sumOf(calls.byEndpoint, (endpoint) => !endpoint.endsWith('/search'));
    const progress = await store.readBackfillProgress({ now: Date.now() });
    const records = progress.reduce((sum, { recordsDone }) => sum + recordsDone, 0);
    const lastingSeconds = ((calls.lastCallAt ?? 0) - (calls.firstCallAt ?? 0)) / 1_000;
    const grantedCalls = (callsPerTenSeconds / 10) * lastingSeconds;
    return {
      ...{ records, seconds, recordsPerSecond: records / seconds },
      ...{ calls: counted, grantedCalls, shareOfGrant: counted / grantedCalls, searches },
      ...{ shareWhileReading: shareWhileReading(histories), batchFill: batchFillOf(histories) },
      processorShare: (used.user + used.system) / 1_000_000 / seconds,
      rateLimited: calls.rateLimited + calls.searchRateLimited,
    };
  } finally {
    await store.close();
    portal.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The portal is a process of its own, as HubSpot is: its work must not stand in the way of ours. */
async function startPortal(size: PortalSize, delayMs: number) {
  const terms = JSON.stringify({ size, delayMs, callsPerTenSeconds });
  const child = fork(new URL('portal-process.ts', import.meta.url), [terms]);
  const [{ url, accessToken }] = (await once(child, 'message')) as [{ url: string; accessToken: string }];
  return {
    ...{ url, accessToken },
    status: async (): Promise<PortalStatus> => {
      child.send('status');
      return (await once(child, 'message'))[0] as PortalStatus;
    },
    stop: () => child.kill(),
  };
}

async function readyAccount(store: Store): Promise<void> {
  const model = preset('lead-funnel');
  const fresh = {
    accountId,
    language: 'en' as const,
    scopes: [...requiredScopes],
    tokens: '',
    tokenExpiresAt: 0,
    now: 0,
  };
  await store.installAccount(fresh);
  const published = { name: model.name, definition: JSON.stringify(model), publishedBy: 'bench', expectedVersion: 0 };
  await store.publishModel({ accountId, ...published, now: 0, dueAt: 0 });
  await store.markPrepared({ accountId, modelVersion: 1, now: 0 });
}

/** What was called but for searches, in the order of the calls: when, and how many records' histories were asked for. */
type Call = { at: number; histories: number };

/** From the first call of histories to the last one, as a share of what may be called in that time. */
function shareWhileReading(calls: readonly Call[]): number {
  const first = calls.findIndex(({ histories }) => histories > 0);
  const last = calls.findLastIndex(({ histories }) => histories > 0);
  const seconds = ((calls[last]?.at ?? 0) - (calls[first]?.at ?? 0)) / 1_000;
  return (last - first) / ((callsPerTenSeconds / 10) * seconds);
}

function batchFillOf(calls: readonly Call[]): number {
  const asked = calls.filter(({ histories }) => histories > 0);
  const records = asked.reduce((sum, { histories }) => sum + histories, 0);
  return records / (asked.length * recordsPerHistoryCall);
}

function historiesIn(body: unknown): number {
  const { inputs, propertiesWithHistory } = (body ?? {}) as { inputs?: unknown[]; propertiesWithHistory?: unknown[] };
  return propertiesWithHistory !== undefined && propertiesWithHistory.length > 0 ? (inputs?.length ?? 0) : 0;
}

async function readAll(store: Store, apiUrl: string, accessToken: string): Promise<Call[]> {
  const calls: Call[] = [];
  const tokens = { get: async () => accessToken, forget: () => {}, keep: () => ({ tokens: '', tokenExpiresAt: 0 }) };
  const hubspot = createHubSpot({ store, tokens, apiUrl, callsPerTenSeconds, onCall: () => {} });
  const counted: HubSpot = {
    async call(account, call) {
      if (call.budget === undefined) calls.push({ at: Date.now(), histories: historiesIn(call.body) });
      return hubspot.call(account, call);
    },
  };
  const model = preset('lead-funnel');
  const step = backfillStep({
    ...{ store, log: createLog('warn'), leaseMs: 15_000, tombstoneKey: Buffer.alloc(32, 1) },
    hubspot: evenCalls(counted, callsPerTenSeconds),
    modelOf: async () => ({ model, modelVersion: 1, language: 'en', portal: [] }),
    journeyNow: () => Date.now(),
    onRecorded: () => {},
  });
  const never = new AbortController().signal;
  const turn = async () => {
    while (await step(never)) {
      // Each turn reads a part.
    }
  };
  await Promise.all([turn(), turn()]);
  return calls;
}

function sumOf(byEndpoint: Record<string, { calls: number }>, counts: (endpoint: string) => boolean): number {
  return Object.entries(byEndpoint).reduce((sum, [endpoint, { calls }]) => sum + (counts(endpoint) ? calls : 0), 0);
}
