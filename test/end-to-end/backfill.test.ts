import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { scenarioPortal } from '../sandbox/scenario/replay-scenario.ts';
import { asHistoryTells } from './as-history-tells.ts';
import { compareTags } from './compare-tags.ts';
import { createInstallation, type Installation } from './installation.ts';
import { exportInMemory } from './replay-in-memory.ts';

const directory = mkdtempSync(join(tmpdir(), 'journey-steward-backfill-'));
let path = '';
let events: HistoryEvent[] = [];

beforeAll(async () => {
  path = await writeScenarioFile(directory);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  events = lines.map((line) => JSON.parse(line) as HistoryEvent);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const now = new Date(scenarioEndsAt).toISOString();
const create = () => createInstallation({ portalId: events[0]?.portalId ?? 0, now, settings: 'scenario' });

describe('a year of which no webhook ever told', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await create();
    await installation.play({ path, dropRate: 1 });
    await installation.startApp();
    await installation.install();
    await installation.untilPastIsRead();
  }, 60_000);
  afterAll(() => installation.stop());

  test('gives the journeys that webhooks would have given, but for what HubSpot does not keep', async () => {
    const told = asHistoryTells(events);
    const expected = exportInMemory(told, {
      model: preset('lead-funnel'),
      portal: [scenarioPortal],
      now: scenarioEndsAt,
    });
    const exported = (await installation.exportVisits()).toString('utf8');
    expect(exported.split('\n').length).toBeGreaterThan(300);
    expect(exported).toBe(expected);
  });

  test('leaves the tags on every record', async () => {
    const { compared, different } = await compareTags(installation.urls.portal, await installation.exportVisits());
    expect({ compared, different }).toEqual({ compared: 58 + 30 + 20, different: [] });
  });

  test('was read without a delivery, and without a call that was refused for its number', async () => {
    const { calls, deliveries } = await installation.portalStatus();
    expect(calls).toMatchObject({ rateLimited: 0, searchRateLimited: 0 });
    expect(deliveries).toMatchObject({ deliveredEvents: 0 });
  });

  test('is all accounted for', async () => {
    const progress = await installation.pastProgress();
    expect(progress).toMatchObject([
      { objectType: 'company', recordsDone: 20, recordsTotal: 20, failure: null },
      { objectType: 'contact', recordsDone: 58, recordsTotal: 58, failure: null },
      { objectType: 'deal', recordsDone: 30, recordsTotal: 30, failure: null },
    ]);
  });
});
