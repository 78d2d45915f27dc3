import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerErrors, answerNotFound } from '../../src/api/answer-errors.ts';
import { cardAnswerSchema } from '../../src/api/card-contract.ts';
import { outcomeRoutes } from '../../src/api/outcome-routes.ts';
import { dayMs } from '../../src/journey/instant.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { createLog } from '../../src/log.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';

const secret = 'card-secret';
const publicUrl = 'https://app.example.com';
const tombstoneKey = Buffer.alloc(32, 7);
const owners = [{ id: '300', name: 'Rita Regel', userId: '5', isActive: true, teams: [] }];
const store = shareTestStore();
let now = 0;
let recorded = 0;
let records = 0;
let recordId = '';
let address = '';
let close = () => {};

beforeAll(async () => {
  const app = express();
  app.use(
    outcomeRoutes({
      publicUrl,
      clientSecrets: [secret],
      store: store(),
      modelOf: async (accountId) =>
        accountId === '11' ? { model: preset('lead-funnel'), modelVersion: 1, portal } : null,
      journeyNow: () => now,
      tombstoneKey,
      onRecorded: () => {
        recorded += 1;
      },
    }),
    answerNotFound,
    answerErrors(createLog('silent')),
  );
  await store().recordOwners({ accountId: '11', owners });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterAll(() => close());
beforeEach(async () => {
  records += 1;
  recordId = String(records);
  recorded = 0;
  now = instantOf('d5');
  await tell('d1 | created; MQL\nd3 | SQL');
});

/** Puts a written history of the test's own record into the ledger of account 11. */
async function tell(history: string, objectType: 'contact' | 'deal' = 'contact'): Promise<void> {
  const facts = historyOf(history).map((fact) => ({ ...fact, objectType, recordId, accountId: '11' }));
  const given = { facts, setAside: [], erasures: [], groupIds: [] };
  await store().recordFacts({ ...given, now: 1, dueAt: 1, tombstoneKey });
}

async function send(path: string, body: object, { objectType = 'contact', portalId = '11', isSigned = true } = {}) {
  const target = `/api/cards/${objectType}/${path}?userId=5&portalId=${portalId}&appId=7`;
  const signed = JSON.stringify(body);
  const headers = signedHeaders({ secret, method: 'POST', url: publicUrl + target, body: signed }, ['v3']);
  const response = await fetch(address + target, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(isSigned ? headers : {}) },
    body: signed,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function post(path: string, body: object, asked: Parameters<typeof send>[2] = {}) {
  const { status, body: answer } = await send(path, { objectId: recordId, ...body }, asked);
  expect(status).toBe(200);
  return cardAnswerSchema.parse(answer);
}

const said = { stage: 'convert', outcome: 'no-decision', reason: 'no budget this year' };
const set = (body: object = {}, asked: Parameters<typeof send>[2] = {}) =>
  post('outcome', { ...said, outcomeId: randomUUID(), ...body }, asked);
const withdraw = (outcomeId: string) => post('outcome/withdraw', { outcomeId });

async function actions() {
  const [ledger] = await store().loadLedgers({ records: [{ accountId: '11', objectType: 'contact', recordId }] });
  return ledger?.facts.filter(({ kind }) => kind === 'action') ?? [];
}

describe('an outcome', () => {
  test('is in the answer at once: what, who set it, when and why, and nothing has moved', async () => {
    const outcomeId = randomUUID();
    const answer = await set({ outcomeId });
    const by = { id: '5', name: 'Rita Regel' };
    expect(answer).toMatchObject({
      ok: true,
      data: {
        current: {
          stage: { id: 'convert' },
          move: { kind: 'advance' },
          outcome: { id: 'no-decision', label: 'No decision' },
          outcomeSaid: { id: outcomeId, reason: said.reason, by, saidAt: new Date(now).toISOString() },
        },
      },
    });
    expect(recorded).toBe(1);
  });

  test('is a fact of the ledger that says who set it, under which model, and how it was heard', async () => {
    const outcomeId = randomUUID();
    await set({ outcomeId, reason: '  no budget\u0000  ' });
    const value = {
      model: 'lead-funnel',
      stage: 'convert',
      outcome: 'no-decision',
      reason: 'no budget\uFFFD',
      by: '5',
    };
    expect(await actions()).toMatchObject([
      {
        subject: `outcome-set:${outcomeId}`,
        value: JSON.stringify(value),
        occurredAt: now,
        hearing: { channel: 'own-action', sourceId: 'userId:5' },
      },
    ]);
  });

  test('that HubSpot sends twice is one, also when it could not be set any more', async () => {
    const outcomeId = randomUUID();
    const first = await set({ outcomeId });
    await tell('d6 | MQL\nd7 | lead');
    now += 3 * dayMs;
    const again = await set({ outcomeId: outcomeId.toUpperCase() });
    expect(first.ok && again.ok).toBe(true);
    expect([(await actions()).length, recorded]).toEqual([1, 1]);
  });

  test('that is sent at the same time is one', async () => {
    const outcomeId = randomUUID();
    await Promise.all([set({ outcomeId }), set({ outcomeId }), set({ outcomeId })]);
    expect(await actions()).toHaveLength(1);
  });

  test('does not hide another one that has its id', async () => {
    const outcomeId = randomUUID();
    await set({ outcomeId });
    expect(await set({ outcomeId, outcome: 'won' })).toMatchObject({
      ok: false,
      error: { code: 'request-invalid', message: expect.stringContaining('another outcome') },
    });
  });

  test('can be set of the visit that has just ended, too, and of none before it', async () => {
    await tell('d4 | MQL');
    const answer = await set();
    expect(answer).toMatchObject({
      ok: true,
      data: {
        current: { stage: { id: 'nurture' }, outcome: null },
        settable: [{ stage: { id: 'convert' }, isOpen: false }],
        visits: [
          { stage: { id: 'nurture' } },
          { outcome: { id: 'no-decision' }, outcomeSaid: { reason: said.reason } },
          {},
        ],
      },
    });
    await tell('d5 | lead');
    now = instantOf('d6');
    expect(await set({ outcome: 'won' })).toMatchObject({
      ok: false,
      error: { code: 'request-invalid', message: expect.stringContaining('of none, not of "convert"') },
    });
    expect(await actions()).toHaveLength(1);
  });

  test('gives way to what happens later, and is not set again by being repeated', async () => {
    const outcomeId = randomUUID();
    await set({ outcomeId });
    await tell('d8 | customer');
    now = instantOf('d9');
    const answer = await set({ outcomeId });
    expect(answer.ok && answer.data.visits[1]).toMatchObject({ stage: { id: 'convert' }, outcome: { id: 'won' } });
    expect(answer.ok && answer.data.visits[1]).not.toHaveProperty('outcomeSaid');
  });

  test('of a deal is answered with the journey of the deal', async () => {
    recordId = `9${recordId}`;
    await tell('d1 | created; open', 'deal');
    const answer = await set({}, { objectType: 'deal' });
    expect(answer).toMatchObject({ ok: true, data: { recordId, current: { outcome: { id: 'no-decision' } } } });
  });

  test('of a merged contact is recorded of the one that it lives on in', async () => {
    const loser = `7${recordId}`;
    await tell(`d2 | merged ${loser}`);
    expect(await set({ objectId: loser })).toMatchObject({ ok: true, data: { recordId } });
    expect(await actions()).toMatchObject([{ recordId }]);
  });

  test('is told in the language that is asked for', async () => {
    const answer = await set({ language: 'de' });
    expect(answer).toMatchObject({ ok: true, data: { current: { outcome: { label: 'Keine Entscheidung' } } } });
  });
});

describe('a withdrawal', () => {
  test('gives the outcome back to the evidence', async () => {
    const outcomeId = randomUUID();
    await set({ outcomeId });
    now = instantOf('d6');
    const answer = await withdraw(outcomeId);
    expect(answer).toMatchObject({ ok: true, data: { current: { outcome: null } } });
    expect(answer.ok && answer.data.current).not.toHaveProperty('outcomeSaid');
    expect((await actions()).map(({ subject, value }) => [subject, value])).toContainEqual([
      `outcome-withdrawn:${outcomeId}`,
      '{"by":"5"}',
    ]);
  });

  test('that is sent twice is one', async () => {
    const outcomeId = randomUUID();
    await set({ outcomeId });
    now = instantOf('d6');
    const first = await withdraw(outcomeId);
    const again = await withdraw(outcomeId);
    expect(await actions()).toHaveLength(2);
    expect(again.ok && again.data.visits).toEqual(first.ok && first.data.visits);
  });

  test('of an outcome that nobody set is refused', async () => {
    expect(await withdraw(randomUUID())).toMatchObject({
      ok: false,
      error: { code: 'request-invalid', message: expect.stringContaining('no outcome of this record') },
    });
    expect([await actions(), recorded]).toEqual([[], 0]);
  });
});

describe('a request that says', () => {
  test.each([
    ['a stage that the contact is not in', { stage: 'expand' }, 'of convert, not of "expand"'],
    ['an outcome of another model', { outcome: 'hired' }, 'convert has no-decision, won, lost, and no "hired"'],
    ['no outcome', { outcome: undefined }, 'outcome'],
    ['no reason', { reason: '  ' }, 'say why'],
    ['more than 500 characters', { reason: 'x'.repeat(501) }, 'say why'],
    ['no id of its own', { outcomeId: '1' }, 'outcomeId is a UUID'],
  ])('%s is told what was expected', async (_what, change, message) => {
    expect(await set(change)).toEqual({
      ok: false,
      error: { code: 'request-invalid', message: expect.stringContaining(message) },
    });
    expect([await actions(), recorded]).toEqual([[], 0]);
  });

  test('a contact that nothing was heard of, or that was deleted, is refused', async () => {
    expect(await set({ objectId: '404404' })).toMatchObject({ ok: false, error: { code: 'record-unknown' } });
    await tell('d4 | deleted');
    expect(await set()).toMatchObject({ ok: false, error: { code: 'record-unknown' } });
  });

  test('an account reaches nothing where the app is not installed', async () => {
    expect(await set({}, { portalId: '33' })).toMatchObject({ ok: false, error: { code: 'account-unknown' } });
  });
});

describe('the door', () => {
  test('refuses what is not signed, and knows no outcomes of companies', async () => {
    const body = { objectId: recordId, ...said, outcomeId: randomUUID() };
    expect((await send('outcome', body, { isSigned: false })).status).toBe(401);
    expect((await send('outcome', body, { objectType: 'company' })).status).toBe(404);
    expect(await actions()).toEqual([]);
  });
});
