import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textsByLanguage } from '../../app-extensions/app/cards/reader.ts';
import { fill } from '../../app-extensions/app/cards/texts/fill.ts';
import { postJson } from '../../sandbox/demo/watch-app.ts';
import { launchChromium } from '../../sandbox/page/launch-chromium.ts';
import { signDelivery } from '../../sandbox/portal/deliveries/sign-delivery.ts';
import { keyboardOrder, violationsOf } from './accessibility.ts';
import type { Installation } from './installation.ts';
import { whatLeavesItsFrame } from './what-leaves-its-frame.ts';
import { playYearInBrowser, type YearInBrowser } from './year-in-browser.ts';

const browser: Browser | null = await launchChromium();
const skipped = browser === null ? ' (SKIPPED: no Chromium)' : '';
const en = textsByLanguage.en;
/** Longer than anybody's, and not to be parted at a space. */
const lastName = 'Превысокомногорассмотрительствующая';

/** The Monday after the scenario's year, in the portal's zone, which is UTC. */
const at = (time: string) => `2026-11-23T${time}:00.000Z`;

describe.skipIf(browser === null)(`cards and pages with an agreement in force${skipped}`, { timeout: 240_000 }, () => {
  let year: YearInBrowser;
  let installation: Installation;
  let page: Page;
  /** A lead that marketing offers to sales, and whose tags HubSpot refuses. */
  let lead = '';

  beforeAll(async () => {
    year = await playYearInBrowser(browser as Browser, { hasOneClock: true, agreement: 'lead-funnel' });
    ({ installation, page } = year);
    page.setDefaultTimeout(20_000);
    await refuseTouchpoints();
    await installation.moveClock(at('09:00'));
    const properties = { lifecyclestage: 'marketingqualifiedlead', firstname: 'Вера', lastname: lastName };
    lead = String((await change({ action: 'create', properties })).recordId);
    await installation.untilAtRest();
    await installation.moveClock(at('09:30'));
    await change({ action: 'update', id: lead, properties: { lifecyclestage: 'salesqualifiedlead' } });
    await tellWhatNobodyUnderstands();
    await installation.untilAtRest();
    await installation.moveClock(at('10:00'));
    await installation.untilAtRest();
  }, 240_000);
  afterAll(() => year?.stop());

  const card = () => page.locator('.card-panel .card-frame');
  const frame = () => page.locator('.card-frame').first();

  /** A rule of the portal that the words of most touchpoints break. */
  const refuseTouchpoints = () =>
    postJson(`${installation.urls.portal}/sandbox/validation-rules`, {
      ...{ objectType: 'contact', property: 'journey_steward_next_touchpoint' },
      rules: [{ ruleType: 'MAX_LENGTH', ruleArguments: ['3'] }],
    });

  async function change(body: object): Promise<Record<string, unknown>> {
    const answer = await fetch(`${installation.urls.portal}/sandbox/change`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ objectType: 'contact', ...body }),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Record<string, unknown>;
  }

  /** An event of HubSpot that names no record. */
  async function tellWhatNobodyUnderstands(): Promise<void> {
    const targetUrl = `${installation.urls.app}/webhooks/hubspot`;
    const event = {
      eventId: 1,
      subscriptionType: 'contact.propertyChange',
      propertyName: 'email',
      portalId: 20_260_001,
    };
    const body = JSON.stringify([{ ...event, occurredAt: Date.parse(at('09:30')) }]);
    const { clientSecret } = installation.secrets;
    const headers = signDelivery({ clientSecret, targetUrl, body, sentAtMs: Date.now() });
    const answer = await fetch(targetUrl, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(200);
  }

  async function open(path: string, language = 'en'): Promise<void> {
    await page.goto(installation.urls.portal + path);
    await page.getByLabel('Card language').selectOption(language);
    await page.locator(`.card-frame[lang="${language}"][data-ready="true"]`).first().waitFor();
  }

  const openLead = async (language: 'en' | 'ru' | 'ko' = 'en') => {
    await open(`/record/contacts/${lead}`, language);
    await card().getByRole('button', { name: textsByLanguage[language].accept, exact: true }).waitFor();
  };

  const linkIn = (table: number) => () => frame().getByRole('table').nth(table).getByRole('link').first();
  const word = (text: string | RegExp) => () => frame().getByText(text).first();
  /** Pages, and what stands on each as soon as it has its answer. */
  const agreedPages = [
    ['/pages/handoffs?team=sales', word(new RegExp(lastName))],
    ['/pages/agreement', linkIn(0)],
    ['/pages/health/tags', word(/journey_steward_next_touchpoint/)],
    ['/pages/health/events', word('contact.propertyChange')],
  ] as const;
  const otherPages = [
    ['/pages?by=owner', linkIn(0)],
    ['/pages/health', () => frame().getByRole('button').first()],
    ['/settings', () => frame().getByRole('button', { name: /^5\. / })],
  ] as const;

  test.each(agreedPages)(
    '%s has enough contrast, a name for everything that can be used, and an order for the keyboard',
    async (path, shown) => {
      await open(path);
      await shown().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      const { visited, inOrder } = await keyboardOrder(page);
      expect(visited.length).toBeGreaterThan(4);
      expect(visited).toEqual(inOrder);
    },
  );

  test('a card with a lead that is offered has enough contrast, names, and an order for the keyboard', async () => {
    await openLead();
    await card()
      .getByText(fill(en.handoffOffered, { from: 'Marketing', to: 'Sales' }))
      .waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const { visited, inOrder } = await keyboardOrder(page, '.card-panel .card-frame');
    expect(visited.length).toBeGreaterThan(4);
    expect(visited).toEqual(inOrder);
  });

  describe.each(['ru', 'ko'] as const)('in %s', (language) => {
    const texts = textsByLanguage[language];

    test.each(['a lead that is offered', 'Ковёр Самолётов'])(
      'the card of %s keeps within its frame, and says stage, owner and clock in its first 720 px',
      async (who) => {
        if (who === 'Ковёр Самолётов') await openFromList(who, language);
        else await openLead(language);
        expect(await whatLeavesItsFrame(card())).toEqual([]);
        for (const label of [texts.stage, texts.owner, texts.clock])
          expect(await endOf(label), label).toBeLessThanOrEqual(720);
      },
    );

    test.each([...agreedPages, ...otherPages])('%s keeps within its frame', async (path, shown) => {
      await open(path, language);
      await shown().waitFor();
      expect(await whatLeavesItsFrame(frame())).toEqual([]);
    });
  });

  async function openFromList(name: string, language: 'ru' | 'ko'): Promise<void> {
    await page.goto(`${installation.urls.portal}/?type=contacts`);
    await page.getByRole('searchbox').fill(name);
    await page.getByText('1 found').waitFor();
    await page.getByRole('link', { name }).click();
    await page.getByLabel('Card language').selectOption(language);
    await page.locator(`.card-panel .card-frame[lang="${language}"][data-ready="true"]`).waitFor();
  }

  /** Where what stands under a label ends, from the top of the card, px. */
  async function endOf(label: string): Promise<number> {
    const top = (await card().boundingBox())?.y ?? Number.NaN;
    const labelled = await card().getByText(label, { exact: true }).first().locator('..').boundingBox();
    return (labelled?.y ?? Number.NaN) + (labelled?.height ?? Number.NaN) - top;
  }
});
