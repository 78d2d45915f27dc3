import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { en } from '../../../app-extensions/app/cards/texts/en.ts';
import { launchChromium } from '../../../sandbox/page/launch-chromium.ts';
import type { CardAnswer } from '../../../src/api/card-contract.ts';
import { type Language, languages } from '../../../src/journey/vocabulary.ts';
import { cardSample, sampleProperties } from '../../app-extensions/card-samples.ts';
import { buyingGroupSample, explanationSample, groupCardSample } from '../../app-extensions/group-samples.ts';
import { type StartedPage, startPageAndStop } from './start-page.ts';
import { answerJson } from './start-stub-app.ts';

const browser: Browser | null = await launchChromium();
if (browser === null) {
  process.stderr.write(
    'No Chromium runs here (/usr/bin/chromium would do): the tests of the page in a browser are skipped.\n',
  );
}

let started: StartedPage & { stop: () => Promise<void> };
let contactId: string;

beforeAll(async () => {
  started = await startPageAndStop(({ url }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://app.invalid');
    const language = languages.find((one) => one === searchParams.get('language')) ?? 'en';
    answerJson(response, 200, sampleFor(pathname, language));
  });
  const { portal } = started;
  for (const name of Object.keys(sampleProperties)) portal.state.properties.ensure('contact', name);
  const properties = { lastname: 'Beispiel', lifecyclestage: 'lead', ...sampleProperties };
  contactId = portal.change({
    action: 'create',
    objectType: 'contact',
    properties: { firstname: 'Ada', ...properties },
  }).recordId!;
  portal.change({ action: 'create', objectType: 'contact', properties: { firstname: 'Otto', ...properties } });
  portal.change({ action: 'create', objectType: 'company', properties: { name: 'Erfunden AG' } });
});

afterAll(async () => {
  await browser?.close();
  await started.stop();
});

function sampleFor(path: string, language: Language) {
  if (path.endsWith('/buying-group')) return buyingGroupSample(language);
  if (path.endsWith('/explanation'))
    return explanationSample(path.includes('/company/') ? 'company' : 'deal', language);
  const group = (['deal', 'company'] as const).find((kind) => path.endsWith(`/${kind}`));
  return group === undefined ? cardSample('ready', language) : groupCardSample(group, language);
}

/** A new window that complains about every error of its scripts. */
async function openPage(path: string): Promise<Page> {
  const page = await browser!.newPage({ viewport: { width: 1280, height: 900 } });
  const problems: Error[] = [];
  page.on('pageerror', (error) => problems.push(error));
  onTestFinished(async () => {
    // Closing cuts off what a frame still loads, which is no error of its scripts.
    const met = [...problems];
    await page.close();
    expect(met).toEqual([]);
  });
  await page.goto(started.url + path);
  return page;
}

function touchpointIn(language: (typeof languages)[number]): string {
  const answer: CardAnswer = cardSample('ready', language);
  return answer.ok ? answer.data.touchpoint!.label : '';
}

const frame = (page: Page) => page.locator('.card-frame');
const openContact = async (): Promise<Page> => {
  const page = await openPage(`/record/contacts/${contactId}`);
  await frame(page).getByText(touchpointIn('en')).waitFor();
  return page;
};

describe.skipIf(browser === null)('the page in a browser', { timeout: 240_000 }, () => {
  it('leads from the list through the search to the record, where the app’s card has its answer', async () => {
    const page = await openPage('/');
    await page.getByRole('link', { name: 'Otto Beispiel' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search contacts' }).fill('ada');
    await page.getByText('1 found').waitFor();
    await page.getByRole('link', { name: 'Ada Beispiel' }).click();
    await frame(page).getByText(touchpointIn('en')).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Ada Beispiel');
    expect(await page.getByRole('heading', { name: 'Buyer journey' }).count()).toBe(1);
    expect(await frame(page).locator('.part-unsupported').allTextContents()).toEqual([]);
    expect(started.app.requests.at(-1)?.url).toContain(`objectId=${contactId}&language=en&userId=900001`);
  });

  it('sends the webhook of an edited lifecycle stage and lets the card ask again', async () => {
    const page = await openContact();
    const asked = started.app.requests.length;
    await page.getByRole('tab', { name: 'Webhooks' }).click();
    await page.getByRole('button', { name: 'Lifecycle', exact: true }).click();
    await page.getByRole('radio', { name: 'Customer' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    const event = page.locator('[data-step="delivered"]').filter({ hasText: 'lifecyclestage = customer' });
    await event.waitFor();
    expect(started.app.webhooks).toContainEqual(
      expect.objectContaining({ propertyName: 'lifecyclestage', propertyValue: 'customer', changeSource: 'CRM_UI' }),
    );
    await expect.poll(() => started.app.requests.length, { timeout: 10_000 }).toBeGreaterThan(asked);
  });

  it('edits a property in its place, by keyboard alone', async () => {
    const page = await openContact();
    await page.getByRole('button', { name: 'Edit Job Title' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Head of Examples');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Head of Examples Edit Job Title' }).waitFor();
    const record = started.portal.state.records.get('contact', contactId);
    expect(record?.versions.get('jobtitle')?.at(-1)).toMatchObject({
      value: 'Head of Examples',
      source: { changeSource: 'CRM_UI', sourceId: 'userId:900001' },
    });
  });

  it.each(['it', 'de', 'ko', 'ru'] as const)('tells the card the language %s', async (language) => {
    const page = await openContact();
    await page.getByLabel('Card language').selectOption(language);
    await frame(page).getByText(touchpointIn(language)).waitFor();
    expect(await frame(page).getByText(touchpointIn('en'), { exact: true }).count()).toBe(0);
  });

  it('shows what the card falls back to while the app’s server is down, and recovers', async () => {
    const page = await openContact();
    await page.getByRole('button', { name: 'Down' }).click();
    await page.getByRole('button', { name: 'Down', pressed: true }).waitFor();
    await page.getByRole('button', { name: 'Reload card' }).click();
    await frame(page).getByText(en.staleTitle).waitFor();
    await page.getByRole('button', { name: 'Up' }).click();
    await page.getByRole('button', { name: 'Up', pressed: true }).waitFor();
    await frame(page).getByRole('button', { name: en.retry }).click();
    await frame(page).getByText(touchpointIn('en')).waitFor();
  });

  it('starts the card anew when an app changes the record', async () => {
    const page = await openContact();
    const asked = started.app.requests.length;
    started.portal.change({
      action: 'update',
      objectType: 'contact',
      id: contactId,
      properties: { journey_steward_owner_team: 'service' },
      changeSource: 'INTEGRATION',
      sourceId: '7',
    });
    await expect.poll(() => started.app.requests.length, { timeout: 10_000 }).toBeGreaterThan(asked);
    await page.locator('.tags').getByText('service').waitFor();
  });

  it('associates a record by search, and shows the card of that one', async () => {
    const page = await openContact();
    await page.getByRole('button', { name: 'Associate' }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill('erfunden');
    await page.getByRole('radio', { name: 'Erfunden AG' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Associate' }).click();
    await page.getByRole('link', { name: 'Erfunden AG' }).click();
    await frame(page).getByText(en.groupMissing, { exact: true }).waitFor();
    expect(await frame(page).locator('.part-unsupported').allTextContents()).toEqual([]);
    expect(started.app.webhooks).toContainEqual(
      expect.objectContaining({ subscriptionType: 'contact.associationChange', fromObjectId: Number(contactId) }),
    );
  });

  it('corrects a stage from the card, which closes the form when it is saved', async () => {
    const page = await openContact();
    await frame(page).getByRole('button', { name: en.correct }).click();
    const form = page.getByRole('dialog', { name: en.correct });
    await form.getByRole('button', { name: en.save }).click();
    await form.getByText(en.chooseStage).waitFor();
    await form.getByLabel(en.rightStage).selectOption('loyalty');
    await form.getByLabel(en.reason).fill('Met at the fair.');
    await form.getByRole('button', { name: en.save }).click();
    await page.getByText(en.correctSaved).waitFor();
    await form.waitFor({ state: 'hidden' });
    const [posted] = started.app.requests.filter(({ url }) => url.includes('/api/cards/contact/correction'));
    expect(JSON.parse(posted!.body)).toMatchObject({
      objectId: contactId,
      stage: 'loyalty',
      reason: 'Met at the fair.',
      language: 'en',
    });
  });

  it('shows the small card at the side of a record, and in the preview of another', async () => {
    const page = await openContact();
    const small = page.locator('.card-frame-small');
    await small.getByText(touchpointIn('en')).waitFor();
    await page.locator('.associations').getByRole('button', { name: 'Preview Erfunden AG' }).click();
    const preview = page.getByRole('dialog', { name: 'Erfunden AG' });
    await preview.getByText('Convert (4 of 5)').waitFor();
    await preview.getByRole('button', { name: 'Close' }).click();
    await preview.waitFor({ state: 'hidden' });
  });

  it('removes the app as an admin does, and shows its cards again once it is installed', async () => {
    const { portal, app } = started;
    const record = await openContact();
    const page = await openPage('/settings');
    await page.getByRole('button', { name: 'Uninstall…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Uninstall / });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(portal.grants.areRevoked()).toBe(false);
    await page.getByRole('button', { name: 'Uninstall…' }).click();
    await dialog.getByRole('button', { name: 'Uninstall', exact: true }).click();
    await page.getByText(/is not installed in this portal\.$/).waitFor();
    expect(portal.grants.areRevoked()).toBe(true);
    await record.getByRole('heading', { name: /is not installed$/ }).waitFor();
    expect(await record.locator('.card-frame, .card-frame-small').count()).toBe(0);
    const again = page.getByRole('link', { name: 'Install again' });
    expect(await again.getAttribute('href')).toBe(`${app.origin}/oauth/install`);
    portal.grant(['oauth']);
    await frame(record).getByText(touchpointIn('en')).waitFor();
    await page.getByRole('button', { name: 'Uninstall…' }).waitFor();
  });

  it('moves the portal’s clock forward', async () => {
    const { portal } = started;
    portal.clock.set(Date.UTC(2026, 0, 30, 12));
    const page = await openPage('/');
    await page.getByRole('button', { name: '7 days forward' }).click();
    await page.getByText('6 Feb 2026, 12:00').waitFor();
    expect(portal.clock.now()).toBe(Date.UTC(2026, 1, 6, 12));
  });
});
