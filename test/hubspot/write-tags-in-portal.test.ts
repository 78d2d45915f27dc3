import { expect, test } from 'vitest';
import type { OpenAnswers } from '../../sandbox/portal/portal-state.ts';
import { createHubSpot } from '../../src/hubspot/hubspot-client.ts';
import { propertyGroup, tagProperties } from '../../src/hubspot/tag-properties.ts';
import { tellTagFailure } from '../../src/hubspot/tell-tag-failure.ts';
import { writeTags } from '../../src/hubspot/write-tags.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { tagNames } from '../../src/journey/tags.ts';
import type { TagWrite } from '../../src/store/tag-writes.ts';
import { allScopes, startPortal } from '../sandbox/portal/start-portal.ts';

const clock = { now: 1_000_000, journeyNow: Date.UTC(2026, 10, 20) };
const properties = '/crm/properties/2026-09/contacts';

/** A portal with the app's properties and some contacts, and the real client for it. */
async function portalWithContacts(count: number, openAnswers: Partial<OpenAnswers> = {}) {
  const { portal, url, call } = await startPortal({ openAnswers });
  expect((await call('POST', `${properties}/groups`, propertyGroup)).status).toBe(201);
  const inputs = tagProperties([preset('lead-funnel')], 'en');
  expect((await call('POST', `${properties}/batch/create`, { inputs })).status).toBeLessThan(300);
  const ids = Array.from({ length: count }, (_, index) => {
    const email = `guest${index}@firm.example`;
    return portal.change({ action: 'create', objectType: 'contact', properties: { email } }).recordId ?? '';
  });
  const { accessToken } = portal.grant(allScopes);
  const hubspot = createHubSpot({
    store: {
      reserveCall: async ({ now }) => now,
      postponeCall: async () => undefined,
      pauseCalls: async () => undefined,
    },
    tokens: { get: async () => accessToken, forget: () => undefined, keep: () => ({ tokens: '', tokenExpiresAt: 0 }) },
    apiUrl: url,
    callsPerTenSeconds: 1_000,
    onCall: () => undefined,
  });
  const write = (recordId: string, stage = 'lead-funnel:attract'): TagWrite => ({
    accountId: String(portal.state.portalId),
    objectType: 'contact',
    recordId,
    desired: {
      [tagNames.stage]: stage,
      [tagNames.stageEnteredAt]: String(Date.UTC(2026, 10, 3, 9, 30)),
      [tagNames.ownerTeam]: 'marketing',
      [tagNames.lap]: '1',
      [tagNames.outcome]: '',
      [tagNames.nextTouchpoint]: 'Call them',
      [tagNames.nurtureTrack]: 'first-interest',
    },
    written: null,
    revision: 1,
    attempts: 0,
  });
  const send = (writes: readonly TagWrite[]) => writeTags(hubspot, writes, clock);
  return { portal, call, ids, write, send };
}

test("what was written is found in the portal's answer, whatever its spelling", async () => {
  const { ids, write, send } = await portalWithContacts(3);
  const results = await send(ids.map((id) => write(id)));
  expect(results.filter((result) => 'setAside' in result || 'retryAt' in result)).toEqual([]);
  expect(results).toHaveLength(3);
});

/** HubSpot may refuse a batch for one value, or answer 207 for it. */
const eitherAnswer = ['refuses-all', 'fails-alone'] as const;

test.each(eitherAnswer)('a missing option (%s) is told with its value; the others are written', async (answer) => {
  const { ids, write, send } = await portalWithContacts(9, { invalidInBatch: answer });
  const results = await send(ids.map((id, index) => write(id, index % 3 === 1 ? 'own:inside' : undefined)));
  const setAside = results.flatMap((result) => ('setAside' in result ? [result.failure] : []));
  expect(setAside).toHaveLength(3);
  for (const failure of setAside) {
    const told = tellTagFailure(failure, 'en');
    expect(told).toContain('journey_steward_stage has no option with the internal value "own:inside"');
    expect(told).not.toContain('isValid');
  }
  expect(results.filter((result) => !('failure' in result))).toHaveLength(6);
});

test.each(eitherAnswer)('an archived property (%s) keeps its type waiting, and nobody is set aside', async (answer) => {
  const { ids, call, write, send } = await portalWithContacts(4, { invalidInBatch: answer });
  expect((await call('DELETE', `${properties}/${tagNames.lap}`)).status).toBe(204);
  const results = await send(ids.map((id) => write(id)));
  expect(results.map((result) => 'obstacle' in result && result.obstacle)).toEqual(ids.map(() => 'object-type'));
  const { failure } = results[0] as { failure: string };
  expect(tellTagFailure(failure, 'en')).toMatch(/journey_steward_lap was archived.*doctor --fix/);
});

test('a record in the recycle bin is set aside alone', async () => {
  const { portal, ids, write, send } = await portalWithContacts(4);
  portal.change({ action: 'delete', objectType: 'contact', id: ids[2] ?? '' });
  const results = await send(ids.map((id) => write(id)));
  const setAside = results.filter((result) => 'setAside' in result);
  expect(setAside).toMatchObject([{ record: { recordId: ids[2] }, failure: expect.stringContaining('record-gone') }]);
  expect(results.filter((result) => !('failure' in result))).toHaveLength(3);
});

test('a value that breaks a rule is tried by one record of a batch; whoever else has it is set aside with it', async () => {
  const { portal, ids, write, send } = await portalWithContacts(64);
  portal.state.validationRules.put('contact', tagNames.nextTouchpoint, {
    ...{ ruleType: 'MAX_LENGTH', ruleArguments: ['4'], shouldApplyNormalization: false },
  });
  const shorter = { [tagNames.nextTouchpoint]: 'Call' };
  const results = await send(
    ids.map((id, index) => {
      const given = write(id);
      return index % 2 === 0 ? given : { ...given, desired: { ...given.desired, ...shorter } };
    }),
  );
  const setAside = results.flatMap((result) => ('setAside' in result ? [result] : []));
  expect(setAside.map(({ record }) => record.recordId).sort()).toEqual(
    ids.filter((_, index) => index % 2 === 0).sort(),
  );
  expect(tellTagFailure(setAside[0]?.failure ?? '', 'en')).toContain('Enter no more than 4 characters');
  const { calls } = portal.status().calls.byEndpoint['POST /crm/objects/2026-09/contacts/batch/update'] ?? {};
  // Six halvings to the first one, and what is left of each half then.
  expect(calls).toBeLessThan(14);
});
