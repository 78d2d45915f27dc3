import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { tellSetAsideEvent } from '../../src/api/tell-set-aside-event.ts';
import { evenCalls } from '../../src/hubspot/even-calls.ts';
import { createHubSpot, type HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { backfillStep } from '../../src/worker/backfill-step.ts';
import { creation, value } from '../sandbox/portal/history-lines.ts';
import { allScopes, startPortal } from '../sandbox/portal/start-portal.ts';
import { install } from '../store/battery-store.ts';
import { tombstoneKey } from '../store/hear.ts';

const accountId = '33';
const model = preset('lead-funnel');
const never = new AbortController().signal;

type Given = {
  lines: string[];
  callsPerTenSeconds?: number;
  changed?: (hubspot: HubSpot) => HubSpot;
  scopes?: readonly string[];
};

/** A portal with records, an account that is ready, and a step that reads the past of the one into the other. */
async function createReading({
  lines,
  callsPerTenSeconds = 20_000,
  changed = (hubspot) => hubspot,
  scopes = allScopes,
}: Given) {
  const { portal, url } = await startPortal({ callsPerTenSeconds, searchesPerSecond: 1_000 });
  await portal.playHistory({ lines, dropRate: 1 });
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-past-'));
  const store = await openStore({ kind: 'sqlite', path: join(directory, 'journey-steward.db') });
  onTestFinished(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
  await install(store, accountId);
  await store.saveTokens({ accountId, was: 'sealed', tokens: 'sealed', tokenExpiresAt: 0, scopes: [...scopes] });
  await store.markPrepared({ accountId, modelVersion: 1, now: 0 });
  const { accessToken } = portal.grant(scopes);
  const tokens = {
    get: async () => accessToken,
    forget: () => {},
    keep: () => ({ tokens: '', tokenExpiresAt: 0 }),
  };
  const hubspot = createHubSpot({
    ...{ store, tokens, apiUrl: url, callsPerTenSeconds, searchesPerSecond: 200 },
    onCall: () => {},
  });
  const step = backfillStep({
    ...{ store, tombstoneKey, leaseMs: 10_000 },
    hubspot: changed(evenCalls(hubspot, callsPerTenSeconds)),
    log: createLog('silent'),
    modelOf: async () => ({ model, modelVersion: 1, language: 'en', portal: [] }),
    journeyNow: () => 0,
    onRecorded: () => {},
  });
  const read = async () => {
    while (await step(never)) {
      // Each turn reads a part.
    }
  };
  const progress = async () => {
    const all = await store.readBackfillProgress({ now: Date.now() });
    return Object.fromEntries(all.map((one) => [one.objectType, one]));
  };
  return { portal, store, step, read, progress };
}

/** HubSpot, but for one record whose creation has no time in its history. */
const withOdd =
  (oddId: string) =>
  (hubspot: HubSpot): HubSpot => ({
    ...hubspot,
    call: async (account, call) => {
      const answer = await hubspot.call(account, call);
      const { results } = (answer.body ?? {}) as { results?: { id?: string }[] };
      if (!call.path.includes('/contacts/batch/read') || results === undefined) return answer;
      const told = results.map((one) => (one.id === oddId ? { ...one, createdAt: 'long ago' } : one));
      return { ...answer, body: { ...(answer.body as object), results: told } };
    },
  });

/** HubSpot, but for one record that a search finds without its id. */
const withUnnamed =
  (oddId: string) =>
  (hubspot: HubSpot): HubSpot => ({
    ...hubspot,
    call: async (account, call) => {
      const answer = await hubspot.call(account, call);
      const { results } = (answer.body ?? {}) as { results?: { id?: string }[] };
      if (!call.path.endsWith('/contacts/search') || results === undefined) return answer;
      const told = results.map((one) => (one.id === oddId ? { id: null } : one));
      return { ...answer, body: { ...(answer.body as object), results: told } };
    },
  });

describe('reading the past', () => {
  test('sets aside, once, a record that it cannot read, and reads all others', async () => {
    const lines = [1, 2, 3].map((id) => creation(id, id));
    const { store, read, progress } = await createReading({ lines, changed: withOdd('2') });
    await read();
    await store.restartBackfill({ accountId, now: Date.now() });
    await read();
    expect((await progress()).contact).toMatchObject({ recordsDone: 3, failure: null });
    const known = await store.readHistoryKnown({ accountId, objectType: 'contact', recordIds: ['1', '2', '3'] });
    expect([...known]).toEqual(['1', '3']);
    const [aside, ...others] = await store.readSetAsideEvents({ limit: 9 });
    expect(aside).toMatchObject({ accountId, reason: 'createdAt: is no time' });
    expect(tellSetAsideEvent(aside?.event ?? '')).toMatchObject({ objectType: 'contact', recordId: '2' });
    expect(others).toEqual([]);
  });

  test('sets aside, once, what a search finds without an id, and reads all others', async () => {
    const lines = Array.from({ length: 450 }, (_, index) => creation(index + 1, index + 1));
    // The last one of a page, so that the next page begins with it again.
    const { store, read, progress } = await createReading({ lines, changed: withUnnamed('251') });
    await read();
    expect((await progress()).contact).toMatchObject({ recordsTotal: 450, failure: null });
    expect((await progress()).contact?.finishedAt).not.toBeNull();
    const recordIds = lines.map((_, index) => String(index + 1));
    const known = await store.readHistoryKnown({ accountId, objectType: 'contact', recordIds });
    expect(recordIds.filter((recordId) => !known.has(recordId))).toEqual(['251']);
    const [aside, ...others] = await store.readSetAsideEvents({ limit: 9 });
    expect(tellSetAsideEvent(aside?.event ?? '')).toMatchObject({ event: 'contact.search', objectType: 'contact' });
    expect(others).toEqual([]);
  });

  test('keeps an association with a record of which it cannot read since when there is one', async () => {
    const { store, portal, read, progress } = await createReading({ lines: [creation(1, 1)], changed: withOdd('1') });
    const call = portal.change({ action: 'create', objectType: 'call', properties: {} }).recordId ?? '';
    const to = { objectType: 'contact', id: '1' } as const;
    portal.change({ action: 'associate', from: { objectType: 'call', id: call }, to });
    await read();
    expect((await progress()).call).toMatchObject({ recordsDone: 1, failure: null });
    const [known] = await store.readKnownRecords({ accountId, objectType: 'call', recordIds: [call] });
    expect(known?.facts.filter(({ kind }) => kind === 'association')).toMatchObject([{ subject: 'contact:1:default' }]);
  });

  test('goes on without the deals that the portal withholds, and reads the contacts that have some', async () => {
    const scopes = allScopes.filter((scope) => scope !== 'crm.objects.deals.read');
    const { store, portal, read, progress } = await createReading({ lines: [creation(1, 1)], scopes });
    const deal = portal.change({ action: 'create', objectType: 'deal', properties: {} }).recordId ?? '';
    const company = portal.change({ action: 'create', objectType: 'company', properties: {} }).recordId ?? '';
    const from = { objectType: 'contact', id: '1' } as const;
    portal.change({ action: 'associate', from, to: { objectType: 'deal', id: deal } });
    portal.change({ action: 'associate', from, to: { objectType: 'company', id: company } });
    await read();
    const states = Object.values(await progress());
    expect(states.map(({ objectType }) => objectType)).not.toContain('deal');
    for (const { finishedAt, failure } of states)
      expect({ isRead: finishedAt !== null, failure }).toEqual({ isRead: true, failure: null });
    const [known] = await store.readKnownRecords({ accountId, objectType: 'contact', recordIds: ['1'] });
    const subjects = known?.facts.filter(({ kind }) => kind === 'association').map(({ subject }) => subject);
    expect(subjects).toContain(`company:${company}:default`);
    expect(subjects?.filter((subject) => subject.startsWith('deal'))).toEqual([]);
    expect(await store.beginRepairs({ accountId, now: Date.now(), journeyNow: 0 })).toEqual([accountId]);
  });

  test('finds more records than a search shows, each once', async () => {
    const ids = Array.from({ length: 12_000 }, (_, index) => index + 1);
    const { store, read, progress, portal } = await createReading({ lines: ids.map((id) => creation(id, id)) });
    await read();
    expect((await progress()).contact).toMatchObject({ recordsDone: 12_000, recordsTotal: 12_000, failure: null });
    const recordIds = ids.map(String);
    const known = await store.readHistoryKnown({ accountId, objectType: 'contact', recordIds });
    expect(known.size).toBe(12_000);
    const { calls } = portal.status();
    expect(calls).toMatchObject({ rateLimited: 0, searchRateLimited: 0 });
    // Each record was read in one batch of fifty.
    expect(calls.byEndpoint['POST /crm/objects/2026-09/contacts/batch/read']).toMatchObject({
      calls: 12_000 / 50,
      inputs: 12_000,
      largestBatch: 50,
    });
  }, 240_000);

  test('begins with the records that changed last', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => index + 1);
    const lines = [...ids.map((id) => creation(id, id)), value(3, 'lifecyclestage', 'lead', 10_000)];
    const { store, step } = await createReading({ lines });
    const read: string[][] = [];
    const recordHistory = store.recordHistory;
    store.recordHistory = async (input) => {
      read.push(input.facts.filter(({ kind }) => kind === 'created').map(({ recordId }) => recordId));
      return recordHistory(input);
    };
    while (await step(never)) {
      // Each turn reads a part.
    }
    expect(read.filter((batch) => batch.length > 0).map((batch) => batch.length)).toEqual([50, 50, 20]);
    expect(read.find((batch) => batch.length > 0)).toContain('3');
  });

  test('misses no record that changes while it reads', async () => {
    const ids = Array.from({ length: 600 }, (_, index) => index + 1);
    const { store, step, portal } = await createReading({ lines: ids.map((id) => creation(id, id)) });
    const recordHistory = store.recordHistory;
    let next = 0;
    // With every batch the oldest records, which have not been read yet, move to the front of those that changed last.
    store.recordHistory = async (input) => {
      for (const id of ids.slice(next, next + 40)) {
        portal.change({ action: 'update', objectType: 'contact', id, properties: { lifecyclestage: 'lead' } });
      }
      next += 40;
      return recordHistory(input);
    };
    while (await step(never)) {
      // Each turn reads a part.
    }
    const known = await store.readHistoryKnown({ accountId, objectType: 'contact', recordIds: ids.map(String) });
    expect(known.size).toBe(600);
  });

  test('waits after a failure and goes on from where it was', async () => {
    const { step, progress, portal } = await createReading({ lines: [creation(1, 1)] });
    portal.faults.set([{ path: '/contacts/search', status: 477 }]);
    while (await step(never)) {
      // Each turn reads a part.
    }
    const failed = (await progress()).contact;
    expect(failed).toMatchObject({ recordsDone: 0, finishedAt: null, isRunning: false });
    expect(failed?.failure).toContain('data centre');
    expect((await progress()).deal?.finishedAt).not.toBeNull();
  });

  test('ends its turn when it is told to stop, and another turn does the rest', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1);
    const { store, step, read, progress } = await createReading({ lines: ids.map((id) => creation(id, id)) });
    const stopping = new AbortController();
    const recordHistory = store.recordHistory;
    let batches = 0;
    store.recordHistory = async (input) => {
      batches += 1;
      if (batches === 4) stopping.abort();
      return recordHistory(input);
    };
    while (!stopping.signal.aborted) await step(stopping.signal);
    const halfway = (await progress()).contact;
    expect(halfway?.finishedAt).toBeNull();
    expect(halfway?.recordsDone).toBeGreaterThan(0);
    expect(halfway?.recordsDone).toBeLessThan(1_000);
    await read();
    expect((await progress()).contact).toMatchObject({ recordsDone: 1_000, recordsTotal: 1_000 });
  });
});
