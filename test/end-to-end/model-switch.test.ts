import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { launchChromium } from '../../sandbox/page/launch-chromium.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { scenarioPortal } from '../sandbox/scenario/replay-scenario.ts';
import { compareTags } from './compare-tags.ts';
import { createInstallation, type Installation } from './installation.ts';
import { exportInMemory } from './replay-in-memory.ts';

const browser: Browser | null = await launchChromium();
const title = `one ledger, three models, chosen on the page${browser === null ? ' (SKIPPED: no Chromium)' : ''}`;

describe.skipIf(browser === null)(title, { timeout: 240_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-models-'));
  let installation: Installation;
  let events: HistoryEvent[];
  let page: Page;

  beforeAll(async () => {
    const path = await writeScenarioFile(directory);
    events = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as HistoryEvent);
    const now = new Date(scenarioEndsAt).toISOString();
    const portalId = events[0]?.portalId ?? 0;
    installation = await createInstallation({ portalId, now, settings: 'scenario' });
    await installation.startApp();
    await installation.install();
    await installation.play({ path });
    await installation.untilAtRest();
    page = (await browser?.newPage({ viewport: { width: 1440, height: 1000 } })) as Page;
    await page.goto(installation.urls.portal);
    await page.getByRole('searchbox', { name: 'Search contacts' }).fill('falk');
    await page.getByRole('link', { name: 'Falk Faltblatt' }).click();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const exportUnder = (name: string) =>
    exportInMemory(events, { model: preset(name), portal: [scenarioPortal], now: scenarioEndsAt });
  const exported = async () => (await installation.exportVisits()).toString('utf8');
  const deliveredEvents = async () => (await installation.portalStatus()).deliveries.deliveredEvents;

  test('each gives the journeys that replaying the events under it gives; back again, the same bytes as before', async () => {
    const atFirst = await exported();
    expect(atFirst).toBe(exportUnder('lead-funnel'));
    const delivered = await deliveredEvents();
    const choice = page.getByRole('combobox', { name: 'Journey model' });
    const way = [
      { name: 'client-lifecycle', label: 'Client lifecycle', stages: 4 },
      { name: 'buying-cycle', label: 'Buying cycle', stages: 7 },
      { name: 'lead-funnel', label: 'Lead funnel', stages: 5 },
    ];
    for (const [index, { name, label, stages }] of way.entries()) {
      await choice.selectOption({ label });
      await page.getByTitle(`Version ${index + 2} is in force`).waitFor();
      await page.locator('.card-frame').getByText(`of ${stages})`).waitFor();
      await installation.untilAtRest();
      expect(await exported(), name).toBe(exportUnder(name));
      const { compared, different } = await compareTags(installation.urls.portal, Buffer.from(exportUnder(name)), name);
      expect({ compared, different }).toEqual({ compared: 58 + 30 + 20, different: [] });
    }
    expect(await exported()).toBe(atFirst);
    // Nothing was read again or told again: the ledger is enough.
    expect(await deliveredEvents()).toBe(delivered);
  });
});
