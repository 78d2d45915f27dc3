import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerErrors } from '../../src/api/answer-errors.ts';
import { settingsAnswerSchema } from '../../src/api/settings-contract.ts';
import {
  type HealthTable,
  healthDataSchema,
  healthTableSchema,
  healthTables,
} from '../../src/api/settings-health-contract.ts';
import { settingsHealthRoutes } from '../../src/api/settings-health-routes.ts';
import { healthWords } from '../../src/api/settings-health-words.ts';
import { requiredScopes } from '../../src/hubspot/scopes.ts';
import { refusalText } from '../../src/hubspot/tag-refusal.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { createLog } from '../../src/log.ts';
import { install } from '../store/battery-store.ts';
import { contact, hear, lifecycle, of, tombstoneKey } from '../store/hear.ts';
import { journeyOf, replayed, visit } from '../store/visits.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';

const secret = 'health-secret';
const publicUrl = 'https://app.example.com';
const now = Date.UTC(2026, 10, 20, 16);
const store = shareTestStore();
let address = '';
let close = () => {};
let accountId = '';
let accounts = 5_000;

beforeAll(async () => {
  const app = express();
  const options = { publicUrl, clientSecrets: [secret], store: store(), journeyNow: () => now };
  app.use(settingsHealthRoutes(options), answerErrors(createLog('silent')));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterAll(() => close());
beforeEach(async () => {
  accounts += 1;
  accountId = await install(store(), String(accounts));
});

async function ask(path = '', query: Record<string, string> = {}, portalId = accountId) {
  const target = `/api/settings/health${path}?${new URLSearchParams({ ...query, userId: '6', portalId })}`;
  const headers = signedHeaders({ secret, method: 'GET', url: publicUrl + target, body: '' }, ['v3']);
  const response = await fetch(address + target, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function health(language = 'en') {
  const { status, text } = await ask('', { language });
  expect(status).toBe(200);
  const answer = settingsAnswerSchema(healthDataSchema).parse(JSON.parse(text));
  return answer.ok ? answer.data : expect.unreachable(text);
}

/** The rows of a table, as far as the query asks for them. */
async function behind<Table extends HealthTable>(table: Table, query: Record<string, string>) {
  const { text } = await ask(`/${table}`, query);
  const answer = settingsAnswerSchema(healthTableSchema(table)).parse(JSON.parse(text));
  return answer.ok ? answer.data.rows : expect.unreachable(text);
}

const csv = async (table: string, query: Record<string, string> = {}) =>
  (await ask(`/${table}`, { format: 'csv', ...query })).text.trim().split('\n');

/** Events that were set aside, a failed replay, refused tags, and a past that is being read. */
async function trouble() {
  const record = of(accountId, contact('1'));
  await hear(store(), accountId, [lifecycle(contact('1'), 'lead', 10), lifecycle(contact('2'), 'lead', 10)]);
  const aside = [0, 1].map((position) => ({
    ...{ accountId, groupId: 1, position },
    reason: '=odd, reason',
    event: '{}',
  }));
  const rest = { facts: [], erasures: [], groupIds: [], dueAt: 0, tombstoneKey };
  await store().recordFacts({ ...rest, setAside: aside, now: Date.UTC(2026, 10, 19) });
  await store().setAsideReplays({ failed: [{ record: of(accountId, contact('2')), failure: 'a fault' }], now });
  await store().markPrepared({ accountId, modelVersion: 1, now: 1 });
  const journeys = [replayed(accountId, journeyOf(contact('1'), [visit('attract', 10)]), 1)];
  await store().saveJourneys({ journeys, now: 20, dueAt: 20 });
  const [write] = await store().claimTagWrites({ now: 30, leaseMs: 5, delayMs: 0, limit: 9, exceptAccounts: [] });
  if (write === undefined) throw new Error('No tags wait.');
  const refusal = {
    kind: 'option-missing',
    objectType: 'contact',
    property: 'stage',
    value: 'x',
    said: 'No.',
  } as const;
  const failure = refusalText([refusal]);
  await store().settleTagWrites({ results: [{ record, revision: write.revision, setAside: true, failure }], now });
  const job = await store().claimBackfill({ claim: 'c', now, leaseMs: 5, accountId });
  if (job === null) throw new Error('No past is to be read.');
  await store().releaseBackfill({ job, retryAt: now, failure: 'HubSpot did not answer.' });
}

describe('the health of an account', () => {
  test('in which nothing has happened yet has empty tables', async () => {
    expect(await health()).toEqual({
      connection: null,
      checkedAt: null,
      journalReadAsOf: null,
      backfill: [],
      repairs: [],
      queues: ['replays', 'tag-writes', 'bulk-tag-writes', 'erasures'].map((queue) => ({
        queue,
        waiting: 0,
        since: null,
      })),
      tags: { written: 0, setAside: 0 },
      tagProblems: [],
      setAsideEvents: { total: 0, reasons: [] },
      failedReplays: { total: 0, examples: [] },
    });
  });

  test.each(languages)('says what went wrong and what to do, in %s', async (language) => {
    await trouble();
    const data = await health(language);
    expect(data.setAsideEvents).toMatchObject({
      total: 2,
      reasons: [{ reason: '=odd, reason', events: 2, whatToDo: healthWords.setAside[language] }],
    });
    expect(data.failedReplays).toMatchObject({
      total: 1,
      examples: [{ recordId: '2', message: 'a fault', failures: 1, whatToDo: healthWords.failedReplay[language] }],
    });
    expect(data.tags).toEqual({ written: 0, setAside: 1 });
    expect(data.tagProblems).toMatchObject([
      { objectType: 'contact', records: 1, isSetAside: true, message: expect.stringContaining('"x"') },
    ]);
    expect(data.tagProblems[0]?.message).toMatch(language === 'en' ? /has no option/ : /^(?!.*has no option).*$/);
    expect(data.backfill).toContainEqual(
      expect.objectContaining({ failure: 'HubSpot did not answer.', whatToDo: healthWords.goesOn[language] }),
    );
  });

  test.each(languages)('tells of tasks that HubSpot refused, in %s', async (language) => {
    const record = of(accountId, contact('1'));
    await store().markPrepared({ accountId, modelVersion: 1, now: 1 });
    await hear(store(), accountId, [lifecycle(contact('1'), 'lead', 10)]);
    const task = { subject: 'Call them', body: '', dueAt: 5, ownerIds: [] };
    const agreed = { clocks: [], handoffs: [], steps: [{ clockKey: 'clock', step: '100-task-owner', task }] };
    const journeys = [replayed(accountId, journeyOf(contact('1'), [visit('attract', 10)]), 1, { agreed })];
    await store().saveJourneys({ journeys, now: 20, dueAt: 20 });
    const [write] = await store().claimTaskWrites({ now: 30, leaseMs: 5, limit: 9, exceptAccounts: [] });
    const key = { ...record, clockKey: 'clock', step: '100-task-owner' };
    const refused = { setAside: true, failure: 'no such owner' } as const;
    await store().settleTaskWrites({ results: [{ key, revision: write?.revision ?? 0, ...refused }] });
    const message = `${healthWords.taskRefused[language]} ${healthWords.saysHubSpot[language]} no such owner`;
    const { tagProblems } = await health(language);
    expect(tagProblems).toEqual([{ key: 'tasks', objectType: 'contact', records: 1, isSetAside: true, message }]);
    expect(await behind('tag-problems', { language, problem: 'tasks' })).toEqual([
      {
        ...{ objectType: 'contact', recordId: '1', properties: '', said: 'no such owner', isSetAside: true },
        ...{ since: new Date(20).toISOString(), retryAt: null, whatToDo: healthWords.taskRefused[language] },
      },
    ]);
    expect(await behind('tag-problems', { state: 'retried' })).toEqual([]);
  });

  test('tells why its portal can not be read, and when that is over', async () => {
    await store().recordAccountFailure({ accountId, failure: 'GET /owners answered in another form.' });
    expect(await health()).toMatchObject({ connection: { failure: 'GET /owners answered in another form.' } });
    await store().recordAccountFailure({ accountId, failure: null });
    expect(await health()).toMatchObject({ connection: null });
  });

  test.each(languages)('tells in %s which scopes are missing, and what to do', async (language) => {
    const connection = async () => (await health(language)).connection;
    const withScopes = (scopes: string[]) =>
      store().saveTokens({ accountId, was: 'sealed', tokens: 'sealed', tokenExpiresAt: 0, scopes });
    await withScopes(requiredScopes.filter((scope) => scope !== 'crm.objects.deals.read'));
    const said = `${healthWords.notGranted[language]} crm.objects.deals.read.`;
    const whatToDo = healthWords.missingScopes[language];
    expect(await connection()).toEqual({ failure: said, whatToDo });
    await store().recordAccountFailure({ accountId, failure: 'GET /pipelines was refused.' });
    expect(await connection()).toEqual({ failure: `${said} GET /pipelines was refused.`, whatToDo });
    await store().recordAccountFailure({ accountId, failure: null });
    await withScopes([...requiredScopes]);
    expect(await connection()).toBeNull();
  });

  test('tells as of when it was last compared once all types have been', async () => {
    await store().markPrepared({ accountId, modelVersion: 1, now: 1 });
    for (;;) {
      const job = await store().claimBackfill({ claim: 'c', now, leaseMs: 5, accountId });
      if (job === null) break;
      const step = { phase: 'all', place: '', recordsRead: 0, recordsTotal: 0, isFinished: true } as const;
      await store().recordHistory({ job, step, facts: [], now, leaseMs: 5, dueAt: now, tombstoneKey });
    }
    await store().beginRepairs({ accountId, now, journeyNow: now });
    expect(await health()).toMatchObject({ checkedAt: null });
    for (;;) {
      const job = await store().claimRepair({ claim: 'c', now, leaseMs: 5, accountId });
      if (job === null) break;
      const phase = job.phase === 'changed' ? 'known' : job.phase;
      const step = {
        phase,
        place: '',
        recordsRead: 1,
        recordsFound: 0,
        recovered: [{ recordId: '1', recovered: { property: 2 } }],
      };
      const isFinished = job.phase === 'known';
      const kept = { facts: [], now, leaseMs: 5, dueAt: now, tombstoneKey };
      await store().recordRepair({ job, step: { ...step, isFinished }, ...kept });
      await store().releaseRepair({ job, retryAt: 0, failure: null });
    }
    const data = await health();
    expect(data.checkedAt).toBe(new Date(now).toISOString());
    expect(data.repairs.map(({ objectType }) => objectType)).toEqual(
      expect.arrayContaining(['company', 'contact', 'deal']),
    );
    expect((await csv('repairs')).at(-1)).toMatch(/property 4/);
  });

  test('of another account is not told, nor of one that has not installed the app', async () => {
    const other = await install(store(), String(++accounts));
    const paths = ['', ...healthTables.map((table) => `/${table}`)];
    const toldOf = (account: string) => Promise.all(paths.map(async (path) => (await ask(path, {}, account)).text));
    const [before, own] = [await toldOf(other), await toldOf(accountId)];
    await trouble();
    await hear(store(), accountId, [lifecycle(contact('3'), 'lead', 10), lifecycle(contact('4'), 'lead', 10)]);
    const journeys = [replayed(accountId, journeyOf(contact('4'), [visit('attract', 10)]), 1)];
    await store().saveJourneys({ journeys, now: 20, dueAt: 20 });
    const [write] = await store().claimTagWrites({ now: 30, leaseMs: 5, delayMs: 0, limit: 9, exceptAccounts: [] });
    if (write === undefined) throw new Error('No tags wait.');
    const written = { record: of(accountId, contact('4')), revision: write.revision, written: write.desired };
    await store().settleTagWrites({ results: [written], now: 0 });
    expect(await toldOf(other)).toEqual(before);
    // What happened is told to its own account, in each of these tables but those of comparisons.
    const changed = (await toldOf(accountId)).map((text, place) => text !== own[place]);
    expect(paths.filter((_, place) => !changed[place])).toEqual(['/repairs', '/recovered-records']);
    for (const path of ['', '/queues']) {
      const { status, text } = await ask(path, { format: 'csv' }, '999999');
      expect({ status, body: JSON.parse(text) }).toMatchObject({
        status: 200,
        body: { ok: false, error: { code: 'account-unknown' } },
      });
    }
  });
});

describe('behind a number', () => {
  test('of events that were set aside is each event, with the record and the property that it names', async () => {
    const reasons = ['objectId is missing', 'odd'];
    const events = [
      { subscriptionType: 'contact.propertyChange', objectId: 7, propertyName: 'email' },
      { eventType: 'object.creation', objectTypeId: '0-3', objectId: '8' },
      'nonsense',
    ];
    const setAside = events.map((event, position) => ({
      ...{ accountId, groupId: 9, position, reason: reasons[position % 2] ?? '', event: JSON.stringify(event) },
    }));
    const rest = { facts: [], erasures: [], groupIds: [], dueAt: 0, tombstoneKey };
    await store().recordFacts({ ...rest, setAside, now });
    const common = { setAsideAt: new Date(now).toISOString(), whatToDo: healthWords.setAside.de };
    const [email, deal, nonsense] = [
      { event: 'contact.propertyChange', objectType: 'contact', recordId: '7', property: 'email' },
      { event: 'object.creation', objectType: 'deal', recordId: '8', property: null },
      { event: '', objectType: null, recordId: null, property: null },
    ];
    const asked = { language: 'de', reason: 'objectId is missing' };
    expect(await behind('single-set-aside-events', asked)).toEqual([
      { ...email, reason: 'objectId is missing', ...common },
      { ...nonsense, reason: 'objectId is missing', ...common },
    ]);
    expect(await behind('single-set-aside-events', { reason: 'odd' })).toMatchObject([deal]);
    expect(await behind('single-set-aside-events', {})).toHaveLength(3);
  });

  test('of a problem with tags are its records alone, and none once it is over', async () => {
    await trouble();
    await hear(store(), accountId, [lifecycle(contact('3'), 'lead', 10)]);
    const journeys = [replayed(accountId, journeyOf(contact('3'), [visit('attract', 10)]), 1)];
    await store().saveJourneys({ journeys, now: 40, dueAt: 40 });
    const [write] = await store().claimTagWrites({ now: 50, leaseMs: 5, delayMs: 0, limit: 9, exceptAccounts: [] });
    if (write === undefined) throw new Error('No tags wait.');
    const retried = { retryAt: 60, failure: 'HubSpot was away.' };
    const settled = { record: of(accountId, contact('3')), revision: write.revision };
    await store().settleTagWrites({ results: [{ ...settled, ...retried }], now: 0 });
    const { tagProblems } = await health();
    const keyOf = (isSetAside: boolean) => tagProblems.find((one) => one.isSetAside === isSetAside)?.key ?? '';
    const recordsOf = async (query: Record<string, string>) =>
      (await behind('tag-problems', query)).map(({ recordId }) => recordId);
    expect(await recordsOf({})).toEqual(['1', '3']);
    expect(await recordsOf({ problem: keyOf(true) })).toEqual(['1']);
    expect(await recordsOf({ state: 'refused' })).toEqual(['1']);
    expect(await recordsOf({ state: 'retried' })).toEqual(['3']);
    expect(await behind('tag-problems', { problem: keyOf(false) })).toEqual([
      {
        ...{ objectType: 'contact', recordId: '3', properties: expect.stringContaining('journey_steward_stage') },
        ...{ said: 'HubSpot was away.', since: new Date(40).toISOString(), isSetAside: false },
        ...{ retryAt: new Date(60).toISOString(), whatToDo: healthWords.triesAgain.en },
      },
    ]);
    await store().settleTagWrites({ results: [{ ...settled, written: write.desired }], now: 0 });
    expect(await recordsOf({ problem: keyOf(false) })).toEqual([]);
    expect(JSON.parse((await ask('/tag-problems', { state: 'odd' })).text)).toMatchObject({
      error: { code: 'request-invalid', message: 'state is refused or retried' },
    });
  });
});

/** One part of a table: so many rows after the given place, and where to go on. */
async function part<Table extends HealthTable>(table: Table, query: Record<string, string>) {
  const { text } = await ask(`/${table}`, query);
  const answer = settingsAnswerSchema(healthTableSchema(table)).parse(JSON.parse(text));
  return answer.ok ? answer.data : expect.unreachable(text);
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

describe('the parts of a table', () => {
  const asideAt = (at: number, ...places: [groupId: number, position: number][]) =>
    store().recordFacts({
      ...{ facts: [], erasures: [], groupIds: [], dueAt: 0, tombstoneKey, now: at },
      setAside: places.map(([groupId, position]) => ({
        ...{ accountId, groupId, position, reason: 'odd' },
        event: JSON.stringify({ objectId: groupId * 100 + position }),
      })),
    });

  test('of failed replays leave none out when some are solved meanwhile', async () => {
    const records = numbers(5).map(contact);
    await hear(
      store(),
      accountId,
      records.map((record) => lifecycle(record, 'lead', 10)),
    );
    const failed = records.map((record) => ({ record: of(accountId, record), failure: 'odd' }));
    await store().setAsideReplays({ failed, now });
    const first = await part('failed-replays', { limit: '2' });
    expect(first.rows.map(({ recordId }) => recordId)).toEqual(['1', '2']);
    const journeys = [replayed(accountId, journeyOf(contact('1'), [visit('attract', 10)]), 1)];
    await store().saveJourneys({ journeys, now: 20, dueAt: 20 });
    const rest = await part('failed-replays', { limit: '3', after: first.next ?? '' });
    expect(rest.rows.map(({ recordId }) => recordId)).toEqual(['3', '4', '5']);
    expect(rest.next).toBeNull();
  });

  test('of problems with tags leave none out when some are solved meanwhile, and go on with the tasks', async () => {
    const records = numbers(4).map(contact);
    await store().markPrepared({ accountId, modelVersion: 1, now: 1 });
    await hear(
      store(),
      accountId,
      records.map((record) => lifecycle(record, 'lead', 10)),
    );
    const task = { subject: 'Call them', body: '', dueAt: 5, ownerIds: [] };
    const steps = ['contact/1/a b/1', 'contact/1/c/1'].map((clockKey) => ({ clockKey, step: '100-task-owner', task }));
    const agreed = { clocks: [], handoffs: [], steps };
    const journeys = records.map((record, index) =>
      replayed(accountId, journeyOf(record, [visit('attract', 10)]), 1, index === 0 ? { agreed } : {}),
    );
    await store().saveJourneys({ journeys, now: 20, dueAt: 20 });
    // What earlier tests left waiting is longer overdue.
    const exceptAccounts = numbers(accounts - 5_000)
      .map((id) => String(5_000 + Number(id)))
      .filter((id) => id !== accountId);
    const tasks = await store().claimTaskWrites({ now: 30, leaseMs: 5, limit: 9, exceptAccounts });
    const refused = { setAside: true, failure: 'no such owner' } as const;
    await store().settleTaskWrites({
      results: tasks.map(({ objectType, recordId, clockKey, step, revision }) => ({
        ...{ key: { accountId, objectType, recordId, clockKey, step }, revision },
        ...refused,
      })),
    });
    const writes = await store().claimTagWrites({ now: 30, leaseMs: 5, delayMs: 0, limit: 9, exceptAccounts });
    const settle = async (recordId: string, result: object) => {
      const write = writes.find((one) => one.recordId === recordId)!;
      const settled = 'written' in result ? { written: write.desired } : result;
      const record = of(accountId, contact(recordId));
      await store().settleTagWrites({ results: [{ record, revision: write.revision, ...settled } as never], now: 0 });
    };
    for (const recordId of ['1', '3']) await settle(recordId, { retryAt: 60, failure: 'away' });
    for (const recordId of ['2', '4']) await settle(recordId, refused);
    const told: string[] = [];
    let after = '';
    for (;;) {
      const { rows, next } = await part('tag-problems', { limit: '1', ...(after && { after }) });
      told.push(...rows.map((row) => `${row.properties === '' ? 'task' : row.isSetAside} ${row.recordId}`));
      // What was told is solved before the next is asked for.
      if (told.length === 1) await settle('2', { written: true });
      if (told.length === 3) await settle('1', { written: true });
      if (next === null) break;
      after = next;
      // HubSpot signs queries with some characters decoded: none of those is in it.
      expect(after).toMatch(/^[\w~-]+$/);
    }
    expect(told).toEqual(['true 2', 'true 4', 'false 1', 'false 3', 'task 1', 'task 1']);
  });

  test('of events that were set aside repeat none when new ones come meanwhile', async () => {
    await asideAt(1_000, [1, 1], [1, 2], [2, 1], [2, 2]);
    await asideAt(2_000, [3, 1]);
    const told: (string | null)[] = [];
    let after = '';
    for (;;) {
      const { rows, next } = await part('single-set-aside-events', { limit: '1', ...(after && { after }) });
      told.push(...rows.map(({ recordId }) => recordId));
      await asideAt(3_000, [10 + told.length, 1]);
      if (next === null || told.length > 9) break;
      after = next;
    }
    expect(told).toEqual(['301', '201', '202', '101', '102']);
    const newest = await part('single-set-aside-events', { limit: '2' });
    expect(newest.rows.map(({ recordId }) => recordId)).toEqual(['1501', '1401']);
  });

  test.each(healthTables)('of %s go on after what is the next of an answer alone', async (table) => {
    const places = [
      'nonsense',
      '7',
      'contact~7',
      'refused~contact~7',
      'task~contact~7~YQ~Yg',
      '5~1~1',
      'task~~7~~',
      '-1',
    ];
    const answers = await Promise.all(
      places.map(async (after) => [after, JSON.parse((await ask(`/${table}`, { after })).text)] as const),
    );
    const taken = answers.filter(([, { ok }]) => ok).map(([after]) => after);
    const byRecord = ['waiting-records', 'tagged-records', 'recovered-records', 'failed-replays'];
    expect(taken).toEqual(
      table === 'tag-problems'
        ? ['refused~contact~7', 'task~contact~7~YQ~Yg']
        : table === 'single-set-aside-events'
          ? ['5~1~1']
          : byRecord.includes(table)
            ? ['contact~7']
            : ['7'],
    );
    for (const [, { ok, error }] of answers) {
      if (ok) continue;
      expect(error).toEqual({
        ...{ code: 'request-invalid', message: 'after is the next of an answer' },
        problems: [{ severity: 'error', code: 'form', path: 'after', message: 'after is the next of an answer' }],
      });
    }
  });

  test('of problems with tasks go on after whatever a place holds', async () => {
    const after = `task~contact~7~${Buffer.from('a\0b').toString('base64url')}~_w`;
    expect(await part('tag-problems', { after })).toEqual({ rows: [], next: null });
  });
});

describe('a table', () => {
  test.each(healthTables)('%s is told alone, as rows and as CSV with the same columns', async (table) => {
    await trouble();
    const rows = await behind(table, {});
    const { headers, text: csvText } = await ask(`/${table}`, { format: 'csv' });
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(`attachment; filename=journey-steward-${table}.csv`);
    const lines = csvText.trimEnd().split('\n');
    expect(lines).toHaveLength(rows.length + 1);
    expect(lines[0]).toMatch(/^[a-z_]+(,[a-z_]+)+$/);
  });

  test('as CSV is in the language of the reader, and holds no formula', async () => {
    await trouble();
    const [header, line] = await csv('set-aside-events', { language: 'de' });
    expect(header).toBe('reason,events,first_at,last_at,what_to_do');
    expect(line).toMatch(
      /^"'=odd, reason",2,2026-11-19T00:00:00.000Z,2026-11-19T00:00:00.000Z,".*Bitten Sie den Betreiber/,
    );
    const [, refused] = await csv('tag-problems', { language: 'it' });
    expect(refused).toMatch(/^contact,1,stage,No\.,1970-01-01T00:00:00.020Z,true,,"La proprietà stage/);
  });

  test('that does not exist, and a format that is none, are refused with what there is', async () => {
    expect(JSON.parse((await ask('/nothing')).text)).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: expect.stringContaining('tag-problems') },
    });
    expect(JSON.parse((await ask('/queues', { format: 'xml' })).text)).toMatchObject({
      error: { code: 'request-invalid', message: 'format is json or csv' },
    });
  });
});
