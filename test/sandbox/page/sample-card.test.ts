import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createPageRouter } from '../../../sandbox/page/create-page-router.ts';
import { launchChromium } from '../../../sandbox/page/launch-chromium.ts';
import { createPortal } from '../../../sandbox/portal/create-portal.ts';
import type { Portal } from '../../../sandbox/portal/portal.ts';
import { clientId, clientSecret } from '../portal/start-portal.ts';
import { writeSampleExtensions } from './sample-extensions.ts';

const browser: Browser | null = await launchChromium();
if (browser === null) process.stderr.write('No Chromium runs here: the tests of the sample card are skipped.\n');

let portal: Portal;
let address: string;
let removeExtensions: () => Promise<void>;

beforeAll(async () => {
  const extensions = await writeSampleExtensions();
  removeExtensions = extensions.remove;
  const routers = [await createPageRouter({ clientSecret, extensionsFolder: extensions.folder })];
  portal = createPortal({ clientId, clientSecret, routers });
  const { url } = await portal.start();
  const properties = { firstname: 'Ada' };
  const { recordId } = portal.change({ action: 'create', objectType: 'contact', properties });
  address = `${url}/record/contacts/${recordId}`;
});

afterAll(async () => {
  await browser?.close();
  await portal.stop();
  await removeExtensions();
});

async function openCard(): Promise<Page> {
  const page = await browser!.newPage({ viewport: { width: 1440, height: 1000 } });
  onTestFinished(() => page.close());
  await page.goto(address);
  await page.getByText('Paula looks at Ada').waitFor({ timeout: 30_000 });
  return page;
}

describe.skipIf(browser === null)('a card with one of each component', { timeout: 240_000 }, () => {
  it('is drawn whole, and what is not known is named', async () => {
    const page = await openCard();
    const unsupported = await page.locator('.part-unsupported').allTextContents();
    expect(unsupported).toEqual(['unsupported: Illustration']);
    const text = (await page.locator('.card-frame').textContent()) ?? '';
    const expected = [
      'Second',
      'hollow',
      'a tile',
      'described',
      '8 %',
      'cell',
      'waiting',
      'nothing here',
      'went wrong',
    ];
    expect(expected.filter((one) => !text.includes(one))).toEqual([]);
    expect(await page.locator('[aria-current="step"]').textContent()).toBe('Second');
  });

  it('reacts: clicks, folds, modals, alerts, and values that change', async () => {
    const page = await openCard();
    await page.getByRole('button', { name: 'clicked 0 times' }).click();
    await page.getByRole('button', { name: 'clicked 1 times' }).waitFor();
    expect(await page.getByText('inside the fold').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'folded' }).click();
    await page.getByText('inside the fold').waitFor();
    await page.getByRole('button', { name: 'open', exact: true }).click();
    await page.getByRole('dialog', { name: 'A modal' }).getByText('inside the modal').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'alert', exact: true }).click();
    await page.getByText('an alert of the card').waitFor();
    const [id = ''] = address.split('/').slice(-1);
    portal.change({ action: 'update', objectType: 'contact', id, properties: { firstname: 'Eva' } });
    await page.getByText('Paula looks at Eva').waitFor();
    portal.change({ action: 'update', objectType: 'contact', id, properties: { firstname: 'Ada' } });
    await page.getByText('Paula looks at Ada').waitFor();
  });

  it('shows what the card changes in numbers, in the titles of tabs, and in what is said of a choice', async () => {
    const page = await openCard();
    expect(await page.getByLabel('Clicks').inputValue()).toBe('0');
    const days = page.getByRole('group', { name: 'Days', description: 'on which it counts' });
    await days.waitFor();
    await page.getByRole('tab', { name: 'first tab, 0' }).waitFor();
    await page.getByRole('button', { name: 'clicked 0 times' }).click();
    await page.getByRole('tab', { name: 'first tab, 1' }).waitFor();
    await expect.poll(() => page.getByLabel('Clicks').inputValue()).toBe('1');
    await page.getByRole('group', { name: 'Days', description: 'on which it counts choose a day' }).waitFor();
    await page.getByRole('tab', { name: 'second tab' }).click();
    await page.getByText('inside the second tab').waitFor();
  });

  it('says why when the card breaks', async () => {
    const page = await openCard();
    await page.getByRole('button', { name: 'break' }).click();
    await page.getByRole('alert').getByText('broken on purpose').waitFor();
  });
});
