import { describe, expect, it } from 'vitest';
import { creation, line, startOfTests, value } from './history-lines.ts';
import { type StartedPortal, startPortal } from './start-portal.ts';

const base = '/crm/objects/2026-09/contacts/batch';
const idsFrom = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(5000 + index) }));

async function portalWithContacts(count: number, options = {}): Promise<StartedPortal> {
  const started = await startPortal(options);
  await started.portal.playHistory({ lines: idsFrom(count).map(({ id }) => creation(Number(id))) });
  return started;
}

describe('batch read', () => {
  it('answers text or null for every property that exists, and nothing for one that does not', async () => {
    const { call } = await portalWithContacts(1);
    const { status, body } = await call('POST', `${base}/read`, {
      inputs: [{ id: '5000' }],
      properties: ['email', 'hs_object_id', 'nobody_made_this'],
      propertiesWithHistory: [],
    });
    expect(status).toBe(200);
    expect(body.results[0].properties).toEqual({
      email: null,
      hs_object_id: '5000',
      createdate: '2026-01-05T09:00:00Z',
      lastmodifieddate: '2026-01-05T09:00:00Z',
    });
  });

  it('answers 207 with the ids that are missing', async () => {
    const { call } = await portalWithContacts(2);
    const { status, body } = await call('POST', `${base}/read`, { inputs: [{ id: '5000' }, { id: '9' }, { id: '8' }] });
    expect(status).toBe(207);
    expect(body.results).toHaveLength(1);
    expect(body).toMatchObject({
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['9', '8'] } }],
    });
  });

  it('takes 100 inputs and refuses 101', async () => {
    const { call } = await portalWithContacts(101);
    expect((await call('POST', `${base}/read`, { inputs: idsFrom(100) })).body.results).toHaveLength(100);
    expect((await call('POST', `${base}/read`, { inputs: idsFrom(101) })).status).toBe(400);
  });

  it('takes 50 inputs with history and refuses 51 in HubSpot’s words', async () => {
    const { call } = await portalWithContacts(51);
    const read = (count: number) =>
      call('POST', `${base}/read`, { inputs: idsFrom(count), propertiesWithHistory: ['lifecyclestage'] });
    expect((await read(50)).body.results).toHaveLength(50);
    const { status, body } = await read(51);
    expect(status).toBe(400);
    expect(body.message).toBe(
      'The maximum number of inputs supported in a batch request for property histories is 50, but 51 were sent.',
    );
  });

  it('gives the history newest first, with the source of each value', async () => {
    const { call, portal } = await startPortal();
    await portal.playHistory({
      lines: [
        creation(1),
        line({
          objectId: 1,
          propertyName: 'notes_last_contacted',
          propertyValue: '1767000000000',
          changeSource: 'ENGAGEMENTS',
          sourceId: 'rollup',
          occurredAt: startOfTests + 1,
        }),
        line({
          objectId: 1,
          propertyName: 'notes_last_contacted',
          propertyValue: '',
          changeSource: 'CRM_UI',
          sourceId: 'userId:77',
          occurredAt: startOfTests + 2,
        }),
      ],
    });
    const { body } = await call('POST', `${base}/read`, {
      inputs: [{ id: '1' }],
      propertiesWithHistory: ['notes_last_contacted'],
    });
    expect(body.results[0].propertiesWithHistory.notes_last_contacted).toEqual([
      {
        value: '',
        timestamp: '2026-01-05T09:00:00.002Z',
        sourceType: 'CRM_UI',
        sourceId: 'userId:77',
        updatedByUserId: 77,
      },
      {
        value: '2025-12-29T09:20:00Z',
        timestamp: '2026-01-05T09:00:00.001Z',
        sourceType: 'ENGAGEMENTS',
        sourceId: 'rollup',
      },
    ]);
  });

  it('finds records by another property', async () => {
    const { call, portal } = await startPortal();
    await portal.playHistory({ lines: [creation(1), value(1, 'email', 'ida@firm.example')] });
    const { body } = await call('POST', `${base}/read`, { inputs: [{ id: 'IDA@firm.example' }], idProperty: 'email' });
    expect(body.results.map((record: { id: string }) => record.id)).toEqual(['1']);
  });
});

describe('batch update', () => {
  const update = ({ call }: StartedPortal, inputs: unknown[]) => call('POST', `${base}/update`, { inputs });

  it('writes values and keeps dates that were written as ISO text or as milliseconds as the same instant', async () => {
    const started = await portalWithContacts(2);
    await started.call('POST', '/crm/properties/2026-09/contacts', {
      name: 'tagged_at',
      label: 'Tagged at',
      type: 'datetime',
      fieldType: 'date',
      groupName: 'contactinformation',
    });
    const { status, body } = await update(started, [
      { id: '5000', properties: { tagged_at: '2026-03-01T10:00:00+02:00', lifecyclestage: 'lead' } },
      { id: '5001', properties: { tagged_at: String(Date.UTC(2026, 2, 1, 8)) } },
    ]);
    expect(status).toBe(200);
    expect(body.results.map((one: { properties: Record<string, string> }) => one.properties.tagged_at)).toEqual([
      '2026-03-01T08:00:00Z',
      '2026-03-01T08:00:00Z',
    ]);
    expect(body.results[0].properties.lifecyclestage).toBe('lead');
  });

  it.each([
    ['an unknown property', { nobody_made_this: '1' }, 'PROPERTY_DOESNT_EXIST'],
    ['an option that is not there', { lifecyclestage: 'stranger' }, 'INVALID_OPTION'],
    ['a value that only HubSpot sets', { num_conversion_events: '3' }, 'READ_ONLY_VALUE'],
    ['text that is no e-mail address', { email: 'not an address' }, 'INVALID_EMAIL'],
  ])('writes nothing at all when one input has %s', async (_case, properties, code) => {
    const started = await portalWithContacts(2);
    const { status, body } = await update(started, [
      { id: '5000', properties: { firstname: 'Ada' } },
      { id: '5001', properties },
    ]);
    expect(status).toBe(400);
    expect(body.category).toBe('VALIDATION_ERROR');
    expect(body.errors[0]).toMatchObject({ code, context: { propertyName: Object.keys(properties) } });
    expect(body.message).toContain('Property values were not valid');
    expect((await started.call('GET', '/crm/objects/2026-09/contacts/5000')).body.properties.firstname).toBeNull();
  });

  it.each([
    ['datetime', 'the day after tomorrow', 'INVALID_LONG'],
    ['number', 'a dozen', 'INVALID_DOUBLE'],
    ['date', '2026-01-01T10:00:00Z', 'INVALID_DATE'],
    ['bool', 'maybe', 'INVALID_OPTION'],
  ])('refuses a %s of "%s"', async (type, text, code) => {
    const started = await portalWithContacts(1);
    await started.call('POST', '/crm/properties/2026-09/contacts', {
      name: 'own',
      label: 'Own',
      type,
      fieldType: type === 'number' ? 'number' : type === 'bool' ? 'booleancheckbox' : 'date',
      groupName: 'contactinformation',
    });
    const { status, body } = await update(started, [{ id: '5000', properties: { own: text } }]);
    expect([status, body.errors[0].code]).toEqual([400, code]);
  });

  it('writes the records that exist and names the others in a 207', async () => {
    const started = await portalWithContacts(1);
    const { status, body } = await update(started, [
      { id: '5000', properties: { firstname: 'Ada' } },
      { id: '77', properties: { firstname: 'Nobody' } },
    ]);
    expect(status).toBe(207);
    expect(body.results).toHaveLength(1);
    expect(body.errors[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { ids: ['77'] } });
  });

  it('refuses an id that comes twice, and more than 100 inputs', async () => {
    const started = await portalWithContacts(1);
    const twice = { id: '5000', properties: { firstname: 'Ada' } };
    expect((await update(started, [twice, twice])).body.message).toContain(
      'Duplicate IDs found in batch input: [5000]',
    );
    expect(
      (
        await update(
          started,
          idsFrom(101).map((input) => ({ ...input, properties: {} })),
        )
      ).status,
    ).toBe(400);
  });

  it('does not know the old id of a merged record, which a single call does', async () => {
    const started = await portalWithContacts(2);
    await started.call('POST', '/crm/objects/2026-09/contacts/merge', {
      primaryObjectId: '5000',
      objectIdToMerge: '5001',
    });
    expect((await update(started, [{ id: '5001', properties: { firstname: 'Ada' } }])).status).toBe(207);
    const single = await started.call('PATCH', '/crm/objects/2026-09/contacts/5001', {
      properties: { firstname: 'Ada' },
    });
    expect([single.status, single.body.id]).toEqual([200, '5000']);
  });

  it('leaves an earlier lifecycle stage out without an error, unless the stage is emptied first', async () => {
    const started = await portalWithContacts(1);
    const stageAfter = async (lifecyclestage: string) => {
      await update(started, [{ id: '5000', properties: { lifecyclestage } }]);
      const { body } = await started.call('GET', '/crm/objects/2026-09/contacts/5000?properties=lifecyclestage');
      return body.properties.lifecyclestage;
    };
    expect(await stageAfter('customer')).toBe('customer');
    expect(await stageAfter('lead')).toBe('customer');
    expect(await stageAfter('')).toBe('');
    expect(await stageAfter('lead')).toBe('lead');
  });

  it('can refuse an earlier lifecycle stage instead', async () => {
    const started = await portalWithContacts(1, { openAnswers: { backwardLifecycle: 'refuse' } });
    await update(started, [{ id: '5000', properties: { lifecyclestage: 'customer' } }]);
    const { status } = await update(started, [{ id: '5000', properties: { lifecyclestage: 'lead' } }]);
    expect(status).toBe(400);
  });

  it('dates two writes of one property apart even while the clock stands still', async () => {
    const started = await portalWithContacts(1);
    await update(started, [{ id: '5000', properties: { firstname: 'Ada' } }]);
    await update(started, [{ id: '5000', properties: { firstname: 'Eva' } }]);
    const { body } = await started.call('GET', '/crm/objects/2026-09/contacts/5000?propertiesWithHistory=firstname');
    expect(body.propertiesWithHistory.firstname.map((entry: { timestamp: string }) => entry.timestamp)).toEqual([
      '2026-01-05T09:00:00.001Z',
      '2026-01-05T09:00:00Z',
    ]);
  });
});

describe('batch create and archive', () => {
  it('creates all records, or none when an input is bad', async () => {
    const { call, portal } = await startPortal();
    const bad = await call('POST', `${base}/create`, {
      inputs: [{ properties: { firstname: 'Ada' } }, { properties: { nobody_made_this: '1' } }],
    });
    expect([bad.status, portal.status().records.contacts]).toEqual([400, 0]);
    const good = await call('POST', `${base}/create`, { inputs: [{ properties: { firstname: 'Ada' } }] });
    expect([good.status, portal.status().records.contacts]).toEqual([201, 1]);
  });

  it('creates the good ones when every input has a trace id of its own', async () => {
    const { call } = await startPortal();
    const { status, body } = await call('POST', `${base}/create`, {
      inputs: [
        { properties: { firstname: 'Ada' }, objectWriteTraceId: 'first' },
        { properties: { nobody_made_this: '1' }, objectWriteTraceId: 'second' },
      ],
    });
    expect(status).toBe(207);
    expect(body.results[0].objectWriteTraceId).toBe('first');
    expect(body.errors[0].context.objectWriteTraceId).toEqual(['second']);
  });

  it('archives into the recycle bin, where only archived reads find the record', async () => {
    const { call } = await portalWithContacts(1);
    expect((await call('POST', `${base}/archive`, { inputs: [{ id: '5000' }] })).status).toBe(204);
    expect((await call('POST', `${base}/read`, { inputs: [{ id: '5000' }] })).status).toBe(207);
    const { body } = await call('POST', `${base}/read?archived=true`, { inputs: [{ id: '5000' }] });
    expect(body.results[0]).toMatchObject({ id: '5000', archived: true });
  });
});
