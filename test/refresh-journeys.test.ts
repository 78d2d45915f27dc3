import { expect, test } from 'vitest';
import type { HeardFact } from '../src/journey/facts.ts';
import { preset } from '../src/journey/models/presets.ts';
import type { Visit } from '../src/journey/visits.ts';
import { createLog } from '../src/log.ts';
import { type RefreshOptions, refreshJourneys } from '../src/refresh-journeys.ts';

const account = { model: preset('lead-funnel'), modelVersion: 1, portal: [], language: 'en' } as const;

/** For how long one record, with so many facts or members, is left alone after it was refreshed, ms. */
async function restAfter(objectType: 'contact' | 'company', known: { facts?: number; members?: number }) {
  const record = { accountId: '7', objectType, recordId: '1', ledgerVersion: 1 };
  const facts = Array.from({ length: known.facts ?? 0 }, (_, at): HeardFact => {
    const hearing = { channel: 'webhook', changeSource: 'CRM_UI', sourceId: '' } as const;
    return { objectType, recordId: '1', kind: 'property', subject: 'phone', value: `${at}`, occurredAt: at, hearing };
  });
  const members = Array.from({ length: known.members ?? 0 }, (_, index) => {
    return { record: { objectType: 'contact', recordId: String(index) } as const, visits: [] as Visit[] };
  });
  const rests: number[] = [];
  const store: RefreshOptions['store'] = {
    claimDueRecords: async () => [record],
    loadLedgers: async () => [{ record: { objectType, recordId: '1' }, aliases: new Map(), facts }],
    loadMembers: async () => (objectType === 'company' ? [members] : []),
    readSavedClocks: async () => [],
    saveJourneys: async ({ journeys }) => {
      rests.push(...journeys.map(({ restMs }) => restMs));
      return journeys.length;
    },
    setAsideReplays: async () => undefined,
  };
  const refresh = refreshJourneys({
    store,
    log: createLog('silent'),
    currentModels: async () => () => account,
    journeyNow: () => 1_000_000,
    leaseMs: 1_000,
    recordsAtOnce: 1,
    onRefreshed: () => undefined,
  });
  await refresh();
  return rests;
}

test.each([
  ['a contact of a few facts is never kept waiting', 'contact', { facts: 999 }, 0],
  ['one of many waits for more of them', 'contact', { facts: 10_000 }, 10_000],
  ['but no longer than a minute', 'contact', { facts: 90_000 }, 60_000],
  ['a company waits by its people', 'company', { members: 50 }, 3_000],
  ['and no longer than a minute', 'company', { members: 5_000 }, 60_000],
] as const)('%s', async (_, objectType, known, restMs) => {
  expect(await restAfter(objectType, known)).toEqual([restMs]);
});
