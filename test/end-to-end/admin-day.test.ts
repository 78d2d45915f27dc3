import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { touchpointTextsByLanguage } from '../../app-extensions/app/pages/journey/touchpoint-texts.ts';
import { pageTextsByLanguage } from '../../app-extensions/app/pages/PlaceProvider.tsx';
import { questionTextsByLanguage } from '../../app-extensions/app/settings/texts/question-texts.ts';
import { settingsTextsByLanguage } from '../../app-extensions/app/settings/use-settings-texts.ts';
import { launchChromium } from '../../sandbox/page/launch-chromium.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { keyboardOrder, violationsOf } from './accessibility.ts';
import type { Installation } from './installation.ts';
import { playYearInBrowser, type YearInBrowser } from './year-in-browser.ts';

const browser: Browser | null = await launchChromium();
const skipped = browser === null ? ' (SKIPPED: no Chromium)' : '';
const texts = settingsTextsByLanguage.en;
const questions = questionTextsByLanguage.en;
const pages = pageTextsByLanguage.en;

describe.skipIf(browser === null)(`a day with the settings and the app pages${skipped}`, { timeout: 240_000 }, () => {
  let year: YearInBrowser;
  let installation: Installation;
  let page: Page;

  beforeAll(async () => {
    year = await playYearInBrowser(browser as Browser, { settings: 'scenario' });
    ({ installation, page } = year);
    page.setDefaultTimeout(10_000);
  }, 240_000);
  afterAll(() => year?.stop());

  const app = () => page.locator('.card-frame');
  const button = (name: string) => app().getByRole('button', { name, exact: true }).first();

  async function open(path: string): Promise<void> {
    await page.goto(installation.urls.portal + path);
    await page.locator('.card-frame[data-ready="true"]').waitFor();
  }

  /** The number in a cell of the table of stages. */
  async function numberIn(stage: string, column: number): Promise<number> {
    return Number.parseInt((await rowOf(stage).getByRole('cell').nth(column).textContent()) ?? '', 10);
  }

  /** The row of a stage: its name stands in other rows too, as where they went next. */
  function rowOf(stage: string) {
    const stages = preset('buying-cycle').stages.map(({ names }) => names.en);
    return app()
      .locator('table')
      .first()
      .getByRole('row')
      .nth(stages.indexOf(stage) + 1);
  }

  describe('an admin', () => {
    test('tries another model on the records that are there, sees who would move, and publishes it', async () => {
      await page.goto(installation.urls.portal);
      await page.getByRole('link', { name: 'App settings' }).click();
      await app().getByText('In force: “Lead funnel”, version 1.').waitFor();
      await app().getByLabel(texts.preset).selectOption('buying-cycle');
      await button(texts.takePreset).click();
      await app().getByText('Changed since version 1').waitFor();
      await button(texts.preview).click();
      const moves = app().locator('table').last();
      await moves.getByText('Brand consideration (Marketing)').first().waitFor();
      expect(await moves.getByRole('link').count()).toBeGreaterThan(5);
      expect(await app().locator('.part-unsupported').allTextContents()).toEqual([]);
      await button(texts.publish).click();
      await app()
        .getByText(/Records that would move to another stage or team: [1-9]/)
        .waitFor();
      await button(questions.publishYes).click();
      await page.getByText('Version 2 is in force.').waitFor();
      await app().getByText('In force: “Buying cycle”, version 2.').waitFor();
      await app().getByText('by user 900001').first().waitFor();
    });

    test('renames a stage while somebody else publishes: is told who and when, and loses nothing', async () => {
      await open('/settings');
      await app()
        .getByRole('button', { name: /^1\. Out of market/ })
        .click();
      const name = app().getByLabel('English').and(page.locator(':visible')).first();
      await name.fill('Far away');
      await name.blur();
      await app().getByText('Changed since version 2').waitFor();
      expect(await installation.command('publish', '--model', 'lead-funnel')).toMatchObject({ status: 0 });
      await button(texts.publish).click();
      await button(questions.publishUnseen).click();
      await app().getByText(texts.overtakenTitle).waitFor();
      await app().getByText('the command line published version 3').waitFor();
      expect(await name.inputValue()).toBe('Far away');
      await button(texts.keepMine).click();
      await button(texts.publish).click();
      await button(questions.publishUnseen).click();
      await app().getByText('In force: “Buying cycle”, version 4.').waitFor();
    });

    test('makes a mistake in a rule, and is told at the field', async () => {
      await open('/settings');
      await app()
        .getByRole('button', { name: /^1\. Far away/ })
        .click();
      await app().getByLabel(texts.addRule).and(page.locator(':visible')).first().selectOption('property');
      const property = app().getByLabel(texts.property, { exact: true }).and(page.locator(':visible')).last();
      await property.fill('no_such_property');
      await property.blur();
      await button(texts.preview).click();
      await app().getByText('no_such_property').first().waitFor();
      await app().getByRole('tab', { name: texts.tabs.stages }).click();
      await app()
        .getByRole('button', { name: /Far away.*remark/ })
        .waitFor();
      await button(texts.drop).click();
      await button(questions.dropYes).click();
      await app().getByText(texts.unchanged).waitFor();
    });

    test('rolls back to an earlier version', async () => {
      await open('/settings');
      await app().getByRole('tab', { name: texts.tabs.versions }).click();
      await button('Roll back to 2').click();
      await button(texts.restoreYes).click();
      await app().getByText('In force: “Buying cycle”, version 5.').waitFor();
      await installation.untilAtRest();
    });

    test('enters a touchpoint, and finds it on the touchpoint map', async () => {
      await open('/settings');
      await app()
        .getByRole('button', { name: /^1\. Out of market/ })
        .click();
      const visible = page.locator(':visible');
      await app().getByLabel(texts.newTouchpoint).and(visible).fill('Evening at the brewery');
      await button(texts.addTouchpoint).click();
      for (const language of Object.values(texts.nameIn)) {
        const occasion = app().getByLabel(`${texts.occasion} · ${language}`).and(visible);
        await occasion.fill('every autumn');
        await occasion.blur();
      }
      await button(texts.publish).click();
      await button(questions.publishUnseen).click();
      await app().getByText('In force: “Buying cycle”, version 6.').waitFor();
      await installation.untilAtRest();
      await open('/pages');
      const picture = app().getByRole('img', { name: /Evening at the brewery \(every autumn\)/ });
      const widthPx = () => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth);
      await expect.poll(widthPx).toBeGreaterThan(900);
      await button(touchpointTextsByLanguage.en.asTable).click();
      await app().locator('table').getByText('Evening at the brewery').waitFor();
    });

    test('sees whether all is well', async () => {
      await open('/pages/health');
      await app().getByText(pages.allWell).waitFor();
      await app().getByText(pages.pastRead).waitFor();
      for (const [path, title] of [
        ['/pages/health/replays', pages.failedReplaysNote],
        ['/pages/health/waiting?queue=tag-writes', pages.queues['tag-writes']],
      ] as const) {
        await open(path);
        await app().getByText(title).waitFor();
        await app().getByRole('link', { name: pages.backToHealth }).waitFor();
      }
    });
  });

  describe('a marketer', () => {
    test('sees the map and the funnel, and goes from a number to its people and on to their card', async () => {
      await open('/pages');
      const stages = preset('buying-cycle').stages.map(({ names }) => names.en);
      const picture = app().getByRole('img', { name: /Buying cycle/ });
      expect(await picture.getAttribute('alt')).toContain('Out of market to Trigger');
      for (const stage of stages)
        await app().locator('table').first().getByText(stage, { exact: true }).first().waitFor();
      const entered = await numberIn('Trigger', 2);
      expect(entered).toBeGreaterThan(10);
      await rowOf('Trigger').getByRole('link').first().click();
      await app().getByText('Entered “Trigger”').waitFor();
      await app().locator('table').getByRole('link').first().waitFor();
      expect(await app().locator('table').getByRole('row').count()).toBe(entered + 1);
      await app()
        .getByRole('link', { name: /Faltblatt|Pennello|Cuscino/ })
        .first()
        .click();
      await page.waitForURL(/\/record\/contacts\/\d+/);
      await page.locator('.card-frame').getByText('Whose turn').first().waitFor();
    });

    test('goes from the number of all on the journey to them, and takes the whole list along', async () => {
      await open('/pages');
      const measured = Number(await app().locator('.part-statistic-number').first().textContent());
      await app().getByRole('link', { name: pages.whichRecords }).first().click();
      await app().getByRole('heading', { name: pages.standings.measured }).waitFor();
      await app().locator('table').getByRole('link').first().waitFor();
      await button(pages.copyCsv).click();
      await app()
        .getByText(pages.csvWhole.replace('{count}', String(measured)))
        .waitFor();
      await button(pages.more).click();
      await expect.poll(() => app().locator('table').getByRole('row').count()).toBe(measured + 1);
    });

    test('splits a stage by source, and shortens the period', async () => {
      await open('/pages');
      await app().getByLabel(pages.by).selectOption('source');
      await app().getByText('organic search').first().waitFor();
      expect(page.url()).toContain('by=source');
      const before = await numberIn('Out of market', 2);
      await app().getByLabel(pages.period).selectOption('90');
      await page.waitForURL(/period=90/);
      await expect.poll(() => numberIn('Out of market', 2)).toBeLessThan(before);
      await page.goBack();
      await expect.poll(() => numberIn('Out of market', 2)).toBe(before);
    });

    test('reads it in Korean', async () => {
      await open('/pages');
      await page.getByLabel('Card language').selectOption('ko');
      await app().getByText(pageTextsByLanguage.ko.touchpoints, { exact: true }).waitFor();
      await page.getByLabel('Card language').selectOption('en');
      await app().getByText(pages.touchpoints, { exact: true }).waitFor();
    });

    test('is told that the app does not answer, and goes on where it was when it does again', async () => {
      await open('/pages');
      await page.getByRole('button', { name: 'Down' }).click();
      await button(pages.refresh).click();
      await app().getByText(pages.notRefreshed).waitFor();
      await app().getByText(pages.touchpoints, { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Up' }).click();
      await button(pages.retry).click();
      await app().getByText(pages.notRefreshed).waitFor({ state: 'detached' });
    });

    test('merges two contacts, and there is one fewer on the journey', async () => {
      await open('/pages');
      const measured = async () => Number(await app().locator('.part-statistic-number').first().textContent());
      const before = await measured();
      expect(before).toBeGreaterThan(50);
      await page.goto(installation.urls.portal);
      await page.getByRole('link', { name: 'Falk Faltblatt' }).first().click();
      await page.getByRole('button', { name: 'Merge', exact: true }).click();
      await page.getByRole('radio').first().check();
      await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await installation.untilAtRest();
      // What was counted for one question is kept for a minute: this is another, which nobody has asked yet.
      await open('/pages?by=owner');
      expect(await measured()).toBe(before - 1);
    });
  });

  test.each(['/settings', '/pages?by=team', '/pages/records?stage=trigger&kind=entered', '/pages/health'])(
    '%s has enough contrast, a name for everything that can be used, and an order for the keyboard',
    async (path) => {
      await open(path);
      if (path === '/settings') {
        await app().getByRole('button', { name: /^2\. / }).click();
        const entries = app().getByRole('button', { name: texts.openEntry }).and(page.locator(':visible'));
        await entries.first().click();
        await entries.last().click();
      }
      expect(await violationsOf(page)).toEqual([]);
      const { visited, inOrder } = await keyboardOrder(page);
      expect(visited).toEqual(inOrder);
    },
  );
});
