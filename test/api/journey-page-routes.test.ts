import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type JourneyRecordsData,
  journeyPageDataSchema,
  journeyRecordsDataSchema,
  pageAnswerSchema,
  type ReadyJourneyPage,
} from '../../src/api/journey-page-contract.ts';
import { type JourneyPageRoutesOptions, journeyPageRoutes } from '../../src/api/journey-page-routes.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { Store } from '../../src/store/operations.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { install } from '../store/battery-store.ts';
import { publishPreset, refreshAll, tellYear, yearNow } from '../store/scenario-year.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import { serveRoutes } from './serve-routes.ts';

/** The built-in year of an invented firm, as the app page *Journey* tells it. */
const accountId = '7600044';
const publicUrl = 'https://app.example.com';
const secret = 'pages-secret';
const store = shareTestStore();

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await install(store(), accountId);
  await tellYear(store(), accountId);
  await publishPreset(store(), accountId, 'buying-cycle');
  await refreshAll(store());
}, 240_000);
afterAll(() => {
  vi.useRealTimers();
});

type Serving = {
  answerWithinMs?: number;
  reads?: Partial<Store>;
  now?: () => number;
  modelOf?: JourneyPageRoutesOptions['modelOf'];
};

async function serve({ answerWithinMs = 8_000, reads = {}, now = () => yearNow, modelOf }: Serving = {}) {
  const registry = createAccountRegistry(store());
  const { url } = await serveRoutes(
    journeyPageRoutes({
      publicUrl,
      clientSecrets: [secret],
      store: { ...store(), ...reads },
      modelOf:
        modelOf ??
        (async (id) => {
          await registry.currentModels();
          return registry.modelOf(id);
        }),
      journeyNow: now,
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

async function page(ask: Ask, query: Record<string, string> = {}): Promise<ReadyJourneyPage> {
  const answer = pageAnswerSchema(journeyPageDataSchema).parse(await ask('/api/pages/journey', query));
  if (!answer.ok || answer.data.state !== 'ready') return expect.unreachable(JSON.stringify(answer));
  return answer.data;
}

/** All visits behind a number, page after page. */
async function behind(ask: Ask, query: Record<string, string>): Promise<JourneyRecordsData['visits']> {
  const visits: JourneyRecordsData['visits'] = [];
  for (let after: string | null = ''; after !== null; ) {
    const body = await ask('/api/pages/journey/records', { ...query, after });
    const answer = pageAnswerSchema(journeyRecordsDataSchema).parse(body);
    if (!answer.ok) return expect.unreachable(answer.error.message);
    visits.push(...answer.data.visits);
    after = answer.data.next;
  }
  return visits;
}

describe('the numbers of the page', () => {
  test('are told stage by stage, in the language that was asked for, with what the firm does there', async () => {
    const data = await page(await serve(), { language: 'de' });
    const model = preset('buying-cycle');
    expect(data.model).toMatchObject({ id: 'buying-cycle', label: model.names.de, isCircular: true });
    expect(data.stages.map(({ label }) => label)).toEqual(model.stages.map(({ names }) => names.de));
    expect(data.records.measured).toBeGreaterThan(40);
    const evaluation = data.stages.find(({ id }) => id === 'active-evaluation')!;
    expect(evaluation.plays.length).toBeGreaterThan(0);
    expect(evaluation.entered).toBeGreaterThan(5);
    expect(data.stages.flatMap(({ touches }) => touches.map(({ kind }) => kind))).toContain('email-click');
  });

  test('tell the touchpoint map in the language that was asked for, with what took place of each kind', async () => {
    const ask = await serve();
    const data = await page(ask, { language: 'ru' });
    const model = preset('buying-cycle');
    let found = 0;
    for (const [place, { id, touches, touchpointMap, entered }] of data.stages.entries()) {
      const map = model.stages[place]!.touchpointMap!;
      expect(touchpointMap?.touchpoints.map(({ label, occasion, ...rest }) => [label, occasion, rest.place])).toEqual(
        map.touchpoints.map(({ names, occasions, ...rest }) => [names.ru, occasions.ru, rest.place]),
      );
      expect(touchpointMap?.decisions.map(({ label }) => label)).toEqual(map.decisions.map(({ names }) => names.ru));
      for (const [position, { kinds }] of touchpointMap!.touchpoints.entries()) {
        expect(kinds.map(({ kind }) => kind)).toEqual(map.touchpoints[position]!.kinds);
        for (const { kind, label, ...counted } of kinds) {
          const same = touches.find((touch) => touch.kind === kind);
          if (same === undefined) expect(counted).toMatchObject({ touches: 0, visits: { count: 0, n: entered } });
          else {
            expect([label, counted.visits]).toEqual([same.label, same.visits]);
            expect(counted.touches, `${id} ${kind}`).toBeGreaterThanOrEqual(same.visits.count);
            found += 1;
          }
        }
      }
    }
    expect(found).toBeGreaterThan(5);
    const decision = data.stages.find(({ id }) => id === 'active-evaluation')!.touchpointMap!.decisions;
    expect(decision.map(({ leadsTo }) => leadsTo)).toEqual([
      [
        { id: 'short-listed', kind: 'outcome', label: 'В коротком списке' },
        { id: 'dropped', kind: 'outcome', label: 'Исключены' },
      ],
      [
        { id: 'purchase-decision', kind: 'stage', label: 'Решение о покупке' },
        { id: 'active-evaluation', kind: 'stage', label: 'Активная оценка' },
      ],
    ]);
  });

  test('have no map where the model of the account has none', async () => {
    const model = preset('buying-cycle');
    const stages = model.stages.map(({ touchpointMap: _, ...stage }) => stage);
    const registry = createAccountRegistry(store());
    const current = (await registry.modelOf(accountId))!;
    const ask = await serve({ modelOf: async () => ({ ...current, model: { ...model, stages } }) });
    const data = await page(ask);
    expect(data.stages.map(({ touchpointMap }) => touchpointMap)).toEqual(model.stages.map(() => null));
    expect(data.stages.some(({ entered }) => entered > 0)).toBe(true);
  });

  test.each(['contact', 'deal'] as const)(
    'lead to exactly the records of %s that they count',
    async (object) => {
      const ask = await serve();
      const data = await page(ask, { object, by: 'owner' });
      for (const stage of data.stages) {
        const query = { object, stage: stage.id };
        const [entered, now] = [
          await behind(ask, { ...query, kind: 'entered' }),
          await behind(ask, { ...query, kind: 'now' }),
        ];
        expect(entered).toHaveLength(stage.entered);
        expect(new Set(entered.map(({ recordId }) => recordId)).size).toBe(stage.records);
        expect(now).toHaveLength(stage.now);
        for (const kind of ['forward', 'back', 'out'] as const) {
          expect(await behind(ask, { ...query, kind }), `${stage.id} ${kind}`).toHaveLength(stage[kind].count);
        }
        expect(await behind(ask, { ...query, kind: 'edit' })).toHaveLength(stage.edit);
        // Nobody is lost between the columns: who entered went somewhere, was taken out, or is still there.
        const goesOn = (await behind(ask, { ...query, kind: 'open' })).length;
        const led = stage.next.reduce((sum, { share }) => sum + share.count, 0);
        expect(led + stage.out.count + stage.edit + goesOn, stage.id).toBe(stage.entered);
        expect(goesOn + stage.nowByEdit, stage.id).toBe(stage.now);
        for (const { stage: to, share } of stage.next) {
          expect(await behind(ask, { ...query, kind: `to-${to.id}` })).toHaveLength(share.count);
        }
        for (const { kind, visits } of stage.touches) {
          expect(await behind(ask, { ...query, kind: `touch-${kind}` }), kind).toHaveLength(visits.count);
        }
        for (const { id, count } of stage.outcomes) {
          expect(await behind(ask, { ...query, kind: `outcome-${id}` }), id).toHaveLength(count);
        }
      }
      for (const segment of data.segments) {
        for (const { id, entered, now } of segment.stages) {
          const query = { object, by: 'owner', segment: segment.value, stage: id };
          expect(await behind(ask, { ...query, kind: 'entered' })).toHaveLength(entered);
          expect(await behind(ask, { ...query, kind: 'now' })).toHaveLength(now);
        }
      }
    },
    60_000,
  );

  test('of a period lead to what began in it, and those of the months add up to the whole', async () => {
    const ask = await serve();
    const query = { since: '2026-03-01', until: '2026-06-01' };
    const data = await page(ask, { ...query, by: 'month' });
    expect(data.segments.map(({ value }) => value)).toEqual(['2026-03', '2026-04', '2026-05']);
    for (const [place, { id, entered }] of data.stages.entries()) {
      const visits = await behind(ask, { ...query, stage: id, kind: 'entered' });
      expect(visits).toHaveLength(entered);
      expect(visits.every(({ enteredAt }) => enteredAt >= '2026-03' && enteredAt < '2026-06')).toBe(true);
      const ofMonths = data.segments.reduce((sum, { stages }) => sum + (stages[place]?.entered ?? 0), 0);
      expect(ofMonths).toBe(entered);
    }
  });
});

describe('a count that takes long', () => {
  test('is told of with how far it is, goes on, and is there when it is asked for again', async () => {
    const gate = Promise.withResolvers<void>();
    const readMeasuredRecords: Store['readMeasuredRecords'] = async (input) => {
      if (input.after !== '') await gate.promise;
      return store().readMeasuredRecords({ ...input, limit: Math.min(input.limit, 500) });
    };
    const slow: Store['readMeasuredRecords'] = async (input) => {
      await gate.promise;
      return readMeasuredRecords(input);
    };
    const ask = await serve({ answerWithinMs: 20, reads: { readMeasuredRecords: slow } });
    const first = pageAnswerSchema(journeyPageDataSchema).parse(await ask('/api/pages/journey', {}));
    expect(first).toMatchObject({ ok: true, data: { state: 'counting', counted: 0 } });
    expect(first.ok && first.data.state === 'counting' && first.data.total).toBeGreaterThan(40);
    gate.resolve();
    await vi.waitFor(async () => expect((await page(ask)).records.measured).toBeGreaterThan(40));
  });

  test('is done once for all who ask within a minute, and again when time has gone on', async () => {
    const readMeasuredRecords = vi.fn((input: Parameters<Store['readMeasuredRecords']>[0]) =>
      store().readMeasuredRecords(input),
    );
    let now = yearNow;
    const ask = await serve({ reads: { readMeasuredRecords }, now: () => now });
    await Promise.all([page(ask), page(ask), page(ask, { language: 'ko' })]);
    expect(readMeasuredRecords).toHaveBeenCalledTimes(1);
    now += 7 * 86_400_000;
    expect((await page(ask)).asOf).toBe(new Date(now).toISOString());
    expect(readMeasuredRecords).toHaveBeenCalledTimes(2);
  });

  test('that fails is not kept', async () => {
    let isBroken = true;
    const readMeasuredRecords: Store['readMeasuredRecords'] = async (input) => {
      if (isBroken) throw new Error('the database is away');
      return store().readMeasuredRecords(input);
    };
    const ask = await serve({ reads: { readMeasuredRecords } });
    await expect(ask('/api/pages/journey', {})).rejects.toThrow();
    isBroken = false;
    expect((await page(ask)).records.measured).toBeGreaterThan(40);
  });
});

describe('a request', () => {
  test.each([
    ['/api/pages/journey', { since: 'yesterday' }, 'request-invalid'],
    ['/api/pages/journey/records', { stage: 'active-evaluation', kind: 'liked' }, 'request-invalid'],
    ['/api/pages/journey/records', { stage: 'no-such-stage', kind: 'now' }, 'request-invalid'],
  ])('%s with %o is refused by name', async (path, query, code) => {
    const ask = await serve();
    expect(await ask(path, query)).toMatchObject({ ok: false, error: { code } });
  });

  test('of an account without the app is told so', async () => {
    const ask = await serve();
    const answer = await ask('/api/pages/journey', {}, '999');
    expect(answer).toMatchObject({ ok: false, error: { code: 'account-unknown' } });
  });
});
