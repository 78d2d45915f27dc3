import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import type { ApiCall, HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { observePortals, prepareAccountsStep, publishEverywhere } from '../../src/worker/ready-accounts.ts';
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

  test('goes on with the others when one account fails, tells of the failure and tries again', async () => {
    const { hubspot, failing } = portals();
    const options = ready(hubspot);
    failing.add('2');
    await expect(prepareAccountsStep(options)()).rejects.toMatchObject({ message: 'the scope of 2' });
    expect(await prepared()).toEqual(['1', '3']);
    expect(options.registry.unready()).toEqual(['2']);
    failing.clear();
    await prepareAccountsStep(options)();
    expect(await prepared()).toEqual(['1', '2', '3']);
  });

  test('tells of several failures together', async () => {
    const { hubspot, failing } = portals();
    for (const accountId of ['1', '3']) failing.add(accountId);
    const failure = await prepareAccountsStep(ready(hubspot))().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AggregateError);
    expect((failure as AggregateError).errors).toMatchObject([
      { message: 'the scope of 1' },
      { message: 'the scope of 3' },
    ]);
  });
});

test('observing reads every portal, though one of them fails', async () => {
  const { hubspot, failing } = portals();
  failing.add('1');
  await expect(observePortals(ready(hubspot))).rejects.toMatchObject({ code: 'hubspot-scope-missing' });
  const observed = await Promise.all(['1', '2', '3'].map((accountId) => store.readPortalMetadata({ accountId })));
  expect(observed.map(({ length }) => length)).toEqual([0, 1, 1]);
});

test('publishing puts the model in force everywhere, and a second time changes nothing', async () => {
  const options = ready(portals().hubspot);
  await publishEverywhere(options);
  await publishEverywhere(options);
  const models = await store.readCurrentModels({});
  expect(models.map(({ accountId, name, modelVersion }) => [accountId, name, modelVersion]).sort()).toEqual([
    ['1', 'lead-funnel', 1],
    ['2', 'lead-funnel', 1],
    ['3', 'lead-funnel', 1],
  ]);
  await publishEverywhere({ ...options, model: preset('buying-cycle') });
  const modelOf = await options.registry.currentModels();
  expect(modelOf('3')).toMatchObject({ model: { name: 'buying-cycle' }, modelVersion: 2 });
});
