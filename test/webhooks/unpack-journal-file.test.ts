import { describe, expect, test } from 'vitest';
import { factKey } from '../../src/journey/facts.ts';
import { unpackDelivery } from '../../webhooks/unpack-delivery.ts';
import { unpackJournalFile } from '../../webhooks/unpack-journal-file.ts';

const at = Date.UTC(2026, 2, 2, 9);
const common = { portalId: 33, occurredAt: new Date(at).toISOString(), objectTypeId: '0-1', objectId: 7 };
const fileOf = (...journalEvents: object[]) =>
  JSON.stringify({ offset: 'a', publishedAt: common.occurredAt, journalEvents });
const unpacked = (...events: object[]) => unpackJournalFile(fileOf(...events));
const keysOf = (facts: readonly Parameters<typeof factKey>[0][] = []) => facts.map(factKey);

/** The facts of what webhooks tell. */
function pushed(...events: object[]) {
  const body = JSON.stringify(events.map((event) => ({ portalId: 33, occurredAt: at, ...event })));
  return unpackDelivery(Buffer.from(body)).facts;
}

describe('what the journal tells has the keys of what is pushed', () => {
  test.each<[string, object, object]>([
    ['a creation', { action: 'CREATE' }, { subscriptionType: 'contact.creation', objectId: 7 }],
    ['a deletion', { action: 'DELETE' }, { subscriptionType: 'contact.deletion', objectId: 7 }],
    ['a restoration', { action: 'RESTORE' }, { subscriptionType: 'contact.restore', objectId: 7 }],
    [
      'a value',
      { action: 'UPDATE', propertyChanges: { lifecyclestage: 'lead' } },
      {
        subscriptionType: 'contact.propertyChange',
        objectId: 7,
        propertyName: 'lifecyclestage',
        propertyValue: 'lead',
      },
    ],
    [
      'a merge',
      { action: 'MERGE', primaryObjectId: 7, mergedObjectIds: [8], newObjectId: 9 },
      { subscriptionType: 'contact.merge', primaryObjectId: 7, mergedObjectIds: [8], newObjectId: 9 },
    ],
  ])('%s', (_name, event, told) => {
    const facts = unpacked({ ...common, ...event })?.facts ?? [];
    expect(keysOf(facts)).toEqual(keysOf(pushed(told)));
    expect(facts.every(({ hearing }) => hearing.channel === 'journal')).toBe(true);
  });

  test('an association and its end, from either side', () => {
    const ends = { fromObjectTypeId: '0-1', toObjectTypeId: '0-2', fromObjectId: 7, toObjectId: 8 };
    const type = { associationTypeId: 1, associationCategory: 'HUBSPOT_DEFINED', isPrimary: true };
    const { portalId, occurredAt } = common;
    for (const action of ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED']) {
      const told = {
        ...{ subscriptionType: 'contact.associationChange', associationType: 'CONTACT_TO_COMPANY', fromObjectId: 7 },
        ...{ toObjectId: 8, isPrimaryAssociation: true, associationRemoved: action === 'ASSOCIATION_REMOVED' },
      };
      const file = unpacked({ portalId, occurredAt, ...ends, ...type, action });
      expect(keysOf(file?.facts)).toEqual(keysOf(pushed(told)));
    }
  });
});

test('the values of a new record count beside its creation', () => {
  const file = unpacked({ ...common, action: 'CREATE', propertyChanges: { email: 'ada@example.com', a: null, b: 5 } });
  expect(file?.facts.map(({ kind, subject, value }) => [kind, subject, value])).toEqual([
    ['created', '', ''],
    ['property', 'email', 'ada@example.com'],
    ['property', 'a', ''],
    ['property', 'b', '5'],
  ]);
});

test.each([
  ['a list', [{ name: 'a', value: '1' }]],
  ['a list with long names', [{ propertyName: 'a', propertyValue: '1' }]],
  ['a map with fields', { a: { oldValue: '0', newValue: '1' } }],
])('values are read from %s, too', (_name, propertyChanges) => {
  const file = unpacked({ ...common, action: 'UPDATE', propertyChanges });
  expect(file?.facts.map(({ subject, value }) => [subject, value])).toEqual([['a', '1']]);
});

test('who is to be forgotten, and which portal removed the app, are told apart', () => {
  const file = unpacked(
    { ...common, action: 'GDPR_DELETE' },
    { type: 'app_lifecycle_event', action: 'APP_UNINSTALL', portalId: 34, occurredAt: at, properties: {} },
    { type: 'app_lifecycle_event', action: 'APP_INSTALL', portalId: 34, occurredAt: at, properties: {} },
    { ...common, action: 'SNAPSHOT' },
  );
  expect(file).toEqual({
    ...{ events: 4, facts: [], unclear: [], removals: [{ accountId: '34', at }] },
    erasures: [{ accountId: '33', objectType: 'contact', recordId: '7' }],
  });
});

test('what can not be understood is told with its account, and the rest counts', () => {
  const file = unpacked({ ...common, action: 'MERGE' }, { action: 'CREATE' }, { ...common, action: 'CREATE' });
  expect(file?.facts).toHaveLength(1);
  expect(file?.unclear.map(({ accountId }) => accountId)).toEqual(['33', '']);
});

test('ids too large for a number stay what they are', () => {
  const file = fileOf({ ...common, action: 'CREATE' }).replace('"objectId":7', '"objectId":90071992547409931');
  expect(unpackJournalFile(file)?.facts[0]?.recordId).toBe('90071992547409931');
});

test.each(['', '<Error/>', '[]', '{"journalEvents":1}'])('%j is no file of the journal', (text) => {
  expect(unpackJournalFile(text)).toBeNull();
});
