import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import {
  type AgreementRecordsData,
  agreementPageDataSchema,
  agreementRecordsDataSchema,
  clockNumbers,
  type ReadyAgreementPage,
} from '../../src/api/agreement-page-contract.ts';
import { agreementPageRoutes } from '../../src/api/agreement-page-routes.ts';
import { pageAnswerSchema } from '../../src/api/journey-page-contract.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { teamNames } from '../../src/journey/texts.ts';
import type { Store } from '../../src/store/operations.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { install } from '../store/battery-store.ts';
import { hear } from '../store/hear.ts';
import { publishPreset, refreshAll, tellYear, yearNow } from '../store/scenario-year.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import { serveRoutes } from './serve-routes.ts';

/** The built-in year of an invented firm under the agreement for its model, as the app page *Agreement* tells it. */
const accountId = '7600045';
const withoutAgreement = '7600046';
const publicUrl = 'https://app.example.com';
const secret = 'pages-secret';
const store = shareTestStore();
const dayMs = 86_400_000;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await install(store(), accountId);
  await install(store(), withoutAgreement);
  await tellYear(store(), accountId);
  await publishPreset(store(), accountId, 'lead-funnel');
  await publishPreset(store(), withoutAgreement, 'lead-funnel');
  await store().publishAgreement({
    ...{ accountId, name: 'lead-funnel', definition: JSON.stringify(presetAgreement('lead-funnel', 'Europe/Rome')) },
    ...{ appliesTo: 'open-visits', inForceFrom: 1, publishedBy: 'cli', expectedVersion: null, now: 1, dueAt: yearNow },
  });
  await refreshAll(store());
  await returnOne();
}, 240_000);
afterAll(() => {
  vi.useRealTimers();
});

/** Sales gives back what it has been offered, because it is too early. */
async function returnOne(): Promise<void> {
  const [offered] = await store().readOfferedHandoffs({ accountId, team: 'sales', limit: 1 });
  const { objectType, recordId, handoff } = offered!;
  const said = { stage: handoff.stage, team: 'sales', by: '5', reason: 'not-ready', note: 'call in spring' };
  await hear(store(), accountId, [
    {
      ...{ objectType, recordId, kind: 'action', subject: 'handoff-returned:1', value: JSON.stringify(said) },
      occurredAt: yearNow - 60_000,
    },
  ]);
  vi.setSystemTime(Date.now() + dayMs);
  await refreshAll(store());
}

type Serving = { answerWithinMs?: number; reads?: Partial<Store> };

async function serve({ answerWithinMs = 8_000, reads = {} }: Serving = {}) {
  const registry = createAccountRegistry(store());
  const { url } = await serveRoutes(
    agreementPageRoutes({
      publicUrl,
      clientSecrets: [secret],
      store: { ...store(), ...reads },
      modelOf: async (id) => {
        await registry.currentModels();
        return registry.modelOf(id);
      },
      journeyNow: () => yearNow,
      answerWithinMs,
    }),
  );
  return async (path: string, query: Record<string, string>, portalId = accountId) => {
    const target = `${path}?${new URLSearchParams({ ...query, userId: '5', portalId, appId: '7' })}`;
    const headers = signedHeaders({ secret, method: 'GET', url: publicUrl + target, body: '' }, ['v2', 'v3']);
    const response = await fetch(url + target, { headers });
    expect(response.status).toBe(200);
    return response.json();
  };
}

type Ask = Awaited<ReturnType<typeof serve>>;

async function page(ask: Ask, query: Record<string, string> = {}): Promise<ReadyAgreementPage> {
  const answer = pageAnswerSchema(agreementPageDataSchema).parse(await ask('/api/pages/agreement', query));
  if (!answer.ok || answer.data.state !== 'ready') return expect.unreachable(JSON.stringify(answer));
  return answer.data;
}

/** All rows behind a number, page after page. */
async function behind(ask: Ask, query: Record<string, string>): Promise<AgreementRecordsData['rows']> {
  const rows: AgreementRecordsData['rows'] = [];
  for (let after: string | null = ''; after !== null; ) {
    const body = await ask('/api/pages/agreement/records', { ...query, after });
    const answer = pageAnswerSchema(agreementRecordsDataSchema).parse(body);
    if (!answer.ok) return expect.unreachable(answer.error.message);
    rows.push(...answer.data.rows);
    after = answer.data.next;
  }
  return rows;
}

const numberOf = (group: ReadyAgreementPage['groups'][number], number: (typeof clockNumbers)[number]) =>
  number === 'open-breaches' ? group.openBreaches : group[number];

describe('the numbers of the page', () => {
  test('are those of the clocks that were saved, by team, stage and clock', async () => {
    const data = await page(await serve());
    const saved = (await store().readClocksPage({ after: null, limit: 10_000 })).filter(
      (clock) => clock.accountId === accountId,
    );
    expect(saved.length).toBeGreaterThan(50);
    for (const group of data.groups) {
      const own = saved.filter(
        ({ clock }) => clock.team === group.team.id && clock.stage === group.stage.id && clock.kind === group.clock.id,
      );
      const states = Object.fromEntries(
        (['met', 'breached', 'running', 'paused', 'cancelled'] as const).map((state) => [
          state,
          own.filter(({ clock }) => clock.state === state).length,
        ]),
      );
      expect(group, `${group.team.id} ${group.stage.id} ${group.clock.id}`).toMatchObject(states);
      expect(group.metShare).toMatchObject({ count: states.met, n: states.met! + states.breached! });
      expect(group.metShare.share === null).toBe(group.metShare.n < data.minimum);
    }
    const all = data.groups.flatMap((group) => [
      group.met,
      group.breached,
      group.running,
      group.paused,
      group.cancelled,
    ]);
    expect(all.reduce((sum, count) => sum + count, 0)).toBe(saved.length);
  });

  test('lead to exactly the clocks that they count', async () => {
    const ask = await serve();
    const data = await page(ask);
    const counted = data.groups.flatMap((group) =>
      clockNumbers.flatMap((number) => (numberOf(group, number) === 0 ? [] : [{ group, number }])),
    );
    expect(counted.some(({ group }) => group.breached > 0)).toBe(true);
    for (const { group, number } of counted) {
      const { team, stage, clock } = group;
      const rows = await behind(ask, { number, team: team.id, stage: stage.id, clock: clock.id });
      expect(rows, `${team.id} ${stage.id} ${clock.id} ${number}`).toHaveLength(numberOf(group, number));
    }
  }, 240_000);

  test('name the largest breaches, with by how much business time, and none is larger', async () => {
    const ask = await serve();
    const data = await page(ask);
    const late = data.breaches.map(({ lateSeconds }) => lateSeconds);
    expect(late).toEqual(late.toSorted((left, right) => right - left));
    // Of which long ones are told, as the card does.
    expect(data.breaches.every(({ daySeconds = 0 }) => daySeconds >= 4 * 3_600)).toBe(true);
    expect(data.groups.every(({ daySeconds = 0 }) => daySeconds >= 4 * 3_600)).toBe(true);
    const breached = data.groups.filter((group) => group.breached > 0);
    expect(breached.length).toBeGreaterThan(1);
    let longest = 0;
    for (const { team, stage } of breached) {
      const rows = await behind(ask, { number: 'breached', team: team.id, stage: stage.id });
      longest = Math.max(longest, ...rows.map(({ lateSeconds }) => lateSeconds));
      expect(rows.every(({ daySeconds = 0 }) => daySeconds >= 4 * 3_600)).toBe(true);
    }
    expect(late[0]).toBe(longest);
  });

  test('are those of one team when one is asked for, in the language that was asked for', async () => {
    const ask = await serve();
    const [all, ofSales] = [await page(ask, { language: 'de' }), await page(ask, { team: 'sales', language: 'de' })];
    expect(ofSales.groups).toEqual(all.groups.filter(({ team }) => team.id === 'sales'));
    expect(ofSales.groups[0]?.team.label).toBe(teamNames.sales.de);
    expect(ofSales.agreement.label).toBe(presetAgreement('lead-funnel').names.de);
    const stages = preset('lead-funnel').stages.map(({ names }) => names.de);
    expect(stages).toContain(ofSales.groups[0]?.stage.label);
    expect(ofSales.breaches.every(({ team }) => team.id === 'sales')).toBe(true);
  });

  test('of a period are of what began in it', async () => {
    const ask = await serve();
    const since = new Date(yearNow - 90 * dayMs).toISOString().slice(0, 10);
    const [all, recent] = [await page(ask), await page(ask, { since })];
    const sum = (data: ReadyAgreementPage) =>
      data.groups.reduce((total, { met, breached }) => total + met + breached, 0);
    expect(sum(recent)).toBeGreaterThan(0);
    expect(sum(recent)).toBeLessThan(sum(all));
    expect(recent.elapsed.totalSeconds).toBeLessThan(all.elapsed.totalSeconds);
    // Days are counted back by the clock of journeys, wherever the wall's stands.
    expect(await page(ask, { since: '90d' })).toEqual(recent);
    const [group] = recent.groups.filter(({ met }) => met > 0);
    const query = { number: 'met', team: group!.team.id, stage: group!.stage.id, clock: group!.clock.id };
    const rows = await behind(ask, { ...query, since });
    expect(rows).toHaveLength(group!.met);
    expect(rows.every(({ startedAt }) => startedAt >= since)).toBe(true);
  });

  test('say to whom the time belonged, in shares that add up to the whole', async () => {
    const { elapsed } = await page(await serve());
    expect(elapsed.parties.map(({ id }) => id)).toEqual(['marketing', 'sales', 'service', 'client', 'nobody']);
    expect(elapsed.parties.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
    const seconds = elapsed.parties.reduce((sum, party) => sum + party.seconds, 0);
    expect(Math.abs(elapsed.totalSeconds - seconds)).toBeLessThan(elapsed.parties.length);
  });

  test('say to whom the time belonged while one team led and in one stage, and the parts add up to the whole', async () => {
    const ask = await serve();
    const all = await page(ask);
    const secondsIn = ({ elapsed }: ReadyAgreementPage, party: string) =>
      elapsed.parties.find(({ id }) => id === party)?.seconds ?? 0;
    let client = 0;
    for (const team of ['marketing', 'sales', 'service'] as const) {
      const ofTeam = await page(ask, { team });
      expect(ofTeam.elapsed.parties.map(({ id }) => id)).toEqual([team, 'client']);
      expect(secondsIn(ofTeam, team)).toBe(secondsIn(all, team));
      client += secondsIn(ofTeam, 'client');
    }
    expect(Math.abs(client - secondsIn(all, 'client'))).toBeLessThanOrEqual(3);
    let sales = 0;
    for (const { id: stage } of all.stages) {
      const [inStage, ofSales] = [await page(ask, { stage }), await page(ask, { stage, team: 'sales' })];
      expect(secondsIn(ofSales, 'sales')).toBe(secondsIn(inStage, 'sales'));
      expect(inStage.groups).toEqual(all.groups.filter((group) => group.stage.id === stage));
      expect(inStage.breaches.every((breach) => breach.stage.id === stage)).toBe(true);
      expect(inStage.returns).toEqual(all.returns.filter((returned) => returned.stage.id === stage));
      sales += secondsIn(ofSales, 'sales');
    }
    expect(secondsIn(all, 'sales')).toBeGreaterThan(0);
    expect(Math.abs(sales - secondsIn(all, 'sales'))).toBeLessThanOrEqual(all.stages.length);
  });

  test('tell why leads were given back, and lead to them', async () => {
    const ask = await serve();
    const { returns } = await page(ask, { team: 'marketing' });
    expect(returns).toMatchObject([
      { by: { id: 'sales' }, to: { id: 'marketing' }, reason: { id: 'not-ready' }, count: 1 },
    ]);
    const { stage, by, to, reason } = returns[0]!;
    const query = { number: 'returned', team: by.id, stage: stage.id, to: to.id, reason: reason.id };
    const rows = await behind(ask, query);
    expect(rows).toMatchObject([{ state: 'returned', because: { reason, note: 'call in spring' } }]);
    expect((await page(ask, { team: 'service' })).returns).toEqual([]);
  });
});

describe('a count that takes long', () => {
  test('is told of with how far it is, goes on, and is there when it is asked for again', async () => {
    const gate = Promise.withResolvers<void>();
    const loadLedgers: Store['loadLedgers'] = async (input) => {
      await gate.promise;
      return store().loadLedgers(input);
    };
    const ask = await serve({ answerWithinMs: 20, reads: { loadLedgers } });
    const first = pageAnswerSchema(agreementPageDataSchema).parse(await ask('/api/pages/agreement', {}));
    expect(first).toMatchObject({ ok: true, data: { state: 'counting', counted: 0 } });
    gate.resolve();
    await vi.waitFor(async () => expect((await page(ask)).groups.length).toBeGreaterThan(0));
  });
});

describe('a request', () => {
  test.each([
    ['/api/pages/agreement', { team: 'nobody' }],
    ['/api/pages/agreement', { since: 'yesterday' }],
    ['/api/pages/agreement', { stage: '' }],
    ['/api/pages/agreement/records', { number: 'liked', team: 'sales', stage: 'convert' }],
    ['/api/pages/agreement/records', { number: 'met', team: 'sales', stage: 'convert', after: 'company~1' }],
  ])('%s with %o is refused by name', async (path, query) => {
    const ask = await serve();
    expect(await ask(path, query as unknown as Record<string, string>)).toMatchObject({
      ...{ ok: false, error: { code: 'request-invalid' } },
    });
  });

  test('of an account that has agreed nothing is told so, and one without the app as well', async () => {
    const ask = await serve();
    expect(await ask('/api/pages/agreement', {}, withoutAgreement)).toEqual({ ok: true, data: { state: 'none' } });
    const unknown = await ask('/api/pages/agreement', {}, '999');
    expect(unknown).toMatchObject({ ok: false, error: { code: 'account-unknown' } });
  });
});
