import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getJson, postJson } from '../../sandbox/demo/watch-app.ts';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { isJourneyType } from '../../src/journey/vocabulary.ts';
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
const whole = 'The past is read: contacts 58/58, deals 30/30, companies 20/20.\n';
const under = { model: preset('lead-funnel'), portal: [scenarioPortal], now: scenarioEndsAt };
const create = () => createInstallation({ portalId: events[0]?.portalId ?? 0, now, settings: 'scenario' });

describe('a year of which no webhook ever told', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await create();
    await installation.play({ path, dropRate: 1 });
    await installation.startApp();
    await installation.install();
    await installation.untilPastIsRead();
  }, 240_000);
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
    expect(progress.filter(({ objectType }) => isJourneyType(objectType))).toMatchObject([
      { objectType: 'company', recordsDone: 20, recordsTotal: 20, failure: null },
      { objectType: 'contact', recordsDone: 58, recordsTotal: 58, failure: null },
      { objectType: 'deal', recordsDone: 30, recordsTotal: 30, failure: null },
    ]);
    const others = progress.filter(({ objectType }) => !isJourneyType(objectType));
    expect(others.map(({ recordsDone, failure }) => ({ recordsDone, failure }))).toEqual(
      others.map(() => ({ recordsDone: 0, failure: null })),
    );
    const { status, output } = await installation.command('backfill');
    expect({ status, output }).toEqual({ status: 0, output: whole });
  });

  test('is read once more where somebody asks for it, beside the app, and nothing counts twice', async () => {
    const before = await installation.exportVisits();
    const { status, output, errors } = await installation.command('backfill', '--again');
    expect({ status, output }).toEqual({ status: 0, output: whole });
    expect(errors).toMatch(/100 % \| contacts 58\/58, deals 30\/30, companies 20\/20 \| \d+ records\/s/);
    await installation.untilAtRest();
    expect(await installation.exportVisits()).toEqual(before);
    const { byEndpoint } = (await installation.portalStatus()).calls;
    expect(byEndpoint['POST /crm/objects/2026-09/deals/batch/read']?.inputs).toBeGreaterThanOrEqual(2 * 30);
  });

  test('is not read of an account that does not have the app', async () => {
    const { status, errors } = await installation.command('backfill', '--account', '5');
    expect(status).toBe(1);
    expect(errors).toContain('The account 5 does not have the app.');
  });
});

describe('a year that is read and told at the same time', () => {
  test('gives what webhooks alone give: nothing counts twice, and no estimate stands against what was told', async () => {
    const installation = await create();
    try {
      await installation.play({ path, shuffleSeed: 3, duplicateRate: 0.1 });
      await postJson(`${installation.urls.portal}/sandbox/faults`, { faults: [{ path: '/batch/read', delayMs: 300 }] });
      await installation.startApp();
      await installation.install();
      await installation.untilPastIsRead();
      const exported = (await installation.exportVisits()).toString('utf8');
      expect(exported).toBe(exportInMemory(events, under));
    } finally {
      await installation.stop();
    }
  }, 240_000);
});

describe('a reading that is killed', () => {
  test('goes on from where it was, and ends with what an undisturbed one gives', async () => {
    const installation = await create();
    try {
      await installation.play({ path, dropRate: 1 });
      const holdBack = (faults: object[]) => postJson(`${installation.urls.portal}/sandbox/faults`, { faults });
      // Contacts take longer than what comes before the second kill.
      await holdBack([
        { path: '/contacts/batch/read', delayMs: 6_000 },
        { path: '/companies/batch/read', delayMs: 1_000 },
      ]);
      let app = await installation.startApp();
      await installation.install();
      for (const done of [30, 30 + 20]) {
        await untilDone(installation, done);
        const ended = once(app.child, 'exit');
        app.child.kill('SIGKILL');
        await ended;
        if (done > 30) await holdBack([]);
        app = await installation.startApp();
      }
      await installation.untilPastIsRead();
      const exported = (await installation.exportVisits()).toString('utf8');
      expect(exported).toBe(exportInMemory(asHistoryTells(events), under));
      // What was committed before a kill was not read again.
      const progress = await installation.pastProgress();
      const journeys = progress.filter(({ objectType }) => isJourneyType(objectType));
      expect(journeys.map(({ recordsDone }) => recordsDone)).toEqual([20, 58, 30]);
    } finally {
      await installation.stop();
    }
  }, 240_000);
});

describe('a reading that meets an outage of HubSpot', () => {
  test('waits for its end, and ends with what an undisturbed one gives', async () => {
    const installation = await createInstallation({
      ...{ portalId: events[0]?.portalId ?? 0, now, settings: 'scenario', hasOneClock: true },
    });
    try {
      await installation.play({ path, dropRate: 1 });
      const faults = `${installation.urls.portal}/sandbox/faults`;
      const until = new Date(scenarioEndsAt + 60_000).toISOString();
      await postJson(faults, { faults: [{ path: '/batch/read', status: 503, until }] });
      await installation.startApp();
      await installation.install();
      const struck = async () => (await getJson<{ faults: { struck: number }[] }>(faults)).faults[0]?.struck ?? 0;
      while ((await struck()) < 3) await sleep(50);
      expect((await installation.pastProgress()).every(({ recordsDone }) => recordsDone === 0)).toBe(true);
      await installation.moveClock(until);
      await installation.untilPastIsRead();
      const exported = (await installation.exportVisits()).toString('utf8');
      const later = { ...under, now: Date.parse(until) };
      expect(exported).toBe(exportInMemory(asHistoryTells(events), later));
    } finally {
      await installation.stop();
    }
  }, 240_000);
});

async function untilDone(installation: Installation, least: number): Promise<void> {
  const done = async () => (await installation.pastProgress()).reduce((sum, { recordsDone }) => sum + recordsDone, 0);
  while ((await done()) < least) await sleep(20);
}
