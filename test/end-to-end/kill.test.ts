import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import { createTestDatabase, postgresUnavailable } from '../postgres/create-test-database.ts';
import { compareTags } from './compare-tags.ts';
import { createInstallation, type Installation } from './installation.ts';

const kills = 10;
const portalId = 20_260_001;
const directory = mkdtempSync(join(tmpdir(), 'journey-steward-kill-'));
let history = '';
let undisturbed: Buffer = Buffer.alloc(0);

beforeAll(async () => {
  history = await writeScenarioFile(directory);
  const installation = await create();
  await installation.startApp();
  await installation.install();
  await installation.play({ path: history });
  await installation.untilAtRest();
  undisturbed = await installation.exportVisits();
  await installation.stop();
}, 240_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function create(databaseUrl?: string): Promise<Installation> {
  const now = new Date(scenarioEndsAt).toISOString();
  // The portal tells what the app writes too, so that there is work left for the later kills.
  const options = { portalId, now, settings: 'scenario', told: 'everything' } as const;
  return createInstallation({ ...options, ...(databaseUrl !== undefined && { databaseUrl }) });
}

/** Kills the app again and again while the portal delivers, at moments that the seed chooses, and lets it end its work. */
async function playWithKills(
  installation: Installation,
  seed: number,
): Promise<{ leftToDo: number; givenUpEvents: number }> {
  const random = createSeededRandom(seed);
  let app = await installation.startApp();
  await installation.install();
  await installation.play({ path: history, shuffleSeed: seed, duplicateRate: 0.1 });
  let leftToDo = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    // The first half soon after each start, while much is still to be delivered; the others while it replays and writes tags.
    await sleep(random.integer(5, kill < kills / 2 ? 80 : 400));
    const ended = once(app.child, 'exit');
    app.child.kill('SIGKILL');
    await ended;
    // HubSpot spreads its ten retries over a day; here they are spent within seconds, so the portal waits for the app.
    await installation.holdDeliveries();
    leftToDo += (await installation.portalStatus()).deliveries.finished ? 0 : 1;
    app = await installation.startApp();
    await installation.deliver();
  }
  await installation.untilAtRest();
  const { givenUpEvents } = (await installation.portalStatus()).deliveries;
  return { leftToDo, givenUpEvents };
}

async function survives(installation: Installation, seed: number): Promise<void> {
  try {
    const { leftToDo, givenUpEvents } = await playWithKills(installation, seed);
    // A kill after everything has arrived would prove little, and what the portal gave up was never accepted.
    expect({ leftToDo: leftToDo >= 3, givenUpEvents }).toEqual({ leftToDo: true, givenUpEvents: 0 });
    const disturbed = await installation.exportVisits();
    expect(disturbed.toString('utf8')).toBe(undisturbed.toString('utf8'));
    const { compared, different } = await compareTags(installation.urls.portal, disturbed);
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  } finally {
    await installation.stop();
  }
}

describe(`an app that is killed ${kills} times while it works ends with the journeys and tags of one that is not`, () => {
  test('the undisturbed run has journeys to compare with', () => {
    expect(undisturbed.toString('utf8').split('\n').length).toBeGreaterThan(300);
  });

  test.each([1, 2])('on SQLite, seed %i', async (seed) => survives(await create(), seed), 240_000);

  const unavailable = postgresUnavailable('c');
  test.skipIf(unavailable !== undefined).each([3, 4])(
    `on PostgreSQL${unavailable === undefined ? '' : ` (SKIPPED: ${unavailable})`}, seed %i`,
    async (seed) => {
      const database = await createTestDatabase('c');
      await survives(await create(database.url), seed);
      await database.drop();
    },
    240_000,
  );
});
