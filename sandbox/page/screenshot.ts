import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Browser, Page } from 'playwright-core';
import { en } from '../../app-extensions/app/cards/texts/en.ts';
import { en as pageTexts } from '../../app-extensions/app/pages/texts/en.ts';
import { en as agreedTexts } from '../../app-extensions/app/settings/texts/agreement/en.ts';
import { ru as agreedTextsRu } from '../../app-extensions/app/settings/texts/agreement/ru.ts';
import { en as settingsTexts } from '../../app-extensions/app/settings/texts/en.ts';
import { startProgram } from '../demo/child-process.ts';
import { launchChromium } from './launch-chromium.ts';
import { type CardLanguage, cardLanguages } from './page-data.ts';

type Options = { portal?: string; out: string; contact: string; width: string };

const options = new Command('node sandbox/page/screenshot.ts')
  .description(
    'Takes pictures of the portal’s page: the list, a contact in every language of the card, a deal, a company, app pages and settings.',
  )
  .option('--portal <url>', 'a portal that runs; else the demo is played for it')
  .option('--out <folder>', 'where the pictures go', join(tmpdir(), 'journey-steward-page'))
  .option('--contact <words>', 'what to search for', 'Falk')
  .option('--width <pixels>', 'of the window', '1440')
  .parse()
  .opts<Options>();

/** These pictures show what covers the window, and nothing below it. */
const overlays = ['explanation', 'correction', 'outcome', 'dialog', 'preview'];

const demo = options.portal === undefined ? await startDemo() : null;
const browser = await launchChromium();
try {
  if (browser === null) throw new Error('No Chromium runs here: install the chromium package of the system.');
  await takeAll(browser, options.portal ?? demo!.ready);
} finally {
  await browser?.close();
  await demo?.stop();
}

function startDemo() {
  const read = (line: string): string | null => /^The portal is at (\S+),/.exec(line)?.[1] ?? null;
  return startProgram('sandbox/demo/demo.ts', { AGREEMENT: 'lead-funnel' }, { stream: 'stdout', read });
}

async function takeAll(browser: Browser, portal: string): Promise<void> {
  const folder = resolve(options.out);
  await mkdir(join(folder, 'docs'), { recursive: true });
  const page = await browser.newPage({ viewport: { width: Number(options.width), height: 1000 } });
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
  page.on('pageerror', (error) => console.error(error));
  const take: Take = (name) =>
    page.screenshot({ path: join(folder, `${name}.png`), fullPage: !overlays.includes(name) });

  await page.goto(portal);
  await page.locator('.table-name').first().waitFor();
  await take('list');
  await page.getByRole('searchbox').fill(options.contact);
  await page.waitForURL(/query=/);
  await page.getByText('1 found').waitFor();
  await page.locator('.table-name').first().click();
  for (const language of cardLanguages) {
    await showIn(page, language);
    await take(`contact-${language}`);
  }
  await showIn(page, 'en');
  // With the portal around it: the first picture of the README.
  await page.evaluate('scrollTo(0, 0)');
  const clip = { x: 0, y: 0, width: Number(options.width), height: 740 };
  await page.screenshot({ path: join(folder, 'docs', 'contact-en.png'), clip });
  await takeOverlays(page, take);
  await page.getByRole('button', { name: 'Down' }).click();
  await page.getByRole('button', { name: 'Reload card' }).click();
  await page.locator('.card-frame').getByText(en.staleTitle).waitFor();
  await take('contact-app-down');
  await page.getByRole('button', { name: 'Up' }).click();
  await page.getByRole('button', { name: 'Lifecycle', exact: true }).click();
  await take('dialog');
  await takeGroups(page, portal, take);
  await takePlaces(page, portal, folder, take);
  console.log(`The pictures are in ${folder}.`);
}

type Take = (name: string) => Promise<unknown>;

/** A picture for `docs/images`: the upper part of what the app shows, without the portal around it. */
async function takeFrame(page: Page, folder: string, name: string): Promise<void> {
  // A box is told as it lies in the window, a picture of the whole page is cut from its top.
  await page.evaluate('scrollTo(0, 0)');
  const box = await page.locator('.card-frame').first().boundingBox();
  if (box === null) throw new Error(`There is no frame for the picture ${name}.`);
  const clip = { ...box, height: Math.min(box.height, 1000) };
  await page.screenshot({ path: join(folder, 'docs', `${name}.png`), clip, fullPage: true });
}

/** What the contact's card opens: why it is in its stage, and the forms that correct it and set an outcome. */
async function takeOverlays(page: Page, take: Take): Promise<void> {
  const card = page.locator('.card-frame');
  await card.getByRole('button', { name: en.explain }).click();
  await page.getByRole('dialog').getByText(en.otherStages).waitFor();
  await take('explanation');
  await page.keyboard.press('Escape');
  for (const [name, button] of [
    ['correction', en.correct],
    ['outcome', en.setOutcome],
  ] as const) {
    await card.getByRole('button', { name: button }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: en.save }).click();
    await form.getByText(en.giveReason).waitFor();
    await take(name);
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'hidden' });
  }
}

/** The app pages and the settings. */
async function takePlaces(page: Page, portal: string, folder: string, take: Take): Promise<void> {
  const ready = page.locator('.card-frame[data-ready="true"]');
  await page.goto(`${portal}/pages?by=source`);
  for (const language of cardLanguages) {
    await showIn(page, language);
    await take(`journey-${language}`);
  }
  await showIn(page, 'en');
  await takeFrame(page, folder, 'journey');
  const map = page.locator('.card-frame .part-image').nth(1);
  await map.screenshot({ path: join(folder, 'docs', 'touchpoint-map.png') });
  await page.locator('.card-frame').locator('table').first().getByRole('link').first().click();
  await page.locator('.card-frame').getByText(pageTexts.enteredAt).first().waitFor();
  await take('records');
  await page.goto(`${portal}/pages/handoffs`);
  await ready.waitFor();
  await take('handoffs');
  await takeFrame(page, folder, 'handoffs');
  await page.goto(`${portal}/pages/agreement`);
  for (const language of ['en', 'ru'] as const) {
    await showIn(page, language);
    await take(`agreement-${language}`);
  }
  await showIn(page, 'en');
  await takeFrame(page, folder, 'agreement');
  await page.locator('.card-frame').locator('table').first().getByRole('link').first().click();
  await page.locator('.card-frame').getByText(pageTexts.agreement.back).waitFor();
  await page.locator('.card-frame table').first().waitFor();
  await take('agreement-records');
  await page.goto(`${portal}/pages/health`);
  await ready.waitFor();
  await take('health');
  await page.goto(`${portal}/settings`);
  await ready.waitFor();
  await page.locator('.card-frame').getByRole('button', { name: /^1\. / }).click();
  await take('settings');
  await takeFrame(page, folder, 'settings-model');
  await takeAgreementSettings(page, folder, take);
}

/** What the teams have agreed: who does what in a stage, when teams work, and what a preview of another target says. */
async function takeAgreementSettings(page: Page, folder: string, take: Take): Promise<void> {
  const frame = page.locator('.card-frame');
  const tab = (name: string) => frame.getByRole('tab', { name, exact: true });
  await showIn(page, 'ru');
  await tab(agreedTextsRu.areas.agreement).click();
  await tab(agreedTextsRu.tabs.teams).waitFor();
  await take('settings-agreement-ru');
  await showIn(page, 'en');
  await tab(agreedTexts.areas.agreement).click();
  await tab(agreedTexts.tabs.teams).waitFor();
  await frame.getByRole('button', { name: / · / }).last().click();
  await take('settings-agreement');
  await takeFrame(page, folder, 'settings-agreement');
  await tab(agreedTexts.tabs.teams).click();
  await take('settings-agreement-teams');
  await tab(agreedTexts.tabs.preview).click();
  const inner = frame.getByRole('tabpanel').last();
  await inner.getByRole('button', { name: settingsTexts.preview, exact: true }).click();
  await frame.getByText(settingsTexts.lookedAt).waitFor();
  await take('settings-agreement-preview');
}

/** A deal and a company with those who decide, and the preview of one of them. */
async function takeGroups(page: Page, portal: string, take: Take): Promise<void> {
  for (const [type, kind] of [
    ['deals', 'deal'],
    ['companies', 'company'],
  ] as const) {
    await page.goto(`${portal}/?type=${type}`);
    await page.locator('.table-name').first().click();
    for (const language of ['en', 'ru'] as const) {
      await showIn(page, language);
      await take(`${kind}-${language}`);
    }
  }
  await showIn(page, 'en');
  await page
    .locator('.associations')
    .getByRole('button', { name: /^Preview/ })
    .first()
    .click();
  await page.locator('dialog .card-frame-small[data-ready="true"]').waitFor();
  await take('preview');
}

/** A frame names its language when the card in it was told that language and has its answer. */
async function showIn(page: Page, language: CardLanguage): Promise<void> {
  await page.getByLabel('Card language').selectOption(language);
  const frames = page.url().includes('/record/') ? ['.card-frame', '.card-frame-small'] : ['.card-frame'];
  for (const frame of frames) {
    await page.locator(`${frame}[lang="${language}"][data-ready="true"]`).first().waitFor();
  }
}
