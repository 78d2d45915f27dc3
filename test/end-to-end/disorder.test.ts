import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../sandbox/demo/child-process.ts';
import { startFlags } from '../../sandbox/demo/node-flags.ts';
import { getJson } from '../../sandbox/demo/watch-app.ts';
import { signDelivery } from '../../sandbox/portal/deliveries/sign-delivery.ts';
import { buildScenario, scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import type { QueueSizes } from '../../src/store/queues.ts';
import { createTestDatabase, postgresUnavailable } from '../postgres/create-test-database.ts';
import { install } from '../store/battery-store.ts';

const clientSecret = 'secret-of-the-disorder-test';
const root = fileURLToPath(new URL('../../', import.meta.url));
const runs = 4;

/** Each way of telling has an account of its own; the first is told in order, in full deliveries. */
const accountIds = Array.from({ length: runs + 1 }, (_, index) => String(40_000_001 + index));

type App = { url: string; stop: () => Promise<void> };

/** How a history is told: which events come twice, in which order, in deliveries of which sizes, how many at once. */
type Telling = { events: HistoryEvent[]; sizes: number[]; atOnce: number };

describe('events that are told in any order, in any deliveries and any number of times, over HTTP', () => {
  test('give the same visits on SQLite', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'journey-steward-disorder-'));
    await givesTheSame(join(directory, 'journey-steward.db'), 1);
    rmSync(directory, { recursive: true, force: true });
  }, 240_000);

  const unavailable = postgresUnavailable('icu');
  test.skipIf(unavailable !== undefined)(
    `give the same visits on PostgreSQL, shared by two processes${unavailable === undefined ? '' : ` (SKIPPED: ${unavailable})`}`,
    async () => {
      const database = await createTestDatabase('icu');
      await givesTheSame(database.url, 2);
      await database.drop();
    },
    240_000,
  );
});

/** Tells one history in several ways, each to an account of its own, in turns to all processes of the app. */
async function givesTheSame(databaseUrl: string, processes: number): Promise<void> {
  const store = await openStore(databaseSpec(databaseUrl));
  for (const accountId of accountIds) await install(store, accountId);
  const apps: App[] = [];
  try {
    while (apps.length < processes) apps.push(await startApp(databaseUrl));
    const urls = apps.map(({ url }) => url);
    const events = entangledEvents();
    expect(events.length).toBeGreaterThan(300);
    const [plainAccount = '', ...others] = accountIds;
    await tell(urls, plainAccount, { events, sizes: [100], atOnce: 1 });
    const expected = await visitsOf(store, urls, plainAccount);
    expect(expected.length).toBeGreaterThan(40);
    await fc.assert(
      fc.asyncProperty(tellingsOf(events), async (telling) => {
        const accountId = others.shift() ?? '';
        await tell(urls, accountId, telling);
        expect(await visitsOf(store, urls, accountId)).toEqual(expected);
      }),
      // A failing case would need accounts without end to be made smaller.
      { numRuns: runs, endOnFailure: true },
    );
  } finally {
    for (const app of apps) await app.stop();
    await store.close();
  }
}

/** What happens to the contacts that were merged, erased, deleted and restored, and to all that they are tied to. */
function entangledEvents(): HistoryEvent[] {
  const events = buildScenario({ portalId: 1 });
  const special = events.filter((event) => /\.(merge|privacyDeletion|restore)$/.test(event.subscriptionType));
  const ids = new Set(special.flatMap(idsOf));
  for (const contact of firstContacts(events, 8)) ids.add(contact);
  for (let round = 0; round < 2; round += 1) {
    for (const { fromObjectId, toObjectId } of events) {
      if (fromObjectId === undefined || toObjectId === undefined) continue;
      if (ids.has(fromObjectId) && isDealOrCompany(toObjectId, events)) ids.add(toObjectId);
    }
  }
  return events.filter((event) => idsOf(event).every((id) => ids.has(id)));
}

function firstContacts(events: readonly HistoryEvent[], count: number): number[] {
  const created = events.filter(({ subscriptionType }) => subscriptionType === 'contact.creation');
  return created.slice(0, count).map(({ objectId = 0 }) => objectId);
}

function isDealOrCompany(id: number, events: readonly HistoryEvent[]): boolean {
  const created = events.find(
    ({ objectId, subscriptionType }) => objectId === id && subscriptionType.endsWith('.creation'),
  );
  return created !== undefined && !created.subscriptionType.startsWith('contact.');
}

function idsOf(event: HistoryEvent): number[] {
  const { objectId, fromObjectId, toObjectId, primaryObjectId, newObjectId, mergedObjectIds = [] } = event;
  const all = [objectId, fromObjectId, toObjectId, primaryObjectId, newObjectId, ...mergedObjectIds];
  return all.filter((id) => id !== undefined);
}

function tellingsOf(events: readonly HistoryEvent[]): fc.Arbitrary<Telling> {
  // A duplicate has an event id of its own, and here the source of the original: another source may be believed instead.
  const twice = fc.subarray([...events], { maxLength: 150 }).chain((again) => {
    const all = [...events, ...again.map((event) => ({ ...event, eventId: event.eventId + 1, attemptNumber: 1 }))];
    return fc.shuffledSubarray(all, { minLength: all.length });
  });
  return fc.record({
    events: twice,
    sizes: fc.array(fc.constantFrom(1, 20, 100, 400), { minLength: 3, maxLength: 6 }),
    atOnce: fc.integer({ min: 1, max: 10 }),
  });
}

/** Posts signed deliveries, several at a time. */
async function tell(urls: readonly string[], accountId: string, { events, sizes, atOnce }: Telling): Promise<void> {
  const bodies: string[] = [];
  for (let start = 0, index = 0; start < events.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 100;
    const part = events.slice(start, start + size).map((event) => ({ ...event, portalId: Number(accountId) }));
    bodies.push(JSON.stringify(part));
    start += size;
  }
  const sendNext = async (): Promise<void> => {
    for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
      const targetUrl = `${urls[bodies.length % urls.length]}/webhooks/hubspot`;
      const headers = signDelivery({ clientSecret, targetUrl, body, sentAtMs: Date.now() });
      const answer = await fetch(targetUrl, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      });
      expect(answer.status).toBe(200);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendNext));
}

/** The visits of an account as soon as nothing waits but properties and tags, which have nowhere to go here. */
async function visitsOf(store: Store, urls: readonly string[], accountId: string): Promise<string[]> {
  await expect
    .poll(
      async () => ({
        ...(await getJson<{ queued: QueueSizes }>(`${urls[0]}/healthz`)).queued,
        accounts: 0,
        tagWrites: 0,
        bulkTagWrites: 0,
        taskWrites: 0,
      }),
      {
        timeout: 30_000,
      },
    )
    .toEqual({
      accounts: 0,
      deliveries: 0,
      records: 0,
      failedReplays: 0,
      tagWrites: 0,
      bulkTagWrites: 0,
      taskWrites: 0,
      erasures: 0,
    });
  const visits = await store.readVisitsPage({ after: null, limit: 100_000 });
  return visits
    .filter((visit) => visit.accountId === accountId)
    .map((visit) => JSON.stringify({ ...visit, accountId: '' }));
}

/** The app as a process of its own. No account has been prepared in HubSpot, so that no tag is ever written. */
async function startApp(databaseUrl: string): Promise<App> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(process.execPath, [...startFlags, 'src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      HUBSPOT_CLIENT_ID: 'client',
      HUBSPOT_CLIENT_SECRET: clientSecret,
      // Nothing listens there.
      HUBSPOT_API_URL: 'http://127.0.0.1:9',
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      JOURNEY_NOW: new Date(scenarioEndsAt).toISOString(),
      LOG_LEVEL: 'silent',
    },
    stdio: 'inherit',
  });
  const stop = async () => {
    const ended = once(child, 'exit');
    if (child.kill('SIGTERM')) await ended;
  };
  try {
    await expect.poll(() => isHealthy(url), { timeout: 15_000 }).toBe(true);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
