import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../../sandbox/page/launch-chromium.ts';
import { type InstallationPage, installationPage } from '../../src/api/installation-page.ts';
import { requiredScopes } from '../../src/hubspot/scopes.ts';
import { languages, objectTypes } from '../../src/journey/vocabulary.ts';
import type { BackfillProgress } from '../../src/store/read-backfill.ts';

const now = Date.parse('2026-05-04T12:00:00Z');
const begun: InstallationPage = {
  accountId: '33',
  language: 'en',
  progress: {
    isActive: true,
    installedAt: now - 5_000,
    scopes: ['oauth'],
    areSettingsRead: false,
    preparedAt: null,
    backfill: [],
    tagged: 0,
    untagged: 0,
  },
  missingScopes: [],
  withheldScopes: [],
  appUrl: 'https://app.hubspot.example',
  now,
};
const of = (progress: Partial<InstallationPage['progress']>): InstallationPage => ({
  ...begun,
  progress: { ...begun.progress, ...progress },
});
const reading = (read: Partial<BackfillProgress>): BackfillProgress[] =>
  objectTypes.map((objectType) => ({
    accountId: '33',
    objectType,
    phase: 'all',
    recordsDone: 1_200,
    recordsTotal: 20_000,
    startedAt: now - 4_000,
    changedAt: now,
    finishedAt: null,
    isRunning: true,
    failure: null,
    ...read,
  }));
const prepared = { areSettingsRead: true, preparedAt: now };
const underWay = { ...prepared, backfill: reading({}), tagged: 1_500, untagged: 300 };
const finished = { ...prepared, backfill: reading({ finishedAt: now, recordsDone: 20_000 }), tagged: 20_000 };

const states = (page: string) =>
  [...page.matchAll(/<li class="(done|running|waiting|withheld)">/g)].map(([, state]) => state);
const draw = (page: InstallationPage) => installationPage(page)('n');

describe('the steps', () => {
  test.each([
    ['before anything is read', {}, ['done', 'running', 'waiting', 'waiting', 'waiting']],
    ['while properties are created', { areSettingsRead: true }, ['done', 'done', 'running', 'waiting', 'waiting']],
    ['before the past is counted', { ...prepared }, ['done', 'done', 'done', 'running', 'waiting']],
    ['while the past is read', underWay, ['done', 'done', 'done', 'running', 'running']],
    ['while the last tags wait', { ...finished, untagged: 1 }, ['done', 'done', 'done', 'done', 'running']],
    ['at the end', finished, ['done', 'done', 'done', 'done', 'done']],
    [
      'in a portal without records',
      { ...prepared, backfill: reading({ finishedAt: now, recordsTotal: 0 }) },
      Array(5).fill('done'),
    ],
  ])('%s', (_when, progress, expected) => {
    expect(states(draw(of(progress)))).toEqual(expected);
  });

  test('the past is counted in the reader’s own numbers', () => {
    expect(draw({ ...of(underWay), language: 'de' })).toContain('1.200 von 20.000');
    expect(draw(of(underWay))).toContain('<progress aria-label="Deals" value="1200" max="20000">');
  });
});

describe('a scope that the app needs and the portal withholds', () => {
  test.each([
    ['crm.objects.owners.read', ['done', 'withheld', 'done', 'done', 'done']],
    ['crm.schemas.deals.read', ['done', 'withheld', 'done', 'done', 'done']],
    ['crm.schemas.deals.write', ['done', 'done', 'withheld', 'done', 'done']],
    ['crm.objects.companies.read', ['done', 'done', 'done', 'withheld', 'done']],
    ['crm.objects.contacts.write', ['done', 'done', 'done', 'done', 'withheld']],
  ])('%s is named, and its step is not said to be done or in progress', (scope, expected) => {
    const page = draw({ ...of(finished), withheldScopes: [scope], missingScopes: ['tickets'] });
    expect(states(page)).toEqual(expected);
    expect(page).toContain(`Not granted, and needed: ${scope}.`);
    expect(page).toContain('Not granted: tickets. The app works without');
    expect(page).toContain('A permission is missing.');
    expect(page).not.toContain('Journey Steward is ready');
    expect(page).toContain('setTimeout(look');
  });

  test('every scope that the app needs belongs to one step', () => {
    for (const scope of requiredScopes.filter((one) => one !== 'oauth')) {
      const drawn = states(draw({ ...of(finished), withheldScopes: [scope] }));
      expect(drawn.filter((state) => state === 'withheld')).toHaveLength(1);
    }
  });
});

test('a page that looks again stops when everything is done, or the app is gone', () => {
  expect(draw(of(underWay))).toContain('setTimeout(look');
  for (const progress of [finished, { ...underWay, isActive: false }]) {
    expect(draw(of(progress))).not.toMatch(/<script|http-equiv/);
  }
});

test('who waits longer than usual is told where to look; what failed inside is not shown', () => {
  const doctor = 'journey-steward doctor';
  expect(draw(begun)).not.toContain(doctor);
  expect(draw(of({ installedAt: now - 120_001 }))).toContain(doctor);
  const failing = draw(of({ ...underWay, backfill: reading({ failure: 'secret words of HubSpot' }) }));
  expect(failing).toContain(doctor);
  expect(failing).not.toContain('secret words');
});

test('what comes from outside is text, not HTML', () => {
  const page = draw({
    ...begun,
    accountId: '<i>"',
    missingScopes: ['<b>'],
    withheldScopes: ['<b>'],
    appUrl: 'https://a.example/"><script>',
  });
  expect(page).not.toMatch(/<i>|<b>|"><script>/);
});

const browser: Browser | null = await launchChromium();
afterAll(() => browser?.close());
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const title = `in a browser${browser === null ? ' (SKIPPED: no Chromium)' : ''}`;

describe.skipIf(browser === null)(title, { timeout: 240_000 }, () => {
  async function open(pages: InstallationPage[]) {
    let served = 0;
    const server = createServer((_request, response) => {
      const page = pages[Math.min(served, pages.length - 1)] ?? begun;
      served += 1;
      response.setHeader('content-type', 'text/html').end(draw(page));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const page = await browser!.newPage();
    onTestFinished(async () => {
      await page.close();
      server.closeAllConnections();
      server.close();
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return page;
  }

  test.each(languages)('everybody can use it (%s)', async (language) => {
    const page = await open([
      { ...of(underWay), language, missingScopes: ['tickets'], withheldScopes: ['crm.schemas.deals.write'] },
    ]);
    await page.evaluate(axeSource);
    const results = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(results.passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'html-has-lang']));
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });

  test('it goes on by itself until everything is done', async () => {
    const page = await open([begun, of(underWay), of(finished)]);
    expect(await page.locator('.steps .running').count()).toBe(1);
    await page.locator('.steps[data-done]', { hasText: '1,200 of 20,000' }).waitFor();
    await page.getByRole('heading', { name: 'Journey Steward is ready' }).waitFor();
    expect(await page.title()).toBe('Journey Steward is ready');
    expect(await page.getByRole('status').textContent()).toBe('Everything is set up.');
  });
});
