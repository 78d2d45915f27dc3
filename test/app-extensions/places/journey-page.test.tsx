import {
  BarChart,
  Button,
  EmptyState,
  ErrorState,
  Image,
  Link,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Select,
  Table,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { askAgainMs } from '../../../app-extensions/app/pages/use-backend.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { journeySample, numbersOf } from './journey-samples.ts';
import { type Answering, enter, renderPlace } from './render-place.tsx';

const ok = (data: unknown) => ({ ok: true, data });
const render = (options: Parameters<typeof renderPlace>[2]) => renderPlace('pages', <PageRouter />, options);

afterEach(() => {
  vi.useRealTimers();
});

describe.each(languages)('the journey page in %s', (language) => {
  const texts = pageTextsByLanguage[language];
  const data = journeySample(language);

  it('shows the map, the numbers of each stage, and what the firm does there', async () => {
    const page = render({ language, answer: () => ok(data) });
    await page.waitFor(() => page.find(Image));
    const shown = page.shown();
    for (const { label, plays, outcomes } of data.stages) {
      expect(shown).toContain(label);
      expect(shown).toContain(plays[0]!.label);
      expect(shown).toContain(outcomes[0]!.label);
    }
    expect(page.find(Image).props.src).toMatch(/^data:image\/svg\+xml,/);
    // Who can't see the picture hears its ways.
    expect(page.find(Image).props.alt).toContain(data.stages[1]!.label);
    expect(page.find(BarChart).props.data).toHaveLength(data.stages.length);
    expect(shown).toContain(texts.touchpoints);
    expect(shown).toMatch(/21/);
    expect(page.requests[0]?.query.get('language')).toBe(language);
  });

  it('leads from each number to the records behind it, under the same choice', async () => {
    const page = render({ language, answer: () => ok(data), at: { path: '/', params: { period: '90' } } });
    await page.waitFor(() => page.findByTestId(Table, 'stages'));
    const links = page.findByTestId(Table, 'stages').findAll(PageLink);
    const first = data.stages[0]!;
    expect(links.slice(0, 4).map(({ props, text }) => [text, props.to, props.params])).toEqual([
      ['40', '/records', { period: '90', stage: first.id, kind: 'entered' }],
      ['3', '/records', { period: '90', stage: first.id, kind: 'now' }],
      // What makes the columns add up: who was put there or taken out without having gone the way.
      [texts.nowByEdit.replace('{count}', '1'), '/records', { period: '90', stage: first.id, kind: 'now-edit' }],
      ['35', '/records', { period: '90', stage: first.id, kind: 'forward' }],
    ]);
    expect(links.find(({ props }) => props.params?.kind === 'edit')?.text).toBe('2');
    expect(page.shown()).toContain(texts.stagesNote);
    expect(page.requests[0]?.query.get('since')).toBe('90d');
  });

  it('leads from each number over all stages, and of what is in none, to its records', async () => {
    const page = render({
      language,
      answer: () => ok(data),
      at: { path: '/', params: { object: 'deal', period: '90' } },
    });
    await page.waitFor(() => page.findByTestId(Table, 'stages'));
    const links = page.findAll(PageLink).filter(({ text }) => text === texts.whichRecords);
    const choice = { object: 'deal', period: '90' };
    expect(links.map(({ props }) => [props.to, props.params])).toEqual(
      ['outdated', 'time-reversed', 'measured', 'without-stage', 'new-lap'].map((kind) => [
        '/records',
        { ...choice, kind },
      ]),
    );
    for (const kind of ['measured', 'without-stage', 'new-lap'] as const) {
      expect(page.shown()).toContain(texts.standings[kind]);
    }
  });

  it('says that it counts, how far it is, and asks again until it has counted', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const page = render({ language, answer: () => ok({ state: 'counting', counted: 500, total: 2_000 }) });
    await vi.waitFor(() => expect(page.find(ProgressBar).props).toMatchObject({ value: 500, maxValue: 2_000 }));
    page.backend.answer = () => ok(data);
    await vi.advanceTimersByTimeAsync(askAgainMs);
    await vi.waitFor(() => page.find(Image));
    expect(page.requests).toHaveLength(2);
  });

  it('says that there is nothing to count in the period', async () => {
    const empty = data.stages.map((stage) => ({ ...stage, ...numbersOf(0), now: 0, next: [] }));
    const page = render({ language, answer: () => ok({ ...data, stages: empty }) });
    await page.waitFor(() => expect(page.find(EmptyState).props.title).toBe(texts.emptyTitle));
  });

  it('says why there is no answer, and asks again when it is told to', async () => {
    const page = render({ language, answer: () => Promise.reject(new Error('unreachable')) });
    await page.waitFor(() => expect(page.find(ErrorState).props.title).toBe(texts.failedTitle));
    page.backend.answer = () => ({ ok: false, error: { code: 'account-unknown', message: 'no' } });
    page.find(LoadingButton).trigger('onClick');
    await page.waitFor(() => expect(page.shown()).toContain(texts.notInstalled));
    page.backend.answer = () => ({ ok: false, error: { code: 'model-invalid', message: 'no' } });
    page.find(LoadingButton).trigger('onClick');
    await page.waitFor(() => expect(page.shown()).toContain('model-invalid'));
  });
});

describe('the journey page', () => {
  const data = journeySample('en');
  const texts = pageTextsByLanguage.en;

  it('waits with a word for its first answer', () => {
    const page = render({ answer: () => new Promise(() => {}) });
    expect(page.find(LoadingSpinner).props.label).toBe(texts.loading);
  });

  it('goes on by itself when HubSpot is busy', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const page = render({ answer: () => 429 });
    await vi.waitFor(() => expect(page.find(ErrorState).props.title).toBe(texts.busyTitle));
    page.backend.answer = () => ok(data);
    await vi.advanceTimersByTimeAsync(askAgainMs);
    await vi.waitFor(() => page.find(Image));
  });

  it('keeps what it shows when a refresh brings nothing, and says so', async () => {
    const page = render({ answer: () => ok(data) });
    await page.waitFor(() => page.find(Image));
    page.backend.answer = () => Promise.reject(new Error('gone'));
    page.find(Button, (node) => node.text === texts.refresh).trigger('onClick');
    await page.waitFor(() => expect(page.shown()).toContain(texts.notRefreshed));
    page.find(Image);
  });

  it('puts another choice into its address', async () => {
    const page = render({ answer: () => ok(data) });
    await page.waitFor(() => page.find(Image));
    enter(page.find(Select, { name: 'by' }), 'onChange', 'owner');
    expect(page.actions.navigateToPage.calls.at(-1)).toEqual([{ to: '/', params: { by: 'owner' } }]);
  });

  it('splits a stage, and leads to the records of each part', async () => {
    const segments = ['41', ''].map((value, index) => ({
      value,
      label: value === '' ? null : 'Ada Beispiel',
      stages: data.stages.map(({ id }) => ({ id, ...numbersOf(20 + index) })),
    }));
    const at = { path: '/', params: { by: 'owner' } };
    const page = render({ answer: () => ok({ ...data, by: 'owner', segments }), at });
    await page.waitFor(() => page.findByTestId(Table, 'segments'));
    const table = page.findByTestId(Table, 'segments');
    expect(page.shown()).toContain('Ada Beispiel');
    expect(page.shown()).toContain(texts.segmentUnknown);
    const unknown = table.findAll(PageLink).find(({ text }) => text === '21');
    expect(unknown?.props.params).toMatchObject({ by: 'owner', segment: '', kind: 'entered' });
    const edits = table.findAll(PageLink).filter(({ props }) => props.params?.kind === 'edit');
    expect(edits.map(({ text }) => text)).toEqual(['2', '2']);
    page.findAll(Button, ({ text }) => text === texts.copyCsv)[1]!.trigger('onClick');
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalled());
    const [header, first] = page.copied.mock.calls[0]![0].split('\r\n').map((line) => line.split(','));
    expect(header).toContain(texts.back);
    expect(first).toHaveLength(header!.length);
    expect(page.requests[0]?.query.get('by')).toBe('owner');
  });

  it('copies its table as CSV', async () => {
    const page = render({ answer: () => ok(data) });
    await page.waitFor(() => page.find(Image));
    page.findAll(Button, (node) => node.text === texts.copyCsv)[0]!.trigger('onClick');
    await page.waitFor(() => expect(page.copied).toHaveBeenCalled());
    const lines = page.copied.mock.calls[0]![0].split('\r\n');
    expect(lines).toHaveLength(data.stages.length + 2);
    const next = data.stages[0]!.next.map(({ stage, share }) => `${stage.label} ${share.count}`).join(', ');
    expect(lines[1]).toBe(`Out of market,Marketing,40,3,1,35,0.875,2,0.05,0,0,2,14,40,${next}`);
    expect(next).not.toBe('');
    expect(lines[1]!.split(',')).toHaveLength(lines[0]!.split(',').length);
  });

  it('says of an unknown address that there is no such page', async () => {
    const page = render({ answer: () => ok(data), at: { path: '/nowhere', params: {} } });
    await page.waitFor(() => expect(page.find(EmptyState).props.title).toBe(texts.unknownPageTitle));
  });
});

describe('the records behind a number', () => {
  const texts = pageTextsByLanguage.en;
  const at = { path: '/records', params: { stage: 'trigger', kind: 'to-experience', by: 'owner', segment: '' } };
  const visit = (recordId: string) => ({
    recordId,
    lap: 1,
    enteredAt: '2026-05-01T22:30:00.000Z',
    leftAt: null,
    team: { id: 'sales', label: 'Sales' },
    owner: null,
  });
  const stages = { trigger: 'Trigger', experience: 'Experience' };
  const answerOf =
    (...pages: { visits: string[]; next: string | null }[]): Answering =>
    ({ query }) => {
      const index = query.get('after') === null ? 0 : Number(query.get('after'));
      const { visits, next } = pages[index]!;
      return ok({ asOf: '2026-11-20T15:00:00.000Z', stages, visits: visits.map(visit), next });
    };

  it('are named as HubSpot names them, dated in the portal’s zone, and lead to their records', async () => {
    const names = { 7: { firstname: 'Ada', lastname: 'Beispiel' } };
    const page = render({ at, names, answer: answerOf({ visits: ['7', '8'], next: null }) });
    await page.waitFor(() => expect(page.shown()).toContain('Ada Beispiel'));
    page.findByTestId(Table, 'records');
    expect(page.findAll(Link).map(({ text, props }) => [text, props.href])).toEqual([
      ['Ada Beispiel', '/contacts/123/record/0-1/7'],
      ['#8', '/contacts/123/record/0-1/8'],
    ]);
    expect(page.shown()).toContain('From “Trigger” to “Experience”');
    expect(page.shown()).toContain('May 2, 2026');
    expect(Object.fromEntries(page.requests[0]!.query)).toMatchObject(at.params);
    expect(page.maybeFind(LoadingButton)).toBeNull();
  });

  it('go on where the last ones ended', async () => {
    const page = render({ at, answer: answerOf({ visits: ['7'], next: '1' }, { visits: ['8'], next: null }) });
    await page.waitFor(() => page.find(LoadingButton));
    // Beside the CSV, which has what is on the page.
    expect(page.shown()).toContain('the first 1; there are more');
    page.find(LoadingButton).trigger('onClick');
    await page.waitFor(() => expect(page.findAll(Link).map(({ text }) => text)).toEqual(['#7', '#8']));
    await page.waitFor(() => expect(page.maybeFind(LoadingButton)).toBeNull());
    expect(page.shown()).not.toContain('there are more');
  });

  it('are looked for further while an answer has found none', async () => {
    const page = render({ at, answer: answerOf({ visits: [], next: '1' }, { visits: ['9'], next: null }) });
    await page.waitFor(() => expect(page.findAll(Link).map(({ text }) => text)).toEqual(['#9']));
    expect(page.requests).toHaveLength(2);
  });

  it('may be none', async () => {
    const page = render({ at, answer: answerOf({ visits: [], next: null }) });
    await page.waitFor(() => expect(page.shown()).toContain(texts.noRecords));
  });

  it('over all stages are told with where each is or was last, or that it never was in one', async () => {
    const where = {
      stage: { id: 'trigger', label: 'Trigger' },
      lap: 2,
      team: { id: 'sales', label: 'Sales' },
      owner: null,
    };
    const records = [
      {
        recordId: '7',
        createdAt: '2026-04-01T08:00:00.000Z',
        visit: { ...where, enteredAt: '2026-05-01T22:30:00.000Z', leftAt: null },
      },
      { recordId: '8', createdAt: null, visit: null },
    ];
    const page = render({
      at: { path: '/records', params: { kind: 'new-lap', object: 'deal', period: '90' } },
      names: { 7: { dealname: 'Pumps' } },
      answer: () => ok({ asOf: '2026-11-20T15:00:00.000Z', records, next: null }),
    });
    await page.waitFor(() => expect(page.shown()).toContain('Pumps'));
    expect(page.requests[0]?.path).toBe('/api/pages/journey/standings');
    const asked = { kind: 'new-lap', object: 'deal', since: '90d' };
    expect(Object.fromEntries(page.requests[0]!.query)).toMatchObject(asked);
    expect(page.findAll(Link).map(({ props }) => props.href)).toEqual([
      '/contacts/123/record/0-3/7',
      '/contacts/123/record/0-3/8',
    ]);
    for (const text of [texts.standings['new-lap'], 'Apr 1, 2026', 'May 2, 2026', texts.stillThere, 'Trigger']) {
      expect(page.shown()).toContain(text);
    }
    page.find(Button, ({ text }) => text === texts.copyCsv).trigger('onClick');
    await page.waitFor(() => expect(page.copied).toHaveBeenCalled());
    expect(page.copied.mock.calls[0]![0].trim().split('\r\n').slice(1)).toEqual([
      '7,Pumps,2026-04-01T08:00:00.000Z,Trigger,2026-05-01T22:30:00.000Z,,Sales,,2',
      '8,#8,,,,,,,',
    ]);
  });

  it('are not asked for by an address that names no number', () => {
    const page = render({ at: { path: '/records', params: {} }, answer: () => expect.unreachable() });
    expect(page.shown()).toContain(texts.wrongAddress);
    expect(page.requests).toEqual([]);
  });
});
