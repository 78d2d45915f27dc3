import { Button, Link, Text } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fill } from '../../../app-extensions/app/cards/texts/fill.ts';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { askAgainMs } from '../../../app-extensions/app/pages/use-backend.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { renderPlace } from './render-place.tsx';

const soon = { timeout: 10_000 };
const named = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, { firstname: `Person ${index + 1}` }]));

/** Two hundred and fifty visits, of which each part has as many as were asked for, or twenty. */
function open(names: Parameters<typeof renderPlace>[2]['names'], language = 'en') {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return renderPlace('pages', <PageRouter />, {
    ...{ at: { path: '/records', params: { stage: 'trigger', kind: 'now' } }, language },
    ...(names !== undefined && { names }),
    answer: ({ query }) => {
      const start = Number(query.get('after') ?? 0);
      const end = Math.min(250, start + Number(query.get('limit') ?? 20));
      const visits = Array.from({ length: end - start }, (_, index) => ({
        ...{ recordId: String(start + index + 1), lap: 1, owner: null, team: { id: 'sales', label: 'Sales' } },
        ...{ enteredAt: '2026-05-01T22:30:00.000Z', leftAt: null },
      }));
      const stages = { trigger: 'Trigger' };
      const next = end < 250 ? String(end) : null;
      return { ok: true, data: { asOf: '2026-11-20T15:00:00.000Z', stages, called: null, visits, next } };
    },
  });
}

type Page = ReturnType<typeof open>;
const links = (page: Page) => page.findAll(Link).map(({ text }) => text);
const copy = (page: Page, label: string) => page.find(Button, ({ text }) => text === label).trigger('onClick');
const rows = (page: Page) => page.copied.mock.calls.at(-1)![0].trim().split('\r\n').slice(1);

afterEach(() => {
  vi.useRealTimers();
});

describe('the names of records, when HubSpot’s search fails', () => {
  it('are asked for again by themselves, and are there once it answers', async () => {
    const page = open(null);
    await vi.waitFor(() => expect(links(page)).toHaveLength(20), soon);
    expect(links(page)[0]).toBe('#1');
    const before = page.backend.searches;
    await vi.advanceTimersByTimeAsync(askAgainMs);
    await vi.waitFor(() => expect(page.backend.searches).toBe(before + 1), soon);
    page.backend.names = named(250);
    await vi.advanceTimersByTimeAsync(askAgainMs);
    await vi.waitFor(() => expect(links(page)[0]).toBe('Person 1'), soon);
    const settled = page.backend.searches;
    await vi.advanceTimersByTimeAsync(10 * askAgainMs);
    expect(page.backend.searches).toBe(settled);
  });

  it('are all in the CSV, which waits for them', async () => {
    const page = open(named(250));
    await vi.waitFor(() => expect(links(page)[0]).toBe('Person 1'), soon);
    page.backend.names = null;
    const before = page.backend.searches;
    copy(page, pageTextsByLanguage.en.copyCsv);
    const naming = fill(pageTextsByLanguage.en.csvNaming, { count: '250', unnamed: '230' });
    await vi.waitFor(() => expect(page.shown()).toContain(naming), soon);
    await vi.waitFor(() => expect(page.backend.searches).toBe(before + 1), soon);
    await vi.advanceTimersByTimeAsync(askAgainMs);
    await vi.waitFor(() => expect(page.backend.searches).toBe(before + 2), soon);
    expect(page.shown()).toContain(naming);
    expect(page.copied).not.toHaveBeenCalled();
    page.backend.names = named(250);
    await vi.advanceTimersByTimeAsync(askAgainMs);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(1), soon);
    expect(rows(page)).toHaveLength(250);
    expect(rows(page).every((row, index) => row.startsWith(`${index + 1},Person ${index + 1},`))).toBe(true);
    expect(page.shown()).not.toContain('#');
  });

  it.each(languages)('do not hold up the CSV for ever, which says how many are missing, in %s', async (language) => {
    const texts = pageTextsByLanguage[language];
    const page = open(named(250), language);
    await vi.waitFor(() => expect(links(page)[0]).toBe('Person 1'), soon);
    page.backend.names = null;
    const before = page.backend.searches;
    copy(page, texts.copyCsv);
    await vi.waitFor(() => expect(page.requests).toHaveLength(2), soon);
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(askAgainMs);
      expect(page.copied).toHaveBeenCalledTimes(1);
    }, soon);
    expect(rows(page)).toHaveLength(250);
    expect([rows(page)[19], rows(page)[20]].map((row) => row!.split(',')[1])).toEqual(['Person 20', '#21']);
    const note = `${fill(texts.csvWhole, { count: '250' })} ${fill(texts.csvNameless, { count: '230' })}`;
    expect(page.findAll(Text).map(({ text }) => text)).toContain(note);
    // The first hundred are tried anew three times, the others once each.
    expect(page.backend.searches - before).toBe(6);
  });

  it('are not told to be missing where HubSpot answered that it has none', async () => {
    const page = open({});
    await vi.waitFor(() => expect(links(page)).toHaveLength(20), soon);
    copy(page, pageTextsByLanguage.en.copyCsv);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalledTimes(1), soon);
    expect(rows(page)[200]?.split(',')[1]).toBe('#201');
    const note = fill(pageTextsByLanguage.en.csvWhole, { count: '250' });
    expect(page.findAll(Text).map(({ text }) => text)).toContain(note);
  });
});
