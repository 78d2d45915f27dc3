import { Link, LoadingButton, Select, StatusTag, Table } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { type HandoffsData, handoffsDataSchema } from '../../../src/api/clocks-contract.ts';
import { teamNames } from '../../../src/journey/texts.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { enter, renderPlace } from './render-place.tsx';

const offered = {
  ...{
    objectType: 'contact' as const,
    stage: { id: 'convert', label: 'Convert' },
    from: { id: 'marketing' as const, label: 'Marketing' },
  },
  ...{ offeredAt: '2026-11-20T08:00:00.000Z', because: null },
} as const;

const sample: HandoffsData = handoffsDataSchema.parse({
  team: { id: 'sales', label: 'Sales' },
  asOf: '2026-11-21T08:00:00.000Z',
  stages: [
    { id: 'nurture', label: 'Nurture' },
    { id: 'convert', label: 'Convert' },
  ],
  waiting: { sales: 2, service: 1 },
  next: null,
  handoffs: [
    {
      ...{ ...offered, recordId: '7', cause: 'return', dueAt: '2026-11-21T07:59:00.000Z' },
      because: { reason: { id: 'too-early', label: 'Too early' }, note: 'call in spring', by: '5' },
    },
    { ...offered, recordId: '8', cause: 'stage', dueAt: '2026-11-21T08:00:00.000Z' },
  ],
});

const ida = { 7: { firstname: 'Ida', lastname: 'Muster' } };

const open = (data: HandoffsData, language = 'en', params = {}, names: Record<string, Record<string, string>> = ida) =>
  renderPlace('pages', <PageRouter />, {
    language,
    at: { path: '/handoffs', params },
    names,
    answer: () => ({ ok: true, data }),
  });

describe.each(languages)('the handoffs in %s', (language) => {
  const texts = pageTextsByLanguage[language];

  it('show who waits for a team, since when and until when, and why', async () => {
    const page = open(sample, language);
    await page.waitFor(() => page.findByTestId(Table, 'handoffs'));
    await page.waitFor(() => expect(page.findAll(Link).map(({ text }) => text)).toEqual(['Ida Muster', '#8']));
    const shown = page.shown();
    for (const text of [texts.causes.return, 'Too early', 'call in spring', texts.causes.stage]) {
      expect(shown).toContain(text);
    }
    expect(page.findAll(StatusTag)).toHaveLength(1);
    expect(page.find(StatusTag).text).toContain(texts.overdue);
    // Whose inbox it is says the backend, which knows who asks.
    expect(page.requests[0]?.query.has('team')).toBe(false);
    expect(page.find(Select, { name: 'team' }).props.value).toBe('sales');
  });

  it('call teams as the backend does, and say how many wait for each', async () => {
    const page = open(sample, language);
    await page.waitFor(() => page.findByTestId(Table, 'handoffs'));
    const names = page.find(Select, { name: 'team' }).props.options.map(({ label }) => label);
    const { marketing, sales, service } = teamNames;
    expect(names).toEqual([`${marketing[language]} (0)`, `${sales[language]} (2)`, `${service[language]} (1)`]);
  });

  it('say that nothing waits', async () => {
    const page = open({ ...sample, handoffs: [] }, language);
    await page.waitFor(() => expect(page.shown()).toContain(texts.noHandoffs));
  });
});

describe('the handoffs', () => {
  it('are those of the team that the address names, and another one is chosen there', async () => {
    const page = open(sample, 'en', { team: 'service' });
    await page.waitFor(() => page.findByTestId(Table, 'handoffs'));
    expect(page.requests[0]?.query.get('team')).toBe('service');
    enter(page.find(Select, { name: 'team' }), 'onChange', 'marketing');
    expect(page.actions.navigateToPage.calls.at(-1)).toEqual([{ to: '/handoffs', params: { team: 'marketing' } }]);
  });

  it('are all called by their names, also where they are more than HubSpot names at once', async () => {
    const ids = Array.from({ length: 210 }, (_, index) => String(1_000 + index));
    const names = Object.fromEntries(ids.map((id) => [id, { firstname: 'Person', lastname: id }]));
    const handoffs = ids.map((recordId) => ({ ...offered, recordId, cause: 'stage' as const, dueAt: null }));
    const page = open({ ...sample, handoffs }, 'en', {}, names);
    const expected = ids.map((id) => `Person ${id}`);
    await expect.poll(() => page.findAll(Link).map(({ text }) => text), { timeout: 10_000 }).toEqual(expected);
  });

  it('come in parts, and say how many are shown of how many', async () => {
    const part = (from: number) =>
      [0, 1].map((index) => ({ ...offered, recordId: String(from + index), cause: 'stage' as const, dueAt: null }));
    const waiting = { sales: 4 };
    const page = renderPlace('pages', <PageRouter />, {
      at: { path: '/handoffs', params: {} },
      answer: ({ query }) => {
        const next = query.get('after') === null ? '5~contact~11' : null;
        return { ok: true, data: { ...sample, waiting, next, handoffs: part(next === null ? 12 : 10) } };
      },
    });
    await page.waitFor(() => expect(page.shown()).toContain('2 of 4'));
    page.find(LoadingButton, ({ text }) => text === pageTextsByLanguage.en.more).trigger('onClick' as never);
    const links = () => page.findAll(Link).map(({ text }) => text);
    await page.waitFor(() => expect(links()).toEqual(['#10', '#11', '#12', '#13']));
    expect(page.requests[1]?.query.get('after')).toBe('5~contact~11');
    expect(page.shown()).not.toContain('of 4');
    expect(page.maybeFind(LoadingButton)).toBeNull();
  });

  it('are overdue by the clock of the app, not by that of the browser', async () => {
    const page = open({ ...sample, asOf: '2026-11-21T07:00:00.000Z' });
    await page.waitFor(() => page.findByTestId(Table, 'handoffs'));
    expect(page.findAll(StatusTag)).toHaveLength(0);
  });

  it('are asked for by kind and stage, which stand in the address', async () => {
    const page = open({ ...sample, handoffs: [] }, 'en', { show: 'overdue', stage: 'convert' });
    await page.waitFor(() => expect(page.shown()).toContain(pageTextsByLanguage.en.noSuchHandoffs));
    expect(page.requests[0]?.query.get('show')).toBe('overdue');
    expect(page.requests[0]?.query.get('stage')).toBe('convert');
    const to = (params: Record<string, string>) => [{ to: '/handoffs', params: { team: 'sales', ...params } }];
    enter(page.find(Select, { name: 'show' }), 'onChange', 'returned');
    expect(page.actions.navigateToPage.calls.at(-1)).toEqual(to({ show: 'returned', stage: 'convert' }));
    enter(page.find(Select, { name: 'stage' }), 'onChange', 'all');
    expect(page.actions.navigateToPage.calls.at(-1)).toEqual(to({ show: 'overdue' }));
  });
});
