import { describe, expect, it } from 'vitest';
import { startPortal } from './start-portal.ts';

const base = '/crm/properties/2026-09/contacts';
const stage = {
  name: 'journey_steward_stage',
  label: 'Stage',
  type: 'enumeration',
  fieldType: 'select',
  groupName: 'journey_steward',
  options: [{ label: 'Nurture', value: 'lead-funnel:nurture', displayOrder: 0, hidden: false }],
};
const group = { name: 'journey_steward', label: 'Journey Steward' };

describe('properties', () => {
  it('exist from the start, the lifecycle stage with its options in order', async () => {
    const { call } = await startPortal();
    const { body } = await call('GET', `${base}/lifecyclestage`);
    const inOrder = [...body.options].sort((one, other) => one.displayOrder - other.displayOrder);
    expect(inOrder.map((option) => option.value)).toEqual([
      'subscriber',
      'lead',
      'marketingqualifiedlead',
      'salesqualifiedlead',
      'opportunity',
      'customer',
      'evangelist',
      'other',
    ]);
    const names = (await call('GET', base)).body.results.map((property: { name: string }) => property.name);
    expect(names).toEqual(expect.arrayContaining(['email', 'hubspot_owner_id', 'notes_last_contacted', 'createdate']));
    expect(new Set(names).size).toBe(names.length);
  });

  it('are created in a group that exists, once', async () => {
    const { call } = await startPortal();
    expect((await call('POST', base, stage)).status, 'no such group yet').toBe(400);
    expect((await call('POST', `${base}/groups`, group)).status).toBe(201);
    expect((await call('POST', base, stage)).status).toBe(201);
    const again = await call('POST', base, stage);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  });

  it('come back from the recycle bin with their old type when their name is created again', async () => {
    const { call } = await startPortal();
    await call('POST', `${base}/groups`, group);
    await call('POST', base, stage);
    expect((await call('DELETE', `${base}/${stage.name}`)).status).toBe(204);
    expect((await call('GET', `${base}/${stage.name}`)).status).toBe(404);
    const restored = await call('POST', base, { ...stage, type: 'string', fieldType: 'text' });
    expect([restored.status, restored.body.type]).toEqual([201, 'enumeration']);
  });

  it('take new options, which values may then use', async () => {
    const { call } = await startPortal();
    await call('POST', `${base}/groups`, group);
    await call('POST', base, stage);
    const write = () =>
      call('POST', '/crm/objects/2026-09/contacts', { properties: { journey_steward_stage: 'lead-funnel:convert' } });
    expect((await write()).status).toBe(400);
    const options = [
      ...stage.options,
      { label: 'Convert', value: 'lead-funnel:convert', displayOrder: 1, hidden: false },
    ];
    expect((await call('PATCH', `${base}/${stage.name}`, { options })).status).toBe(200);
    expect((await write()).status).toBe(201);
  });

  it('are created in a batch, where those that exist are told beside the others', async () => {
    const { call } = await startPortal();
    await call('POST', `${base}/groups`, group);
    const lap = { ...stage, name: 'journey_steward_lap', type: 'number', fieldType: 'number', options: [] };
    await call('POST', base, stage);
    const { status, body } = await call('POST', `${base}/batch/create`, { inputs: [stage, lap] });
    expect(status).toBe(207);
    expect(body.results.map((property: { name: string }) => property.name)).toEqual(['journey_steward_lap']);
    expect(body.errors[0]).toMatchObject({ category: 'OBJECT_ALREADY_EXISTS', context: { name: [stage.name] } });
  });

  it.each([
    ['an enumeration without options', { ...stage, groupName: 'contactinformation', options: [] }],
    ['a name with capital letters', { ...stage, groupName: 'contactinformation', name: 'Stage' }],
    ['no label', { ...stage, groupName: 'contactinformation', label: '' }],
  ])('are refused with %s', async (_case, property) => {
    const { call } = await startPortal();
    const { status, body } = await call('POST', base, property);
    expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('that HubSpot defines cannot be deleted', async () => {
    const { call } = await startPortal();
    expect((await call('DELETE', `${base}/email`)).status).toBe(400);
  });
});

describe('property groups', () => {
  it('are created once, listed, and kept while they have properties', async () => {
    const { call } = await startPortal();
    await call('POST', `${base}/groups`, group);
    expect((await call('POST', `${base}/groups`, group)).status).toBe(409);
    await call('POST', base, stage);
    const kept = await call('DELETE', `${base}/groups/${group.name}`);
    expect([kept.status, kept.body.subCategory]).toEqual([400, 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES']);
    await call('DELETE', `${base}/${stage.name}`);
    expect((await call('DELETE', `${base}/groups/${group.name}`)).status).toBe(204);
    const names = (await call('GET', `${base}/groups`)).body.results.map((one: { name: string }) => one.name);
    expect(names).toEqual(['contactinformation']);
  });
});

describe('what else the app reads of the portal', () => {
  it('has the default deal pipeline and one with numeric stage ids', async () => {
    const { call } = await startPortal();
    const { body } = await call('GET', '/crm/pipelines/2026-09/deals');
    expect(body.results.map((pipeline: { id: string }) => pipeline.id)).toEqual(['default', '760001']);
    const won = body.results[0].stages.find((one: { id: string }) => one.id === 'closedwon');
    expect(won).toMatchObject({ displayOrder: 5, metadata: { probability: '1.0', isClosed: 'true' } });
    for (const one of body.results[1].stages) expect(one.id).toMatch(/^\d+$/);
    expect((await call('GET', '/crm/pipelines/2026-09/0-3/760001')).body.label).toBe('Renewals');
    expect((await call('GET', '/crm/pipelines/2026-09/deals/nothing')).status).toBe(404);
  });

  it('pages through the owners, the deactivated ones apart', async () => {
    const { call } = await startPortal();
    const first = (await call('GET', '/crm/owners/2026-09?limit=3')).body;
    const second = (await call('GET', `/crm/owners/2026-09?limit=3&after=${first.paging.next.after}`)).body;
    expect([first.results.length, second.results.length, second.paging]).toEqual([3, 2, undefined]);
    const archived = (await call('GET', '/crm/owners/2026-09?archived=true')).body.results;
    expect(archived).toMatchObject([{ userId: null, archived: true }]);
  });

  it('tells its id and time zone', async () => {
    const { call } = await startPortal({ portalId: 4711, timeZone: 'Asia/Kolkata' });
    expect((await call('GET', '/account-info/2026-03/details')).body).toMatchObject({
      portalId: 4711,
      timeZone: 'Asia/Kolkata',
      utcOffset: '+05:30',
      utcOffsetMilliseconds: 19_800_000,
    });
  });
});
