import { describe, expect, test } from 'vitest';
import type { ApiCall } from '../../src/hubspot/hubspot-client.ts';
import { readHistory } from '../../src/hubspot/read-history.ts';
import { factKey } from '../../src/journey/facts.ts';
import type { ObjectType } from '../../src/journey/vocabulary.ts';
import { factsOfEvent } from '../../webhooks/facts-of-event.ts';
import { webhookEventSchema } from '../../webhooks/webhook-event.ts';
import { answerCalls } from './answer-calls.ts';

const createdAt = '2026-01-01T08:00:00.250Z';
const created = Date.parse(createdAt);
const followed = new Map([
  ['lifecyclestage', 'enumeration'],
  ['closedate', 'datetime'],
  ['journey_steward_engagement_start', 'date'],
  ['note', 'string'],
]);

type Given = { id?: string | number; archived?: boolean; properties?: object; history?: Record<string, object[]> };

function record({ id = '7', archived = false, properties = {}, history = {} }: Given = {}) {
  return { id, createdAt, updatedAt: createdAt, archived, properties, propertiesWithHistory: history };
}

async function read(records: unknown[], objectType: ObjectType = 'contact', errors: object[] = []) {
  const { hubspot, calls } = answerCalls(() => ({ body: { status: 'COMPLETE', results: records, errors } }));
  const input = { accountId: '33', objectType, recordIds: ['7'], followed };
  const { histories, unreadable } = await readHistory(hubspot, input);
  return { read: histories, unreadable, calls };
}

const keysOf = async (given: Given, objectType: ObjectType = 'contact') => {
  const [history] = (await read([record(given)], objectType)).read;
  return (history?.facts ?? []).map(factKey);
};

function keysOfEvent(event: object): string[] {
  const given = { eventId: 1, portalId: 33, attemptNumber: 0, changeSource: 'CRM_UI', ...event };
  const reading = factsOfEvent(webhookEventSchema.parse(given));
  return reading.kind === 'facts' ? reading.facts.map(factKey) : [];
}

const at = (ms: number) => new Date(created + ms).toISOString();

describe('a change is the same fact, whether it is read or was told by a webhook', () => {
  test.each([
    ['a property', 'lifecyclestage', 'lead', 'lead'],
    ['an emptied property', 'lifecyclestage', '', ''],
    ['a time, which the API writes out', 'closedate', '2026-02-01T10:30:00Z', String(Date.UTC(2026, 1, 1, 10, 30))],
    ['a day', 'journey_steward_engagement_start', '2026-02-01', String(Date.UTC(2026, 1, 1))],
    ['text that looks like a time', 'note', '2026-02-01T10:30:00Z', '2026-02-01T10:30:00Z'],
    ['text that no database holds', 'note', 'a\0b', 'a\0b'],
  ])('%s', async (_name, propertyName, value, propertyValue) => {
    const entry = { value, timestamp: at(5_000), sourceType: 'IMPORT', sourceId: 'x' };
    const event = { subscriptionType: 'contact.propertyChange', objectId: 7, propertyName, propertyValue };
    expect(await keysOf({ history: { [propertyName]: [entry] } })).toEqual([
      ...keysOfEvent({ subscriptionType: 'contact.creation', objectId: 7, occurredAt: created }),
      ...keysOfEvent({ ...event, occurredAt: created + 5_000 }),
    ]);
  });

  test('merges of a contact, by the times that it keeps', async () => {
    const properties = { hs_calculated_merged_vids: `5:${created + 10};4:${created + 10};3:${created + 20}` };
    const merge = { subscriptionType: 'contact.merge', primaryObjectId: 7, newObjectId: 7 };
    expect((await keysOf({ properties })).slice(1)).toEqual([
      ...keysOfEvent({ ...merge, mergedObjectIds: [5, 4], occurredAt: created + 10 }),
      ...keysOfEvent({ ...merge, mergedObjectIds: [3], occurredAt: created + 20 }),
    ]);
  });

  test('merges of a deal, by the history of the ids, also where the merge gave it a new id', async () => {
    const history = {
      hs_merged_object_ids: [
        { value: '5;6;4', timestamp: at(20), sourceType: 'MERGE_OBJECTS' },
        { value: '5;6', timestamp: at(10), sourceType: 'MERGE_OBJECTS' },
      ],
    };
    const merge = { subscriptionType: 'deal.merge', newObjectId: 7 };
    expect((await keysOf({ history }, 'deal')).slice(1)).toEqual([
      ...keysOfEvent({ ...merge, primaryObjectId: 5, mergedObjectIds: [6], occurredAt: created + 10 }),
      ...keysOfEvent({ ...merge, primaryObjectId: 7, mergedObjectIds: [4], occurredAt: created + 20 }),
    ]);
  });
});

describe('what is read', () => {
  test('is heard on the channel of histories, with the source that HubSpot names', async () => {
    const entry = { value: 'lead', timestamp: at(0), sourceType: 'IMPORT', sourceId: 'y'.repeat(300) };
    const { read: found } = await read([record({ history: { lifecyclestage: [entry] } })]);
    const hearing = { channel: 'history', changeSource: 'IMPORT', sourceId: 'y'.repeat(250) };
    expect(found).toMatchObject([{ recordId: '7', createdAt: created }]);
    // The creation has the source of the values that the record was created with.
    expect(found[0]?.facts).toMatchObject([
      { kind: 'created', hearing },
      { kind: 'property', accountId: '33', objectType: 'contact', recordId: '7', hearing },
    ]);
  });

  test('has the source of the creation from the properties that keep it', async () => {
    const properties = { hs_object_source: 'FORM', hs_object_source_id: 'form-1' };
    const { read: found } = await read([record({ properties })]);
    expect(found[0]?.facts).toMatchObject([{ hearing: { changeSource: 'FORM', sourceId: 'form-1' } }]);
  });

  test('dates a merge of which no time is known as early as it can be, as an estimate', async () => {
    const { read: found } = await read([record({ properties: { hs_merged_object_ids: '9;8' } })], 'company');
    expect(found[0]?.facts.at(-1)).toMatchObject({
      kind: 'merged',
      subject: '8;9',
      occurredAt: created,
      hearing: { channel: 'estimate' },
    });
  });

  test('is nothing of records that are archived or gone', async () => {
    const gone = { category: 'OBJECT_NOT_FOUND', message: 'Could not get some CONTACT objects' };
    expect((await read([record({ archived: true })])).read).toEqual([]);
    const { read: found, calls } = await read([], 'contact', [gone]);
    expect({ found, calls: calls.length }).toEqual({ found: [], calls: 1 });
  });

  test('is asked for with both lists that HubSpot requires, and with the history of what is followed', async () => {
    const { calls } = await read([record({ id: 7 })]);
    expect(calls[0]).toMatchObject({
      path: '/crm/objects/2026-09/contacts/batch/read',
      body: {
        inputs: [{ id: '7' }],
        properties: expect.arrayContaining(['hs_calculated_merged_vids']),
        propertiesWithHistory: [...followed.keys(), 'hs_merged_object_ids'],
      },
    });
  });

  test('is asked for again where HubSpot failed for some of the records', async () => {
    const idsOf = (call: ApiCall) => (call.body as { inputs: { id: string }[] }).inputs.map(({ id }) => id);
    const asked: string[][] = [];
    const { hubspot } = answerCalls((call) => {
      asked.push(idsOf(call));
      const struck = { category: 'INTERNAL_ERROR', message: 'Some inputs could not be processed.' };
      return asked.length === 1
        ? { body: { results: [record({ id: '8' })], errors: [struck] } }
        : { body: { results: [record({ id: '7' })] } };
    });
    const input = { accountId: '33', objectType: 'contact' as const, recordIds: ['7', '8'], followed };
    const { histories } = await readHistory(hubspot, input);
    expect(histories.map(({ recordId }) => recordId).sort()).toEqual(['7', '8']);
    expect(asked).toEqual([['7', '8'], ['7']]);
  });
});

describe('a record in a form that nobody knows', () => {
  const odd = (id: string) => {
    const entry = { value: 'melinda.merkmal@marked.example', timestamp: 'soon', sourceType: 'API', sourceId: '' };
    return record({ id, history: { note: [entry] } });
  };

  test('stands by itself, with the field and without the value; the others of its batch are read', async () => {
    const { read: histories, unreadable } = await read([record({ id: '1' }), odd('2'), record({ id: '3' })]);
    expect(histories.map(({ recordId }) => recordId)).toEqual(['1', '3']);
    expect(unreadable).toEqual([{ recordId: '2', reason: 'propertiesWithHistory.note[0].timestamp: is no time' }]);
  });

  test('stands by itself also where nothing else was asked for', async () => {
    expect(await read([odd('7')])).toMatchObject({ read: [], unreadable: [{ recordId: '7' }] });
  });

  test('that all have is another form of HubSpot, and keeps all waiting', async () => {
    await expect(read([odd('1'), odd('2')])).rejects.toMatchObject({ code: 'hubspot-answer-unreadable' });
  });
});
