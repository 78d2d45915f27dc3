import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { getJson } from '../../sandbox/demo/watch-app.ts';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import type { PortalStatus } from '../../sandbox/portal/create-portal.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { scenarioPortal } from '../sandbox/scenario/replay-scenario.ts';
import { compareTags } from './compare-tags.ts';
import { createInstallation, type Installation } from './installation.ts';
import { exportInMemory } from './replay-in-memory.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'journey-steward-scenario-'));
const databasePath = join(directory, 'journey-steward.db');

describe('the built-in year, lived through by a portal and the app', () => {
  let installation: Installation;
  let expected = '';
  let exported = '';
  beforeAll(async () => {
    const path = await writeScenarioFile(directory);
    const events = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as HistoryEvent);
    expected = exportInMemory(events, { model: preset('lead-funnel'), portal: [scenarioPortal], now: scenarioEndsAt });
    installation = await createInstallation({
      portalId: events[0]?.portalId ?? 0,
      now: new Date(scenarioEndsAt).toISOString(),
      settings: 'scenario',
      databaseUrl: databasePath,
    });
    await installation.startApp();
    await installation.install();
    await installation.play({ path });
    await installation.untilAtRest();
    exported = (await installation.exportVisits()).toString('utf8');
  }, 240_000);
  afterAll(async () => {
    await installation.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('ends with the journeys that replaying its events in memory gives', () => {
    expect(expected.split('\n').length).toBeGreaterThan(300);
    expect(exported).toBe(expected);
  });

  test('leaves on every record of the portal the tags that the export says', async () => {
    const { compared, different } = await compareTags(installation.urls.portal, Buffer.from(exported));
    expect({ compared, different }).toEqual({ compared: 58 + 30 + 20, different: [] });
  });

  test('leaves nothing to do, and no call was refused for its number', async () => {
    expect(await getJson(`${installation.urls.app}/healthz`)).toEqual({
      status: 'ok',
      queued: {
        accounts: 0,
        deliveries: 0,
        records: 0,
        failedReplays: 0,
        tagWrites: 0,
        bulkTagWrites: 0,
        taskWrites: 0,
        erasures: 0,
      },
    });
    const { calls, deliveries } = await getJson<PortalStatus>(`${installation.urls.portal}/sandbox/status`);
    expect(calls.rateLimitedAfterFirst).toBe(0);
    expect(calls.batchUpdateInputs).toBeGreaterThan(100);
    expect(deliveries).toMatchObject({ givenUpEvents: 0, pendingEvents: 0, failedAttempts: 0 });
  });

  test('is exported by the command line in the same bytes, while the app runs', async () => {
    const output = join(directory, 'visits.csv');
    const program = join(root, 'src/cli/journey-steward.js');
    await run(process.execPath, [...testFlags, program, '--database', databasePath, 'export', '--output', output]);
    expect(readFileSync(output, 'utf8')).toBe(expected);
    const { stdout } = await run(process.execPath, [...testFlags, program, '--database', databasePath, 'export']);
    expect(stdout).toBe(expected);
  });

  test('is told by the demo, which ends by itself and exports the same', async () => {
    const output = join(directory, 'demo.csv');
    const { stdout } = await run(
      process.execPath,
      [...testFlags, 'sandbox/demo/demo.ts', '--once', '--export', output],
      {
        cwd: root,
      },
    );
    expect(readFileSync(output, 'utf8')).toBe(expected);
    expect(stdout).toMatch(/^calls +\d+, 0 answered 429$/m);
    expect(stdout).toMatch(/^set aside +0$/m);
  }, 240_000);
});
