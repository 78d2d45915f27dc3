import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { en } from '../../app-extensions/app/cards/texts/en.ts';
import { fill } from '../../app-extensions/app/cards/texts/fill.ts';
import { type DemoProcess, startProgram } from '../../sandbox/demo/child-process.ts';
import { postJson, watchUntilAtRest } from '../../sandbox/demo/watch-app.ts';
import { launchChromium } from '../../sandbox/page/launch-chromium.ts';
import { presetAgreements } from '../../src/agreement/preset-agreements.ts';
import { clocksDataSchema } from '../../src/api/clocks-contract.ts';

const browser: Browser | null = await launchChromium();
const title = `a handoff in the demo, as it starts${browser === null ? ' (SKIPPED: no Chromium)' : ''}`;

/** The Monday after the demo's year, in the portal's zone, which is UTC. */
const at = (time: string) => `2026-11-23T${time}:00.000Z`;

describe.skipIf(browser === null)(title, { timeout: 240_000 }, () => {
  let demo: DemoProcess;
  let urls: { portal: string; app: string };
  let page: Page;
  let contact = '';

  beforeAll(async () => {
    const read = (line: string) => (line.startsWith('The portal is at ') ? line : null);
    const started = await startProgram('sandbox/demo/demo.ts', { AGREEMENT: '' }, { stream: 'stdout', read });
    demo = started;
    const [portal = '', app = ''] = started.ready.match(/http:\/\/[\d.]+:\d+/g) ?? [];
    urls = { portal, app };
    await postJson(`${portal}/sandbox/clock`, { now: at('08:30') });
    contact = await create({ firstname: 'Vera', lastname: 'Vorlage', lifecyclestage: 'marketingqualifiedlead' });
    await watchUntilAtRest(urls, () => {});
    page = (await browser?.newPage({ viewport: { width: 1440, height: 1000 } })) as Page;
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const card = () => page.locator('.card-frame').first();
  const button = (name: string) => card().getByRole('button', { name, exact: true });
  const change = (body: object) => ask('/sandbox/change', { objectType: 'contact', ...body });

  async function ask(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await fetch(urls.portal + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status, path).toBe(200);
    return (await answer.json()) as Record<string, unknown>;
  }

  async function create(properties: object): Promise<string> {
    return String((await change({ action: 'create', properties })).recordId);
  }

  /** Moves the clock to a time of that Monday and shows the contact anew. */
  async function showAt(time: string): Promise<void> {
    await postJson(`${urls.portal}/sandbox/clock`, { now: at(time) });
    await watchUntilAtRest(urls, () => {});
    await page.goto(`${urls.portal}/record/contacts/${contact}`);
    await page.locator('.card-frame[data-ready="true"]').first().waitFor();
  }

  async function clocks(): Promise<z.infer<typeof clocksDataSchema>> {
    const requestUri = `${urls.app}/api/cards/contact/clocks?objectId=${contact}&language=en`;
    const { responseBody } = await ask('/sandbox/fetch', { requestUri, method: 'GET' });
    return clocksDataSchema.parse((responseBody as { data: unknown }).data);
  }

  const passed = (from: string, to: string) => ({ from, to });

  test('a contact of the year shows whose turn it is and by when', async () => {
    await page.goto(`${urls.portal}/?type=contacts`);
    await page.getByRole('searchbox').fill('Ковёр');
    await page.getByRole('link', { name: 'Ковёр Самолётов' }).click();
    await card().getByText(en.clock, { exact: true }).waitFor();
    await card().getByText('Sales').first().waitFor();
  });

  test('is offered with a clock, and given back for a reason that both sides read', async () => {
    await postJson(`${urls.portal}/sandbox/clock`, { now: at('09:00') });
    await change({ action: 'update', id: contact, properties: { lifecyclestage: 'salesqualifiedlead' } });
    await showAt('10:00');
    await card()
      .getByText(fill(en.handoffOffered, passed('Marketing', 'Sales')))
      .waitFor();
    await card()
      .getByText(fill(en.timeLeft, { left: '3 hr', total: '4 hr' }))
      .waitFor();
    await button(en.giveBack).click();
    const reason = presetAgreements.get('lead-funnel')?.returnReasons[0]?.name.en ?? '';
    const form = page.getByRole('dialog', { name: fill(en.giveBackTo, { team: 'Marketing' }) });
    await form.getByLabel(en.reason).selectOption({ label: reason });
    await form.getByLabel(en.note).fill('No budget yet');
    await form.getByRole('button', { name: en.save }).click();
    await card()
      .getByText(fill(en.givenBack, passed('Sales', 'Marketing')))
      .waitFor();
    await card().getByText(`${reason} · No budget yet`).waitFor();
  });

  test('is offered again and accepted', async () => {
    await showAt('12:00');
    await button(en.offerAgain).click();
    await card()
      .getByText(fill(en.handoffOffered, passed('Marketing', 'Sales')))
      .waitFor();
    await showAt('12:30');
    await button(en.accept).click();
    await button(en.accept).waitFor({ state: 'hidden' });
    await watchUntilAtRest(urls, () => {});
    await page.locator('.tags').getByText('Lead funnel: Convert').waitFor();
  });

  test('leaves the clock of each side as it ran', async () => {
    const told = await clocks();
    const accepting = told.clocks.filter(({ kind }) => kind === 'accept');
    expect(
      accepting.map(({ team, startedAt, stoppedAt, state, businessSeconds }) => ({
        team: team.id,
        ...{ startedAt, stoppedAt, state, businessSeconds },
      })),
    ).toEqual([
      { team: 'sales', startedAt: at('09:00'), stoppedAt: at('10:00'), state: 'met', businessSeconds: 3600 },
      { team: 'marketing', startedAt: at('10:00'), stoppedAt: at('12:00'), state: 'met', businessSeconds: 7200 },
      { team: 'sales', startedAt: at('12:00'), stoppedAt: at('12:30'), state: 'met', businessSeconds: 1800 },
    ]);
    expect(told.handoffs.map(({ cause, state }) => `${cause} ${state}`)).toEqual([
      'stage returned',
      'return accepted',
      'again accepted',
    ]);
  });

  test('another model on the page brings its own agreement along', async () => {
    const choice = page.getByRole('combobox', { name: 'Journey model' });
    await choice.selectOption({ label: 'Client lifecycle' });
    await page.getByTitle('Version 2 is in force').waitFor();
    const { responseBody } = await ask('/sandbox/fetch', {
      requestUri: `${urls.app}/api/settings/agreement?language=en`,
      method: 'GET',
    });
    const agreement = presetAgreements.get('client-lifecycle');
    expect(responseBody).toMatchObject({ ok: true, data: { version: 2, agreement: { id: agreement?.id } } });
  });
});
