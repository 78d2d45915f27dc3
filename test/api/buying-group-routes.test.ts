import { beforeAll, describe, expect, test } from 'vitest';
import { buyingGroupAnswerSchema, mostGroupMembers } from '../../src/api/buying-group-contract.ts';
import { buyingGroupRoutes } from '../../src/api/buying-group-routes.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf } from '../journey/notation.ts';
import { observed } from '../journey/portal.ts';
import { contact } from '../store/hear.ts';
import { journeyOf, replayed, visit } from '../store/visits.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import { serveRoutes } from './serve-routes.ts';

const secret = 'card-secret';
const publicUrl = 'https://app.example.com';
const now = instantOf('d100');
const portal = [observed('d-100', {})];
const accounts = new Map([
  ['11', { model: preset('buying-cycle'), modelVersion: 4, portal }],
  ['33', { model: preset('lead-funnel'), modelVersion: 1, portal }],
]);
const store = shareTestStore();

beforeAll(async () => {
  const history = `d1 | deal 9: contact 1 linked; deal 9: contact 2 linked; deal 9: contact 3 linked
                   d2 | contact 1: hs_buying_role = DECISION_MAKER; contact 1: hubspot_owner_id = 7
                   d3 | contact 2: hs_buying_role = THE_NEIGHBOUR; company 5: contact 2 linked
                   d4 | deal 9: contact 3 unlinked
                   d90 | contact 2: meeting`;
  await tell('11', history);
  await tell('33', `d1 | deal 9: contact 1 linked`);
  const owners = [{ id: '7', name: 'Nina Niemand', userId: null, isActive: true, teams: [] }];
  await store().recordOwners({ accountId: '11', owners });
  const evaluating = visit('active-evaluation', instantOf('d5'), { team: 'sales' });
  const journeys = [replayed('11', journeyOf(contact('1'), [evaluating]), 1)];
  await store().saveJourneys({ journeys, now: 1, dueAt: 0 });
  const many = Array.from({ length: mostGroupMembers + 3 }, (_, index) => `company 6: contact ${index + 100} linked`);
  await tell('11', `d1 | ${many.join('; ')}`);
});

async function tell(accountId: string, history: string): Promise<void> {
  const facts = historyOf(history).map((fact) => ({ ...fact, accountId }));
  const given = { facts, setAside: [], erasures: [], groupIds: [] };
  await store().recordFacts({ ...given, now: 1, dueAt: 1, tombstoneKey: Buffer.alloc(32) });
}

type Asked = { type?: string; portalId?: string; objectId?: string; language?: string; signedFor?: string };

/** Asks as HubSpot's proxy does: the identity stands at the end of the query, and the whole address is signed. */
async function ask({ type = 'deal', portalId = '11', objectId = '9', language = 'en', signedFor = portalId }: Asked) {
  const modelOf = async (accountId: string) => accounts.get(accountId) ?? null;
  const options = { publicUrl, clientSecrets: [secret], store: store(), modelOf, journeyNow: () => now };
  const { url } = await serveRoutes(buyingGroupRoutes(options));
  const targetOf = (account: string) =>
    `/api/cards/${type}/buying-group?objectId=${objectId}&language=${language}&userId=5&portalId=${account}`;
  const signing = { secret, method: 'GET', url: publicUrl + targetOf(signedFor), body: '' };
  const response = await fetch(url + targetOf(portalId), { headers: signedHeaders(signing, ['v3']) });
  return { status: response.status, body: (await response.json()) as unknown };
}

async function group(asked: Asked) {
  const { status, body } = await ask(asked);
  expect(status).toBe(200);
  const answer = buyingGroupAnswerSchema.parse(body);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

describe('the buying group of a deal', () => {
  test('tells who belongs to it, in which role and stage, and who takes part', async () => {
    const { latest, ...told } = await group({});
    expect(latest).toEqual([
      {
        contactId: '2',
        roles: [{ id: 'THE_NEIGHBOUR', label: 'THE_NEIGHBOUR' }],
        stage: null,
        team: { id: 'nobody', label: 'Nobody' },
        enteredAt: null,
        owner: null,
        lastTouch: { at: new Date(instantOf('d90')).toISOString(), kind: { id: 'meeting', label: 'meeting' } },
        isEngaged: true,
      },
      {
        contactId: '1',
        roles: [{ id: 'DECISION_MAKER', label: 'Decision maker' }],
        stage: { id: 'active-evaluation', label: 'Active evaluation' },
        team: { id: 'sales', label: 'Sales' },
        enteredAt: new Date(instantOf('d5')).toISOString(),
        owner: { id: '7', name: 'Nina Niemand' },
        lastTouch: null,
        isEngaged: false,
      },
    ]);
    expect(told).toMatchObject({
      recordId: '9',
      asOf: new Date(now).toISOString(),
      isUnknown: false,
      members: 2,
      engaged: 1,
      engagedForDays: 90,
      byStage: [{ id: 'active-evaluation', label: 'Active evaluation', members: 1, engaged: 0 }],
      withoutStage: { members: 1, engaged: 1 },
    });
    expect(told.byRole[0]).toEqual({ id: 'DECISION_MAKER', label: 'Decision maker', members: 1, engaged: 0 });
    expect(told.missingRoles.map(({ id }) => id)).toEqual(
      preset('buying-cycle')
        .buyingGroup?.roles.map(({ id }) => id)
        .filter((id) => id !== 'DECISION_MAKER'),
    );
  });

  test.each(languages)('is told in %s', async (language) => {
    const model = preset('buying-cycle');
    const { latest, byRole, byStage } = await group({ language });
    const named = { id: 'DECISION_MAKER', label: model.buyingGroup?.roles[0]?.names[language] };
    expect([byRole[0], latest[1]?.roles[0]]).toMatchObject([named, named]);
    const stage = model.stages.find(({ id }) => id === 'active-evaluation');
    expect(byStage[0]?.label).toBe(stage?.names[language]);
    if (language !== 'en') expect(latest[0]?.lastTouch?.kind.label).not.toBe('meeting');
  });

  test('of a company is the same, with at most so many members and the number of all', async () => {
    expect(await group({ type: 'company', objectId: '5' })).toMatchObject({ members: 1, latest: [{ contactId: '2' }] });
    const large = await group({ type: 'company', objectId: '6' });
    expect([large.members, large.latest.length]).toEqual([mostGroupMembers + 3, mostGroupMembers]);
    expect(large.withoutStage.members).toBe(large.members);
  });

  test('of a record that nobody knows says so', async () => {
    expect(await group({ objectId: '999' })).toMatchObject({ isUnknown: true, members: 0, latest: [] });
  });
});

describe('what is refused', () => {
  test('is said in the envelope', async () => {
    const codeOf = async (asked: Asked) => ((await ask(asked)).body as { error?: { code: string } }).error?.code;
    expect(await codeOf({ objectId: 'nine' })).toBe('request-invalid');
    expect(await codeOf({ portalId: '22' })).toBe('account-unknown');
  });

  test('is what HubSpot did not sign, or signed for another account', async () => {
    expect((await ask({ portalId: '33', signedFor: '11' })).status).toBe(401);
    expect((await group({ portalId: '33' })).latest.map(({ contactId }) => contactId)).toEqual(['1']);
  });

  test('is the group of a contact: a contact is in groups and has none', async () => {
    expect((await ask({ type: 'contact' })).status).toBe(404);
  });
});
