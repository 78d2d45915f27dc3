import { Button, Link, LoadingButton, ProgressBar, StatusTag, Table } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { askAgainMs } from '../../../app-extensions/app/pages/use-backend.ts';
import { type HealthData, healthDataSchema } from '../../../src/api/settings-health-contract.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { renderPlace } from './render-place.tsx';

const en = pageTextsByLanguage.en;
const at = '2026-11-20T15:00:00.000Z';

/** An account whose past is read, and with which all is well. */
function healthSample(change: Partial<HealthData> = {}): HealthData {
  const done = { recordsDone: 60, recordsTotal: 60, finishedAt: at, isRunning: false, failure: '', whatToDo: '' };
  return healthDataSchema.parse({
    connection: null,
    checkedAt: at,
    journalReadAsOf: null,
    backfill: [{ objectType: 'contact', phase: 'done', startedAt: at, changedAt: at, ...done }],
    repairs: [
      {
        ...{ objectType: 'deal', phase: 'done', checkedAt: at, ...done },
        ...{ recovered: {}, recoveredEver: { property: 4, association: 2 } },
      },
    ],
    queues: [{ queue: 'tag-writes', waiting: 7, since: at }],
    tags: { written: 58, setAside: 0 },
    tagProblems: [],
    setAsideEvents: { total: 0, reasons: [] },
    failedReplays: { total: 0, examples: [] },
    ...change,
  });
}

const open = (data: () => HealthData, language = 'en') =>
  renderPlace('pages', <PageRouter />, {
    language,
    at: { path: '/health', params: {} },
    answer: () => ({ ok: true, data: data() }),
  });

afterEach(() => {
  vi.useRealTimers();
});

describe.each(languages)('the health page in %s', (language) => {
  const texts = pageTextsByLanguage[language];

  it('says why the portal’s settings can’t be read, and what happens now', async () => {
    const connection = { failure: 'GET /settings answered in another form.', whatToDo: 'It goes on by itself.' };
    const page = open(() => healthSample({ connection }), language);
    await page.waitFor(() => expect(page.shown()).toContain(texts.portalUnread));
    for (const text of Object.values(connection)) expect(page.shown()).toContain(text);
    expect(page.find(StatusTag).text).not.toBe(texts.allWell);
  });

  it('says that all is well, and when it was last compared', async () => {
    const page = open(() => healthSample(), language);
    await page.waitFor(() => expect(page.find(StatusTag).text).toBe(texts.allWell));
    const shown = page.shown();
    for (const text of [texts.lastCheck, texts.pastRead, texts.compared, texts.nothingHere])
      expect(shown).toContain(text);
    expect(shown).toMatch(/2026/);
    expect(shown).toContain(texts.queues['tag-writes']);
    expect(page.requests[0]?.query.get('language')).toBe(language);
  });

  it('says what went wrong, and what to do about it, in the words of the backend', async () => {
    const data = healthSample({
      tagProblems: [
        { key: 'k1', objectType: 'contact', records: 3, isSetAside: true, message: 'a rule refuses it' },
        { key: 'k2', objectType: 'deal', records: 1, isSetAside: false, message: 'HubSpot was away' },
      ],
      setAsideEvents: {
        total: 2,
        reasons: [{ reason: 'no objectId', events: 2, firstAt: at, lastAt: at, whatToDo: 'report it' }],
      },
      failedReplays: {
        total: 1,
        examples: [
          {
            ...{ objectType: 'deal', recordId: '8', failures: 4, message: 'the model is odd', retryAt: at },
            whatToDo: 'it goes on',
          },
        ],
      },
    });
    const page = open(() => data, language);
    await page.waitFor(() => page.findByTestId(Table, 'tag-problems'));
    expect(page.findAll(StatusTag)[0]?.text).toMatch(/3/);
    const shown = page.shown();
    for (const text of ['a rule refuses it', 'HubSpot was away', 'no objectId', 'report it', 'it goes on']) {
      expect(shown).toContain(text);
    }
    expect(shown).toContain(texts.waitsForYou);
    expect(page.find(Link).props.href).toBe('/contacts/123/record/0-3/8');
    const links = page.findByTestId(Table, 'tag-problems').findAll(PageLink);
    expect(links.map(({ props }) => [props.to, props.params])).toEqual(
      ['k1', 'k1', 'k2', 'k2'].map((problem) => ['/health/tags', { problem }]),
    );
    const [events] = page.findByTestId(Table, 'set-aside').findAll(PageLink);
    expect(events?.props).toMatchObject({ to: '/health/events', params: { reason: 'no objectId' } });
  });
});

describe('the health page', () => {
  it('follows a past that is being read until it is read', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const row = { ...healthSample().backfill[0]!, recordsDone: 20, finishedAt: null, isRunning: true };
    let data = healthSample({ backfill: [row] });
    const page = open(() => data);
    await vi.waitFor(() => expect(page.find(ProgressBar).props).toMatchObject({ value: 20, maxValue: 60 }));
    data = healthSample();
    await vi.advanceTimersByTimeAsync(askAgainMs);
    await vi.waitFor(() => expect(page.maybeFind(ProgressBar)).toBeNull());
    await vi.advanceTimersByTimeAsync(10 * askAgainMs);
    expect(page.requests).toHaveLength(2);
  });

  it('leads from a problem to each record behind it, with what HubSpot said, since when, and what to do', async () => {
    const row = (recordId: number, retryAt: string | null) => ({
      ...{ objectType: 'contact', recordId: String(recordId), properties: 'stage', said: 'a rule refuses it' },
      ...{ since: at, isSetAside: retryAt === null, retryAt, whatToDo: 'change the rule' },
    });
    const rows = [row(7, null), ...Array.from({ length: 120 }, (_, index) => row(100 + index, '2999-01-01T00:00:00Z'))];
    const page = renderPlace('pages', <PageRouter />, {
      at: { path: '/health/tags', params: { problem: 'k1' } },
      names: { 7: { firstname: 'Ida', lastname: 'Muster' } },
      answer: ({ query }) => {
        const [start, limit] = [Number(query.get('after') ?? 0), Number(query.get('limit'))];
        const end = start + limit;
        return { ok: true, data: { rows: rows.slice(start, end), next: end < rows.length ? String(end) : null } };
      },
    });
    await page.waitFor(() => expect(page.shown()).toContain('Ida Muster'));
    expect(page.find(Link).props.href).toBe('/contacts/123/record/0-1/7');
    expect(page.requests[0]?.path).toBe('/api/settings/health/tag-problems');
    expect(page.requests[0]?.query.get('problem')).toBe('k1');
    for (const text of ['stage', 'a rule refuses it', 'change the rule', '2026']) expect(page.shown()).toContain(text);
    expect(page.findAll(StatusTag).map(({ text }) => text)[0]).toBe(en.waitsForYou);
    expect(page.findAll(StatusTag)[1]?.text).toMatch(/^next try .*2999/);
    expect(page.findAll(Link)).toHaveLength(100);
    const button = (label: string) => page.find(Button, ({ props: _props, ...node }) => node.text === label);
    button(en.copyCsv).trigger('onClick' as never);
    await vi.waitFor(() => expect(page.copied).toHaveBeenCalled());
    expect(page.copied.mock.calls[0]?.[0].trim().split('\r\n')).toHaveLength(122);
    page.find(LoadingButton, ({ text }) => text === en.more).trigger('onClick' as never);
    await page.waitFor(() => expect(page.findAll(Link)).toHaveLength(121));
    expect(page.shown()).toContain('Ida Muster');
  });

  it('says how many journeys can’t be computed, and leads to all of them', async () => {
    const row = {
      objectType: 'contact',
      failures: 3,
      message: 'odd fact',
      retryAt: at,
      whatToDo: 'report it',
    } as const;
    const examples = [{ ...row, recordId: '7' }];
    const page = open(() => healthSample({ failedReplays: { total: 25, examples } }));
    await page.waitFor(() => expect(page.shown()).toContain('1 of 25'));
    const link = page.find(PageLink, ({ text }) => text === 'Show all 25 records');
    expect(link.props.to).toBe('/health/replays');
    const rows = Array.from({ length: 25 }, (_, index) => ({ ...row, recordId: String(7 + index) }));
    const list = renderPlace('pages', <PageRouter />, {
      at: { path: '/health/replays', params: {} },
      names: { 7: { firstname: 'Ida', lastname: 'Muster' } },
      answer: () => ({ ok: true, data: { rows } }),
    });
    await list.waitFor(() => expect(list.shown()).toContain('Ida Muster'));
    expect(list.requests[0]?.path).toBe('/api/settings/health/failed-replays');
    expect(list.findAll(Link)).toHaveLength(25);
    for (const text of [en.titles.failedReplays, 'odd fact', 'report it']) expect(list.shown()).toContain(text);
  });

  it('leads from a reason to each event that was set aside for it, as far as the event says what it is about', async () => {
    const row = { event: 'contact.propertyChange', reason: 'odd', setAsideAt: at, whatToDo: 'report it' };
    const rows = [
      { ...row, objectType: 'contact', recordId: '7', property: 'email' },
      { ...row, objectType: 'ticket', recordId: '9', property: null },
      { ...row, event: '', objectType: null, recordId: null, property: null },
    ];
    const page = renderPlace('pages', <PageRouter />, {
      at: { path: '/health/events', params: { reason: 'odd & more' } },
      names: { 7: { email: 'ida@example.com' } },
      answer: () => ({ ok: true, data: { rows } }),
    });
    await page.waitFor(() => expect(page.shown()).toContain('ida@example.com'));
    expect(page.requests[0]?.query.get('reason')).toBe('odd & more');
    expect(page.findAll(Link).map(({ props }) => props.href)).toEqual(['/contacts/123/record/0-1/7']);
    for (const text of ['email', 'Tickets #9', 'odd', 'report it']) expect(page.shown()).toContain(text);
  });

  it('leads from what waits to its records, but not to the people who are to be forgotten', async () => {
    const queues = [
      { queue: 'replays', waiting: 2, since: null },
      { queue: 'bulk-tag-writes', waiting: 0, since: null },
      { queue: 'erasures', waiting: 3, since: at },
    ] as const;
    const page = open(() => healthSample({ queues: [...queues] }));
    await page.waitFor(() => page.findByTestId(Table, 'queues'));
    const links = page.findByTestId(Table, 'queues').findAll(PageLink);
    expect(links.map(({ text, props }) => [text, props.to, props.params])).toEqual([
      ['2', '/health/waiting', { queue: 'replays' }],
    ]);
    const rows = [
      { objectType: 'contact', recordId: '7', since: at, retryAt: null },
      { objectType: 'deal', recordId: '8', since: at, retryAt: '2999-01-01T00:00:00.000Z' },
    ];
    const list = renderPlace('pages', <PageRouter />, {
      at: { path: '/health/waiting', params: { queue: 'replays' } },
      names: { 7: { firstname: 'Ida', lastname: 'Muster' } },
      answer: () => ({ ok: true, data: { rows, next: null } }),
    });
    await list.waitFor(() => expect(list.shown()).toContain('Ida Muster'));
    expect(list.requests[0]?.path).toBe('/api/settings/health/waiting-records');
    expect(list.requests[0]?.query.get('queue')).toBe('replays');
    expect(list.findAll(Link).map(({ text }) => text)).toEqual(['Ida Muster', '#8']);
    for (const text of [en.queues.replays, en.waitingRecordsNote, '2999']) expect(list.shown()).toContain(text);
    const empty = renderPlace('pages', <PageRouter />, {
      at: { path: '/health/waiting', params: { queue: 'replays' } },
      answer: () => ({ ok: true, data: { rows: [], next: null } }),
    });
    await empty.waitFor(() => expect(empty.shown()).toContain(en.nothingWaits));
  });

  it('leads from what was found again to the records of which it was', async () => {
    const page = open(() => healthSample());
    await page.waitFor(() => page.find(PageLink, ({ props }) => props.to === '/health/recovered'));
    const [link] = page.findByTestId(Table, 'repairs').findAll(PageLink);
    expect([link?.text, link?.props.params]).toEqual(['6', { type: 'deal' }]);
    const rows = [{ objectType: 'contact', recordId: '7', found: 'property values: 2, deletions: 1', foundAt: at }];
    const list = renderPlace('pages', <PageRouter />, {
      at: { path: '/health/recovered', params: { type: 'contact' } },
      names: { 7: { firstname: 'Ida', lastname: 'Muster' } },
      answer: () => ({ ok: true, data: { rows, next: null } }),
    });
    await list.waitFor(() => expect(list.shown()).toContain('Ida Muster'));
    expect(list.requests[0]?.path).toBe('/api/settings/health/recovered-records');
    expect(list.requests[0]?.query.get('type')).toBe('contact');
    for (const text of [en.titles.recovered, en.recoveredNote, rows[0]?.found]) expect(list.shown()).toContain(text);
  });

  it('leads from how many have their tags to them, with their tags', async () => {
    const page = open(() => healthSample());
    await page.waitFor(() => page.find(PageLink, ({ props }) => props.to === '/health/tagged'));
    const rows = [
      { objectType: 'contact', recordId: '7', tags: { stage_of_ours: 'capture', entered_at: '1767225600000' } },
    ];
    const list = renderPlace('pages', <PageRouter />, {
      at: { path: '/health/tagged', params: {} },
      names: { 7: { firstname: 'Ida', lastname: 'Muster' } },
      answer: () => ({ ok: true, data: { rows, next: null } }),
    });
    await list.waitFor(() => expect(list.shown()).toContain('Ida Muster'));
    expect(list.requests[0]?.path).toBe('/api/settings/health/tagged-records');
    expect(list.shown()).toContain('stage_of_ours: capture, entered_at: Jan 1, 2026, 1:00 AM');
    expect(list.shown()).toContain(en.titles.tagged);
  });
});
