import { pino } from 'pino';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { parseAgreement } from '../../src/agreement/agreement-file.ts';
import { presetAgreement, presetAgreements } from '../../src/agreement/preset-agreements.ts';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import type { ApiCall, HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { usersScope } from '../../src/hubspot/scopes.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import {
  keepAccountsPrepared,
  observePortals,
  prepareAccountsStep,
  publishToNewAccounts,
} from '../../src/worker/ready-accounts.ts';
import { refusal } from '../hubspot/answer-calls.ts';
import { openTestStore, type TestStore } from '../webhooks/open-test-store.ts';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
  for (const accountId of ['1', '2', '3']) {
    await store.installAccount({ accountId, language: 'it', scopes: [], tokens: null, tokenExpiresAt: 0, now: 7 });
  }
});

/** Portals that keep the properties they are given; calls of the accounts in `failing` are refused. */
function portals() {
  const failing = new Set<string>();
  const properties = new Map<string, { name: string }[]>();
  const calls: (ApiCall & { accountId: string })[] = [];
  const call: HubSpot['call'] = async (accountId, given) => {
    calls.push({ accountId, ...given });
    if (failing.has(accountId)) throw refusal('hubspot-scope-missing', `the scope of ${accountId}`);
    const { method, path, body } = given;
    if (path === apiPaths.property('contact', 'lifecyclestage')) return { status: 200, body: { options: [] } };
    if (path.endsWith('/batch/create')) {
      properties.set(`${accountId} ${path}`, (body as { inputs: { name: string }[] }).inputs);
    }
    const own = properties.get(`${accountId} ${path}/batch/create`) ?? [];
    return { status: 200, body: { results: method === 'GET' ? own : [] } };
  };
  return { hubspot: { call }, failing, calls };
}

function ready(hubspot: HubSpot) {
  const registry = createAccountRegistry(store);
  const model = preset('lead-funnel');
  return { store, hubspot, registry, model, log: pino({ level: 'silent' }), journeyNow: () => 1_800_000_000_000 };
}

const failures = async () => (await store.readAccounts({})).map(({ failure }) => failure);
const prepared = async () =>
  (await store.readAccounts({})).filter(({ preparedAt }) => preparedAt !== null).map(({ accountId }) => accountId);

describe('preparing', () => {
  test('gives every account its settings and its properties, in its language, once', async () => {
    const { hubspot, calls } = portals();
    const step = prepareAccountsStep(ready(hubspot));
    expect(await step()).toBe(false);
    expect(await prepared()).toEqual(['1', '2', '3']);
    expect(await store.readPortalMetadata({ accountId: '2' })).toHaveLength(1);
    const created = calls.filter(({ accountId, path }) => accountId === '2' && path.endsWith('/batch/create'));
    expect(created.map(({ path }) => path)).toEqual(
      (['contact', 'deal', 'company'] as const).map(apiPaths.propertiesBatchCreate),
    );
    expect(JSON.stringify(created[0]?.body)).toContain('Fase del percorso');
    const before = calls.length;
    await step();
    expect(calls).toHaveLength(before);
  });

  test('leaves a property of another type as it is, tells so and is ready without it', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const { hubspot, calls } = portals();
    const foreign = { name: 'journey_steward_experience', type: 'number', fieldType: 'number' };
    const all = apiPaths.properties('contact');
    const call: HubSpot['call'] = async (accountId, given) => {
      const answer = await hubspot.call(accountId, given);
      if (accountId !== '2' || given.method !== 'GET' || given.path !== all) return answer;
      const { results } = answer.body as { results: { name: string }[] };
      return { ...answer, body: { results: [...results.filter(({ name }) => name !== foreign.name), foreign] } };
    };
    await prepareAccountsStep({ ...ready({ call }), log })();
    expect(await prepared()).toEqual(['1', '2', '3']);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { accountId: '2', err: { code: 'property-conflict', message: expect.stringContaining(foreign.name) } },
    ]);
    const made = calls.filter(
      ({ accountId, path }) => accountId === '2' && path === apiPaths.propertiesBatchCreate('contact'),
    );
    expect(JSON.stringify(made)).not.toContain(foreign.name);
    expect(calls.some(({ method, path }) => method === 'PATCH' && path.endsWith(foreign.name))).toBe(false);
  });

  test('goes on with the others when one account fails, tells of the failure and tries again', async () => {
    const { hubspot, failing } = portals();
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const options = { ...ready(hubspot), log };
    for (const accountId of ['1', '2']) failing.add(accountId);
    await prepareAccountsStep(options)();
    expect(await prepared()).toEqual(['3']);
    expect(options.registry.unready()).toEqual(['1', '2']);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { accountId: '1', err: { message: 'the scope of 1' } },
      { accountId: '2', err: { message: 'the scope of 2' } },
    ]);
    expect(await failures()).toEqual(['the scope of 1', 'the scope of 2', null]);
    failing.clear();
    await prepareAccountsStep(options)();
    expect(await prepared()).toEqual(['1', '2', '3']);
    expect(await failures()).toEqual([null, null, null]);
  });

  test('tries an account again after a pause that grows, at once when it is installed again, and others meanwhile', async () => {
    const { hubspot, failing, calls } = portals();
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const options = { ...ready(hubspot), log };
    const step = prepareAccountsStep(options);
    const asked = async () => {
      const before = calls.length;
      await step();
      return calls.slice(before).some(({ accountId }) => accountId === '2');
    };
    failing.add('2');
    expect(await asked()).toBe(true);
    for (let failures = 2; failures <= 9; failures += 1) {
      const { pauseMs } = JSON.parse(lines.at(-1) ?? '{}') as { pauseMs: number };
      vi.setSystemTime(Date.now() + pauseMs - 1);
      expect(await asked()).toBe(false);
      vi.setSystemTime(Date.now() + 1);
      expect(await asked()).toBe(true);
    }
    const pauses = lines.map((line) => (JSON.parse(line) as { pauseMs: number }).pauseMs);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect(await asked()).toBe(false);
    await store.installAccount({
      accountId: '2',
      language: 'it',
      scopes: [],
      tokens: null,
      tokenExpiresAt: 0,
      now: 99,
    });
    await options.registry.reload();
    expect(await asked()).toBe(true);
    expect(await prepared()).toEqual(['1', '3']);
  });

  test('an answer in a form that nobody knows is told with the call and the field, and asked for again in five minutes', async () => {
    const { hubspot, calls } = portals();
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    let isKnown = false;
    const call: HubSpot['call'] = async (accountId, given) => {
      const answer = await hubspot.call(accountId, given);
      const isOther = accountId === '2' && given.path.startsWith(apiPaths.owners()) && !isKnown;
      return isOther ? { ...answer, body: { results: [{ id: { of: 7 } }] } } : answer;
    };
    const step = prepareAccountsStep(ready({ call }));
    await step();
    expect(await prepared()).toEqual(['1', '3']);
    expect((await failures())[1]).toMatch(/^GET \/crm\/owners\/2026-09: .*results\[0\]\.id: /);
    const before = calls.length;
    vi.setSystemTime(Date.now() + 299_000);
    await step();
    expect(calls).toHaveLength(before);
    isKnown = true;
    vi.setSystemTime(Date.now() + 2_000);
    await step();
    expect(await prepared()).toEqual(['1', '2', '3']);
    expect(await failures()).toEqual([null, null, null]);
  });
});

describe('for want of a scope', () => {
  /** As `portals`, but that account 2 lacks a scope without which the calls are refused that `needsIt` names. */
  function withholding(needsIt: (call: ApiCall) => boolean) {
    const { hubspot, calls } = portals();
    const governance = { isWithheld: true };
    const call: HubSpot['call'] = async (accountId, given) => {
      if (accountId === '2' && governance.isWithheld && needsIt(given))
        throw refusal('hubspot-scope-missing', 'not yet');
      return hubspot.call(accountId, given);
    };
    const madeFor = (objectType: 'contact' | 'deal' | 'company') =>
      calls.filter(({ accountId, path }) => accountId === '2' && path === apiPaths.propertiesBatchCreate(objectType))
        .length;
    return { options: ready({ call }), governance, madeFor };
  }

  const grant = async (scopes: string[]) => {
    const account = (await store.readAccounts({})).find(({ accountId }) => accountId === '2');
    await store.saveTokens({ accountId: '2', was: account?.tokens ?? '', tokens: 'b', tokenExpiresAt: 1, scopes });
  };

  beforeEach(async () => {
    await store.installAccount({ accountId: '2', language: 'it', scopes: [], tokens: 'a', tokenExpiresAt: 0, now: 8 });
  });

  test.each([
    ['owners', ({ path }: ApiCall) => path.startsWith(apiPaths.owners()), [1, 1, 1]],
    ['pipelines', ({ path }: ApiCall) => path === apiPaths.dealPipelines(), [1, 1, 1]],
    [
      'properties of deals',
      ({ path, method }: ApiCall) => path.startsWith(apiPaths.properties('deal')) && method === 'POST',
      [1, 0, 1],
    ],
  ])(
    'only %s wait, all else is ready, and when the scopes are others they are made up for',
    async (_what, needsIt, made) => {
      const { options, governance, madeFor } = withholding(needsIt);
      const step = prepareAccountsStep(options);
      await step();
      expect(await prepared()).toEqual(['1', '2', '3']);
      expect(await failures()).toEqual([null, 'not yet', null]);
      expect([madeFor('contact'), madeFor('deal'), madeFor('company')]).toEqual(made);
      await step();
      expect(await failures()).toEqual([null, 'not yet', null]);

      governance.isWithheld = false;
      await grant(['now.granted']);
      await options.registry.reload();
      await step();
      expect(await failures()).toEqual([null, null, null]);
      expect(madeFor('deal')).toBe(1);
      expect(await store.readPortalMetadata({ accountId: '2' })).toHaveLength(1);
    },
  );

  test('a process that starts anew makes up for what waited when the former one ended', async () => {
    const { options, governance, madeFor } = withholding(({ path }) => path.startsWith(apiPaths.properties('deal')));
    await prepareAccountsStep(options)();
    expect(madeFor('deal')).toBe(0);
    governance.isWithheld = false;
    await options.registry.reload();
    await prepareAccountsStep(options)();
    expect(madeFor('deal')).toBe(1);
    expect(await failures()).toEqual([null, null, null]);
  });

  test('settings that were known stay, whole, while they can not be read', async () => {
    const { options, governance } = withholding(({ path }) => path === apiPaths.dealPipelines());
    governance.isWithheld = false;
    await prepareAccountsStep(options)();
    const known = await store.readPortalMetadata({ accountId: '2' });
    governance.isWithheld = true;
    await expect(observePortals(options)).rejects.toMatchObject({ code: 'hubspot-scope-missing' });
    expect(await store.readPortalMetadata({ accountId: '2' })).toEqual(known);
    expect(await failures()).toEqual([null, 'not yet', null]);
  });

  test('an account for which no type of records can be made ready is not ready', async () => {
    const { options } = withholding(({ path, method }) => path.startsWith('/crm/properties/') && method === 'POST');
    await prepareAccountsStep(options)();
    expect(await prepared()).toEqual(['1', '3']);
    expect(await failures()).toEqual([null, 'not yet', null]);
  });
});

test('super admins are read with the settings where the scope is granted, and forgotten where it is not', async () => {
  const { hubspot, calls } = portals();
  const call: HubSpot['call'] = async (accountId, given) => {
    const answer = await hubspot.call(accountId, given);
    if (!given.path.startsWith(apiPaths.users())) return answer;
    return { ...answer, body: { results: [{ id: '71', superAdmin: true }, { id: '72' }] } };
  };
  const grant = (scopes: string[]) =>
    store.installAccount({ accountId: '2', language: 'it', scopes, tokens: null, tokenExpiresAt: 0, now: 8 });
  await grant([usersScope]);
  await prepareAccountsStep(ready({ call }))();
  expect(await store.readSuperAdmins({ accountId: '2' })).toMatchObject([{ userId: '71' }]);
  expect(await store.readSuperAdmins({ accountId: '1' })).toEqual([]);
  expect(calls.filter(({ path }) => path.startsWith(apiPaths.users())).map(({ accountId }) => accountId)).toEqual([
    '2',
  ]);
  await grant([]);
  await observePortals(ready({ call }));
  expect(await store.readSuperAdmins({ accountId: '2' })).toEqual([]);
});

test.each([
  ['HubSpot is away', () => Promise.reject(refusal('hubspot-unavailable', 'away'))],
  ['its answer is another', async () => ({ status: 200, body: { results: [{ superAdmin: true }] } })],
])(
  'an account is ready though its super admins can not be read: %s; those who were known stay',
  async (_why, users) => {
    const { hubspot } = portals();
    const call: HubSpot['call'] = async (accountId, given) =>
      given.path.startsWith(apiPaths.users()) ? users() : hubspot.call(accountId, given);
    const grant = { accountId: '2', language: 'it', scopes: [usersScope], tokens: null, tokenExpiresAt: 0 } as const;
    await store.installAccount({ ...grant, scopes: [...grant.scopes], now: 8 });
    await store.recordSuperAdmins({ accountId: '2', userIds: ['71'], now: 9 });
    await prepareAccountsStep(ready({ call }))();
    expect(await prepared()).toEqual(['1', '2', '3']);
    expect(await store.readSuperAdmins({ accountId: '2' })).toMatchObject([{ userId: '71' }]);
  },
);

test('properties that have gone are made again, and what was refused for want of them is tried again', async () => {
  const { hubspot, calls } = portals();
  const options = ready(hubspot);
  await prepareAccountsStep(options)();
  const marked = vi.spyOn(store, 'markPrepared');
  await keepAccountsPrepared(options);
  expect(marked).not.toHaveBeenCalled();
  const before = calls.length;
  const call: HubSpot['call'] = async (accountId, given) => {
    const answer = await hubspot.call(accountId, given);
    const isGone = accountId === '2' && !calls.slice(before).some(({ path }) => path.endsWith('/batch/create'));
    return isGone && given.path === apiPaths.properties('deal') ? { ...answer, body: { results: [] } } : answer;
  };
  await keepAccountsPrepared({ ...options, hubspot: { call } });
  const created = calls.slice(before).filter(({ path }) => path.endsWith('/batch/create'));
  expect(created.map(({ accountId, path }) => [accountId, path])).toEqual([
    ['2', apiPaths.propertiesBatchCreate('deal')],
  ]);
  expect(marked.mock.calls.map(([{ accountId }]) => accountId)).toEqual(['2']);
});

test('observing reads every portal, though one of them fails', async () => {
  const { hubspot, failing } = portals();
  failing.add('1');
  await expect(observePortals(ready(hubspot))).rejects.toMatchObject({ code: 'hubspot-scope-missing' });
  const observed = await Promise.all(['1', '2', '3'].map((accountId) => store.readPortalMetadata({ accountId })));
  expect(observed.map(({ length }) => length)).toEqual([0, 1, 1]);
});

const definitionOf = (model: Model) => ({ name: model.name, definition: JSON.stringify(model) });
const publish = (accountId: string, model: Model) =>
  store.publishModel({
    accountId,
    ...definitionOf(model),
    publishedBy: 'cli',
    expectedVersion: null,
    now: 1,
    dueAt: 1,
  });

test('a new account starts with the model of the installation, and keeps its own over a start with another', async () => {
  const options = ready(portals().hubspot);
  await publish('2', preset('client-lifecycle'));
  await publishToNewAccounts(options);
  await publishToNewAccounts({ ...options, model: preset('buying-cycle') });
  const models = await store.readCurrentModels({});
  expect(models.map(({ accountId, name, modelVersion }) => [accountId, name, modelVersion]).sort()).toEqual([
    ['1', 'lead-funnel', 1],
    ['2', 'client-lifecycle', 1],
    ['3', 'lead-funnel', 1],
  ]);
  expect(await store.readModelVersions({ accountId: '1', limit: 9 })).toMatchObject([{ publishedBy: 'start' }]);
  const modelOf = await options.registry.currentModels();
  expect(modelOf('2')).toMatchObject({ model: { name: 'client-lifecycle' }, modelVersion: 1 });
});

describe('the options of the properties', () => {
  const named = (name: string) => ({ ...preset('lead-funnel'), name });

  /** The stage options that the account's contacts were given, in their order. */
  async function stageOptions(publishedNames: string[]): Promise<string[]> {
    const { hubspot, calls } = portals();
    for (const name of publishedNames) await publish('2', named(name));
    await prepareAccountsStep(ready(hubspot))();
    const made = calls.find(({ accountId, path }) => accountId === '2' && path.endsWith('/batch/create'));
    const body = made?.body as { inputs: { name: string; options?: { value: string }[] }[] } | undefined;
    const stage = body?.inputs.find(({ name }) => name === 'journey_steward_stage');
    return (stage?.options ?? []).map(({ value }) => value);
  }

  test('begin with those of the model in force, and hold those of every model that ever was', async () => {
    const options = await stageOptions(['own-one', 'own-two', 'own-three', 'own-one']);
    expect(options[0]).toBe('own-one:attract');
    const models = new Set(options.map((value) => value.split(':')[0]));
    expect([...models]).toEqual(['own-one', 'own-three', 'own-two', ...presets.keys()]);
    expect(options.filter((value) => value.endsWith(':expand'))).toHaveLength(4);
  });

  test('of an account that has had presets only are those of the presets, each once', async () => {
    const options = await stageOptions(['lead-funnel']);
    expect(options).toEqual([...new Set(options)]);
    expect(new Set(options.map((value) => value.split(':')[0]))).toEqual(new Set(presets.keys()));
  });

  test('are those of the version that was published meanwhile as well, before the account is ready', async () => {
    const { hubspot, calls } = portals();
    await publish('2', named('own-one'));
    let isOvertaken = false;
    const overtaken: HubSpot = {
      call: async (accountId, given) => {
        if (accountId === '2' && given.path.endsWith('/batch/create') && !isOvertaken) {
          isOvertaken = true;
          await publish('2', named('own-two'));
        }
        return hubspot.call(accountId, given);
      },
    };
    const step = prepareAccountsStep(ready(overtaken));
    await step();
    expect(await prepared()).toEqual(['1', '3']);
    await step();
    expect(await prepared()).toEqual(['1', '2', '3']);
    const extended = calls.filter(({ accountId, method }) => accountId === '2' && method === 'PATCH');
    expect(JSON.stringify(extended)).toContain('own-two:attract');
  });
});

test('a preset agreement is given in the portal’s own time zone, once that was read; another one as it is', async () => {
  const { hubspot } = portals();
  const call: HubSpot['call'] = async (accountId, given) => {
    const answer = await hubspot.call(accountId, given);
    return given.path === apiPaths.accountDetails() && accountId !== '3'
      ? { ...answer, body: { timeZone: accountId === '1' ? 'Europe/Rome' : 'Asia/Seoul' } }
      : answer;
  };
  const agreement = presetAgreement('lead-funnel');
  await publishToNewAccounts({ ...ready({ call }), agreement: presetAgreements.get('lead-funnel')! });
  expect(await store.readAgreements({ accountId: '1' })).toEqual([]);
  await prepareAccountsStep({ ...ready({ call }), agreement: presetAgreements.get('lead-funnel')! })();
  const zoneOf = async (accountId: string) => {
    const [given] = await store.readAgreements({ accountId });
    return parseAgreement(JSON.parse(given!.definition)).teams.sales?.calendar.zone;
  };
  expect(await Promise.all(['1', '2', '3'].map(zoneOf))).toEqual(['Europe/Rome', 'Asia/Seoul', 'UTC']);

  await store.installAccount({ accountId: '4', language: 'it', scopes: [], tokens: null, tokenExpiresAt: 0, now: 7 });
  const own = { ...agreement, id: 'ours' };
  await publishToNewAccounts({ ...ready({ call }), agreement: own });
  expect(await store.readAgreements({ accountId: '4' })).toMatchObject([{ name: 'ours', publishedBy: 'start' }]);
  expect((await store.readAgreements({ accountId: '1' })).map(({ name }) => name)).toEqual([agreement.id]);
});

test('the properties of an account are looked at again once another agreement is in force', async () => {
  const { hubspot, calls } = portals();
  const options = ready(hubspot);
  const step = prepareAccountsStep(options);
  await step();
  await step();
  const before = calls.length;
  const { id, ...rest } = presetAgreement('lead-funnel');
  const given = {
    accountId: '2',
    name: 'ours',
    definition: JSON.stringify({ id: 'ours', ...rest }),
    publishedBy: 'cli',
  };
  const at = { inForceFrom: 1, now: 1, dueAt: 1, expectedVersion: 0, appliesTo: 'new-visits' } as const;
  await store.publishAgreement({ ...given, ...at });
  // Published while the app was not running: whoever starts next sees it.
  const restarted = ready(hubspot);
  await prepareAccountsStep(restarted)();
  expect(id).not.toBe('ours');
  expect([...new Set(calls.slice(before).map(({ accountId }) => accountId))]).toEqual(['2']);
  const looked = calls.length;
  await prepareAccountsStep(restarted)();
  await options.registry.reload();
  await step();
  expect(calls).toHaveLength(looked);
});
