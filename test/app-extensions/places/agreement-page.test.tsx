import { BarChart, Button, Link, Select, Table } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, it, vi } from 'vitest';
import { formatBusinessTime } from '../../../app-extensions/app/cards/dates.ts';
import { fillCount } from '../../../app-extensions/app/cards/texts/fill.ts';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import {
  agreementPageDataSchema,
  agreementRecordsDataSchema,
  type ReadyAgreementPage,
} from '../../../src/api/agreement-page-contract.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { enter, renderPlace } from './render-place.tsx';

const team = { id: 'sales', label: 'Sales' } as const;
const stage = { id: 'convert', label: 'Convert' };
const clock = { id: 'first-touch', label: 'First touch' } as const;

const ready = agreementPageDataSchema.parse({
  state: 'ready',
  ...{ asOf: '2026-11-20T08:00:00.000Z', since: null, agreement: { label: 'Ours', version: 3 } },
  ...{ minimum: 10, failed: 0, stages: [stage, { id: 'expand', label: 'Expand' }] },
  groups: [
    {
      ...{ team, stage, clock, met: 12, breached: 4, openBreaches: 1, running: 2, paused: 0, cancelled: 5 },
      metShare: { count: 12, n: 16, share: 0.75 },
      late: { n: 4, medianSeconds: null, p90Seconds: null },
    },
    {
      ...{ team: { id: 'service', label: 'Service' }, stage: { id: 'expand', label: 'Expand' }, clock },
      ...{ met: 1, breached: 0, openBreaches: 0, running: 0, paused: 0, cancelled: 0 },
      metShare: { count: 1, n: 1, share: null },
      late: { n: 0, medianSeconds: null, p90Seconds: null },
    },
  ],
  breaches: [
    {
      ...{ objectType: 'contact', recordId: '7', team, stage, clock },
      ...{ dueAt: '2026-11-19T08:00:00.000Z', stoppedAt: null, lateSeconds: 9_000 },
    },
  ],
  returns: [
    {
      ...{ stage, by: team, to: { id: 'marketing', label: 'Marketing' } },
      ...{ reason: { id: 'not-ready', label: 'Not ready yet' }, count: 2 },
    },
  ],
  elapsed: {
    totalSeconds: 36_000,
    parties: [
      { id: 'marketing', label: 'Marketing', seconds: 18_000, percent: 50 },
      { id: 'sales', label: 'Sales', seconds: 18_000, percent: 50 },
      { id: 'service', label: 'Service', seconds: 0, percent: 0 },
      { id: 'client', label: 'Client', seconds: 0, percent: 0 },
      { id: 'nobody', label: 'Nobody', seconds: 0, percent: 0 },
    ],
  },
}) as ReadyAgreementPage;

const behind = agreementRecordsDataSchema.parse({
  ...{ asOf: ready.asOf, team, stage, clock, next: null },
  rows: [
    {
      ...{ objectType: 'contact', recordId: '7', clock, state: 'breached', stateLabel: 'breached', because: null },
      ...{ startedAt: '2026-11-18T08:00:00.000Z', dueAt: '2026-11-19T08:00:00.000Z', stoppedAt: null },
      lateSeconds: 9_000,
    },
  ],
});

const open = (data: unknown, { language = 'en', path = '/agreement', params = {} as Record<string, string> } = {}) =>
  renderPlace('pages', <PageRouter />, {
    language,
    at: { path, params },
    names: { 7: { firstname: 'Ida', lastname: 'Muster' } },
    answer: () => ({ ok: true, data }),
  });

describe.each(languages)('the agreement in %s', (language) => {
  const texts = pageTextsByLanguage[language];

  it('shows how it is kept, what was missed by how much, why leads came back and whose time it was', async () => {
    const page = open(ready, { language });
    await page.waitFor(() => expect(page.findAll(Link).map(({ text }) => text)).toEqual(['Ida Muster']));
    const shown = page.shown();
    const { compliance, breaches, returns, whoseTime, stillOpen } = texts.agreement;
    for (const text of [compliance, breaches, returns, whoseTime, stillOpen, texts.tooFew, 'Not ready yet', 'Ours']) {
      expect(shown).toContain(text);
    }
    for (const table of ['compliance', 'breaches', 'returns', 'whose-time']) page.findByTestId(Table, table);
    const [kept, whose] = page
      .findAll(BarChart)
      .map(({ props }) => props.data as { share?: number; clocks?: number }[]);
    expect(kept?.reduce((sum, { clocks = 0 }) => sum + clocks, 0)).toBe(12 + 4 + 2 + 5 + 1);
    expect(whose?.reduce((sum, { share = 0 }) => sum + share, 0)).toBe(100);
  });

  it('says that nothing is agreed, and who can change that', async () => {
    const page = open({ state: 'none' }, { language });
    await page.waitFor(() => expect(page.shown()).toContain(texts.agreement.none));
  });

  it('lists what is behind a number', async () => {
    const params = { number: 'breached', team: 'sales', stage: 'convert', clock: 'first-touch', period: '90' };
    const page = open(behind, { language, path: '/agreement/records', params });
    await page.waitFor(() => expect(page.findAll(Link).map(({ text }) => text)).toEqual(['Ida Muster']));
    expect(page.shown()).toContain(texts.clockNumbers.breached);
    const asked = page.requests[0]?.query;
    expect(Object.fromEntries(asked ?? [])).toMatchObject({ number: 'breached', team: 'sales', clock: 'first-touch' });
    expect(asked?.get('since')).toBe('90d');
  });
});

describe('the agreement', () => {
  it('is of the team and period that the address names, and others are chosen there', async () => {
    const page = open(ready, { params: { team: 'sales', period: '30' } });
    await page.waitFor(() => page.findByTestId(Table, 'compliance'));
    expect(page.requests[0]?.query.get('team')).toBe('sales');
    expect(page.requests[0]?.query.get('since')).toBe('30d');
    enter(page.find(Select, { name: 'team' }), 'onChange', 'all');
    expect(page.actions.navigateToPage.calls.at(-1)).toEqual([{ to: '/agreement', params: { period: '30' } }]);
    enter(page.find(Select, { name: 'stage' }), 'onChange', 'expand');
    const chosen = { team: 'sales', period: '30', stage: 'expand' };
    expect(page.actions.navigateToPage.calls.at(-1)).toEqual([{ to: '/agreement', params: chosen }]);
  });

  it('is of the stage that the address names, and says of whose lead the time is told', async () => {
    const page = open(ready, { params: { team: 'sales', stage: 'convert' } });
    await page.waitFor(() => page.findByTestId(Table, 'whose-time'));
    expect(page.requests[0]?.query.get('stage')).toBe('convert');
    expect(page.find(Select, { name: 'stage' }).props.value).toBe('convert');
    expect(page.shown()).toContain('Business time while Sales led');
    expect(page.shown()).toContain('Only time in the stage “Convert”.');
    enter(page.find(Select, { name: 'stage' }), 'onChange', 'all');
    expect(page.actions.navigateToPage.calls.at(-1)).toEqual([{ to: '/agreement', params: { team: 'sales' } }]);
  });

  it('leads from each number above zero to what is behind it', async () => {
    const page = open(ready, { params: { period: '90' } });
    await page.waitFor(() => page.findByTestId(Table, 'compliance'));
    const links = page.findAll(PageLink).filter(({ props }) => props.to === '/agreement/records');
    expect(links.map(({ text }) => text)).toEqual(['12', '4', '1', '2', '5', '1', '2']);
    expect(links[1]?.props.params).toEqual({
      ...{ number: 'breached', team: 'sales', stage: 'convert', clock: 'first-touch', period: '90' },
    });
    expect(links.at(-1)?.props.params).toMatchObject({ number: 'returned', reason: 'not-ready', to: 'marketing' });
  });

  it('says how far a long count is', async () => {
    const page = open({ state: 'counting', counted: 40, total: 100 });
    await page.waitFor(() => expect(page.shown()).toContain('40 of 100'));
  });

  it('says that no clock began', async () => {
    const page = open({ ...ready, groups: [], breaches: [] });
    await page.waitFor(() => expect(page.shown()).toContain(pageTextsByLanguage.en.agreement.empty));
  });

  it.each(languages)('tells a long delay in business days of the team, as the card does, in %s', async (language) => {
    const texts = pageTextsByLanguage[language];
    const days = (count: number) => fillCount(texts.businessDays, count, language);
    const long = { lateSeconds: 5 * 28_800 + 60, daySeconds: 28_800 };
    const [group, ...groups] = ready.groups;
    const [breach] = ready.breaches;
    const late = { n: 12, medianSeconds: 3 * 28_800, p90Seconds: null };
    const page = open(
      {
        ...ready,
        groups: [{ ...group, late, daySeconds: 28_800 }, ...groups],
        breaches: [{ ...breach, ...long }, breach],
      },
      { language },
    );
    await page.waitFor(() => page.findByTestId(Table, 'breaches'));
    for (const text of [days(5), days(3), formatBusinessTime(9_000, language)]) expect(page.shown()).toContain(text);
    const params = { number: 'breached', team: 'sales', stage: 'convert' };
    const path = '/agreement/records';
    const list = open({ ...behind, rows: [{ ...behind.rows[0], ...long }] }, { language, path, params });
    await list.waitFor(() => expect(list.shown()).toContain(days(5)));
    list.find(Button, ({ text }) => text === texts.copyCsv).trigger('onClick');
    await vi.waitFor(() => expect(list.copied).toHaveBeenCalled());
    const [header, row] = list.copied.mock.calls[0]![0].split('\r\n');
    expect(header?.endsWith(`${texts.agreement.lateBy} (h)`)).toBe(true);
    expect(row).toMatch(/^contact\/7,.*,40\.02$/);
  });
});
