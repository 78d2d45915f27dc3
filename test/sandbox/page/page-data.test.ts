import { describe, expect, it } from 'vitest';
import type { AssociatedRecords, PageEvent, RecordPage } from '../../../sandbox/page/page-data.ts';
import type { Portal } from '../../../sandbox/portal/portal.ts';
import { startPage } from './start-page.ts';
import { answerJson } from './start-stub-app.ts';

const start = () => startPage((_request, response) => answerJson(response, 200, {}));

function create(
  portal: Portal,
  objectType: 'contact' | 'company' | 'deal',
  properties: Record<string, string>,
): string {
  return portal.change({ action: 'create', objectType, properties }).recordId!;
}

describe('the list', () => {
  it('finds records that have every word, the last changed first', async () => {
    const { portal, get } = await start();
    portal.clock.set(Date.UTC(2026, 0, 1));
    create(portal, 'contact', { firstname: 'Ada', lastname: 'Beispiel', email: 'ada@one.example' });
    portal.clock.set(Date.UTC(2026, 0, 2));
    create(portal, 'contact', { firstname: 'Ada', lastname: 'Musterfrau', email: 'ada@two.example' });
    const names = async (query: string) =>
      (await get(`/sandbox/page/records?type=contacts&query=${query}`)).rows.map((row: { name: string }) => row.name);
    expect(await names('ada')).toEqual(['Ada Musterfrau', 'Ada Beispiel']);
    expect(await names('ADA+one.exa')).toEqual(['Ada Beispiel']);
    expect(await names('ada+nobody')).toEqual([]);
    expect((await get('/sandbox/page/records?type=contacts&limit=1')).total).toBe(2);
  });

  it('names stage, owner and team, and leaves out deleted records', async () => {
    const { portal, get } = await start();
    portal.state.properties.ensure('contact', 'journey_steward_owner_team');
    const id = create(portal, 'contact', {
      firstname: 'Ada',
      lifecyclestage: 'lead',
      hubspot_owner_id: '41001',
      journey_steward_owner_team: 'sales',
    });
    const other = create(portal, 'contact', { firstname: 'Otto' });
    portal.change({ action: 'delete', objectType: 'contact', id: other });
    expect((await get('/sandbox/page/records?type=contacts')).rows).toMatchObject([
      { id, status: 'Lead', owner: 'Maren Beispiel', team: { value: 'sales' }, stage: null },
    ]);
    expect((await get('/sandbox/page/records?type=contacts&team=service')).total).toBe(0);
    expect((await get('/sandbox/page/records?type=contacts&team=sales')).total).toBe(1);
  });
});

describe('the page of a record', () => {
  it('has the properties with their words, the associations, and the cards of its type by their place', async () => {
    const { portal, get, app } = await start();
    const contact = create(portal, 'contact', { firstname: 'Ada', lifecyclestage: 'lead' });
    const company = create(portal, 'company', { name: 'Erfunden AG' });
    const ends = { from: { objectType: 'contact', id: contact }, to: { objectType: 'company', id: company } } as const;
    portal.change({ action: 'associate', ...ends, isPrimary: true });
    const page: RecordPage = await get(`/sandbox/page/records/contacts/${contact}`);
    expect(page.stageProperty).toMatchObject({ name: 'lifecyclestage', value: 'lead', text: 'Lead', input: 'select' });
    expect(page.groups[0]?.label).toBe('About this contact');
    expect(page.associations).toMatchObject([{ type: 'companies', name: 'Erfunden AG', isPrimary: true }]);
    const variables = { API_ORIGIN: app.origin };
    const small = { title: 'Journey at a glance', variables };
    expect(page.cards).toMatchObject({
      'crm.record.tab': { title: 'Buyer journey', bundleUrl: expect.stringContaining('contact'), variables },
      'crm.record.sidebar': small,
      'crm.preview': small,
    });
    const ofCompany: RecordPage = await get(`/sandbox/page/records/companies/${company}`);
    expect(ofCompany.cards['crm.record.tab']?.bundleUrl).toContain('company');
    expect((await get('/sandbox/page/records/contacts/404')).category).toBe('OBJECT_NOT_FOUND');
  });

  it('follows webhook events from waiting to delivered, and says why one failed', async () => {
    const { portal, get, app } = await start();
    const target = portal.deliveries.target();
    portal.deliveries.setTarget(null);
    const id = create(portal, 'contact', { firstname: 'Ada' });
    const steps = async () =>
      ((await get(`/sandbox/page/records/contacts/${id}`)).events as PageEvent[]).map(({ text, step }) => [text, step]);
    expect(await steps()).toEqual([
      ['firstname = Ada', 'waiting'],
      ['creation', 'waiting'],
    ]);
    portal.deliveries.setTarget(target);
    await portal.deliveries.finished();
    expect(await steps()).toEqual([
      ['firstname = Ada', 'delivered'],
      ['creation', 'delivered'],
    ]);
    await app.stop();
    const failed = Promise.withResolvers<void>();
    portal.watch({ delivering: ({ step }) => step === 'failed' && failed.resolve() });
    portal.change({ action: 'update', objectType: 'contact', id, properties: { firstname: 'Eva' } });
    await failed.promise;
    const page: RecordPage = await get(`/sandbox/page/records/contacts/${id}`);
    expect(page.events[0]).toMatchObject({ text: 'firstname = Eva', reason: expect.stringMatching(/ECONN|hang up/) });
  });

  it('notes a call on the contact, the primary company and the open deal, as HubSpot copies it', async () => {
    const { portal, post, app } = await start();
    const contact = create(portal, 'contact', { firstname: 'Ada', num_notes: '2' });
    const company = create(portal, 'company', { name: 'Erfunden AG' });
    const open = create(portal, 'deal', { dealname: 'Open', dealstage: 'contractsent' });
    const won = create(portal, 'deal', { dealname: 'Won', dealstage: 'closedwon' });
    const from = { objectType: 'contact', id: contact } as const;
    portal.change({ action: 'associate', from, to: { objectType: 'company', id: company }, isPrimary: true });
    for (const id of [open, won]) portal.change({ action: 'associate', from, to: { objectType: 'deal', id } });
    await portal.deliveries.finished();
    app.webhooks.length = 0;

    const answer = await post('/sandbox/page/calls', { type: 'contacts', id: contact });
    expect(answer).toMatchObject({ status: 200, body: { changed: [contact, company, open] } });
    await portal.deliveries.finished();
    const ofCall = app.webhooks.filter((event) => String(event.subscriptionType).startsWith('object.'));
    const ofRecords = app.webhooks.filter((event) => !ofCall.includes(event));
    expect(ofRecords.every((event) => event.changeSource === 'ENGAGEMENTS' && event.sourceId === 'rollup')).toBe(true);
    expect(ofCall).toContainEqual(expect.objectContaining({ propertyName: 'hs_call_direction', objectTypeId: '0-48' }));
    const linked = ofCall.filter((event) => event.fromObjectTypeId === '0-48').map((event) => String(event.toObjectId));
    expect(linked.sort()).toEqual([contact, company, open].sort());
    const told = app.webhooks.filter((event) => event.propertyName === 'notes_last_contacted');
    expect(told.map((event) => String(event.objectId)).sort()).toEqual([contact, company, open].sort());
    expect(app.webhooks).toContainEqual(
      expect.objectContaining({ objectId: Number(contact), propertyName: 'num_notes', propertyValue: '3' }),
    );
  });
});

it('tells open pages of changes, once for many', async () => {
  const { portal, url } = await start();
  const response = await fetch(`${url}/sandbox/page/news`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const id = create(portal, 'contact', { firstname: 'Ada', lastname: 'Beispiel' });
  let text = '';
  while (!text.includes('"deliveries"')) text += (await reader.read()).value ?? '';
  await reader.cancel();
  const [news] = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!));
  expect(news).toMatchObject({ kind: 'records', keys: [`contacts/${id}`], byUser: true });
});

describe('the associated records, as a card is told of them', () => {
  it('come page by page, with the properties that were asked for, without those in the bin', async () => {
    const { portal, get } = await start();
    const company = create(portal, 'company', { name: 'Erfunden AG' });
    const people = ['Ada', 'Ben', 'Cleo'].map((firstname) => create(portal, 'contact', { firstname }));
    for (const [index, id] of people.entries()) {
      const ends = { from: { objectType: 'contact', id }, to: { objectType: 'company', id: company } } as const;
      portal.change({ action: 'associate', ...ends, isPrimary: index === 0 });
    }
    portal.change({ action: 'delete', objectType: 'contact', id: people[1]! });
    const ask = (offset: number): Promise<AssociatedRecords> =>
      get(
        `/sandbox/page/records/companies/${company}/associated?to=contact&properties=firstname,lastname&limit=1&offset=${offset}`,
      );
    expect(await ask(0)).toEqual({
      results: [
        {
          toObjectId: Number(people[0]),
          associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }],
          properties: { firstname: 'Ada', lastname: null },
        },
      ],
      hasMore: true,
      nextOffset: 1,
    });
    expect(await ask(1)).toMatchObject({ results: [{ toObjectId: Number(people[2]) }], hasMore: false });
  });
});
