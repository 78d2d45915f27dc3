import { describe, expect, it } from 'vitest';
import { creation } from './history-lines.ts';
import { type StartedPortal, startPortal } from './start-portal.ts';

const base = '/crm/associations/2026-09';

async function portalWithRecords(options = {}): Promise<StartedPortal> {
  const started = await startPortal(options);
  await started.portal.playHistory({
    lines: [creation(1), creation(2), creation(5, 0, 'deal'), creation(8, 0, 'company'), creation(9, 0, 'company')],
  });
  return started;
}

const types = (associationTypeId: number) => [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];

describe('associations', () => {
  it('are read from both ends with HubSpot’s default type ids', async () => {
    const { call } = await portalWithRecords();
    const created = await call('POST', `${base}/contacts/deals/batch/create`, {
      inputs: [{ from: { id: '1' }, to: { id: '5' }, types: types(4) }],
    });
    expect([created.status, created.body.results[0]]).toEqual([
      201,
      { fromObjectTypeId: '0-1', fromObjectId: '1', toObjectTypeId: '0-3', toObjectId: '5', labels: [] },
    ]);
    const read = async (from: string, to: string, id: string) =>
      (await call('POST', `${base}/${from}/${to}/batch/read`, { inputs: [{ id }] })).body.results;
    expect(await read('contacts', 'deals', '1')).toEqual([
      {
        from: { id: '1' },
        to: [{ toObjectId: '5', associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 4, label: null }] }],
      },
    ]);
    expect((await read('0-3', '0-1', '5'))[0].to[0].associationTypes[0].typeId).toBe(3);
  });

  it('may come with numbers as ids', async () => {
    const { call } = await portalWithRecords({ openAnswers: { associatedRecordId: 'number' } });
    await call('POST', `${base}/contacts/deals/batch/associate/default`, {
      inputs: [{ from: { id: '1' }, to: { id: '5' } }],
    });
    const { body } = await call('POST', `${base}/contacts/deals/batch/read`, { inputs: [{ id: '1' }] });
    expect(body.results[0].to[0].toObjectId).toBe(5);
  });

  it('tell in a 207 which records have none', async () => {
    const { call } = await portalWithRecords();
    const { status, body } = await call('POST', `${base}/contacts/deals/batch/read`, { inputs: [{ id: '2' }] });
    expect(status).toBe(207);
    expect(body.errors[0]).toMatchObject({
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      context: { fromObjectId: ['2'] },
    });
  });

  it('make the first company primary by default, and only one company at a time', async () => {
    const { call } = await portalWithRecords();
    await call('POST', `${base}/contacts/companies/batch/associate/default`, {
      inputs: [
        { from: { id: '1' }, to: { id: '8' } },
        { from: { id: '1' }, to: { id: '9' } },
      ],
    });
    const primaries = async () => {
      const { body } = await call('POST', `${base}/contacts/companies/batch/read`, { inputs: [{ id: '1' }] });
      return Object.fromEntries(
        body.results[0].to.map((link: { toObjectId: string; associationTypes: { typeId: number }[] }) => [
          link.toObjectId,
          link.associationTypes.map((one) => one.typeId),
        ]),
      );
    };
    expect(await primaries()).toEqual({ 8: [1, 279], 9: [279] });
    await call('POST', `${base}/contacts/companies/batch/create`, {
      inputs: [{ from: { id: '1' }, to: { id: '9' }, types: types(1) }],
    });
    expect(await primaries()).toEqual({ 8: [279], 9: [1, 279] });
  });

  it('end by archiving, and are not shown while a record is in the recycle bin', async () => {
    const { call, portal } = await portalWithRecords();
    const inputs = [{ from: { id: '1' }, to: { id: '5' } }];
    const count = async () =>
      (await call('POST', `${base}/contacts/deals/batch/read`, { inputs: [{ id: '1' }] })).body.results.length;
    await call('POST', `${base}/contacts/deals/batch/associate/default`, { inputs });
    portal.change({ action: 'delete', objectType: 'deal', id: '5' });
    expect(await count()).toBe(0);
    portal.change({ action: 'restore', objectType: 'deal', id: '5' });
    expect(await count()).toBe(1);
    await call('POST', `${base}/contacts/deals/batch/archive`, { inputs: [{ from: { id: '1' }, to: [{ id: '5' }] }] });
    expect(await count()).toBe(0);
  });

  it('take 1,000 ids to read and 2,000 pairs to create', async () => {
    const { call } = await portalWithRecords();
    const read = (count: number) =>
      call('POST', `${base}/contacts/deals/batch/read`, {
        inputs: Array.from({ length: count }, (_, index) => ({ id: String(index + 1) })),
      });
    expect((await read(1000)).status).toBe(207);
    expect((await read(1001)).status).toBe(400);
    const create = (count: number) =>
      call('POST', `${base}/contacts/deals/batch/create`, {
        inputs: Array.from({ length: count }, () => ({ from: { id: '1' }, to: { id: '5' }, types: types(4) })),
      });
    expect((await create(2000)).status).toBe(201);
    expect((await create(2001)).status).toBe(400);
  });

  it('refuse a type id that leads elsewhere, and records that do not exist', async () => {
    const { call } = await portalWithRecords();
    const create = (id: string, typeId: number) =>
      call('POST', `${base}/contacts/deals/batch/create`, {
        inputs: [{ from: { id: '1' }, to: { id }, types: types(typeId) }],
      });
    expect((await create('5', 3)).status).toBe(400);
    expect((await create('6', 4)).body).toMatchObject({ numErrors: 1, errors: [{ context: { ids: ['6'] } }] });
  });
});
