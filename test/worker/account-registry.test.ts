import { beforeEach, describe, expect, test, vi } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';

const sharedStore = shareTestStore();
let lastAccount = 800;
let accountId: string;
beforeEach(async () => {
  lastAccount += 1;
  accountId = String(lastAccount);
  await sharedStore().installAccount({
    accountId,
    language: 'en',
    scopes: [],
    tokens: null,
    tokenExpiresAt: 0,
    now: Date.now(),
  });
});

const publish = (name: string) =>
  sharedStore().publishModel({
    accountId,
    name,
    definition: JSON.stringify(preset(name)),
    publishedBy: 'cli',
    expectedVersion: null,
    now: 1,
    dueAt: 1,
  });
const settings = (label: string) => ({
  observedAt: Date.now(),
  lifecycleStages: [{ value: 'lead', label }],
  dealPipelines: [],
});
const observe = (label: string) =>
  sharedStore().recordPortalMetadata({ accountId, observed: settings(label), dueAt: 1 });

describe('what an account replays under', () => {
  test('is its model and its portal', async () => {
    await publish('lead-funnel');
    await observe('Lead');
    const modelOf = await createAccountRegistry(sharedStore()).currentModels();
    expect(modelOf(accountId)).toMatchObject({
      model: { name: 'lead-funnel' },
      modelVersion: 1,
      portal: [{ lifecycleStages: [{ label: 'Lead' }] }],
    });
  });

  test('is seen at once when another process publishes a model', async () => {
    await publish('lead-funnel');
    const registry = createAccountRegistry(sharedStore());
    const before = await registry.currentModels();
    await publish('buying-cycle');
    expect((await registry.currentModels())(accountId)).toMatchObject({
      model: { name: 'buying-cycle' },
      modelVersion: 2,
    });
    // What was handed out stays what it was: a replay is of one model from its beginning to its end.
    expect(before(accountId)).toMatchObject({ model: { name: 'lead-funnel' }, modelVersion: 1 });
  });

  test('is seen at once when another process reads other settings from the portal', async () => {
    await publish('lead-funnel');
    const registry = createAccountRegistry(sharedStore());
    await registry.currentModels();
    await observe('Interested');
    expect((await registry.currentModels())(accountId).portal).toHaveLength(1);
  });

  test('is not read again while nothing has changed', async () => {
    await publish('lead-funnel');
    const readCurrentModels = vi.fn(sharedStore().readCurrentModels);
    const registry = createAccountRegistry({ ...sharedStore(), readCurrentModels });
    await registry.currentModels();
    await registry.currentModels();
    expect(readCurrentModels).toHaveBeenCalledTimes(1);
  });

  test('that this version of the app can not read stops its own account only', async () => {
    await publish('lead-funnel');
    const other = `${accountId}0`;
    const store = sharedStore();
    await store.installAccount({
      accountId: other,
      language: 'en',
      scopes: [],
      tokens: null,
      tokenExpiresAt: 0,
      now: 1,
    });
    const unread = { accountId: other, name: 'x', definition: '{"name":"x"}', publishedBy: 'cli' };
    await store.publishModel({ ...unread, expectedVersion: null, now: 1, dueAt: 1 });
    const registry = createAccountRegistry(store);
    const modelOf = await registry.currentModels();
    expect(modelOf(accountId)).toMatchObject({ model: { name: 'lead-funnel' } });
    const refusal = { code: 'model-invalid', message: expect.stringContaining(`of account ${other} can't be read`) };
    expect(() => modelOf(other)).toThrow(expect.objectContaining(refusal));
    await expect(registry.modelOf(other)).rejects.toMatchObject(refusal);
  });

  test('of an account without a model is a mistake that names the account', async () => {
    const modelOf = await createAccountRegistry(sharedStore()).currentModels();
    expect(() => modelOf(accountId)).toThrow(accountId);
  });
});

describe('accounts', () => {
  test('are unready until they are prepared', async () => {
    const registry = createAccountRegistry(sharedStore());
    await registry.reload();
    expect(registry.unready()).toContain(accountId);
    await sharedStore().markPrepared({ accountId, modelVersion: 0, now: 5 });
    await registry.reload();
    expect(registry.unready()).not.toContain(accountId);
  });

  test('that another process changes are seen after five seconds', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const registry = createAccountRegistry(sharedStore());
      const preparedAt = async () =>
        (await registry.accounts()).find((account) => account.accountId === accountId)?.preparedAt;
      expect(await preparedAt()).toBeNull();
      await sharedStore().markPrepared({ accountId, modelVersion: 0, now: 5 });
      expect(await preparedAt()).toBeNull();
      vi.setSystemTime(Date.now() + 5_001);
      expect(await preparedAt()).toBe(5);
    } finally {
      vi.useRealTimers();
    }
  });

  test('are read again beside the asking, so that who asks often never waits', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      let readings = 0;
      const readAccounts = async (input: object) => {
        readings += 1;
        if (readings > 1) await held;
        return sharedStore().readAccounts(input);
      };
      const registry = createAccountRegistry({ ...sharedStore(), readAccounts });
      const preparedAt = async () =>
        (await registry.accounts()).find((account) => account.accountId === accountId)?.preparedAt;
      expect(await preparedAt()).toBeNull();
      await sharedStore().markPrepared({ accountId, modelVersion: 0, now: 5 });
      vi.setSystemTime(Date.now() + 2_501);
      // Nobody waits for the reading that has begun: it is held.
      expect(await preparedAt()).toBeNull();
      expect(await preparedAt()).toBeNull();
      expect(readings).toBe(2);
      release();
      await vi.waitFor(async () => expect(await preparedAt()).toBe(5), { interval: 1 });
    } finally {
      vi.useRealTimers();
    }
  });

  test('are read anew for whoever asks while a reading is under way, which may be too old for them', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    let readings = 0;
    const readAccounts = async (input: object) => {
      readings += 1;
      const accounts = await sharedStore().readAccounts(input);
      if (readings === 1) await held;
      return accounts;
    };
    const registry = createAccountRegistry({ ...sharedStore(), readAccounts });
    const first = registry.reload();
    await vi.waitFor(() => expect(readings).toBe(1), { interval: 1 });
    await sharedStore().markPrepared({ accountId, modelVersion: 0, now: 5 });
    const second = registry.reload();
    release();
    await Promise.all([first, second]);
    expect(registry.unready()).not.toContain(accountId);
  });
});

describe('while the accounts are being read anew', () => {
  test('nobody is told the old model under the new version of the settings', async () => {
    await publish('lead-funnel');
    const store = sharedStore();
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    let isHeld = false;
    const slow = {
      ...store,
      readCurrentModels: async () => {
        if (isHeld) {
          reached.resolve();
          await held.promise;
        }
        return store.readCurrentModels({});
      },
    };
    const registry = createAccountRegistry(slow);
    await registry.reload();
    await publish('buying-cycle');
    isHeld = true;
    const reading = registry.reload();
    await reached.promise;
    const asked = registry.currentModels();
    held.resolve();
    await reading;
    expect((await asked)(accountId)).toMatchObject({ model: { name: 'buying-cycle' } });
  });
});
