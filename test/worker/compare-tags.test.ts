import { expect, onTestFinished, test } from 'vitest';
import { tellTagFailure } from '../../src/hubspot/tell-tag-failure.ts';
import { dayMs } from '../../src/journey/instant.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { tagNames } from '../../src/journey/tags.ts';
import { createLog } from '../../src/log.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import type { FoundTags, RestingTags } from '../../src/store/restore-tags.ts';
import { compareTags } from '../../src/worker/compare-tags.ts';
import { prepareAccount } from '../../src/worker/prepare-account.ts';
import { writeTagsStep } from '../../src/worker/write-tags-step.ts';
import { createRepairPortal } from './repair-portal.ts';

const accountId = '1';
const log = createLog('silent');

/** A contact whose tags are in the portal, and everything that writes them. */
async function createGiven() {
  const given = await createRepairPortal();
  onTestFinished(given.close);
  const { store, hubspot, portal, now: journeyNow } = given;
  const recordId = given.change({ action: 'create', objectType: 'contact', properties: { lifecyclestage: 'lead' } });
  await given.readyAccount(accountId);
  const [account] = await store.readAccounts({});
  if (account === undefined) throw new Error('The account is not installed.');
  await prepareAccount({ store, hubspot, log, journeyNow }, account);
  const accountModel = { model: preset('lead-funnel'), modelVersion: 1, language: 'en' as const, portal: [] };
  const refresh = refreshJourneys({
    ...{ store, log, journeyNow, leaseMs: 10_000, recordsAtOnce: 100 },
    currentModels: async () => () => accountModel,
    onRefreshed: () => {},
  });
  const write = writeTagsStep({
    ...{ store, hubspot, log, journeyNow, leaseMs: 10_000, delayMs: 0, callsPerTenSeconds: 100_000 },
    unready: () => [],
    onWritten: () => {},
  });
  const settle = async () => {
    while (await refresh()) {
      // Each step takes some.
    }
    while (await write()) {
      // Each step takes some.
    }
  };
  await settle();
  return {
    ...given,
    settle,
    recordId,
    /** Somebody else sets a property of the contact. */
    set: (properties: Record<string, string>, changeSource = 'CRM_UI') =>
      given.change({ action: 'update', objectType: 'contact', id: recordId, properties, changeSource }),
    /** The values that a property has had, the newest last. */
    valuesOf: (name: string) =>
      portal.state.records
        .get('contact', recordId)
        ?.versions.get(name)
        ?.map(({ value }) => value) ?? [],
    refusals: () => store.readRefusedTagWrites({ accountId, limit: 9 }),
  };
}

test('a tag that a user has edited is put right at the next comparison, once', async () => {
  const given = await createGiven();
  const [stage] = given.valuesOf(tagNames.stage);
  expect(stage).toMatch(/^lead-funnel:/);
  given.set({ [tagNames.stage]: 'lead-funnel:convert', [tagNames.ownerTeam]: '' });
  await given.settle();
  expect(given.valuesOf(tagNames.stage)).toEqual([stage, 'lead-funnel:convert']);
  await given.repair(accountId);
  await given.settle();
  expect(given.valuesOf(tagNames.stage)).toEqual([stage, 'lead-funnel:convert', stage]);
  expect(given.valuesOf(tagNames.ownerTeam)).toHaveLength(3);
  expect(given.valuesOf(tagNames.lap)).toHaveLength(1);
  await given.repair(accountId);
  await given.settle();
  expect(given.valuesOf(tagNames.stage)).toHaveLength(3);
  expect(await given.refusals()).toEqual([]);
});

test('a workflow that changes a tag again and again is not fought: an admin is told, until it is right', async () => {
  const given = await createGiven();
  const [stage = ''] = given.valuesOf(tagNames.stage);
  const meddle = () => given.set({ [tagNames.stage]: 'lead-funnel:convert' }, 'AUTOMATION_PLATFORM');
  for (let night = 0; night < 4; night += 1) {
    meddle();
    await given.repair(accountId);
    await given.settle();
    given.wait(24 * 60);
  }
  // Ours, theirs, ours again, and theirs, which is left.
  expect(given.valuesOf(tagNames.stage)).toEqual([stage, 'lead-funnel:convert', stage, 'lead-funnel:convert']);
  const [refused] = await given.refusals();
  expect(tellTagFailure(refused?.failure ?? '', 'en')).toContain(
    `sets ${tagNames.stage} to "lead-funnel:convert" again and again, where it should be "${stage}"`,
  );
  given.set({ [tagNames.stage]: stage });
  await given.repair(accountId);
  expect(await given.refusals()).toEqual([]);
});

test('what was put right long ago, or to another value, is put right again', async () => {
  const given = await createGiven();
  const changes = () => given.valuesOf(tagNames.stage).length;
  for (const [days, written] of [
    [0, 3],
    [8, 5],
  ] as const) {
    given.wait(days * 24 * 60);
    given.set({ [tagNames.stage]: 'lead-funnel:convert' });
    await given.repair(accountId);
    await given.settle();
    expect(changes()).toBe(written);
  }
  const { recordId } = given;
  given.takeEvents();
  given.change({ action: 'update', objectType: 'contact', id: recordId, properties: { lifecyclestage: 'customer' } });
  await given.hear(accountId, given.takeEvents());
  await given.settle();
  const before = changes();
  given.set({ [tagNames.stage]: 'lead-funnel:attract' });
  await given.repair(accountId);
  await given.settle();
  expect(changes()).toBe(before + 2);
});

test('what is written while HubSpot is read is left as it is', async () => {
  const given = await createGiven();
  const { store, recordId } = given;
  const kin = { accountId, objectType: 'contact' } as const;
  const [tags] = await store.readRestingTags({ ...kin, recordIds: [recordId], now: Date.now() });
  if (tags === undefined) throw new Error('The tags are not at rest.');
  const found: FoundTags = {
    tags: { ...tags, written: { ...tags.written, [tagNames.lap]: '9' } },
    found: {},
    next: 'restore',
  };
  const times = { now: Date.now(), journeyNow: given.now() };
  await store.restoreTags({ ...kin, found: [found, { ...found, tags: { ...tags, revision: 99 } }], ...times });
  expect(await store.readRestingTags({ ...kin, recordIds: [recordId], now: Date.now() })).toEqual([tags]);
});

const resting: RestingTags = {
  ...{ recordId: '1', revision: 1, desired: { a: 'x', b: '' }, written: { a: 'x', b: '' } },
  ...{ failure: null, restoredAt: null },
};
const place = { objectType: 'contact' as const, journeyNow: 100 * dayMs };

test.each<[string, Record<string, string | null>, Partial<RestingTags>, string | null]>([
  ['are as they should be', { a: 'x', b: null }, {}, null],
  ['are not shown, because the portal lacks the property', {}, {}, null],
  ['were cleared', { a: null, b: '' }, {}, 'restore'],
  ['were filled in', { a: 'x', b: 'y' }, {}, 'restore'],
  ['were changed a day after they were put right', { a: 'y' }, { restoredAt: 99 * dayMs }, 'set-aside'],
  ['were changed a week after they were put right', { a: 'y' }, { restoredAt: 93 * dayMs }, 'restore'],
  [
    'were refused, and are right now',
    { a: 'x', b: null },
    { failure: '[{"kind":"record-refused","said":""}]' },
    'right',
  ],
  ['were refused, and are not shown', { a: 'x' }, { failure: 'a property is gone' }, null],
  ['were refused', { a: 'y' }, { failure: '[{"kind":"record-refused","said":""}]' }, null],
])('tags that %s: %s', (_name, properties, change, next) => {
  expect(compareTags({ ...resting, ...change }, { properties }, place)?.next ?? null).toBe(next);
});
