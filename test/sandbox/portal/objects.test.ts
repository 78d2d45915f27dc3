import { describe, expect, it } from 'vitest';
import { creation, line, portalIdOfTests, startOfTests, value } from './history-lines.ts';
import { type StartedPortal, startPortal } from './start-portal.ts';

const contacts = '/crm/objects/2026-09/contacts';

async function portalWith(lines: string[], options = {}): Promise<StartedPortal> {
  const started = await startPortal(options);
  await started.portal.playHistory({ lines });
  return started;
}

describe('one record', () => {
  it.each(['2026-03', '2026-09'])('is read at version %s, by the name of its type or its id', async (version) => {
    const { call } = await portalWith([creation(1), value(1, 'email', 'ida@firm.example')]);
    for (const type of ['contacts', '0-1']) {
      const { status, body } = await call('GET', `/crm/objects/${version}/${type}/1?properties=email&properties=phone`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ id: '1', archived: false, properties: { email: 'ida@firm.example', phone: null } });
    }
  });

  it('is not found at other versions, types and ids', async () => {
    const { call } = await portalWith([creation(1)]);
    expect((await call('GET', '/crm/objects/v3/contacts/1')).status).toBe(404);
    expect((await call('GET', '/crm/objects/2026-09/unicorns/1')).status).toBe(400);
    const { status, body } = await call('GET', `${contacts}/2`);
    expect([status, body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
  });

  it('is created with associations, and refused when its address is taken or a deal has no stage', async () => {
    const { call } = await startPortal();
    const company = await call('POST', '/crm/objects/2026-09/companies', { properties: { name: 'Kiosk Kosmos' } });
    const created = await call('POST', contacts, {
      properties: { email: 'ida@firm.example' },
      associations: [
        { to: { id: company.body.id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }] },
      ],
    });
    expect(created.status).toBe(201);
    const { body } = await call('GET', `${contacts}/${created.body.id}?associations=companies`);
    expect(body.associations.companies.results).toEqual([{ id: company.body.id, type: 'contact_to_company' }]);
    const taken = await call('POST', contacts, { properties: { email: 'IDA@firm.example' } });
    expect([taken.status, taken.body.message]).toEqual([
      409,
      `Contact already exists. Existing ID: ${created.body.id}`,
    ]);
    const deal = await call('POST', '/crm/objects/2026-09/deals', { properties: { dealname: 'Shelves' } });
    expect([deal.status, deal.body.errors[0].code]).toEqual([400, 'MISSING_REQUIRED_PROPERTY']);
  });

  it('tells by its deal stage whether it is closed and won', async () => {
    const { call } = await startPortal();
    const read = 'properties=hs_is_closed,hs_is_closed_won,hs_is_closed_lost,hs_deal_stage_probability';
    const create = (dealstage: string) =>
      call('POST', '/crm/objects/2026-09/deals', { properties: { dealname: 'Shelves', dealstage } });
    const stateOf = async (dealstage: string) => {
      const { id } = (await create(dealstage)).body;
      const { properties } = (await call('GET', `/crm/objects/2026-09/deals/${id}?${read}`)).body;
      return [properties.hs_is_closed, properties.hs_is_closed_won, properties.hs_is_closed_lost];
    };
    expect(await stateOf('qualifiedtobuy')).toEqual(['false', 'false', 'false']);
    expect(await stateOf('closedwon')).toEqual(['true', 'true', 'false']);
    expect(await stateOf('1076004')).toEqual(['true', 'false', 'true']);
  });
});

describe('the list of records', () => {
  it('comes in pages by ascending id until every record was shown once', async () => {
    const { call } = await portalWith([3, 20, 100, 1, 999_999_999_999_999].map((id) => creation(id)));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await call('GET', `${contacts}?limit=2${after === undefined ? '' : `&after=${after}`}`);
      seen.push(...body.results.map((record: { id: string }) => record.id));
      after = body.paging?.next.after;
    } while (after !== undefined);
    expect(seen).toEqual(['1', '3', '20', '100', '999999999999999']);
  });

  it('gives 100 a page, and 50 with history', async () => {
    const { call } = await startPortal();
    expect((await call('GET', `${contacts}?limit=100`)).status).toBe(200);
    expect((await call('GET', `${contacts}?limit=101`)).status).toBe(400);
    expect((await call('GET', `${contacts}?limit=50&propertiesWithHistory=email`)).status).toBe(200);
    expect((await call('GET', `${contacts}?limit=51&propertiesWithHistory=email`)).status).toBe(400);
  });
});

describe('a merge', () => {
  const lines = [
    creation(1),
    value(1, 'firstname', 'Ida', 1),
    value(1, 'lifecyclestage', 'lead', 1),
    creation(2, 2),
    value(2, 'phone', '+31 20 555 0100', 3),
    value(2, 'lifecyclestage', 'opportunity', 4),
  ];
  const merge = { primaryObjectId: '1', objectIdToMerge: '2' };

  it('keeps the primary’s values, fills its gaps, takes the furthest stage, and unites the histories', async () => {
    const { call } = await portalWith(lines);
    expect((await call('POST', `${contacts}/merge`, merge)).body.id).toBe('1');
    const { body } = await call(
      'GET',
      `${contacts}/2?properties=firstname,phone,hs_merged_object_ids&propertiesWithHistory=lifecyclestage`,
    );
    expect(body.id, 'the old id answers with the record that exists').toBe('1');
    expect(body.properties).toMatchObject({
      firstname: 'Ida',
      phone: '+31 20 555 0100',
      lifecyclestage: 'opportunity',
      hs_merged_object_ids: '2',
      createdate: '2026-01-05T09:00:00Z',
    });
    expect(body.propertiesWithHistory.lifecyclestage.map((entry: { value: string }) => entry.value)).toEqual([
      'opportunity',
      'lead',
    ]);
  });

  it('may make a third id, to which both old ones lead', async () => {
    const { call } = await portalWith(lines, { openAnswers: { mergedRecordId: 'new' } });
    const { id } = (await call('POST', `${contacts}/merge`, merge)).body;
    expect(['1', '2']).not.toContain(id);
    for (const old of ['1', '2']) expect((await call('GET', `${contacts}/${old}`)).body.id).toBe(id);
    const { body } = await call('GET', `${contacts}/${id}?properties=hs_calculated_merged_vids`);
    expect(body.properties.hs_calculated_merged_vids).toBe(`2:${startOfTests + 240_000};1:${startOfTests + 240_000}`);
  });

  it('in a batch read counts the old id as missing, or answers it when so set', async () => {
    const read = async (mergedIdInBatchRead: 'missing' | 'answered') => {
      const { call } = await portalWith(lines, { openAnswers: { mergedIdInBatchRead } });
      await call('POST', `${contacts}/merge`, merge);
      return (await call('POST', `${contacts}/batch/read`, { inputs: [{ id: '2' }] })).status;
    };
    expect(await read('missing')).toBe(207);
    expect(await read('answered')).toBe(200);
  });

  it('hands the associations over', async () => {
    const { call, portal } = await portalWith([...lines, creation(5, 5, 'deal')]);
    portal.change({
      action: 'associate',
      from: { objectType: 'contact', id: '2' },
      to: { objectType: 'deal', id: '5' },
    });
    await call('POST', `${contacts}/merge`, merge);
    const { body } = await call('GET', `${contacts}/1?associations=deals`);
    expect(body.associations.deals.results).toEqual([{ id: '5', type: 'contact_to_deal' }]);
  });
});

describe('a privacy deletion', () => {
  it('leaves nothing, not even in the recycle bin, and no later word of the history brings it back', async () => {
    const { call, portal } = await portalWith([creation(1), value(1, 'email', 'ida@firm.example')]);
    const gone = await call('POST', `${contacts}/gdpr-delete`, { objectId: 'ida@firm.example', idProperty: 'email' });
    expect(gone.status).toBe(204);
    expect((await call('GET', `${contacts}/1`)).status).toBe(404);
    expect((await call('GET', `${contacts}/1?archived=true`)).status).toBe(404);
    await portal.playHistory({
      lines: [
        line({ objectId: 1, propertyName: 'email', propertyValue: 'late@firm.example', portalId: portalIdOfTests }),
      ],
    });
    expect((await call('GET', `${contacts}/1`)).status).toBe(404);
  });

  it('is for contacts only', async () => {
    const { call } = await portalWith([creation(1, 0, 'deal')]);
    expect((await call('POST', '/crm/objects/2026-09/deals/gdpr-delete', { objectId: '1' })).status).toBe(400);
  });
});
