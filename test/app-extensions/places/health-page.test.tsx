import { Link, ProgressBar, StatusTag, Table } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PageRouter } from '../../../app-extensions/app/pages/PageRouter.tsx';
import { pageTextsByLanguage } from '../../../app-extensions/app/pages/PlaceProvider.tsx';
import { askAgainMs } from '../../../app-extensions/app/pages/use-backend.ts';
import { type HealthData, healthDataSchema } from '../../../src/api/settings-health-contract.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { renderPlace } from './render-place.tsx';

const at = '2026-11-20T15:00:00.000Z';

/** An account whose past is read, and with which all is well. */
function healthSample(change: Partial<HealthData> = {}): HealthData {
  const done = { recordsDone: 60, recordsTotal: 60, finishedAt: at, isRunning: false, failure: '', whatToDo: '' };
  return healthDataSchema.parse({
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
        { objectType: 'contact', records: 3, isSetAside: true, message: 'a rule refuses it' },
        { objectType: 'deal', records: 1, isSetAside: false, message: 'HubSpot was away' },
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
    expect(links.map(({ props }) => props.to)).toEqual(['/health/refused']);
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

  it('leads from refused tags to each record that they were refused for', async () => {
    const rows = [{ objectType: 'contact', recordId: '7', message: 'a rule refuses it' }];
    const page = renderPlace('pages', <PageRouter />, {
      at: { path: '/health/refused', params: {} },
      answer: () => ({ ok: true, data: { rows } }),
    });
    await page.waitFor(() => expect(page.find(Link).props.href).toBe('/contacts/123/record/0-1/7'));
    expect(page.requests[0]?.path).toBe('/api/settings/health/refused-writes');
  });
});
