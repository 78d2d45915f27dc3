import {
  Button,
  ErrorState,
  Link,
  LoadingButton,
  LoadingSpinner,
  Select,
  StatisticsItem,
  Table,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, it, vi } from 'vitest';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { journeySample } from './journey-samples.ts';
import { type Answering, type Asked, enter, renderPlace } from './render-place.tsx';

const en = pageTextsByLanguage.en;
const soon = { timeout: 10_000 };
const ok = (data: unknown) => ({ ok: true, data });
const open = (path: string, params: Record<string, string>, answer: Answering) =>
  renderPlace('pages', <PageRouter />, { at: { path, params }, answer });

type Page = ReturnType<typeof open>;
const links = (page: Page) => page.findAll(Link).map(({ text }) => text);
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `#${from + index}`);
const more = (page: Page) => page.find(LoadingButton, ({ text }) => text === en.more);
const press = (page: Page, label: string) =>
  [...page.findAll(LoadingButton), ...page.findAll(Button)].find(({ text }) => text === label)!.trigger('onClick');

/** Sixty visits, of which each part has twenty. */
function visitsIn({ query }: Asked) {
  const start = Number(query.get('after') ?? 0);
  const end = Math.min(60, start + Number(query.get('limit') ?? 20));
  const visits = Array.from({ length: end - start }, (_, index) => ({
    ...{ recordId: String(start + index + 1), lap: 1, owner: null, team: { id: 'sales', label: 'Sales' } },
    ...{ enteredAt: '2026-05-01T22:30:00.000Z', leftAt: null },
  }));
  return ok({
    ...{ asOf: '2026-11-20T15:00:00.000Z', stages: { trigger: 'Trigger' }, called: null },
    ...{ visits, next: end < 60 ? String(end) : null },
  });
}

const records = ['/records', { stage: 'trigger', kind: 'now' }] as const;

describe('a part of a list that does not come', () => {
  /** The list with its first part, while the second doesn't come. */
  async function openWithout() {
    const given = { isAway: true };
    const page = open(...records, (asked) => {
      if (given.isAway && asked.query.get('after') === '20' && !asked.query.has('limit')) throw new Error('gone');
      return visitsIn(asked);
    });
    await page.waitFor(() => expect(links(page)).toEqual(ids(1, 20)));
    more(page).trigger('onClick' as never);
    await page.waitFor(() => expect(page.shown()).toContain(en.notRefreshed));
    return { page, given };
  }

  it('leaves the rows as they are, however often it is asked for, and comes where they end', async () => {
    const { page, given } = await openWithout();
    expect(links(page)).toEqual(ids(1, 20));
    expect(page.shown()).toContain('Trigger');
    for (const asked of [3, 4]) {
      more(page).trigger('onClick' as never);
      await page.waitFor(() => expect(page.requests).toHaveLength(asked));
      await page.waitFor(() => expect(more(page).props.loading).toBe(false));
      expect(links(page)).toEqual(ids(1, 20));
    }
    given.isAway = false;
    press(page, en.retry);
    await page.waitFor(() => expect(links(page)).toEqual(ids(1, 40)));
    more(page).trigger('onClick' as never);
    await page.waitFor(() => expect(links(page)).toEqual(ids(1, 60)));
    expect(page.shown()).not.toContain(en.notRefreshed);
    expect(page.maybeFind(LoadingButton)).toBeNull();
    expect(page.requests.map(({ query }) => query.get('after'))).toEqual([null, '20', '20', '20', '20', '40']);
  });

  it('is in the CSV once, as are the rows before it', async () => {
    const { page } = await openWithout();
    press(page, en.copyCsv);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(1), soon);
    const [, ...lines] = page.copied.mock.calls[0]![0].trim().split('\r\n');
    expect(lines.map((line) => `#${line.split(',')[0]}`)).toEqual(ids(1, 60));
  });

  it('comes first when the list is left and come back to', async () => {
    const page = open('/handoffs', { team: 'sales' }, ({ query }) =>
      ok(handoffsOf(query.get('team') ?? '', query.get('after') === null ? [1, 2] : [3], query.get('after') === null)),
    );
    const at = (team: string) => page.mocks.setPageLocation({ path: '/handoffs', params: { team } });
    await page.waitFor(() => expect(links(page)).toEqual(['#1', '#2']));
    more(page).trigger('onClick' as never);
    await page.waitFor(() => expect(links(page)).toEqual(['#1', '#2', '#3']));
    at('service');
    await page.waitFor(() => expect(page.shown()).toContain('Waiting for service'));
    at('sales');
    await page.waitFor(() => expect(page.shown()).toContain('Waiting for sales'));
    await page.waitFor(() => expect(links(page)).toEqual(['#1', '#2']));
    expect(page.requests.at(-1)?.query.has('after')).toBe(false);
  });
});

function handoffsOf(team: string, recordIds: number[], hasMore = false) {
  const rest = { from: { id: 'marketing', label: 'Marketing' }, offeredAt: '2026-11-20T08:00:00.000Z', dueAt: null };
  const offered = { objectType: 'contact', stage: { id: 'convert', label: 'Convert' }, cause: 'stage', because: null };
  return {
    ...{ team: { id: team, label: team }, asOf: '2026-11-21T08:00:00.000Z' },
    ...{ stages: [{ id: 'convert', label: 'Convert' }], waiting: { marketing: 3, sales: 2 } },
    handoffs: recordIds.map((id) => ({ ...offered, ...rest, recordId: String(id) })),
    next: hasMore ? `next-of-${team}` : null,
  };
}

describe('another choice', () => {
  it('takes the numbers of the one before off the page Journey, while it is asked and when it is not answered', async () => {
    const gate = Promise.withResolvers<void>();
    let isAway = true;
    const page = open('/', {}, async ({ query }) => {
      if (query.get('object') === 'contact') return ok(journeySample('en'));
      await gate.promise;
      if (isAway) throw new Error('gone');
      return ok(journeySample('en', { object: 'deal' } as never));
    });
    await page.waitFor(() => page.findByTestId(Table, 'stages'));
    page.mocks.setPageLocation({ path: '/', params: { object: 'deal' } });
    await page.waitFor(() => expect(page.find(Select, { name: 'object' }).props.value).toBe('deal'));
    await page.waitFor(() => page.find(LoadingSpinner));
    expect(page.findAll(StatisticsItem)).toEqual([]);
    gate.resolve();
    await page.waitFor(() => page.find(ErrorState));
    expect(page.findAll(StatisticsItem)).toEqual([]);
    expect(page.findAll(PageLink, ({ props }) => props.to === '/records')).toEqual([]);
    isAway = false;
    press(page, en.retry);
    await page.waitFor(() => page.findByTestId(Table, 'stages'));
    expect(page.maybeFind(ErrorState)).toBeNull();
  });

  it('shows nothing of another team on the page Handoffs, nor goes on where that one ended', async () => {
    const gate = Promise.withResolvers<void>();
    const page = open('/handoffs', { team: 'marketing' }, async ({ query }) => {
      if (query.get('team') === 'marketing') return ok(handoffsOf('marketing', [1, 2], true));
      await gate.promise;
      return ok(handoffsOf('sales', [8, 9]));
    });
    await page.waitFor(() => expect(links(page)).toEqual(['#1', '#2']));
    page.mocks.setPageLocation({ path: '/handoffs', params: { team: 'sales' } });
    await page.waitFor(() => expect(page.find(Select, { name: 'team' }).props.value).toBe('sales'));
    await page.waitFor(() => page.find(LoadingSpinner));
    expect(links(page)).toEqual([]);
    expect(page.maybeFind(LoadingButton)).toBeNull();
    // What is the same for all choices stays where it is chosen from.
    const options = (name: string) => page.find(Select, { name }).props.options.map(({ label }) => label);
    expect(options('team')).toEqual(['Marketing (3)', 'Sales (2)', 'Service (0)']);
    expect(options('stage')).toEqual([en.allStages, 'Convert']);
    gate.resolve();
    await page.waitFor(() => expect(links(page)).toEqual(['#8', '#9']));
    expect(page.requests.map(({ query }) => [query.get('team'), query.get('after')])).toEqual([
      ['marketing', null],
      ['sales', null],
    ]);
  });

  it('shows why it is not answered on the page Handoffs, and no rows of another team', async () => {
    const page = open('/handoffs', { team: 'marketing' }, ({ query }) => {
      if (query.get('team') !== 'marketing') throw new Error('gone');
      return ok(handoffsOf('marketing', [1, 2], true));
    });
    await page.waitFor(() => expect(links(page)).toEqual(['#1', '#2']));
    page.mocks.setPageLocation({ path: '/handoffs', params: { team: 'sales' } });
    await page.waitFor(() => page.find(ErrorState));
    expect(links(page)).toEqual([]);
    page.mocks.setPageLocation({ path: '/handoffs', params: { team: 'marketing' } });
    await page.waitFor(() => expect(links(page)).toEqual(['#1', '#2']));
  });

  it('takes the clocks of another team off the page Agreement when it is not answered', async () => {
    const none = { state: 'none' };
    const page = open('/agreement', {}, ({ query }) => {
      if (query.has('team')) throw new Error('gone');
      return ok(none);
    });
    await page.waitFor(() => expect(page.shown()).toContain(en.agreement.none));
    enter(page.find(Select, { name: 'team' }), 'onChange', 'sales');
    page.mocks.setPageLocation({ path: '/agreement', params: { team: 'sales' } });
    await page.waitFor(() => page.find(ErrorState));
    expect(page.shown()).not.toContain(en.agreement.none);
  });

  it('that is none keeps what is shown while it is asked for again', async () => {
    const gate = Promise.withResolvers<void>();
    let asked = 0;
    const page = open('/', {}, async () => {
      asked += 1;
      if (asked > 1) await gate.promise;
      return ok(journeySample('en'));
    });
    await page.waitFor(() => page.findByTestId(Table, 'stages'));
    press(page, en.refresh);
    await page.waitFor(() => expect(page.requests).toHaveLength(2));
    expect(page.maybeFind(LoadingSpinner)).toBeNull();
    page.findByTestId(Table, 'stages');
    gate.resolve();
  });
});
