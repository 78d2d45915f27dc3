import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import { createInstallation, type Installation, type InstallationOptions } from './installation.ts';

/** The scenario's year, lived through by a portal and an app, and a page of a browser to look at it with. */
export type YearInBrowser = { installation: Installation; page: Page; stop(): Promise<void> };

/** Plays the scenario, ends when nothing is left to do, and closes the browser too at the end. */
export async function playYearInBrowser(
  browser: Browser,
  options: Partial<InstallationOptions> = {},
): Promise<YearInBrowser> {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-year-'));
  const now = new Date(scenarioEndsAt).toISOString();
  const installation = await createInstallation({ portalId: 20_260_001, now, ...options });
  const stop = async () => {
    await browser.close();
    await installation.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await installation.startApp();
    await installation.install();
    await installation.play({ path: await writeScenarioFile(directory) });
    await installation.untilAtRest();
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    return { installation, page, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
