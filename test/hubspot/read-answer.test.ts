import nock from 'nock';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { JourneyStewardError } from '../../src/errors.ts';
import { readFollowedProperties } from '../../src/hubspot/followed-properties.ts';
import { createHubSpot, type HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { hasPropertyGroup, readPresentProperties } from '../../src/hubspot/present-properties.ts';
import { readAnswer } from '../../src/hubspot/read-answer.ts';
import { readAssociations } from '../../src/hubspot/read-associations.ts';
import { readHistory } from '../../src/hubspot/read-history.ts';
import { readOwnersFrom } from '../../src/hubspot/read-owners.ts';
import { readPortalMetadataFrom } from '../../src/hubspot/read-portal-metadata.ts';
import { readPropertyDefinitions } from '../../src/hubspot/read-property-definitions.ts';
import { readSuperAdminsFrom } from '../../src/hubspot/read-super-admins.ts';
import { searchRecords } from '../../src/hubspot/search-records.ts';
import { writeTags } from '../../src/hubspot/write-tags.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { apiUrl, replaceHubSpot } from './replace-hubspot.ts';

replaceHubSpot();

const accountId = '33';
const objectType = 'contact' as const;
let hubspot: HubSpot;
beforeEach(() => {
  hubspot = createHubSpot({
    store: {
      reserveCall: async ({ now }) => now,
      postponeCall: async () => undefined,
      pauseCalls: async () => undefined,
    },
    tokens: { get: async () => 'token', forget: () => undefined, keep: () => ({ tokens: '', tokenExpiresAt: 0 }) },
    apiUrl,
    callsPerTenSeconds: 1_000,
    onCall: () => undefined,
  });
});

const properties = '/crm/properties/2026-09/contacts';
const lifecycle = { options: [{ value: 'lead', label: 'Lead' }] };
const personal = 'melinda.merkmal@marked.example';
const given = { name: 'lead', label: personal };
const twoOf = (fields: object) => ['1', '2'].map((id) => ({ id, ...fields }));
type Route = [method: 'GET' | 'POST', path: string, body: unknown];

/** What is asked, the answers in their order, and the place in the last one that nobody knows. */
const readers: [name: string, ask: () => Promise<unknown>, routes: Route[], place: string][] = [
  [
    'owners',
    () => readOwnersFrom(hubspot, accountId),
    [['GET', '/crm/owners/2026-09', { results: [{ id: 7, email: personal }] }]],
    'results[0].id',
  ],
  [
    'users',
    () => readSuperAdminsFrom(hubspot, accountId),
    [['GET', '/settings/users/2026-03', { users: [] }]],
    'results',
  ],
  [
    'lifecycle stages',
    () => readPortalMetadataFrom(hubspot, accountId, 1),
    [['GET', `${properties}/lifecyclestage`, { options: [{ value: 7, label: personal }] }]],
    'options[0].value',
  ],
  [
    'deal pipelines',
    () => readPortalMetadataFrom(hubspot, accountId, 1),
    [
      ['GET', `${properties}/lifecyclestage`, lifecycle],
      ['GET', '/crm/pipelines/2026-09/deals', { results: [{ id: 'a', label: personal, stages: {} }] }],
    ],
    'results[0].stages',
  ],
  [
    'ticket pipelines',
    () => readPortalMetadataFrom(hubspot, accountId, 1),
    [
      ['GET', `${properties}/lifecyclestage`, lifecycle],
      ['GET', '/crm/pipelines/2026-09/deals', { results: [] }],
      ['GET', '/crm/pipelines/2026-09/tickets', []],
    ],
    'the whole answer',
  ],
  [
    'properties to follow',
    () => readFollowedProperties(hubspot, { accountId, objectType, model: preset('lead-funnel') }),
    [['GET', properties, { results: [{ name: null }] }]],
    'results[0].name',
  ],
  [
    'definitions of properties',
    () => readPropertyDefinitions(hubspot, accountId),
    [['GET', properties, { results: [{ name: 'a' }] }]],
    'results[0].type',
  ],
  [
    'present properties',
    () => readPresentProperties({ hubspot, accountId, objectType }, true),
    [['GET', properties, { results: [{ name: 'a', options: [given] }] }]],
    'results[0].options[0].value',
  ],
  [
    'property groups',
    () => hasPropertyGroup({ hubspot, accountId, objectType }),
    [['GET', `${properties}/groups`, []]],
    'the whole answer',
  ],
  [
    'associations',
    () => readAssociations(hubspot, { accountId, fromType: 'contact', toType: 'deal', recordIds: ['1'] }),
    [
      [
        'POST',
        '/crm/associations/2026-09/contacts/deals/batch/read',
        { results: [{ from: { id: '1' } }, { from: { id: '2' } }] },
      ],
    ],
    'results[0].to',
  ],
  [
    'histories',
    () => readHistory(hubspot, { accountId, objectType, recordIds: ['1', '2'], followed: new Map() }),
    [['POST', '/crm/objects/2026-09/contacts/batch/read', { results: twoOf({ createdAt: personal }) }]],
    'results[0].createdAt',
  ],
  [
    'searches',
    () => searchRecords(hubspot, { accountId, objectType, place: { by: 'id', belowId: '' } }),
    [['POST', '/crm/objects/2026-09/contacts/search', { results: [] }]],
    'total',
  ],
];

test.each(readers)(
  '%s in another form are told with the call and the field, and without a value',
  async (_name, ask, routes, place) => {
    for (const [method, path, body] of routes) {
      const asked = nock(apiUrl).intercept(path, method).query(true);
      asked.reply(200, JSON.stringify(body));
    }
    const failure = await ask().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(JourneyStewardError);
    const { code, message, retryAfterMs } = failure as JourneyStewardError;
    expect({ code, retryAfterMs }).toEqual({ code: 'hubspot-answer-unreadable', retryAfterMs: 300_000 });
    const [method, path] = routes.at(-1) ?? [];
    expect(
      message.startsWith(`${method} ${path}: HubSpot's answer has another form than the app knows. ${place}: `),
    ).toBe(true);
    expect(message).not.toContain(personal);
  },
);

test('of many places the first three are told, and how many there are beside', () => {
  const schema = z.object({ a: z.string(), b: z.string(), c: z.string(), d: z.string(), e: z.string() });
  const read = () => readAnswer(schema, { method: 'GET', path: '/path?after=secret' }, { body: {} });
  expect(read).toThrow(/^GET \/path: .*a: .*; b: .*; c: .*; and 2 more$/);
});

test('what is no JSON is HubSpot away, and asked for again soon', () => {
  const read = () => readAnswer(z.unknown(), { method: 'GET', path: '/path' }, { body: null });
  expect(read).toThrow(expect.objectContaining({ code: 'hubspot-unavailable', retryAfterMs: null }));
});

describe('tags whose answer nobody can read', () => {
  test('wait for five minutes, and keep other types and the account from nothing', async () => {
    nock(apiUrl).post('/crm/objects/2026-09/contacts/batch/update').reply(200, { results: 'done' });
    const write = { accountId, objectType, desired: { a: '1' }, written: null, revision: 1, attempts: 3 };
    const results = await writeTags(hubspot, [{ ...write, recordId: '1' }], { now: 1_000, journeyNow: 2_000 });
    expect(results).toMatchObject([
      { retryAt: 301_000, obstacle: 'object-type', failure: expect.stringContaining('results: ') },
    ]);
  });
});
