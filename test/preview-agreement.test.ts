import { expect, test } from 'vitest';
import type { Agreement } from '../src/agreement/agreement-schema.ts';
import type { Clock } from '../src/agreement/clock.ts';
import type { HeardFact } from '../src/journey/facts.ts';
import { preset } from '../src/journey/models/presets.ts';
import { addBreaches, beginBreachComparison, finishBreachComparison } from '../src/measures/compare-breaches.ts';
import { previewAgreement } from '../src/preview-agreement.ts';
import { testAgreement } from './end-to-end/agreement-file.ts';
import { clockOf } from './store/visits.ts';

const monday = Date.parse('2026-05-04T08:00:00Z');
const hourMs = 3_600_000;
const accountId = '7000001';

/** Contacts that marketing hands over to sales, the first on Monday at ten in Rome, each an hour later than the one before. */
function handedOver(count: number) {
  const records = Array.from(
    { length: count },
    (_, index) => ({ accountId, objectType: 'contact', recordId: `${index + 1}` }) as const,
  );
  const ledgers = records.map(({ recordId }, index) => {
    const hearing = { channel: 'webhook', changeSource: 'CRM_UI', sourceId: '' } as const;
    const fact = (value: string, occurredAt: number): HeardFact => ({
      ...{ objectType: 'contact', recordId, kind: 'property', subject: 'lifecyclestage', value, occurredAt, hearing },
    });
    const at = monday + index * hourMs;
    const facts = [fact('marketingqualifiedlead', at - hourMs), fact('salesqualifiedlead', at)];
    return { record: { objectType: 'contact' as const, recordId }, aliases: new Map(), facts };
  });
  return {
    countRecords: async () => ({ contact: count, deal: 0, company: 0 }),
    readRecordsPage: async ({ objectType, after }: { objectType: string; after: string }) =>
      objectType === 'contact' && after === '' ? records : [],
    loadLedgers: async () => ledgers,
  };
}

/** The agreement of the tests with another time to accept. */
function acceptingWithin(businessHours: number): Agreement {
  const agreement = structuredClone(testAgreement);
  const target = agreement.stages.convert?.targets.acceptWithin;
  if (target !== undefined) target.within = { businessHours };
  return agreement;
}

const preview = (
  draft: Agreement,
  options: { current?: Agreement | null; since?: number; count?: number; goOn?: boolean } = {},
) =>
  previewAgreement({
    store: handedOver(options.count ?? 4) as never,
    accountId,
    current: {
      ...{ model: preset('lead-funnel'), modelVersion: 1, portal: [], language: 'en' },
      agreements:
        options.current === null
          ? []
          : [
              {
                version: 3,
                agreement: options.current ?? testAgreement,
                publishedAtMs: monday,
                appliesTo: 'new-visits',
              },
            ],
    },
    draft,
    // Half past three in Rome: five and a half business hours after the first.
    now: monday + 5.5 * hourMs,
    since: options.since ?? null,
    recordsAtOnce: 100,
    onProgress: () => {},
    mayGoOn: () => options.goOn ?? true,
  });

test('tells which breaches vanish under an agreement that gives more time', async () => {
  const { records, changed, groups } = await preview(acceptingWithin(6));
  expect({ records, changed }).toEqual({ records: 4, changed: 2 });
  expect(groups.find(({ kind }) => kind === 'accept')).toEqual({
    ...{ team: 'sales', stage: 'convert', kind: 'accept', appear: 0, vanish: 2 },
    ...{ before: { clocks: 4, breached: 2 }, after: { clocks: 4, breached: 0 } },
    examples: ['contact/1', 'contact/2'],
  });
});

test('tells which breaches appear under one that gives less, and where there was none', async () => {
  const less = (await preview(acceptingWithin(2))).groups.find(({ kind }) => kind === 'accept');
  expect(less).toMatchObject({ before: { breached: 2 }, after: { breached: 4 }, appear: 2, vanish: 0 });
  const first = (await preview(testAgreement, { current: null })).groups.find(({ kind }) => kind === 'accept');
  expect(first).toMatchObject({ before: { clocks: 0, breached: 0 }, after: { clocks: 4, breached: 2 }, appear: 2 });
  expect((await preview(testAgreement)).changed).toBe(0);
});

test('leaves out what was due before the date that was asked for', async () => {
  // Due were the first at two o'clock, and each other an hour later.
  const { groups } = await preview(testAgreement, { current: null, since: monday + 4.5 * hourMs });
  expect(groups.find(({ kind }) => kind === 'accept')).toMatchObject({ after: { clocks: 3, breached: 1 }, appear: 1 });
});

test('says that it is not of all records where it was not let go on', async () => {
  expect(await preview(testAgreement, { goOn: false })).toMatchObject({ isPartial: true, records: 0, total: 4 });
});

test('a clock that another team has breached instead is one breach less and one more', () => {
  const comparison = beginBreachComparison(null);
  const breached = (team: Clock['team']) =>
    clockOf({ objectType: 'contact', recordId: '1' }, { team, state: 'breached' });
  addBreaches(comparison, 'contact/1', [breached('sales')], [breached('marketing')]);
  const { changed, groups } = finishBreachComparison(comparison);
  expect(changed).toBe(1);
  expect(groups.map(({ team, appear, vanish }) => [team, appear, vanish])).toEqual([
    ['marketing', 1, 0],
    ['sales', 0, 1],
  ]);
});
