import { describe, expect, it } from 'vitest';
import { creation, value } from './history-lines.ts';
import { type StartedPortal, startPortal } from './start-portal.ts';

const path = '/crm/objects/2026-09/contacts/search';

async function portalWithContacts(): Promise<StartedPortal> {
  const started = await startPortal({ searchesPerSecond: 1000 });
  const people: [id: number, name: string, stage: string, contacted: string][] = [
    [1, 'Ada', 'lead', '1767000000000'],
    [2, 'Bo', 'customer', ''],
    [10, 'Ada Maria', 'customer', '1768000000000'],
  ];
  await started.portal.playHistory({
    lines: people.flatMap(([id, name, stage, contacted]) => [
      creation(id, id),
      value(id, 'firstname', name, id),
      value(id, 'lifecyclestage', stage, id),
      value(id, 'notes_last_contacted', contacted, id),
    ]),
  });
  return started;
}

async function found({ call }: StartedPortal, filter: Record<string, unknown>): Promise<string[]> {
  const { body } = await call('POST', path, { filterGroups: [{ filters: [filter] }] });
  return body.results.map((record: { id: string }) => record.id);
}

describe('search', () => {
  it.each([
    [{ propertyName: 'lifecyclestage', operator: 'EQ', value: 'customer' }, ['2', '10']],
    [{ propertyName: 'lifecyclestage', operator: 'NEQ', value: 'customer' }, ['1']],
    [{ propertyName: 'lifecyclestage', operator: 'IN', values: ['lead', 'other'] }, ['1']],
    [{ propertyName: 'firstname', operator: 'IN', values: ['Ada'] }, []],
    [{ propertyName: 'firstname', operator: 'IN', values: ['ada'] }, ['1']],
    [{ propertyName: 'firstname', operator: 'CONTAINS_TOKEN', value: 'ada' }, ['1', '10']],
    [{ propertyName: 'firstname', operator: 'NOT_CONTAINS_TOKEN', value: 'mar*' }, ['1', '2']],
    [{ propertyName: 'notes_last_contacted', operator: 'HAS_PROPERTY' }, ['1', '10']],
    [{ propertyName: 'notes_last_contacted', operator: 'NOT_HAS_PROPERTY' }, ['2']],
    [{ propertyName: 'notes_last_contacted', operator: 'GT', value: '1767000000000' }, ['10']],
    [{ propertyName: 'notes_last_contacted', operator: 'LTE', value: '2025-12-29T09:20:00Z' }, ['1']],
    [{ propertyName: 'hs_object_id', operator: 'GT', value: '2' }, ['10']],
    [{ propertyName: 'hs_object_id', operator: 'BETWEEN', value: '2', highValue: '10' }, ['2', '10']],
    [{ propertyName: 'lastmodifieddate', operator: 'GTE', value: '2026-01-05T09:02:00Z' }, ['2', '10']],
  ])('finds by %j', async (filter, ids) => {
    expect(await found(await portalWithContacts(), filter)).toEqual(ids);
  });

  it('joins filters of a group by and, groups by or', async () => {
    const { call } = await portalWithContacts();
    const lead = { propertyName: 'lifecyclestage', operator: 'EQ', value: 'lead' };
    const bo = { propertyName: 'firstname', operator: 'EQ', value: 'Bo' };
    const total = async (filterGroups: unknown[]) => (await call('POST', path, { filterGroups })).body.total;
    expect(await total([{ filters: [lead, bo] }])).toBe(0);
    expect(await total([{ filters: [lead] }, { filters: [bo] }])).toBe(2);
  });

  it('sorts, pages by offset, and leaves archived records out', async () => {
    const { call, portal } = await portalWithContacts();
    const page = async (after?: string) =>
      (
        await call('POST', path, {
          sorts: [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }],
          properties: ['firstname'],
          limit: 2,
          after,
        })
      ).body;
    const first = await page();
    expect(first).toMatchObject({ total: 3, paging: { next: { after: '2' } } });
    expect(first.results.map((record: { id: string }) => record.id)).toEqual(['10', '2']);
    expect((await page('2')).results[0].properties.firstname).toBe('Ada');
    portal.change({ action: 'delete', objectType: 'contact', id: '2' });
    expect((await page()).total).toBe(2);
  });

  it.each([
    ['a page of more than 200', { limit: 201 }],
    ['results beyond 10,000', { limit: 1, after: '10000' }],
    ['two sorts', { sorts: ['firstname', 'lastname'] }],
    ['six filter groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
    ['more than 3,000 characters', { query: 'x'.repeat(3001) }],
    ['a property that nobody made', { filterGroups: [{ filters: [{ propertyName: 'x', operator: 'HAS_PROPERTY' }] }] }],
  ])('refuses %s', async (_case, search) => {
    const { call } = await portalWithContacts();
    expect((await call('POST', path, search)).status).toBe(400);
  });
});

describe('search that lags', () => {
  const isCustomer = { propertyName: 'lifecyclestage', operator: 'EQ', value: 'customer' };

  it('finds a new record late, and a changed one as it was', async () => {
    let now = Date.UTC(2026, 0, 1);
    const started = await startPortal({ searchLagMs: 5_000, wallClock: () => now });
    const { recordId } = started.portal.change({
      action: 'create',
      objectType: 'contact',
      properties: { lifecyclestage: 'lead' },
    });
    const { body } = await started.call('GET', `/crm/objects/2026-09/contacts/${recordId}`);
    expect(body.id).toBe(recordId);
    expect((await started.call('POST', path, {})).body.total).toBe(0);
    now += 5_000;
    expect((await started.call('POST', path, {})).body.total).toBe(1);
    started.portal.change({
      action: 'update',
      objectType: 'contact',
      id: recordId ?? '',
      properties: { lifecyclestage: 'customer' },
    });
    const changed = { propertyName: 'lastmodifieddate', operator: 'GTE', value: String(now) };
    expect(await found(started, isCustomer)).toEqual([]);
    expect(await found(started, changed)).toEqual([]);
    now += 5_000;
    expect(await found(started, isCustomer)).toEqual([recordId]);
    expect(await found(started, changed)).toEqual([recordId]);
  });
});
