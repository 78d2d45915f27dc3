import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerErrors, answerNotFound } from '../../src/api/answer-errors.ts';
import { cardAnswerSchema } from '../../src/api/card-contract.ts';
import { correctionRoutes } from '../../src/api/correction-routes.ts';
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
  const models = new Map([
    ['11', 'lead-funnel'],
    ['22', 'client-lifecycle'],
  ]);
  const app = express();
  app.use(
    correctionRoutes({
      publicUrl,
      clientSecrets: [secret],
      store: store(),
      modelOf: async (accountId) => {
        const name = models.get(accountId);
        return name === undefined ? null : { model: preset(name), modelVersion: 1, portal };
      },
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
  await tell('d1 | created; MQL');
});

/** Puts a written history of the test's own contact into the ledger of account 11. */
async function tell(history: string, rest: { erase?: boolean; objectType?: 'deal' } = {}): Promise<void> {
  const { erase = false } = rest;
  const objectType: 'contact' | 'deal' = rest.objectType ?? 'contact';
  const facts = historyOf(history).map((fact) => ({ ...fact, objectType, recordId, accountId: '11' }));
  const erasures = erase ? [{ accountId: '11', objectType, recordId }] : [];
  const given = { facts: erase ? [] : facts, setAside: [], erasures, groupIds: [] };
  await store().recordFacts({ ...given, now: 1, dueAt: 1, tombstoneKey });
}

type Asked = { portalId?: string; objectType?: string; headers?: Record<string, string>; text?: string };

/** Asks as HubSpot's proxy does: the identity stands at the end of the query; the signature covers it and the body. */
async function send(
  path: string,
  body: object,
  { portalId = '11', objectType = 'contact', headers, text }: Asked = {},
) {
  const target = `/api/cards/${objectType}/${path}?userId=5&portalId=${portalId}&userEmail=rep%40firm.example&appId=7`;
  const signed = JSON.stringify(body);
  const url = publicUrl + target.replace('%40', '@');
  const own = signedHeaders({ secret, method: 'POST', url, body: signed }, ['v3']);
  const response = await fetch(address + target, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(headers ?? own) },
    body: text ?? signed,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function post(path: string, body: object, asked: Asked = {}) {
  const { status, body: answer } = await send(path, { objectId: recordId, ...body }, asked);
  expect(status).toBe(200);
  return cardAnswerSchema.parse(answer);
}

const correct = (body: object = {}, asked: Asked = {}) =>
  post('correction', { stage: 'convert', reason: 'met at a fair', correctionId: randomUUID(), ...body }, asked);
const withdraw = (correctionId: string, body: object = {}) => post('correction/withdraw', { correctionId, ...body });

async function actions() {
  const [ledger] = await store().loadLedgers({ records: [{ accountId: '11', objectType: 'contact', recordId }] });
  return ledger?.facts.filter(({ kind }) => kind === 'action') ?? [];
}

describe('a correction', () => {
  test('is in the answer at once: the stage, who said it and why, and that it holds', async () => {
    const correctionId = randomUUID();
    const answer = await correct({ correctionId });
    const correction = { id: correctionId, reason: 'met at a fair', by: { id: '5', name: 'Rita Regel' } };
    expect(answer).toMatchObject({
      ok: true,
      data: {
        recordId,
        current: {
          stage: { id: 'convert' },
          move: { kind: 'correction' },
          correction: { ...correction, isHolding: true },
        },
        correction: { ...correction, stage: { id: 'convert', label: 'Convert' }, saidAt: new Date(now).toISOString() },
      },
    });
    expect(recorded).toBe(1);
  });

  test('is a fact of the ledger that says who did it, under which model, and how it was heard', async () => {
    const correctionId = randomUUID();
    await correct({ correctionId, reason: '  met at a fair\u0000  ' });
    expect(await actions()).toMatchObject([
      {
        subject: `stage-corrected:${correctionId}`,
        value: JSON.stringify({ model: 'lead-funnel', stage: 'convert', reason: 'met at a fair\uFFFD', by: '5' }),
        occurredAt: now,
        hearing: { channel: 'own-action', sourceId: 'userId:5' },
      },
    ]);
  });

  test('that HubSpot sends twice is one, also later and with the id in capitals', async () => {
    const correctionId = randomUUID();
    const first = await correct({ correctionId });
    now += dayMs;
    const again = await correct({ correctionId: correctionId.toUpperCase() });
    expect(await actions()).toHaveLength(1);
    expect(recorded).toBe(1);
    expect(again.ok && again.data.visits).toEqual(first.ok && first.data.visits);
  });

  test('that is sent twice at the same time is one', async () => {
    const correctionId = randomUUID();
    await Promise.all([correct({ correctionId }), correct({ correctionId }), correct({ correctionId })]);
    expect(await actions()).toHaveLength(1);
  });

  test('does not hide another one that has its id', async () => {
    const correctionId = randomUUID();
    await correct({ correctionId });
    expect(await correct({ correctionId, stage: 'expand' })).toMatchObject({
      ok: false,
      error: { code: 'request-invalid', message: expect.stringContaining('another correction') },
    });
  });

  test('to the stage that the contact is in is no visit, but holds and may be withdrawn', async () => {
    const answer = await correct({ stage: 'nurture' });
    expect(answer).toMatchObject({
      ok: true,
      data: { current: { move: { kind: 'start' }, correction: null }, correction: { stage: { id: 'nurture' } } },
    });
  });

  test('falls when the rules come to another stage, and is told of the past then', async () => {
    await correct();
    await tell('d8 | SQL\nd20 | MQL');
    now = instantOf('d21');
    const answer = await correct({ stage: 'capture' });
    expect(answer.ok && answer.data.visits.map(({ stage, correction }) => [stage.id, correction?.isHolding])).toEqual([
      ['capture', true],
      ['nurture', undefined],
      ['convert', false],
      ['nurture', undefined],
    ]);
  });

  test('of a deal is answered with the journey of the deal', async () => {
    recordId = `9${recordId}`;
    await tell('d1 | created; open', { objectType: 'deal' });
    const answer = await correct({ stage: 'nurture', reason: 'only a price check' }, { objectType: 'deal' });
    expect(answer).toMatchObject({
      ok: true,
      data: { recordId, current: { stage: { id: 'nurture' }, correction: { reason: 'only a price check' } } },
    });
  });

  test('of a merged contact is recorded of the one that it lives on in', async () => {
    const loser = `7${recordId}`;
    await tell(`d2 | merged ${loser}`);
    const answer = await correct({ objectId: loser });
    expect(answer).toMatchObject({ ok: true, data: { recordId, current: { stage: { id: 'convert' } } } });
    expect(await actions()).toMatchObject([{ recordId }]);
  });

  test('is told in the language that is asked for', async () => {
    const answer = await correct({ language: 'de' });
    expect(answer).toMatchObject({ ok: true, data: { correction: { stage: { label: 'Konvertieren' } } } });
  });
});

describe('a withdrawal', () => {
  test('gives the stage back to the rules', async () => {
    const correctionId = randomUUID();
    await correct({ correctionId });
    now = instantOf('d6');
    const answer = await withdraw(correctionId);
    expect(answer).toMatchObject({
      ok: true,
      data: { correction: null, current: { stage: { id: 'nurture' }, move: { kind: 'correction' }, correction: null } },
    });
    expect((await actions()).map(({ subject, value }) => [subject, value])).toContainEqual([
      `correction-withdrawn:${correctionId}`,
      '{"by":"5"}',
    ]);
  });

  test('that is sent twice is one', async () => {
    const correctionId = randomUUID();
    await correct({ correctionId });
    now = instantOf('d6');
    const first = await withdraw(correctionId);
    now = instantOf('d7');
    const again = await withdraw(correctionId);
    expect(await actions()).toHaveLength(2);
    expect(again.ok && again.data.visits).toEqual(first.ok && first.data.visits);
  });

  test('in the millisecond of its correction leaves nothing of it', async () => {
    const correctionId = randomUUID();
    await correct({ correctionId });
    const answer = await withdraw(correctionId);
    expect(answer.ok && answer.data.visits.map(({ stage }) => stage.id)).toEqual(['nurture']);
  });

  test('of a correction that nobody made is refused', async () => {
    expect(await withdraw(randomUUID())).toMatchObject({
      ok: false,
      error: { code: 'request-invalid', message: expect.stringContaining('no correction of this record') },
    });
    expect([await actions(), recorded]).toEqual([[], 0]);
  });
});

describe('two corrections in one millisecond', () => {
  test.each([
    ['one way', 0, 1],
    ['the other way', 1, 0],
  ])('hold by the order of their ids, told %s round', async (_order, first, second) => {
    const ids = [randomUUID(), randomUUID()].sort();
    const stages = ['capture', 'expand'];
    await correct({ correctionId: ids[first], stage: stages[first] });
    const answer = await correct({ correctionId: ids[second], stage: stages[second] });
    expect(answer).toMatchObject({ ok: true, data: { current: { stage: { id: 'expand' } } } });
  });
});

describe('a request that says', () => {
  test.each([
    ['a stage of another model', { stage: 'former-client' }, 'no "former-client"'],
    ['no stage', { stage: undefined }, 'stage'],
    ['no reason', { reason: '  ' }, 'say why'],
    ['more than 500 characters', { reason: 'x'.repeat(501) }, 'say why'],
    ['no id of its own', { correctionId: '1' }, 'correctionId is a UUID'],
    ['no record', { objectId: 'abc' }, 'objectId is the id'],
  ])('%s is told what was expected', async (_what, change, message) => {
    expect(await correct(change)).toEqual({
      ok: false,
      error: { code: 'request-invalid', message: expect.stringContaining(message) },
    });
    expect([await actions(), recorded]).toEqual([[], 0]);
  });

  test.each([
    ['that nothing was heard of', async () => correct({ objectId: '404404' })],
    [
      'that was deleted',
      async () => {
        await tell('d3 | deleted');
        return correct();
      },
    ],
    [
      'that was erased',
      async () => {
        await tell('', { erase: true });
        return correct();
      },
    ],
  ])('a contact %s is refused', async (_what, ask) => {
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'record-unknown' } });
    expect([await actions(), recorded]).toEqual([[], 0]);
  });

  test('an account reaches only its own records, and only where the app is installed', async () => {
    const body = { stage: 'former-client' };
    expect(await correct(body, { portalId: '22' })).toMatchObject({ ok: false, error: { code: 'record-unknown' } });
    expect(await correct({}, { portalId: '33' })).toMatchObject({ ok: false, error: { code: 'account-unknown' } });
  });

  test('something that is no JSON is refused', async () => {
    const target = '/api/cards/contact/correction?userId=5&portalId=11';
    const signing = { secret, method: 'POST', url: publicUrl + target, body: 'nonsense' };
    const response = await fetch(address + target, {
      method: 'POST',
      headers: signedHeaders(signing, ['v3']),
      body: 'nonsense',
    });
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
  });
});

describe('the door', () => {
  const body = () => ({ objectId: recordId, stage: 'convert', reason: 'x', correctionId: randomUUID() });

  test('refuses what is not signed', async () => {
    const answer = await send('correction', body(), { headers: {} });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'signature-missing' } } });
  });

  test('refuses a body that is not the one that was signed', async () => {
    const text = JSON.stringify({ ...body(), stage: 'expand' });
    expect(await send('correction', body(), { text })).toMatchObject({
      status: 401,
      body: { error: { code: 'signature-wrong' } },
    });
    expect(await actions()).toEqual([]);
  });

  test('refuses a body that is too large', async () => {
    const answer = await send('correction', { ...body(), reason: 'x'.repeat(1_100_000) });
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'body-too-large' } } });
  });

  test('knows no corrections of companies', async () => {
    const { status } = await send('correction', body(), { objectType: 'company' });
    expect(status).toBe(404);
  });
});
