import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { answerErrors } from '../../src/api/answer-errors.ts';
import { previewForSettings } from '../../src/api/preview-for-settings.ts';
import {
  modelVersionDataSchema,
  presetDataSchema,
  previewDataSchema,
  publishDataSchema,
  settingsAnswerSchema,
  settingsModelDataSchema,
} from '../../src/api/settings-contract.ts';
import { settingsRoutes } from '../../src/api/settings-routes.ts';
import type { SuperAdminAnswer } from '../../src/hubspot/read-super-admins.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import type { Language } from '../../src/journey/vocabulary.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/store/operations.ts';
import { type AccountRegistry, createAccountRegistry } from '../../src/worker/account-registry.ts';
import { install } from '../store/battery-store.ts';
import { contact, hear, lifecycle } from '../store/hear.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';

const secret = 'settings-secret';
const publicUrl = 'https://app.example.com';
const now = Date.UTC(2026, 10, 20, 16);
const admin = '5';
const store = shareTestStore();
const readRecordsPage = vi.fn((input: Parameters<Store['readRecordsPage']>[0]) => store().readRecordsPage(input));
const onPublished = vi.fn(async () => registry.reload());
/** What HubSpot says of who is a super admin, by user. */
const said = new Map<string, SuperAdminAnswer>();
const asked = vi.fn(async ({ userId }: { userId: string }) => said.get(userId) ?? 'no');
let registry: AccountRegistry;
let address = '';
let close = () => {};
let accountId = '';
let previewForMs = 5_000;
let accounts = 4_000;

beforeAll(async () => {
  registry = createAccountRegistry(store());
  const app = express();
  const options = {
    publicUrl,
    clientSecrets: [secret],
    store: { ...store(), readRecordsPage },
    modelOf: async (id: string) => {
      await registry.currentModels();
      return registry.modelOf(id);
    },
    journeyNow: () => now,
    askSuperAdmin: asked,
    settingsUsers: Array.from({ length: 100 }, (_, index) => `${4_000 + index}:${admin}`),
    get previewForMs() {
      return previewForMs;
    },
    onPublished,
  };
  app.use(settingsRoutes(options), answerErrors(createLog('silent')));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterAll(() => close());

beforeEach(async () => {
  accounts += 1;
  accountId = await install(store(), String(accounts));
  previewForMs = 5_000;
  said.clear();
  asked.mockClear();
  onPublished.mockClear();
});

type Asked = { userId?: string; portalId?: string; query?: string; body?: unknown; text?: string; signedBody?: string };

/** Asks as HubSpot's proxy does: the identity stands at the end of the query, and the body is signed as it is sent. */
async function ask(path: string, asked: Asked = {}) {
  const { userId = admin, portalId = accountId, query = '', body } = asked;
  const text = asked.text ?? (body === undefined ? '' : JSON.stringify(body));
  const method = text === '' ? 'GET' : 'POST';
  const url = `/api/settings/model${path}?${query}userId=${userId}&portalId=${portalId}&userEmail=a%40firm.example&appId=7`;
  const signing = { secret, method, url: publicUrl + url.replace('%40', '@'), body: asked.signedBody ?? text };
  const headers = {
    ...signedHeaders(signing, ['v2', 'v3']),
    ...(text !== '' && { 'content-type': 'application/json' }),
  };
  const response = await fetch(address + url, { method, headers, ...(text !== '' && { body: text }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** What went well, in the form of the contract. */
async function dataOf<Data extends z.ZodType>(schema: Data, path: string, asked: Asked = {}): Promise<z.output<Data>> {
  const { status, body } = await ask(path, asked);
  expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
  const answer = settingsAnswerSchema(schema).parse(body) as { ok: boolean; data: z.output<Data> };
  return answer.data;
}

async function refusalOf(path: string, asked: Asked) {
  const { status, body } = await ask(path, asked);
  expect(status).toBe(200);
  const answer = settingsAnswerSchema(publishDataSchema).parse(body);
  return answer.ok ? expect.unreachable('it went well') : answer.error;
}

const read = (asked?: Asked) => dataOf(settingsModelDataSchema, '', asked);
const publish = (body: unknown, asked: Asked = {}) => dataOf(publishDataSchema, '/publish', { ...asked, body });
const own = (change: Partial<Model> = {}): Model => ({ ...preset('lead-funnel'), name: 'own-funnel', ...change });

describe('the model', () => {
  test('is told with its version, its history, the presets and what the user may', async () => {
    await publish({ model: own(), expectedVersion: 1 });
    const data = await read({ query: 'language=it&' });
    expect(data).toMatchObject({ version: 2, mayPublish: true });
    expect(data.model).toEqual(own());
    expect(data.versions).toMatchObject([
      { version: 2, name: 'own-funnel', publishedBy: 'user:5' },
      { version: 1, name: 'lead-funnel', publishedBy: 'start', publishedAt: '1970-01-01T00:00:00.000Z' },
    ]);
    expect(data.presets).toContainEqual({ name: 'lead-funnel', label: preset('lead-funnel').names.it });
  });

  test('names those publishers whom the owners of the portal name', async () => {
    const owner = { id: '41', userId: admin, name: 'Ada Beispiel', isActive: true, teams: [] };
    await store().recordOwners({ accountId, owners: [owner] });
    await publish({ model: own(), expectedVersion: 1 });
    expect((await read()).versions.map(({ publisher }) => publisher)).toEqual(['Ada Beispiel', null]);
    expect(await dataOf(modelVersionDataSchema, '/versions/2')).toMatchObject({ publisher: 'Ada Beispiel' });
  });

  test('of a preset is told whole, under its name in the reader’s language', async () => {
    const told = await dataOf(presetDataSchema, '/presets/buying-cycle', { query: 'language=ko&' });
    expect(told).toEqual({
      name: 'buying-cycle',
      label: preset('buying-cycle').names.ko,
      model: preset('buying-cycle'),
    });
    expect((await ask('/presets/own-funnel')).body).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  test('may be read by everybody who is signed', async () => {
    expect(await read({ userId: '6' })).toMatchObject({ version: 1, mayPublish: false });
  });

  test('of a former version is told whole', async () => {
    await publish({ model: 'buying-cycle', expectedVersion: 1 });
    const first = await dataOf(modelVersionDataSchema, '/versions/1');
    expect(first).toMatchObject({ version: 1, publishedBy: 'start', model: preset('lead-funnel') });
    for (const version of ['3', '0', '-1', 'x', '99999999999']) {
      expect((await ask(`/versions/${version}`)).body).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
  });

  test('of another account is not told', async () => {
    const other = await install(store(), String(++accounts));
    await publish({ model: own(), expectedVersion: 1 }, { portalId: other });
    expect(await read()).toMatchObject({ version: 1 });
    const unknown = await ask('', { portalId: '999999' });
    expect(unknown.body).toMatchObject({ ok: false, error: { code: 'account-unknown' } });
  });
});

describe('publishing', () => {
  test.each<[string, unknown]>([
    ['a preset', 'client-lifecycle'],
    ['a whole model', own()],
  ])('takes %s, and whatever waits for it is woken', async (_name, model) => {
    expect(await publish({ model, expectedVersion: 1 })).toEqual({ version: 2, isNew: true });
    expect(onPublished).toHaveBeenCalledTimes(1);
    expect(await registry.modelOf(accountId)).toMatchObject({ modelVersion: 2 });
  });

  test('may be repeated, as HubSpot repeats it, and is done once', async () => {
    const body = { model: own(), expectedVersion: 1 };
    expect(await publish(body)).toEqual({ version: 2, isNew: true });
    expect(await publish(body)).toEqual({ version: 2, isNew: false });
    expect((await read()).versions).toHaveLength(2);
  });

  test('takes a former version back as a new one, which may be repeated too', async () => {
    await publish({ model: 'buying-cycle', expectedVersion: 1 });
    const back = { model: { version: 1 }, expectedVersion: 2 };
    expect(await publish(back)).toEqual({ version: 3, isNew: true });
    expect(await publish(back)).toEqual({ version: 3, isNew: false });
    expect(await read()).toMatchObject({ version: 3, model: { name: 'lead-funnel' } });
    const unknown = { model: { version: 9 }, expectedVersion: 3 };
    expect(await refusalOf('/publish', { body: unknown })).toMatchObject({ code: 'not-found' });
  });

  test('of a former version that this version of the app can not read says in the language of who asks what is wrong', async () => {
    const { de: _de, ...names } = own().names;
    for (const model of [{ ...own(), names }, own()]) {
      const definition = JSON.stringify(model);
      const rest = { publishedBy: 'cli', expectedVersion: null, now, dueAt: now };
      await store().publishModel({ accountId, name: model.name, definition, ...rest });
    }
    await registry.reload();
    const error = await refusalOf('/publish', { body: { model: { version: 2 }, expectedVersion: 3, language: 'de' } });
    expect(error.problems).toEqual([{ severity: 'error', code: 'form', path: 'names.de', message: 'fehlt.' }]);
  });

  test('over a version that is no longer in force is refused, and changes nothing', async () => {
    await publish({ model: 'buying-cycle', expectedVersion: 1 });
    const error = await refusalOf('/publish', { body: { model: own(), expectedVersion: 1 } });
    expect(error).toMatchObject({ code: 'model-changed', message: expect.stringContaining('Version 2 is in force') });
    expect((await read()).versions).toHaveLength(2);
  });

  test.each([
    ['who is not listed', () => ({ userId: '6' })],
    ['who is listed for another portal', () => ({ userId: admin, portalId: '5999' })],
  ])('is refused to a user %s, whatever they send', async (_name, asked) => {
    await install(store(), '5999');
    for (const text of [JSON.stringify({ model: own(), expectedVersion: 1 }), 'no json']) {
      const error = await refusalOf('/publish', { ...asked(), text });
      expect(error).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('SETTINGS_USERS') });
    }
    expect(onPublished).not.toHaveBeenCalled();
    expect(await store().readModelVersions({ accountId, limit: 9 })).toHaveLength(1);
  });

  describe('by somebody who is not listed', () => {
    const body = { model: own(), expectedVersion: 1 };
    const by = { userId: '6' };
    const known = (userIds: string[], readAt = Date.now()) =>
      store().recordSuperAdmins({ accountId, userIds, now: readAt });

    test('is done when HubSpot says that they are a super admin now, and is offered from then on', async () => {
      said.set('6', 'yes');
      expect(await publish(body, by)).toEqual({ version: 2, isNew: true });
      expect(asked).toHaveBeenCalledWith({ accountId, userId: '6' });
      expect(await read(by)).toMatchObject({ mayPublish: true });
    });

    test('is refused to a former super admin, whatever the list says, and no longer offered', async () => {
      await known(['6', '7']);
      expect(await read(by)).toMatchObject({ mayPublish: true });
      const error = await refusalOf('/publish', { ...by, body });
      expect(error.message).toMatch(/no super admin of this portal.*Make them one in HubSpot.*SETTINGS_USERS/);
      expect(await read(by)).toMatchObject({ mayPublish: false });
      expect(await store().readSuperAdmins({ accountId })).toMatchObject([{ userId: '7' }]);
    });

    test('is refused without the scope, and the refusal names it', async () => {
      await known(['6']);
      said.set('6', 'unseen');
      const error = await refusalOf('/publish', { ...by, body });
      expect(error.message).toMatch(/grant settings\.users\.read, or list \d+:6 in SETTINGS_USERS/);
    });

    test('rests on the list while HubSpot does not answer, unless the list is old', async () => {
      said.set('6', 'unanswered');
      await known(['6'], Date.now() - 25 * 3_600_000);
      expect(await read(by)).toMatchObject({ mayPublish: false });
      expect((await refusalOf('/publish', { ...by, body })).message).toContain('Try again in a minute');
      await known(['6'], Date.now() - 23 * 3_600_000);
      expect(await publish(body, by)).toEqual({ version: 2, isNew: true });
    });

    test('counts for the portal alone in which they are a super admin', async () => {
      const other = await install(store(), String(++accounts));
      await known(['6']);
      expect(await read({ ...by, portalId: other })).toMatchObject({ mayPublish: false });
    });
  });

  test('of a wrong model names each wrong place', async () => {
    const { names: _names, ...rest } = own();
    const stages = rest.stages.map((stage, index) => (index === 2 ? { ...stage, lead: [] } : stage));
    const error = await refusalOf('/publish', { body: { model: { ...rest, stages }, expectedVersion: 1 } });
    expect(error).toMatchObject({ code: 'model-invalid', message: expect.stringContaining('2 places') });
    expect(error.problems?.map(({ path }) => path).sort()).toEqual(['names', 'stages[2].lead']);
  });

  test('of a model that says what can not be is refused, and a preview tells why', async () => {
    const never = { all: [{ lifecycle: ['lead'] }, { lifecycle: ['customer'] }] };
    const stages = own().stages.map((stage) =>
      stage.id === 'capture' ? { ...stage, enter: [{ id: 'never', when: never }] } : stage,
    );
    const model = { ...own(), stages };
    const error = await refusalOf('/publish', { body: { model, expectedVersion: 1 } });
    expect(error).toMatchObject({ code: 'model-invalid', message: expect.stringContaining("what can't be") });
    const told = await dataOf(previewDataSchema, '/preview', { body: { model } });
    expect(told.problems).toEqual(error.problems);
    expect(told.problems).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'never-holds', path: 'stages[1].enter[0].when' }),
    );
    expect(await store().readModelVersions({ accountId, limit: 9 })).toHaveLength(1);
  });

  test.each([...presets.keys()])('of %s has nothing against it', async (name) => {
    const { problems } = await dataOf(previewDataSchema, '/preview', { body: { model: name } });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each<[unknown, string]>([
    ['no-such-preset', 'There is no preset "no-such-preset"'],
    ['/etc/passwd', 'There is no preset "/etc/passwd"'],
  ])('knows no file: %s', async (model, message) => {
    const error = await refusalOf('/publish', { body: { model, expectedVersion: 1 } });
    expect(error).toMatchObject({ code: 'model-invalid', message: expect.stringContaining(message) });
  });

  test.each<[string, string, string]>([
    ['no JSON', '{"model"', 'no JSON'],
    ['no version', '{"model":"buying-cycle"}', 'expectedVersion: expectedVersion is the version that was in force'],
    ['no model', '{"model":7,"expectedVersion":1}', 'model: model is the name of a preset'],
    ['something else', '{"model":"buying-cycle","expectedVersion":1,"force":true}', 'force'],
  ])('with %s says what was expected', async (_name, text, message) => {
    const error = await refusalOf('/publish', { text });
    expect(error).toMatchObject({ code: 'request-invalid', message: expect.stringContaining(message) });
  });
});

describe('a preview', () => {
  const tell = (count: number) =>
    hear(
      store(),
      accountId,
      Array.from({ length: count }, (_, index) => lifecycle(contact(String(index + 1)), 'customer', now - 1_000)),
    );
  const preview = (body: unknown, asked: Asked = {}) => dataOf(previewDataSchema, '/preview', { ...asked, body });

  test('says who would stand where, changes nothing, and is for everybody who is signed', async () => {
    await tell(60);
    const data = await preview({ model: 'buying-cycle', since: '2026-11-01' }, { userId: '6' });
    expect(data).toMatchObject({ version: 1, records: 60, total: 60, changed: 60, isPartial: false });
    expect(data).toMatchObject({ now: '2026-11-20T16:00:00.000Z', since: '2026-11-01T00:00:00.000Z' });
    // Days are counted back from that now, wherever the wall's clock stands.
    expect((await preview({ model: 'buying-cycle', since: '19d' }, { userId: '6' })).since).toBe(data.since);
    expect(data.moves).toMatchObject([{ objectType: 'contact', fromStage: 'expand', count: 60 }]);
    expect(data.entries?.before.find(({ stage }) => stage === 'expand')?.count).toBe(60);
    expect((await read()).versions).toHaveLength(1);
  });

  test('of the model in force changes nobody; without a since no entries are counted', async () => {
    await tell(3);
    expect(await preview({ model: preset('lead-funnel') })).toMatchObject({ records: 3, changed: 0, entries: null });
  });

  test('that runs out of time tells of the records so far', async () => {
    await tell(3);
    previewForMs = -1;
    expect(await preview({ model: 'buying-cycle' })).toMatchObject({ records: 0, total: 3, isPartial: true });
  });

  test('is ended by the next one of the same account', async () => {
    await tell(60);
    const both = Promise.withResolvers<void>();
    let reading = 0;
    const held: typeof readRecordsPage = vi.fn(async (input) => {
      reading += 1;
      if (reading === 2) both.resolve();
      await both.promise;
      return store().readRecordsPage(input);
    });
    readRecordsPage.mockImplementation(held);
    try {
      const previews = await Promise.all([preview({ model: 'buying-cycle' }), preview({ model: 'client-lifecycle' })]);
      const counts = previews.map(({ records, isPartial }) => ({ records, isPartial }));
      expect(counts.sort((left, right) => left.records - right.records)).toEqual([
        { records: 25, isPartial: true },
        { records: 60, isPartial: false },
      ]);
    } finally {
      readRecordsPage.mockReset();
    }
  });

  test('of what breaks the schema is refused in the language of who asks', async () => {
    const [first, ...others] = preset('lead-funnel').stages;
    const model = own({ stages: [{ ...first!, names: { ...first!.names, de: '' } }, ...others] });
    for (const path of ['/preview', '/publish']) {
      const error = await refusalOf(path, {
        body: { model, language: 'de', ...(path === '/publish' && { expectedVersion: 1 }) },
      });
      expect(error.problems).toEqual([
        { severity: 'error', code: 'form', path: 'stages[0].names.de', message: 'ist leer; schreiben Sie hier etwas.' },
      ]);
    }
  });

  test.each<[Language, string, string]>([
    ['de', 'Phase „Erfassen“, Regel „never“ kann nie zutreffen: ', ' widersprechen einander. Lassen Sie eine '],
    [
      'ko',
      '단계 “확보”, 규칙 “never”: 절대 충족될 수 없습니다. ',
      ' 조건이 서로 모순됩니다. 하나를 빼거나 "any"로 묶으세요.',
    ],
  ])('of what can not be is told and refused in the language of who asks: %s', async (language, begins, says) => {
    const never = { all: [{ lifecycle: ['lead'] }, { lifecycle: ['customer'] }] };
    const stages = own().stages.map((stage) =>
      stage.id === 'capture' ? { ...stage, enter: [{ id: 'never', when: never }] } : stage,
    );
    const body = { model: { ...own(), stages }, language };
    const { problems } = await dataOf(previewDataSchema, '/preview', { body });
    const error = await refusalOf('/publish', { body: { ...body, expectedVersion: 1 } });
    expect(error.problems).toEqual(problems);
    const found = problems.find(({ code }) => code === 'never-holds');
    expect(found).toMatchObject({ severity: 'error', path: 'stages[1].enter[0].when' });
    expect(found?.message.startsWith(begins), found?.message).toBe(true);
    expect(found?.message).toContain(says);
    for (const { message } of problems) expect(message).not.toMatch(/\b(Stage|stage|rule|holds?|never holds|the)\b/);
  });

  test('of a preset that does not exist says so in the language of who asks', async () => {
    const error = await refusalOf('/preview', { body: { model: 'no-such-preset', language: 'de' } });
    expect(error.message).toMatch(/^There is no preset/);
    expect(error.problems?.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Es gibt keine Vorlage "no-such-preset"; die Vorlagen sind lead-funnel, /),
    ]);
  });

  test('ends between two pages when nobody waits for it any more', async () => {
    await tell(60);
    await registry.reload();
    const current = await registry.modelOf(accountId);
    if (current === null) throw new Error('The account is installed.');
    let asked = 0;
    const isAwaited = () => ++asked <= 2;
    const make = previewForSettings({ store: store(), journeyNow: () => now, previewForMs });
    const body = { model: 'buying-cycle', language: 'en' } as const;
    const told = await make({ identity: { accountId, userId: '6' }, current, isAwaited }, body);
    expect(told).toMatchObject({ records: 50, total: 60, isPartial: true });
  });

  test.each(['yesterday', '2026-02-30', '2026-05-01T08:00:00', '2027-01-01'])('refuses since: %s', async (since) => {
    const error = await refusalOf('/preview', { body: { model: 'buying-cycle', since } });
    expect(error).toMatchObject({ code: 'request-invalid', message: expect.stringContaining(`since: `) });
  });

  test('of a wrong model names each wrong place', async () => {
    const error = await refusalOf('/preview', { body: { model: { name: 'x' } } });
    expect(error.code).toBe('model-invalid');
    expect(error.problems?.length).toBeGreaterThan(2);
  });
});

describe('the door of the settings', () => {
  test('refuses what is not signed', async () => {
    const target = `${address}/api/settings/model?userId=5&portalId=${accountId}`;
    expect((await fetch(target)).status).toBe(401);
    const body = JSON.stringify({ model: own(), expectedVersion: 1 });
    expect((await fetch(target.replace('?', '/publish?'), { method: 'POST', body })).status).toBe(401);
  });

  test('refuses a body other than the one that was signed', async () => {
    const signedBody = JSON.stringify({ model: 'buying-cycle', expectedVersion: 1 });
    const { status, body } = await ask('/publish', { body: { model: own(), expectedVersion: 1 }, signedBody });
    expect({ status, body }).toMatchObject({ status: 401, body: { error: { code: 'signature-wrong' } } });
    expect(await store().readModelVersions({ accountId, limit: 9 })).toHaveLength(1);
  });

  test('refuses more than HubSpot carries', async () => {
    const { status, body } = await ask('/preview', { text: `"${'x'.repeat(1_048_576)}"` });
    expect({ status, body }).toMatchObject({ status: 413, body: { error: { code: 'body-too-large' } } });
  });

  test('refuses a compressed body', async () => {
    const url = `/api/settings/model/preview?userId=5&portalId=${accountId}`;
    const headers = {
      ...signedHeaders({ secret, url: publicUrl + url, body: '{}' }, ['v3']),
      'content-encoding': 'gzip',
    };
    const response = await fetch(address + url, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: { code: 'encoding-unsupported' } });
  });
});
