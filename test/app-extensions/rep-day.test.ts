import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { de } from '../../app-extensions/app/cards/texts/de.ts';
import { en } from '../../app-extensions/app/cards/texts/en.ts';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { launchChromium } from '../../sandbox/page/launch-chromium.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import { createInstallation, type Installation } from '../end-to-end/installation.ts';

const browser: Browser | null = await launchChromium();
const title = `a rep's day on the cards, with the real app${browser === null ? ' (SKIPPED: no Chromium)' : ''}`;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(browser === null)(title, { timeout: 240_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-rep-day-'));
  let installation: Installation;
  let page: Page;

  beforeAll(async () => {
    const now = new Date(scenarioEndsAt).toISOString();
    installation = await createInstallation({ portalId: 20_260_001, now, settings: 'scenario' });
    await installation.startApp();
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
  const form = () => page.getByRole('dialog', { name: en.correct });

  test('asks why a contact is in its stage, and what would bring another', async () => {
    await open('contacts', 'Falk', 'Falk Faltblatt');
    await card().getByRole('button', { name: en.explain }).click();
    const panel = page.getByRole('dialog', { name: en.explainTitle });
    await panel.getByText('A deal was won.').waitFor();
    await panel.getByText(/^Back to Convert when/).waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  test('corrects the stage by keyboard alone; the record is tagged so, and the correction is taken back', async () => {
    await card().getByRole('button', { name: en.correct }).focus();
    await page.keyboard.press('Enter');
    await form().waitFor();
    // From the button that closes the form to its first field.
    await page.keyboard.press('Tab');
    await page.keyboard.type('Nurture');
    await page.keyboard.press('Tab');
    await page.keyboard.type('They paused their project.');
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await form().waitFor({ state: 'hidden' });
    await card().getByText('Set by hand: Nurture').waitFor();
    await card().getByText('Nurture (3 of 5)').waitFor();
    await page.locator('.tags').getByText('Lead funnel: Nurture').waitFor({ timeout: 20_000 });
    expect(await violations()).toEqual([]);
    await card().getByRole('button', { name: en.withdraw }).click();
    await card().getByText('Expand (5 of 5)').waitFor();
    await page.locator('.tags').getByText('Lead funnel: Expand').waitFor({ timeout: 20_000 });
  });

  test('says by keyboard alone how the buyer decided; the record is tagged so, and it is taken back', async () => {
    await open('contacts', 'Самолётов', 'Ковёр Самолётов');
    await card().getByText('Convert (4 of 5)').waitFor();
    await card().getByRole('button', { name: en.setOutcome }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: en.setOutcome });
    await dialog.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('No decision');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Nobody there would decide this year.');
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await card().getByText('Outcome set by hand: No decision (Convert)').waitFor();
    await card().getByText('Convert (4 of 5)').waitFor();
    const tag = page.locator('.tags').getByText('No decision');
    await tag.waitFor({ timeout: 20_000 });
    expect(await violations()).toEqual([]);
    await card().getByRole('button', { name: en.withdraw }).click();
    await card().getByText(en.outcomeWithdrawn).waitFor();
    await tag.waitFor({ state: 'detached', timeout: 20_000 });
  });

  test.each(['deals', 'companies'] as const)(
    'sees of %s who decides and who is missing, and is one click from the person',
    async (type) => {
      await open(type, 'Тридевятый', /Тридевятый/);
      await card().getByText(en.groupMissing, { exact: true }).waitFor();
      await card().getByText('Budget holder').waitFor();
      expect(await card().locator('.part-unsupported').count()).toBe(0);
      expect(await violations()).toEqual([]);
      await card().getByRole('link', { name: 'Ковёр Самолётов' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Ковёр Самолётов' }).waitFor();
      await card().getByText(en.nextTouchpoint).waitFor();
    },
  );

  test('looks at a person in the preview without leaving the company', async () => {
    await open('companies', 'Тридевятый', /Тридевятый/);
    await page.getByRole('button', { name: 'Preview Ковёр Самолётов' }).click();
    const preview = page.getByRole('dialog', { name: 'Ковёр Самолётов' });
    await preview.getByText('Convert (4 of 5)').waitFor();
    expect(await violations()).toEqual([]);
    await preview.getByRole('button', { name: 'Close' }).click();
  });

  test('reads the buying group in another language', async () => {
    await page.getByLabel('Card language').selectOption('de');
    await card().getByText(de.groupMissing, { exact: true }).waitFor();
    await page.getByLabel('Card language').selectOption('en');
    await card().getByText(en.groupMissing, { exact: true }).waitFor();
  });

  async function open(type: string, query: string, name: string | RegExp): Promise<void> {
    await page.goto(`${installation.urls.portal}/?type=${type}`);
    await page.getByRole('searchbox').fill(query);
    await page.getByText('1 found').waitFor();
    await page.getByRole('link', { name }).click();
    await page.locator('.card-frame[data-ready="true"]').waitFor();
  }

  /** What is wrong with contrast, names and structure of the page, by WCAG 2 A and AA. */
  async function violations(): Promise<string[]> {
    await page.evaluate(axeSource);
    const { violations: found } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
});
