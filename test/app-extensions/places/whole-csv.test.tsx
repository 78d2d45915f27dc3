import { Button, Link, LoadingButton } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fill } from '../../../app-extensions/app/cards/texts/fill.ts';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { mostRows } from '../../../app-extensions/app/pages/records/use-whole-table.ts';
import { askAgainMs } from '../../../app-extensions/app/pages/use-backend.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { type Answering, renderPlace } from './render-place.tsx';

const en = pageTextsByLanguage.en;
const soon = { timeout: 10_000 };
const at = { path: '/records', params: { stage: 'trigger', kind: 'now' } };
const stages = { trigger: 'Trigger' };

/** A list of so many visits, of which each part has as many as were asked for. */
const listOf =
  (count: number): Answering =>
  ({ query }) => {
    const [start, limit] = [Number(query.get('after') ?? 0), Number(query.get('limit') ?? 50)];
    const end = Math.min(count, start + limit);
    const visits = Array.from({ length: end - start }, (_, index) => ({
      ...{ recordId: String(start + index + 1), lap: 1, owner: null, team: { id: 'sales', label: 'Sales' } },
      ...{ enteredAt: '2026-05-01T22:30:00.000Z', leftAt: null },
    }));
    const next = end < count ? String(end) : null;
    return { ok: true, data: { asOf: '2026-11-20T15:00:00.000Z', stages, called: null, visits, next } };
  };

const namesOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, { firstname: `Person ${index + 1}` }]));

type Page = ReturnType<typeof renderPlace>;
const press = (page: Page, label: string) => page.find(Button, ({ text }) => text === label).trigger('onClick');
const open = async (answer: Answering, names = {}, language = 'en') => {
  const page = renderPlace('pages', <PageRouter />, { at, answer, names, language });
  await page.waitFor(() => expect(page.findAll(Link)).toHaveLength(50));
  return page;
};
const lines = (page: Page) => page.copied.mock.calls.at(-1)![0].trim().split('\r\n');

afterEach(() => {
  vi.useRealTimers();
});

describe('the CSV of a list that comes in parts', () => {
  it('has all rows with the names of their records, though the page shows a part', async () => {
    const page = await open(listOf(720), namesOf(720));
    press(page, en.copyCsv);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(1), soon);
    const [header, ...rows] = lines(page);
    expect(header).toMatch(/^id,Record,/);
    expect(rows).toHaveLength(720);
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(720);
    expect(rows.every((row, index) => row.startsWith(`${index + 1},Person ${index + 1},`))).toBe(true);
    expect(page.shown()).toContain(fill(en.csvWhole, { count: '720' }));
    // The first part was there; the others come in larger ones.
    expect(page.requests.map(({ query }) => [query.get('after'), query.get('limit')])).toEqual([
      [null, null],
      ['50', '500'],
      ['550', '500'],
    ]);
    expect(page.findAll(Link)).toHaveLength(50);
    // Where HubSpot wanted a gesture for the clipboard.
    press(page, en.copyRows);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(2), soon);
    expect(page.requests).toHaveLength(3);
  });

  it.each(languages)('says how far it is, in %s', async (language) => {
    const texts = pageTextsByLanguage[language];
    const gate = Promise.withResolvers<void>();
    const list = listOf(300);
    const page = await open(
      async (asked) => {
        if (asked.query.has('after')) await gate.promise;
        return list(asked);
      },
      namesOf(300),
      language,
    );
    press(page, texts.copyCsv);
    await page.waitFor(() => expect(page.shown()).toContain(fill(texts.csvReading, { count: '50' })));
    expect(page.find(LoadingButton, ({ text }) => text === texts.copyCsv).props.loading).toBe(true);
    gate.resolve();
    await vi.waitFor(() => expect(page.shown()).toContain(fill(texts.csvWhole, { count: '300' })), soon);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalled(), soon);
    expect(lines(page)).toHaveLength(301);
  });

  it('keeps what it has when an answer does not come, says so, and goes on from there', async () => {
    const list = listOf(1_100);
    let isAway = false;
    const page = await open((asked) => {
      if (isAway && asked.query.get('after') === '550') throw new Error('gone');
      return list(asked);
    });
    isAway = true;
    press(page, en.copyCsv);
    await page.waitFor(() => expect(page.shown()).toContain(fill(en.csvStopped, { count: '550' })));
    expect(page.copied).not.toHaveBeenCalled();
    press(page, en.copyRows);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(1), soon);
    expect(lines(page)).toHaveLength(551);
    isAway = false;
    press(page, en.goOn);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(2), soon);
    expect(lines(page)).toHaveLength(1_101);
    expect(page.requests.map(({ query }) => query.get('after'))).toEqual([null, '50', '550', '550', '1050']);
  });

  it('says why the backend refused to go on', async () => {
    const list = listOf(600);
    const page = await open((asked) =>
      asked.query.has('after') ? { ok: false, error: { code: 'account-unknown', message: 'no' } } : list(asked),
    );
    press(page, en.copyCsv);
    await page.waitFor(() => expect(page.shown()).toContain('account-unknown'));
    expect(page.shown()).toContain(fill(en.csvStopped, { count: '50' }));
  });

  it('asks again by itself while HubSpot is busy', async () => {
    const list = listOf(80);
    let refusals = 2;
    const page = await open((asked) => (asked.query.has('after') && refusals-- > 0 ? 429 : list(asked)));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    press(page, en.copyCsv);
    await vi.waitFor(() => expect(page.requests).toHaveLength(2));
    await vi.advanceTimersByTimeAsync(2 * askAgainMs);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalled(), soon);
    expect(lines(page)).toHaveLength(81);
  });

  it('has no more rows than a browser can bear, and says so', async () => {
    const list = listOf(mostRows + 1);
    const page = await open((asked) => list(asked));
    press(page, en.copyCsv);
    await vi.waitFor(() => expect(page.shown()).toContain(fill(en.csvBound, { count: '10,000' })), { timeout: 60_000 });
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalled(), soon);
    expect(lines(page)).toHaveLength(mostRows + 1);
    expect(page.requests).toHaveLength(21);
  }, 90_000);

  it('begins anew for a list that was left while it was read, and come back to', async () => {
    const gate = Promise.withResolvers<void>();
    let isHeld = true;
    const page = renderPlace('pages', <PageRouter />, {
      at: { path: '/handoffs', params: { team: 'sales' } },
      answer: async ({ query }) => {
        if (isHeld && query.get('limit') === '500') await gate.promise;
        const start = Number(query.get('after') ?? 0);
        return { ok: true, data: handoffsFrom(start, query.get('team') ?? '') };
      },
    });
    await vi.waitFor(() => expect(page.findAll(Link)).toHaveLength(60), soon);
    press(page, en.copyCsv);
    await vi.waitFor(() => expect(page.shown()).toContain(fill(en.csvReading, { count: '60' })), soon);
    page.mocks.setPageLocation({ path: '/handoffs', params: { team: 'service' } });
    await vi.waitFor(() => expect(page.shown()).toContain(en.waitingFor.replace('{team}', 'service')), soon);
    isHeld = false;
    gate.resolve();
    page.mocks.setPageLocation({ path: '/handoffs', params: { team: 'sales' } });
    await vi.waitFor(() => expect(page.shown()).toContain(en.waitingFor.replace('{team}', 'sales')), soon);
    await vi.waitFor(
      () => expect(page.find(Button, ({ text }) => text === en.copyCsv).props.disabled).toBe(false),
      soon,
    );
    expect(page.copied).not.toHaveBeenCalled();
    press(page, en.copyCsv);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(1), soon);
    expect(lines(page)).toHaveLength(121);
  });
});

/** Sixty of the hundred and twenty handoffs that wait for a team. */
function handoffsFrom(start: number, team: string) {
  const offered = { objectType: 'contact', stage: { id: 'convert', label: 'Convert' }, cause: 'stage', because: null };
  const rest = { from: { id: 'marketing', label: 'Marketing' }, offeredAt: '2026-11-20T08:00:00.000Z', dueAt: null };
  const ids = Array.from({ length: 60 }, (_, index) => String(start + index + 1));
  return {
    ...{ team: { id: team, label: team }, asOf: '2026-11-21T08:00:00.000Z', stages: [], waiting: { [team]: 120 } },
    next: start === 0 ? '60' : null,
    handoffs: ids.map((recordId) => ({ ...offered, ...rest, recordId })),
  };
}
