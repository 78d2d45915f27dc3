import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { questionTextsByLanguage } from '../../app-extensions/app/settings/texts/question-texts.ts';
import { agreementTextsByLanguage } from '../../app-extensions/app/settings/use-agreement-texts.ts';
import { settingsTextsByLanguage } from '../../app-extensions/app/settings/use-settings-texts.ts';
import { launchChromium } from '../../sandbox/page/launch-chromium.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import { keyboardOrder, violationsOf } from './accessibility.ts';
import type { Installation } from './installation.ts';
import { playYearInBrowser, type YearInBrowser } from './year-in-browser.ts';

const browser: Browser | null = await launchChromium();
const skipped = browser === null ? ' (SKIPPED: no Chromium)' : '';
const shared = settingsTextsByLanguage.en;
const questions = questionTextsByLanguage.en;
const texts = agreementTextsByLanguage.en;
/** A contact of the scenario, whom sales leads. */
const name = 'Ковёр Самолётов';

describe.skipIf(browser === null)(`an admin with the agreement${skipped}`, { timeout: 240_000 }, () => {
  let year: YearInBrowser;
  let installation: Installation;
  let page: Page;
  let day = 0;

  beforeAll(async () => {
    year = await playYearInBrowser(browser as Browser, { hasOneClock: true });
    ({ installation, page } = year);
    page.setDefaultTimeout(10_000);
  }, 240_000);
  afterAll(() => year?.stop());

  const app = () => page.locator('.card-frame');
  const button = (text: string | RegExp) => app().getByRole('button', { name: text, exact: true }).first();

  async function openAgreement(): Promise<void> {
    await page.goto(`${installation.urls.portal}/settings`);
    await page.locator('.card-frame[data-ready="true"]').waitFor();
    await app().getByRole('tab', { name: texts.areas.agreement, exact: true }).click();
    await app().getByText(texts.title).waitFor();
  }

  /** A version is in force from its instant on, and clocks of journeys stand still until they are moved. */
  async function passDay(): Promise<void> {
    day += 1;
    await installation.moveClock(new Date(scenarioEndsAt + day * 86_400_000).toISOString());
    await installation.untilAtRest();
  }

  /** The field shows what the page has taken. */
  async function chooseOpenVisits(): Promise<void> {
    const field = app().getByLabel(texts.appliesTo).and(page.locator(':visible')).first();
    await field.selectOption('open-visits');
    await expect.poll(() => field.inputValue()).toBe('open-visits');
  }

  /** What the card says of the clock that runs. */
  async function clockOf(contact: string): Promise<string> {
    await installation.untilAtRest();
    await page.goto(installation.urls.portal);
    await page.getByRole('link', { name: contact }).first().click();
    await page.locator('.card-frame[data-ready="true"]').first().waitFor();
    await expect.poll(() => app().first().textContent(), { timeout: 30_000 }).not.toContain('Loading the journey');
    return ((await app().first().textContent()) ?? '').replace(/\s+/g, ' ');
  }

  test('begins with what comes with the app: from then on clocks run, also for what was before', async () => {
    expect(await clockOf(name)).not.toContain('business time');
    await openAgreement();
    await app().getByText(texts.noneTitle).waitFor();
    await button(texts.takePreset).click();
    await button(shared.publish).click();
    await button(questions.publishUnseen).click();
    await app().getByText('In force: “Agreement for the lead funnel”, version 1.').waitFor();
    expect(await clockOf(name)).toContain('of 40 hr business time left');
  });

  test('makes a mistake, and is told at the field and in the page’s own words', async () => {
    await openAgreement();
    await app().getByRole('tab', { name: texts.tabs.teams }).click();
    await app().getByRole('button', { name: 'Sales' }).click();
    const monday = app().locator('input[name="teams.sales.calendar.week.mon"]');
    await monday.fill('9-25');
    await monday.blur();
    await app().getByText(texts.hoursWrong).waitFor();
    await button(shared.publish).click();
    await button(questions.publishUnseen).click();
    await app().getByText('Teams and calendars › Sales › Monday').waitFor();
    expect(await monday.inputValue()).toBe('09:00–25:00');
    await button(shared.drop).click();
    await button(questions.dropYes).click();
    await app().getByText(shared.unchanged).waitFor();
  });

  test('changes a target, sees what it would have meant, publishes it for open visits, and the clock follows', async () => {
    await openAgreement();
    await app()
      .getByRole('button', { name: /^Convert · / })
      .click();
    const amount = app().locator('input[name="stages.convert.targets.touchEvery.amount"]');
    await amount.fill('60');
    await amount.blur();
    await app().getByText('Changed since version 1').waitFor();
    await app().getByRole('tab', { name: texts.tabs.preview }).click();
    await app().getByLabel(texts.since).selectOption('all');
    await button(shared.preview).click();
    const kept = app().getByRole('row', { name: /Sales Convert Keep in touch/ });
    await kept.getByText(/^−\d+$/).waitFor();
    await kept.getByRole('link').first().waitFor();
    expect(await app().locator('.part-unsupported').allTextContents()).toEqual([]);
    await chooseOpenVisits();
    await button(shared.publish).click();
    await app()
      .getByText(/Records whose breaches would change: [1-9]/)
      .waitFor();
    await button(questions.publishYes).click();
    await app().getByText('In force: “Agreement for the lead funnel”, version 2.').waitFor();
    await passDay();
    expect(await clockOf(name)).toContain('of 60 hr business time left');
  });

  test('rolls back, and the clock follows again', async () => {
    await openAgreement();
    await app().getByRole('tab', { name: texts.tabs.versions }).click();
    await button('Roll back to 1').click();
    await chooseOpenVisits();
    await button(shared.restoreYes).click();
    await app().getByText('In force: “Agreement for the lead funnel”, version 3.').waitFor();
    await passDay();
    expect(await clockOf(name)).toContain('of 40 hr business time left');
  });

  test.each([texts.tabs.stages, texts.tabs.teams, texts.tabs.touches, texts.tabs.preview, texts.tabs.versions])(
    'has enough contrast, a name for everything that can be used, and an order for the keyboard under “%s”',
    async (tab) => {
      await openAgreement();
      await app().getByRole('tab', { name: tab }).last().click();
      await app().getByRole('tab', { name: tab, selected: true }).waitFor();
      const sections = app().locator('button[aria-expanded="false"]:visible');
      for (let left = await sections.count(); left > 0; left -= 1) await sections.first().click();
      expect(await violationsOf(page)).toEqual([]);
      const { visited, inOrder } = await keyboardOrder(page);
      expect(visited).toEqual(inOrder);
    },
  );
});
