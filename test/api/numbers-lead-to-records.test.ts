import { beforeAll, expect, test } from 'vitest';
import {
  journeyPageDataSchema,
  journeyRecordsDataSchema,
  type journeyStandingsDataSchema,
  pageAnswerSchema,
  journeyStandingsDataSchema as standingsSchema,
} from '../../src/api/journey-page-contract.ts';
import { journeyPageRoutes } from '../../src/api/journey-page-routes.ts';
import { settingsAnswerSchema } from '../../src/api/settings-contract.ts';
import { healthDataSchema, healthTableSchema, recordQueues } from '../../src/api/settings-health-contract.ts';
import { settingsHealthRoutes } from '../../src/api/settings-health-routes.ts';
import type { Store } from '../../src/store/operations.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { useBatteryStore } from '../store/battery-store.ts';
import { describeEachDatabase } from '../store/each-database.ts';
import { contact, created, hear, tombstoneKey } from '../store/hear.ts';
import { journeyOf, replayed, visit } from '../store/visits.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import { serveRoutes } from './serve-routes.ts';

const secret = 'numbers-secret';
const publicUrl = 'https://app.example.com';
const dayMs = 86_400_000;
const now = 100 * dayMs;
const contacts = 620;

/** What becomes of a contact, by its number: each number of the page counts some of them, and some wait. */
const fates = ['one-lap', 'two-laps', 'late', 'no-stage', 'reversed', 'unreplayed', 'to-come', 'by-edit'] as const;
const fateOf = (id: number) => fates[id % fates.length]!;

/** Contacts of every fate, saved as replay would; the tags of every third are taken over, and one in four of the others is refused. */
async function fill({ store, ...battery }: ReturnType<typeof useBatteryStore>): Promise<string> {
  const accountId = await battery.installedAccount();
  const ids = Array.from({ length: contacts }, (_, index) => index + 1);
  const told = ids.map((id) => created(contact(String(id)), fateOf(id) === 'to-come' ? now + dayMs : dayMs));
  await hear(store, accountId, told, { dueAt: 5 });
  const lap = (count: number, from: number, rest = {}) => visit('attract', from, { lap: count, ...rest });
  const visitsOf = {
    'one-lap': [lap(1, 2 * dayMs)],
    'two-laps': [lap(1, 2 * dayMs, { leftAt: 9 * dayMs }), lap(2, 9 * dayMs)],
    late: [lap(1, 95 * dayMs, { leftAt: 96 * dayMs }), lap(2, 96 * dayMs)],
    'no-stage': [],
    reversed: [lap(1, 2 * dayMs)],
    'to-come': [],
    'by-edit': [lap(1, 3 * dayMs, { leftAt: 4 * dayMs }), visit('capture', 4 * dayMs, { move: 'noise' })],
  };
  const journeys = ids.flatMap((id) => {
    const fate = fateOf(id);
    if (fate === 'unreplayed') return [];
    const journey = journeyOf(contact(String(id)), visitsOf[fate], {
      flags: fate === 'reversed' ? ['time-reversed'] : [],
    });
    return [replayed(accountId, journey, 1)];
  });
  await store.markPrepared({ accountId, modelVersion: 1, now: 1 });
  for (let start = 0; start < journeys.length; start += 100) {
    await store.saveJourneys({ journeys: journeys.slice(start, start + 100), now: 20, dueAt: 20 });
  }
  const writes = await store.claimTagWrites({ now: 30, leaseMs: 5, delayMs: 0, limit: 90, exceptAccounts: [] });
  const results = writes.map(({ revision, desired, accountId: of, objectType, recordId }, index) => {
    const record = { accountId: of, objectType, recordId };
    if (index % 3 === 0) return { record, revision, written: desired };
    if (index % 3 === 1) return { record, revision, setAside: true as const, failure: 'refused' };
    return { record, revision, retryAt: 500, failure: 'no answer' };
  });
  await store.settleTagWrites({ results, now: 0 });
  await store.setAsideReplays({
    failed: [{ record: { accountId, objectType: 'contact', recordId: '5' }, failure: 'odd' }],
    now,
  });
  await compare(store, accountId, ids.slice(0, 23));
  return accountId;
}

/** Once the past is read, a comparison finds two values of each of some contacts, and nothing else. */
async function compare(store: Store, accountId: string, ids: readonly number[]): Promise<void> {
  const terms = { facts: [], now: 41, leaseMs: 5, dueAt: 40, tombstoneKey };
  for (;;) {
    const job = await store.claimBackfill({ claim: 'read', now: 41, leaseMs: 5, accountId });
    if (job === null) break;
    const step = { phase: 'all', place: '', recordsRead: 0, recordsTotal: 0, isFinished: true } as const;
    await store.recordHistory({ job, step, ...terms });
  }
  await store.beginRepairs({ accountId, since: 0, now: 41, journeyNow: 40 });
  for (;;) {
    const job = await store.claimRepair({ claim: 'compare', now: 41, leaseMs: 5, accountId });
    if (job === null) return;
    const isContact = job.objectType === 'contact';
    const recovered = (isContact ? ids : []).map((id) => ({ recordId: String(id), recovered: { property: 2 } }));
    const step = { phase: 'known', place: '', recordsRead: 0, recordsFound: 0, recovered, isFinished: true } as const;
    await store.recordRepair({ job, step, ...terms });
  }
}

describeEachDatabase('every number that counts records', (open) => {
  const battery = useBatteryStore(open);
  let accountId = '';
  beforeAll(async () => {
    accountId = await fill(battery);
  }, 120_000);

  async function serve() {
    const { store } = battery;
    const registry = createAccountRegistry(store);
    const modelOf = async (id: string) => {
      await registry.currentModels();
      return registry.modelOf(id);
    };
    const shared = { publicUrl, clientSecrets: [secret], store, journeyNow: () => now };
    const { url } = await serveRoutes(
      journeyPageRoutes({ ...shared, modelOf, answerWithinMs: 8_000 }),
      settingsHealthRoutes(shared),
    );
    return async (path: string, query: Record<string, string>): Promise<unknown> => {
      const target = `${path}?${new URLSearchParams({ ...query, userId: '5', portalId: accountId })}`;
      const headers = signedHeaders({ secret, method: 'GET', url: publicUrl + target, body: '' }, ['v3']);
      return (await fetch(url + target, { headers })).json();
    };
  }

  /** The ids of all parts of a list, and how many parts there were. */
  async function listed(
    part: (after: string | null) => Promise<{ ids: string[]; next: string | null }>,
  ): Promise<{ ids: string[]; parts: number }> {
    const ids: string[] = [];
    for (let after: string | null = null, parts = 1; ; parts += 1) {
      const told: { ids: string[]; next: string | null } = await part(after);
      ids.push(...told.ids);
      if (told.next === null) return { ids, parts };
      after = told.next;
    }
  }

  test.each([
    ['over the whole past', {}],
    ['of a period', { since: '1970-02-20' }],
  ])('on the page Journey leads to just those, %s', async (_, period: Record<string, string>) => {
    const ask = await serve();
    const page = pageAnswerSchema(journeyPageDataSchema).parse(await ask('/api/pages/journey', period));
    if (!page.ok || page.data.state !== 'ready') return expect.unreachable(JSON.stringify(page));
    const { records, laps } = page.data;
    const numbers = {
      measured: records.measured,
      'without-stage': records.withoutStage,
      'time-reversed': records.timeReversed,
      outdated: records.outdated,
      'new-lap': laps[0]?.share.count ?? 0,
    };
    for (const [kind, count] of Object.entries(numbers)) {
      expect(count, kind).toBeGreaterThan(50);
      for (const limit of ['50', '500']) {
        const { ids, parts } = await listed(async (after) => {
          const query = { ...period, kind, limit, ...(after !== null && { after }) };
          const told = pageAnswerSchema(standingsSchema).parse(await ask('/api/pages/journey/standings', query));
          if (!told.ok) return expect.unreachable(told.error.message);
          return { ids: told.data.records.map(({ recordId }) => recordId), next: told.data.next };
        });
        expect(ids, kind).toHaveLength(count);
        expect(new Set(ids).size, kind).toBe(count);
        if (limit === '50') expect(parts, kind).toBeGreaterThan(1);
      }
    }
  });

  test('by edits of those there now leads to just those', async () => {
    const ask = await serve();
    const page = pageAnswerSchema(journeyPageDataSchema).parse(await ask('/api/pages/journey', {}));
    if (!page.ok || page.data.state !== 'ready') return expect.unreachable(JSON.stringify(page));
    expect(page.data.stages.find(({ id }) => id === 'capture')?.nowByEdit).toBeGreaterThan(50);
    for (const { id, now: here, nowByEdit } of page.data.stages) {
      for (const [kind, count] of [
        ['now', here],
        ['now-edit', nowByEdit],
      ] as const) {
        const { ids } = await listed(async (after) => {
          const query = { stage: id, kind, limit: '500', after: after ?? '' };
          const told = pageAnswerSchema(journeyRecordsDataSchema).parse(await ask('/api/pages/journey/records', query));
          if (!told.ok) return expect.unreachable(told.error.message);
          return { ids: told.data.visits.map(({ recordId }) => recordId), next: told.data.next };
        });
        expect(ids, `${id} ${kind}`).toHaveLength(count);
      }
    }
  });

  test('tells where a record is, or that it never was in a stage', async () => {
    const ask = await serve();
    const first = async (kind: string) => {
      const query = { kind, limit: '1', language: 'de' };
      const told = pageAnswerSchema(standingsSchema).parse(await ask('/api/pages/journey/standings', query));
      return told.ok ? told.data.records[0] : expect.unreachable(told.error.message);
    };
    expect(await first('without-stage')).toEqual({
      recordId: expect.any(String),
      createdAt: new Date(dayMs).toISOString(),
      visit: null,
    } satisfies Standing);
    expect((await first('new-lap'))?.visit).toMatchObject({
      stage: { id: 'attract' },
      lap: 2,
      leftAt: null,
      team: { id: 'marketing', label: 'Marketing' },
      owner: null,
    });
  });

  test('on the page Health leads to just those that wait', async () => {
    const ask = await serve();
    const answer = settingsAnswerSchema(healthDataSchema).parse(await ask('/api/settings/health', {}));
    if (!answer.ok) return expect.unreachable(JSON.stringify(answer));
    const waits = (name: string) => answer.data.queues.find(({ queue }) => queue === name)!.waiting;
    expect(waits('replays')).toBeGreaterThan(0);
    expect(waits('tag-writes')).toBeGreaterThan(100);
    for (const queue of recordQueues) {
      const { ids, parts } = await listed(async (after) => {
        const query = { queue, limit: '50', ...(after !== null && { after }) };
        const schema = settingsAnswerSchema(healthTableSchema('waiting-records'));
        const told = schema.parse(await ask('/api/settings/health/waiting-records', query));
        if (!told.ok) return expect.unreachable(JSON.stringify(told));
        return { ids: told.data.rows.map(({ recordId }) => recordId), next: told.data.next };
      });
      expect(ids, queue).toHaveLength(waits(queue));
      expect(new Set(ids).size, queue).toBe(waits(queue));
      if (queue === 'tag-writes') expect(parts).toBeGreaterThan(2);
    }
  });

  test('of those that have their tags leads to them, with their tags', async () => {
    const ask = await serve();
    const answer = settingsAnswerSchema(healthDataSchema).parse(await ask('/api/settings/health', {}));
    if (!answer.ok) return expect.unreachable(JSON.stringify(answer));
    expect(answer.data.tags.written).toBe(30);
    const { ids, parts } = await listed(async (after) => {
      const query = { limit: '7', ...(after !== null && { after }) };
      const schema = settingsAnswerSchema(healthTableSchema('tagged-records'));
      const told = schema.parse(await ask('/api/settings/health/tagged-records', query));
      if (!told.ok) return expect.unreachable(JSON.stringify(told));
      for (const { tags } of told.data.rows) expect(Object.values(tags)).not.toContain('');
      return { ids: told.data.rows.map(({ recordId }) => recordId), next: told.data.next };
    });
    expect([ids.length, new Set(ids).size, parts]).toEqual([30, 30, 5]);
  });

  test('of what was found again leads to the records of which it was', async () => {
    const ask = await serve();
    const answer = settingsAnswerSchema(healthDataSchema).parse(await ask('/api/settings/health', {}));
    if (!answer.ok) return expect.unreachable(JSON.stringify(answer));
    const row = answer.data.repairs.find(({ objectType }) => objectType === 'contact');
    expect(row?.recoveredEver).toEqual({ property: 46 });
    const { ids, parts } = await listed(async (after) => {
      const query = { type: 'contact', limit: '7', ...(after !== null && { after }) };
      const schema = settingsAnswerSchema(healthTableSchema('recovered-records'));
      const told = schema.parse(await ask('/api/settings/health/recovered-records', query));
      if (!told.ok) return expect.unreachable(JSON.stringify(told));
      for (const { found } of told.data.rows) expect(found).toBe('property values: 2');
      return { ids: told.data.rows.map(({ recordId }) => recordId), next: told.data.next };
    });
    expect([ids.length, new Set(ids).size, parts]).toEqual([23, 23, 4]);
  });

  test('of a problem leads to its records, in parts that leave none out', async () => {
    const ask = await serve();
    const answer = settingsAnswerSchema(healthDataSchema).parse(await ask('/api/settings/health', {}));
    if (!answer.ok) return expect.unreachable(JSON.stringify(answer));
    expect(answer.data.tagProblems.map(({ records }) => records)).toEqual([30, 30]);
    for (const { key, records } of answer.data.tagProblems) {
      const { ids, parts } = await listed(async (after) => {
        const query = { problem: key, limit: '7', ...(after !== null && { after }) };
        const schema = settingsAnswerSchema(healthTableSchema('tag-problems'));
        const told = schema.parse(await ask('/api/settings/health/tag-problems', query));
        if (!told.ok) return expect.unreachable(JSON.stringify(told));
        return { ids: told.data.rows.map(({ recordId }) => recordId), next: told.data.next };
      });
      expect(new Set(ids).size).toBe(records);
      expect([ids.length, parts]).toEqual([records, 5]);
    }
  });
});

type Standing = (typeof journeyStandingsDataSchema)['_output']['records'][number];
