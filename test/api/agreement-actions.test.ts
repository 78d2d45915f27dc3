import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { markTouchpointDone, withdrawTouchpoint } from '../../src/api/agreement-actions.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';

const tombstoneKey = Buffer.alloc(32, 7);
const store = shareTestStore();
let records = 0;
let recordId = '';
let recorded = 0;

beforeEach(async () => {
  records += 1;
  recordId = String(records);
  recorded = 0;
  const facts = historyOf('d1 | created; MQL').map((fact) => ({ ...fact, recordId, accountId: '11' }));
  const given = { facts, setAside: [], erasures: [], groupIds: [] };
  await store().recordFacts({ ...given, now: 1, dueAt: 1, tombstoneKey });
});

const options = () => ({
  ...{ store: store(), tombstoneKey, journeyNow: () => instantOf('d5') },
  modelOf: async () => ({ model: preset('lead-funnel'), modelVersion: 1, portal }),
  onRecorded: () => {
    recorded += 1;
  },
});
const asked = (userId: string) => ({ identity: { accountId: '11', userId }, objectType: 'contact' as const });
const body = (actionId: string) => ({ objectId: recordId, language: 'en' as const, actionId });

const mark = (userId: string, actionId: string, play = 'call-back') =>
  markTouchpointDone(options(), asked(userId), { ...body(actionId), play });
const withdraw = (userId: string, actionId: string) => withdrawTouchpoint(options(), asked(userId), body(actionId));

async function actions() {
  const [ledger] = await store().loadLedgers({ records: [{ accountId: '11', objectType: 'contact', recordId }] });
  return ledger?.facts.filter(({ kind }) => kind === 'action').map(({ subject, value }) => [subject, value]) ?? [];
}

describe('a touchpoint that is withdrawn', () => {
  test('by two people is withdrawn for both, and only the first is kept', async () => {
    const actionId = randomUUID();
    expect((await mark('5', actionId)).touchpointDone).toMatchObject({ id: actionId });
    expect((await withdraw('5', actionId)).touchpointDone).toBeUndefined();
    const kept = await actions();
    expect((await withdraw('6', actionId)).touchpointDone).toBeUndefined();
    expect(await actions()).toEqual(kept);
    expect(recorded).toBe(2);
  });

  test('and was never marked is refused', async () => {
    await expect(withdraw('5', randomUUID())).rejects.toMatchObject({ code: 'request-invalid' });
  });
});

test('a touchpoint is not marked under the id of another one, of whoever it was', async () => {
  const actionId = randomUUID();
  await mark('5', actionId);
  await mark('5', actionId);
  await expect(mark('6', actionId)).rejects.toMatchObject({ code: 'request-invalid' });
  await expect(mark('5', actionId, 'another-play')).rejects.toMatchObject({ code: 'request-invalid' });
});
