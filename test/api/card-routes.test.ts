import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerErrors } from '../../src/api/answer-errors.ts';
import { cardAnswerSchema } from '../../src/api/card-contract.ts';
import { cardRoutes } from '../../src/api/card-routes.ts';
import { rollUpCause } from '../../src/journey/explain/company-sentence.ts';
import type { HeardFact } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { createLog } from '../../src/log.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';
import { associated, company, contact, deal, fromWebhook } from '../store/hear.ts';
import { journeyOf, replayed, visit } from '../store/visits.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';

const secret = 'card-secret';
const publicUrl = 'https://app.example.com';
const store = shareTestStore();
let address = '';
let close = () => {};

beforeAll(async () => {
  const app = express();
  const accounts = new Map([['11', { model: preset('lead-funnel'), modelVersion: 4, portal }]]);
  app.use(
    cardRoutes({
      publicUrl,
      clientSecrets: [secret],
      store: store(),
      modelOf: async (accountId) => accounts.get(accountId) ?? null,
      journeyNow: () => instantOf('d100'),
    }),
    answerErrors(createLog('silent')),
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
  await tell(
    '11',
    `d1 | created; lead
     d3 | MQL | webhook IMPORT
     d9 | deal 9 linked; deal 9: open
     d40 | deal 9: lost`,
  );
  await tell('22', 'd1 | created; customer');
});
afterAll(() => close());

/** Puts a written history into an account's ledger. */
async function tell(accountId: string, history: string | HeardFact[]): Promise<void> {
  const facts = (typeof history === 'string' ? historyOf(history) : history).map((fact) => ({ ...fact, accountId }));
  await store().recordFacts({
    facts,
    setAside: [],
    erasures: [],
    groupIds: [],
    now: 1,
    dueAt: 1,
    tombstoneKey: Buffer.alloc(32),
  });
}

type Asked = {
  type?: string;
  portalId?: string;
  objectId?: string;
  language?: string;
  extra?: string;
  timestamp?: number;
};

/** Asks as HubSpot's proxy does: the identity stands at the end of the query, and the decoded address is signed. */
async function ask({
  type = 'contact',
  portalId = '11',
  objectId = '1',
  language = 'en',
  extra = '',
  timestamp,
}: Asked) {
  const target = `/api/cards/${type}?objectId=${objectId}&language=${language}${extra}&userId=5&portalId=${portalId}&userEmail=rep%40firm.example&appId=7`;
  const url = `${publicUrl}${target.replace('%40', '@')}`;
  const signing = { secret, method: 'GET', url, body: '', ...(timestamp !== undefined && { timestamp }) };
  const response = await fetch(address + target, { headers: signedHeaders(signing, ['v2', 'v3']) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function card(asked: Asked) {
  const { status, body } = await ask(asked);
  expect(status).toBe(200);
  return cardAnswerSchema.parse(body);
}

describe('the contact card', () => {
  test('tells where the contact is, whose turn it is and what to do next', async () => {
    const answer = await card({});
    expect(answer).toMatchObject({
      ok: true,
      data: {
        recordId: '1',
        state: 'in-journey',
        model: { id: 'lead-funnel', version: 4 },
        isCatchingUp: false,
        current: { stage: { id: 'nurture', label: 'Nurture' }, stageIndex: 2, team: { id: 'marketing' } },
        touchpoint: { id: 'check-in-after-loss', reasons: ['A deal was lost; the need may come back.'] },
      },
    });
  });

  test('tells the history newest first, with causes, outcomes and noise', async () => {
    const answer = await card({});
    expect(
      answer.ok && answer.data.visits.map((visit) => [visit.stage.id, visit.move.kind, visit.outcome?.id ?? '']),
    ).toEqual([
      ['nurture', 'regress', ''],
      ['convert', 'advance', 'lost'],
      ['nurture', 'noise', ''],
      ['capture', 'start', ''],
    ]);
    expect(answer.ok && answer.data.visits[1]).toMatchObject({ cause: 'A deal is open.', isNoise: false });
    expect(answer.ok && answer.data.visits[2]).toMatchObject({ isNoise: true });
  });

  test.each(languages)('speaks %s', async (language) => {
    const answer = await card({ language });
    const label = preset('lead-funnel').stages[2]?.names[language];
    expect(answer).toMatchObject({ ok: true, data: { current: { stage: { label } } } });
  });

  test('speaks English to a language that it does not know', async () => {
    expect(await card({ language: 'xx' })).toMatchObject({
      ok: true,
      data: { current: { stage: { label: 'Nurture' } } },
    });
  });

  test('says that nothing was heard of a contact that it does not know', async () => {
    expect(await card({ objectId: '404' })).toMatchObject({ ok: true, data: { state: 'unknown', visits: [] } });
  });

  test('shows nothing of another account, whatever record is asked for', async () => {
    const other = await card({ portalId: '22' });
    expect(other).toEqual({ ok: false, error: expect.objectContaining({ code: 'account-unknown' }) });
  });

  test('leads from a merged contact to the one it lives on in', async () => {
    await tell('11', [...historyOf('d50 | merged 77')]);
    expect(await card({ objectId: '77' })).toMatchObject({ ok: true, data: { recordId: '1', state: 'in-journey' } });
  });

  test('says that a deleted contact was deleted', async () => {
    await tell(
      '11',
      historyOf('d1 | MQL\nd2 | deleted').map((fact) => ({ ...fact, recordId: '88' })),
    );
    expect(await card({ objectId: '88' })).toMatchObject({ ok: true, data: { state: 'deleted', current: null } });
  });

  test('says so while a delivery waits', async () => {
    await store().appendDeliveries({ groups: [{ sizes: [], packed: Buffer.from('x') }], receivedAt: 1 });
    expect(await card({})).toMatchObject({ ok: true, data: { isCatchingUp: true } });
  });
});

describe('the touches of a visit', () => {
  const touched = async (asked: Asked) => {
    const answer = await card(asked);
    return answer.ok
      ? answer.data.visits.map(({ stage, touches }) => [stage.id, touches.map(({ label }) => label)])
      : [];
  };

  test('are those within it, counted by kind, with who and when; never what is in them', async () => {
    const of55 = (history: string) => historyOf(history).map((fact) => ({ ...fact, recordId: '55' }));
    await tell(
      '11',
      of55(`d1 | created; lead
       d2 | outgoing email by 7
       d3 | incoming email
       d4 | meeting
       d5 | MQL
       d6 | outgoing call by 8
       d200 | meeting`),
    );
    await store().recordOwners({
      accountId: '11',
      owners: [{ id: '7', userId: '70', name: 'Erika Beispiel', isActive: true, teams: [] }],
    });
    expect(await touched({ objectId: '55' })).toEqual([
      ['nurture', ['1 call']],
      ['capture', ['2 e-mails', '1 meeting']],
    ]);
    const answer = await card({ objectId: '55' });
    expect(answer.ok && answer.data.visits[1]?.touches[0]).toEqual({
      ...{ kind: 'email', label: '2 e-mails', count: 2, fromBuyer: 1 },
      by: [{ id: '7', name: 'Erika Beispiel' }],
      lastAt: new Date(instantOf('d3')).toISOString(),
    });
    // Who of the firm is not among its owners any more is told by the id.
    expect(answer.ok && answer.data.current?.touches[0]?.by).toEqual([{ id: '8', name: '8' }]);
  });

  test('are each one touch, also where HubSpot tells of one in several properties', async () => {
    const of56 = (history: string) => historyOf(history).map((fact) => ({ ...fact, recordId: '56' }));
    await tell(
      '11',
      of56(`d1 | created; lead
       d4 | hs_latest_meeting_activity = 1; notes_last_contacted = 1
       d6 | notes_last_contacted = 2`),
    );
    expect(await touched({ objectId: '56' })).toEqual([['capture', ['1 meeting', '1 activity of a kind not told']]]);
  });

  test('of a deal are those of its contacts too, while they belong to it', async () => {
    const of60 = (history: string) => historyOf(history).map((fact) => ({ ...fact, recordId: '60' }));
    await tell('11', [
      ...of60(`d2 | outgoing call by 7
       d7 | outgoing email by 7
       d9 | meeting`),
      ...[
        ...associated(contact('60'), deal('61'), instantOf('d6')),
        ...associated(contact('60'), deal('61'), instantOf('d8'), 'removed'),
      ].map((fact) => ({ ...fact, hearing: fromWebhook })),
      ...historyOf(`d5 | deal 61: created
       d5 | deal 61: open`),
    ]);
    expect(await touched({ type: 'deal', objectId: '61' })).toEqual([['convert', ['1 e-mail']]]);
  });
});

describe('the cards of deals and companies', () => {
  test('of a deal tells where it is, whose it is, what to do and how it went', async () => {
    const answer = await card({ type: 'deal', objectId: '9' });
    expect(answer).toMatchObject({ ok: true, data: { recordId: '9', correction: null } });
    expect(answer.ok && answer.data.visits.map(({ stage, outcome }) => [stage.id, outcome?.id ?? ''])).toContainEqual([
      'convert',
      'lost',
    ]);
  });

  test('of a company tells the journey of its members, and who brought it there', async () => {
    await tell('11', [
      { ...historyOf('d1 | created')[0]!, objectType: 'company', recordId: '70' },
      ...associated(company('70'), contact('71'), instantOf('d2')).map((fact) => ({ ...fact, hearing: fromWebhook })),
    ]);
    const visits = [visit('capture', instantOf('d3'), { leftAt: instantOf('d5') }), visit('nurture', instantOf('d5'))];
    const saved = replayed('11', journeyOf(contact('71'), visits), 1);
    await store().saveJourneys({ journeys: [saved], now: 1, dueAt: 0 });
    const answer = await card({ type: 'company', objectId: '70', language: 'de' });
    expect(answer).toMatchObject({
      ok: true,
      data: {
        ...{ recordId: '70', state: 'in-journey', correction: null, clock: null, handoff: null, lead: null },
        current: { stage: { id: 'nurture' }, stageIndex: 2, causedBy: ['contact/71'], cause: rollUpCause.de },
        visits: [{ stage: { id: 'nurture' } }, { stage: { id: 'capture' } }],
      },
    });
    expect(answer.ok && 'touchpoint' in answer.data).toBe(false);
    await tell('11', [{ ...historyOf('d8 | deleted')[0]!, objectType: 'company', recordId: '70' }]);
    expect(await card({ type: 'company', objectId: '70' })).toMatchObject({
      data: { state: 'deleted', current: null },
    });
  });

  test.each(['deal', 'company'])('say that nothing was heard of a %s that is not known', async (type) => {
    expect(await card({ type, objectId: '404' })).toMatchObject({ ok: true, data: { state: 'unknown', visits: [] } });
  });
});

describe('the door of the card', () => {
  test('refuses what is not signed', async () => {
    const response = await fetch(`${address}/api/cards/contact?objectId=1&portalId=11&userId=5`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'signature-missing' } });
  });

  test('refuses a signature that is older or younger than five minutes', async () => {
    for (const timestamp of [Date.now() - 301_000, Date.now() + 301_000]) {
      expect(await ask({ timestamp })).toMatchObject({ status: 401, body: { error: { code: 'signature-stale' } } });
    }
  });

  test('refuses a signed request whose query was changed', async () => {
    const target = '/api/cards/contact?objectId=1&userId=5&portalId=22';
    const headers = signedHeaders(
      { secret, method: 'GET', url: `${publicUrl}${target.replace('22', '11')}`, body: '' },
      ['v3'],
    );
    expect((await fetch(address + target, { headers })).status).toBe(401);
  });

  test('refuses an account that is named twice, signed or not', async () => {
    expect(await ask({ extra: '&portalId=22' })).toMatchObject({
      status: 401,
      body: { error: { code: 'signature-wrong' } },
    });
  });

  test('tells a malformed request what it expected', async () => {
    expect(await card({ objectId: 'abc' })).toEqual({
      ok: false,
      error: { code: 'request-invalid', message: expect.stringContaining('objectId is the id of a record') },
    });
  });

  test('answers the same request again within its five minutes with the same card: it only reads', async () => {
    const timestamp = Date.now();
    expect(await ask({ timestamp })).toEqual(await ask({ timestamp }));
  });
});
