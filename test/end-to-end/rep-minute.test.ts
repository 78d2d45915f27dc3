import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { de } from '../../app-extensions/app/cards/texts/de.ts';
import { en } from '../../app-extensions/app/cards/texts/en.ts';
import type { DemoProcess } from '../../sandbox/demo/child-process.ts';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { launchChromium } from '../../sandbox/page/launch-chromium.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import { createInstallation, type Installation } from './installation.ts';

const browser: Browser | null = await launchChromium();
const title = `a rep's minute, with the real app behind the real card${browser === null ? ' (SKIPPED: no Chromium)' : ''}`;

/** The rules of accessibility that pages are held against: WCAG 2, levels A and AA. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs in the page: numbers everything that the keyboard should reach, in the order in which it stands, and counts it. */
const numberWhatCanBeUsed = `
  [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter((element) => element.checkVisibility() && !element.matches(':disabled, [tabindex="-1"]'))
    .map((element, place) => element.setAttribute('data-place', String(place))).length`;

describe.skipIf(browser === null)(title, { timeout: 240_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-rep-'));
  let installation: Installation;
  let app: DemoProcess;
  let page: Page;

  beforeAll(async () => {
    const now = new Date(scenarioEndsAt).toISOString();
    installation = await createInstallation({ portalId: 20_260_001, now, settings: 'scenario' });
    app = await installation.startApp();
    await installation.install();
    await installation.play({ path: await writeScenarioFile(directory) });
    await installation.untilAtRest();
    page = (await browser?.newPage({ viewport: { width: 1440, height: 1000 } })) as Page;
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const card = () => page.locator('.card-frame');

  test('finds a contact and reads where they are, whose turn it is and what to do next', async () => {
    await page.goto(installation.urls.portal);
    await page.getByRole('searchbox', { name: 'Search contacts' }).fill('falk');
    await page.getByRole('link', { name: 'Falk Faltblatt' }).click();
    await card().getByText('Ask for a referral').waitFor();
    const text = ((await card().textContent()) ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('They speak well of us.');
    expect(text).toContain('Expand (5 of 5)');
    expect(text).toMatch(/Service/);
    expect(await card().locator('.part-unsupported').allTextContents()).toEqual([]);
  });

  test.each(['/', 'the contact'])(
    '%s has enough contrast, and a name for everything that can be used',
    async (place) => {
      if (place === '/') await page.goto(installation.urls.portal);
      else await openFalk();
      await page.evaluate(axeSource);
      const results = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect(found).toEqual([]);
      expect(results.passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'button-name']));
    },
  );

  test('reaches everything by keyboard, in the order in which it stands', async () => {
    await openFalk();
    // A fresh page: the keyboard begins at its top.
    await page.reload();
    for (const frame of ['.card-frame', '.card-frame-small'])
      await page.locator(`${frame}[data-ready="true"]`).waitFor();
    const usable: number = await page.evaluate(numberWhatCanBeUsed);
    const visited: number[] = [];
    for (let step = 0; step < usable; step += 1) {
      await page.keyboard.press('Tab');
      visited.push(await page.evaluate('Number(document.activeElement?.getAttribute("data-place") ?? -1)'));
    }
    expect(usable).toBeGreaterThan(20);
    expect(visited).toEqual(Array.from({ length: usable }, (_, place) => place));
  });

  test('moves the lifecycle stage, and the card follows', async () => {
    await openFalk();
    await page.getByRole('button', { name: 'Lifecycle', exact: true }).click();
    await page.getByRole('radio', { name: 'Customer', exact: true }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await card().getByText('Ask how it is going').waitFor({ timeout: 25_000 });
  });

  test('moves a deal, and its own card follows, and that of its contact', async () => {
    await page.goto(installation.urls.portal);
    await page.getByRole('link', { name: /^Deals/ }).click();
    await page.getByRole('searchbox', { name: 'Search deals' }).fill('Umbrella Stand');
    await page.getByText('1 found').waitFor();
    await page.locator('.table-name').first().click();
    // As in HubSpot, which tells a card of edits on its own page and of nothing else.
    await page.getByRole('checkbox', { name: 'follow outside changes' }).uncheck();
    await card().getByRole('heading').first().waitFor();
    expect(await card().getByText('A deal was won.').count()).toBe(0);
    await page.getByRole('button', { name: 'Move stage', exact: true }).click();
    await page.getByRole('radio', { name: 'Closed Won', exact: true }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('tab', { name: 'Webhooks' }).click();
    await page.locator('[data-step="delivered"]').filter({ hasText: 'dealstage' }).first().waitFor();
    await card().getByText('A deal was won.').first().waitFor({ timeout: 25_000 });
    await page.locator('a[href*="/record/contacts/"]').first().click();
    await card().getByText('A deal was won.').first().waitFor({ timeout: 25_000 });
  });

  test('logs a call, and its webhook goes out', async () => {
    await openFalk();
    await page.getByRole('tab', { name: 'Webhooks' }).click();
    await page.getByRole('button', { name: 'Log call' }).click();
    await page.locator('[data-step="delivered"]').filter({ hasText: 'notes_last_contacted' }).first().waitFor();
  });

  test('speaks the language of whoever reads', async () => {
    await page.getByLabel('Card language').selectOption('de');
    await card().getByText('Fragen, wie es läuft').waitFor();
    expect(await card().textContent()).toContain(de.nextTouchpoint);
    await page.getByLabel('Card language').selectOption('en');
    await card().getByText('Ask how it is going').waitFor();
  });

  test('shows the tags, and as of when, after the app has been killed', async () => {
    const ended = once(app.child, 'exit');
    app.child.kill('SIGKILL');
    await ended;
    await page.getByRole('button', { name: 'Reload card' }).click();
    await card().getByText(en.staleTitle).waitFor();
    expect(await card().textContent()).toContain('Expand');
    app = await installation.startApp();
    await card().getByRole('button', { name: en.retry }).click();
    await card().getByText('Ask how it is going').waitFor();
  });

  async function openFalk(): Promise<void> {
    await page.goto(installation.urls.portal);
    await page.getByRole('searchbox', { name: 'Search contacts' }).fill('falk');
    await page.getByRole('link', { name: 'Falk Faltblatt' }).click();
    await card().getByRole('heading').first().waitFor();
  }
});
