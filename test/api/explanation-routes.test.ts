import { beforeAll, describe, expect, test } from 'vitest';
import { explanationAnswerSchema, longestValue, visitsAtOnce } from '../../src/api/explanation-contract.ts';
import { explanationRoutes } from '../../src/api/explanation-routes.ts';
import type { HeardFact } from '../../src/journey/facts.ts';
import { type Model, parseModel } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { replay } from '../../src/journey/replay.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { createLog } from '../../src/log.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';
import { install } from '../store/battery-store.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import { serveRoutes } from './serve-routes.ts';

const secret = 'card-secret';
const publicUrl = 'https://app.example.com';
const model = preset('lead-funnel');
const now = instantOf('d100');
const accounts = new Map([
  ['11', { model, modelVersion: 4, portal }],
  ['33', { model: preset('buying-cycle'), modelVersion: 1, portal }],
  ['44', { model: largeModel(), modelVersion: 1, portal }],
]);
const store = shareTestStore();

beforeAll(async () => {
  await tell(`d1 | created; lead
              d3 | MQL | webhook IMPORT
              d9 | deal 9 linked; deal 9: open
              d40 | deal 9: lost
              d50 | c1 corrects to convert`);
});

/** A model whose needs, told for twenty visits, are more than HubSpot takes. */
function largeModel(): Model {
  const names = { en: 'X', it: 'X', de: 'X', ko: 'X', ru: 'X' };
  const values = Array.from({ length: 20 }, (_, index) => `value-${index}`);
  const rules = (stage: number) =>
    Array.from({ length: 30 }, (_, index) => ({
      id: `rule-${index}`,
      when: { property: `p-${stage}-${index}`, in: values },
    }));
  const stages = Array.from({ length: 8 }, (_, index) => ({
    id: `stage-${index}`,
    names,
    lead: [{ team: 'sales' }],
    enter: [{ id: 'first', when: { property: 'p0', is: String(index) } }, ...rules(index)],
  }));
  return parseModel({ name: 'large', version: 1, names, stages, outcomes: [] });
}

/** Puts a written history into the ledger of an account. */
async function tell(history: string | HeardFact[], accountId = '11'): Promise<void> {
  const told = typeof history === 'string' ? historyOf(history) : history;
  const facts = told.map((fact) => ({ ...fact, accountId }));
  const given = { facts, setAside: [], erasures: [], groupIds: [] };
  await store().recordFacts({ ...given, now: 1, dueAt: 1, tombstoneKey: Buffer.alloc(32) });
}

type Asked = { type?: string; portalId?: string; objectId?: string; rest?: string; isSigned?: boolean };

/** Asks as HubSpot's proxy does: the identity stands at the end of the query, and the whole address is signed. */
async function ask({ type = 'contact', portalId = '11', objectId = '1', rest = '', isSigned = true }: Asked) {
  const modelOf = async (accountId: string) => accounts.get(accountId) ?? null;
  const options = { publicUrl, clientSecrets: [secret], store: store(), modelOf, journeyNow: () => now };
  const { url } = await serveRoutes(explanationRoutes(options));
  const target = `/api/cards/${type}/explanation?objectId=${objectId}${rest}&userId=5&portalId=${portalId}`;
  const headers = signedHeaders({ secret, method: 'GET', url: publicUrl + decodeURIComponent(target), body: '' }, [
    'v3',
  ]);
  const response = await fetch(url + target, isSigned ? { headers } : {});
  return { status: response.status, text: await response.text() };
}

async function explanation(asked: Asked) {
  const { status, text } = await ask(asked);
  expect(status).toBe(200);
  return explanationAnswerSchema.parse(JSON.parse(text));
}

async function ofRecord(asked: Asked) {
  const answer = await explanation(asked);
  if (!answer.ok || answer.data.objectType === 'company') throw new Error('This is no explanation of a record.');
  return answer.data;
}

async function ofCompany(asked: Asked) {
  const answer = await explanation({ type: 'company', ...asked });
  if (!answer.ok || answer.data.objectType !== 'company') throw new Error('This is no explanation of a company.');
  return answer.data;
}

describe('the explanation of a contact', () => {
  test('tells of every visit the rule, the facts with their sources, and how things stood when it ended', async () => {
    const { visits, earlierVisits, withoutStage, model: told } = await ofRecord({});
    expect(told).toMatchObject({ id: 'lead-funnel', version: 4, isCircular: false });
    expect([earlierVisits, withoutStage]).toEqual([0, null]);
    expect(visits.map(({ stage, rule, staysBy, at }) => [stage.id, rule, staysBy, at])).toEqual([
      ['convert', 'correction', 'correction', new Date(now).toISOString()],
      ['nurture', 'nurture/lifecycle', 'rule', new Date(instantOf('d50') - 1).toISOString()],
      ['convert', 'convert/open-deal', 'rule', new Date(instantOf('d40') - 1).toISOString()],
      ['nurture', 'nurture/lifecycle', 'rule', new Date(instantOf('d9') - 1).toISOString()],
      ['capture', 'capture/lifecycle', 'rule', new Date(instantOf('d3') - 1).toISOString()],
    ]);
    expect(visits[3]).toMatchObject({ move: 'noise', cause: expect.stringContaining('lifecycle stage') });
    expect(visits[3]?.facts).toEqual([
      {
        key: expect.stringContaining('lifecyclestage'),
        objectType: 'contact',
        recordId: '1',
        kind: 'property',
        subject: 'lifecyclestage',
        value: 'marketingqualifiedlead',
        occurredAt: new Date(instantOf('d3')).toISOString(),
        changeSource: 'IMPORT',
        channel: 'webhook',
      },
    ]);
    expect(visits[2]?.facts.map(({ objectType, kind }) => `${objectType} ${kind}`)).toEqual([
      'contact association',
      'deal property',
    ]);
  });

  test('tells for each other stage what it needs, as data and as a sentence', async () => {
    const { visits } = await ofRecord({});
    const stages = new Map(visits[2]?.stages.map((stage) => [stage.stage.id, stage]));
    expect(stages.get('convert')).toMatchObject({ relation: 'present', sentence: null, blockedBy: [] });
    expect(stages.get('nurture')).toMatchObject({
      relation: 'earlier',
      sentence: 'Back to Nurture when no deal is open any more.',
      rules: [
        { rule: 'lifecycle', holds: true, need: null },
        { rule: 'lost-deal', holds: false, need: { kind: 'all' } },
      ],
      blockedBy: [
        { kind: 'rule', stage: 'convert', rule: 'open-deal', need: { condition: { deals: 'open' }, must: 'cease' } },
      ],
    });
    expect(stages.get('expand')).toMatchObject({ relation: 'further', rules: [{ holds: false }, { holds: false }] });
  });

  test('shows a correction as what it is', async () => {
    const { visits } = await ofRecord({});
    const [corrected] = visits;
    expect(corrected?.correction).toEqual({ id: 'c1', reason: 'met at a fair', by: null });
    const nurture = corrected?.stages.find(({ stage }) => stage.id === 'nurture');
    expect(nurture?.blockedBy).toContainEqual({ kind: 'correction', id: 'c1' });
    expect(nurture?.sentence).toContain('a person’s correction holds');
    expect(visits.slice(1).map(({ correction }) => correction)).toEqual([null, null, null, null]);
  });

  test.each(languages)('speaks %s', async (language) => {
    const { visits } = await ofRecord({ rest: `&language=${language}` });
    const expand = visits[1]?.stages.at(-1);
    expect(expand?.sentence).toContain(model.stages.at(-1)?.names[language]);
    expect(visits[1]?.stage.label).toBe(model.stages[2]?.names[language]);
  });

  test('shows an outcome set by hand as what it is, in the stay that it is of', async () => {
    await tell('d1 | contact 67: created; contact 67: SQL\nd5 | contact 67: o1 says lost of convert');
    const [open] = (await ofRecord({ objectId: '67' })).visits;
    expect(open?.outcomeSaid).toEqual({
      id: 'o1',
      outcome: { id: 'lost', label: 'Lost' },
      reason: 'told me on the phone',
      by: null,
      sentence: expect.stringContaining('the stay goes on'),
    });
    await tell('d6 | contact 67: MQL');
    const { visits } = await ofRecord({ objectId: '67' });
    expect(visits.map(({ outcomeSaid }) => outcomeSaid?.sentence ?? null)).toEqual([
      null,
      'A person set the outcome “Lost”. It holds until it is withdrawn.',
    ]);
  });

  test('says what a contact without a stage needs, and nothing of one that is unknown or deleted', async () => {
    await tell(historyOf('d1 | email = a@b.example').map((fact) => ({ ...fact, recordId: '60' })));
    const { visits, withoutStage } = await ofRecord({ objectId: '60' });
    expect(visits).toEqual([]);
    expect(withoutStage?.stages.map(({ relation }) => relation)).toEqual(Array.from({ length: 5 }, () => 'further'));
    expect(withoutStage?.stages[0]?.sentence).toContain('Attract comes when the lifecycle stage is “subscriber”');
    await tell(historyOf('d1 | MQL\nd2 | deleted').map((fact) => ({ ...fact, recordId: '61' })));
    expect(await ofRecord({ objectId: '61' })).toMatchObject({
      visits: [{ rule: 'nurture/lifecycle' }],
      withoutStage: null,
    });
  });

  test('tells a long journey in parts, each within what HubSpot takes', async () => {
    const steps = Array.from({ length: 45 }, (_, index) => `d${index + 1} | ${index % 2 === 0 ? 'MQL' : 'SQL'}`);
    const facts = historyOf(steps.join('\n')).map((fact) => ({ ...fact, recordId: '62' }));
    await tell(facts);
    const ledger = { record: { objectType: 'contact', recordId: '62' } as const, aliases: new Map(), facts };
    const all = replay(model, portal, ledger, now)
      .visits.map((_, index) => index)
      .reverse();
    const told: number[] = [];
    let rest = '';
    for (;;) {
      const asked = { objectId: '62', rest };
      expect((await ask(asked)).text.length).toBeLessThan(500_000);
      const { visits, earlierVisits } = await ofRecord(asked);
      expect(visits.length).toBeLessThanOrEqual(visitsAtOnce);
      told.push(...visits.map(({ visitIndex }) => visitIndex));
      if (earlierVisits === 0) break;
      rest = `&before=${earlierVisits}`;
    }
    expect(all.length).toBe(45);
    expect(told).toEqual(all);
  });

  test('tells fewer visits of a model that asks for much', async () => {
    const steps = Array.from({ length: 24 }, (_, index) => `d${index + 1} | p0 = ${index % 2}`);
    await tell(`${steps.join('\n')}\nd30 | p0 = 0`, '44');
    const asked = { portalId: '44' };
    const { visits, earlierVisits } = await ofRecord(asked);
    expect((await ask(asked)).text.length).toBeLessThan(1_000_000);
    expect(visits.length).toBeGreaterThan(1);
    expect(visits.length).toBeLessThan(visitsAtOnce);
    expect(earlierVisits).toBe(visits.at(-1)?.visitIndex);
  });

  test('cuts long values, and keeps the instant of a key', async () => {
    const long = { ...historyOf('d5 | c9 corrects to convert')[0]!, recordId: '63' };
    long.value = JSON.stringify({ model: model.name, stage: 'convert', reason: 'x'.repeat(5_000), by: '7' });
    await tell([...historyOf('d1 | MQL').map((fact) => ({ ...fact, recordId: '63' })), long]);
    const { visits } = await ofRecord({ objectId: '63' });
    const fact = visits[0]?.facts[0];
    expect(fact?.value.length).toBeLessThanOrEqual(longestValue);
    expect(fact?.key).toMatch(new RegExp(`@${long.occurredAt}$`));
    expect(visits[0]?.correction).toMatchObject({ by: '7' });
  });
});

describe('the explanation of a deal', () => {
  test('speaks of the deal itself', async () => {
    const { objectType, visits } = await ofRecord({ type: 'deal', objectId: '9' });
    expect(objectType).toBe('deal');
    const convert = visits.find(({ stage }) => stage.id === 'convert');
    expect(convert?.stages.at(-1)?.sentence).toContain('when the deal is won');
  });
});

describe('the explanation of a company', () => {
  test('tells which of its people and deals are where', async () => {
    await tell(
      `d1 | company 5: created; company 5: contact 70 linked; company 5: contact 71 linked
       d2 | contact 70: MQL
       d3 | contact 71: MQL
       d9 | contact 71: SQL`,
    );
    await install(store(), '11');
    const account = { ...accounts.get('11')!, modelVersion: 1, language: 'en' as const };
    const refresh = refreshJourneys({
      store: store(),
      currentModels: async () => () => account,
      journeyNow: () => now,
      leaseMs: 60_000,
      recordsAtOnce: 100,
      onRefreshed: () => {},
      log: createLog('silent'),
    });
    while (await refresh());
    const { visits } = await ofCompany({ objectId: '5' });
    expect(visits.map(({ stage, causes }) => [stage.id, causes])).toEqual([
      ['convert', ['contact/71']],
      ['nurture', ['contact/70']],
    ]);
    expect(visits[0]?.cause).toBe('This is the furthest stage of its contacts and deals.');
    const nurture = visits[0]?.stages.find(({ stage }) => stage.id === 'nurture');
    expect(nurture).toMatchObject({ members: { count: 1, some: ['contact/70'] }, membersFurther: 1 });
    expect(nurture?.sentence).toContain('(there: 1; further: 1)');
    expect(visits[1]?.stages.find(({ stage }) => stage.id === 'nurture')?.members.count).toBe(2);
  });
});

describe('the door of the explanation', () => {
  test('refuses what is not signed', async () => {
    expect((await ask({ isSigned: false })).status).toBe(401);
  });

  test('refuses an account that has not installed the app', async () => {
    expect(await explanation({ portalId: '22' })).toMatchObject({ ok: false, error: { code: 'account-unknown' } });
  });

  test.each([
    ['a name that is no time zone', '&timeZone=Atlantis', 'timeZone is an IANA name'],
    ['a position that is none', '&before=last', 'before is the position of a visit'],
  ])('says what it expected instead of %s', async (_, rest, message) => {
    const answer = await explanation({ rest });
    expect(answer).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
    expect(answer.ok || answer.error.message).toContain(message);
  });

  test('tells days in the time zone of the reader', async () => {
    await tell('d1 | created\nd20 23:30 | deal 9 linked; deal 9: won', '33');
    const loyalty = async (rest: string) =>
      (await ofRecord({ portalId: '33', rest })).visits[0]?.stages.find(({ stage }) => stage.id === 'loyalty');
    const comesAt = new Date(instantOf('d110 23:30')).toISOString();
    expect(await loyalty('')).toMatchObject({
      comesAt,
      sentence: expect.stringContaining('By itself on 20 April 2026'),
    });
    expect((await loyalty('&timeZone=Europe%2FRome'))?.sentence).toContain('By itself on 21 April 2026');
  });
});
