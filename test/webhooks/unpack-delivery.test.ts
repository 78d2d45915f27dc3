import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asOfTag, tagNames } from '../../src/journey/tags.ts';
import { type ActivityType, activityTypes } from '../../src/journey/vocabulary.ts';
import { unpackDelivery } from '../../webhooks/unpack-delivery.ts';
import { bodyOf, ofEvent, propertyChange, webhookEvent } from './webhook-events.ts';

const unpack = (...events: unknown[]) => unpackDelivery(bodyOf(...events));
const hearing = { channel: 'webhook', changeSource: 'CRM_UI', sourceId: '' };
const heard = { accountId: '33', occurredAt: ofEvent.occurredAt, hearing };

const activityTypeIds: Readonly<Record<ActivityType, string>> = {
  communication: '0-18',
  feedback_submission: '0-19',
  note: '0-46',
  meeting: '0-47',
  call: '0-48',
  email: '0-49',
};

describe('every subscription of the app', () => {
  const project = join(import.meta.dirname, '../../app-extensions/app/webhooks/webhooks-hsmeta.json');
  const { config } = JSON.parse(readFileSync(project, 'utf8')) as {
    config: {
      subscriptions: Record<string, { subscriptionType: string; objectType?: string; propertyName?: string }[]>;
    };
  };
  const subscriptions = Object.values(config.subscriptions).flat();
  const others: Record<string, object> = {
    propertyChange: { objectId: 11, propertyValue: 'x' },
    merge: { primaryObjectId: 11, mergedObjectIds: [12], newObjectId: 13, numberOfPropertiesMoved: 4 },
    associationChange: {
      associationType: 'CONTACT_TO_DEAL',
      fromObjectId: 11,
      toObjectId: 12,
      associationRemoved: false,
      isPrimaryAssociation: false,
    },
  };

  /** What names the objects of a generic event. */
  function genericFields(action: string, objectType?: string) {
    const objectTypeId = activityTypeIds[objectType === 'meeting_event' ? 'meeting' : (objectType as ActivityType)];
    if (objectTypeId === undefined) return {};
    const ends = { associationType: undefined, fromObjectTypeId: objectTypeId, toObjectTypeId: '0-1' };
    return action === 'associationChange' ? ends : { objectTypeId };
  }

  test('there are some of each object', () => {
    const subjects = new Set(subscriptions.map(({ subscriptionType }) => subscriptionType.split('.')[0]));
    expect([...subjects].sort()).toEqual(['company', 'contact', 'deal', 'object', 'ticket']);
  });

  test.each(subscriptions.map((subscription) => [Object.values(subscription).join(' '), subscription] as const))(
    '%s becomes facts or an erasure, told as subscriptionType or as eventType',
    (_name, { subscriptionType, objectType, propertyName }) => {
      const action = subscriptionType.split('.')[1] ?? '';
      const fields = {
        ...(others[action] ?? { objectId: 11 }),
        ...(propertyName !== undefined && { propertyName }),
        ...genericFields(action, objectType),
      };
      const told = unpack(webhookEvent(subscriptionType, fields));
      expect(told.unclear).toEqual([]);
      expect(told.facts.length + told.erasures.length).toBeGreaterThan(0);
      const { subscriptionType: eventType, ...rest } = webhookEvent(subscriptionType, fields);
      expect(unpack({ ...rest, eventType })).toEqual(told);
    },
  );
});

describe('the echo of what the app has written', () => {
  const tags = [...Object.values(tagNames), asOfTag];
  const source = { changeSource: 'INTEGRATION', sourceId: '1160452' };
  test.each(tags)('of %s causes nothing, in either form', (name) => {
    const classic = { ...propertyChange(11, name, 'x'), ...source };
    const generic = { ...classic, subscriptionType: 'object.propertyChange', objectTypeId: '0-1' };
    expect(unpack(classic, generic)).toEqual({ events: 2, facts: [], unclear: [], erasures: [] });
  });

  test('is not what people fill in for the app, also where an integration does it', () => {
    const told = unpack({ ...propertyChange(11, 'journey_steward_experience', 'bad'), ...source });
    expect(told.facts).toHaveLength(1);
  });
});

describe('what an event tells', () => {
  test('a new value', () => {
    expect(unpack(propertyChange(11, 'lifecyclestage', 'lead')).facts).toEqual([
      {
        ...heard,
        objectType: 'contact',
        recordId: '11',
        kind: 'property',
        subject: 'lifecyclestage',
        value: 'lead',
        hearing: { ...hearing, sourceId: 'userId:5' },
      },
    ]);
  });

  test.each([
    ['contact.creation', 'contact', 'created'],
    ['deal.deletion', 'deal', 'deleted'],
    ['company.restore', 'company', 'restored'],
  ])('%s', (subscriptionType, objectType, kind) => {
    const { facts } = unpack(webhookEvent(subscriptionType, { objectId: 11 }));
    expect(facts).toEqual([{ ...heard, objectType, recordId: '11', kind, subject: '', value: '' }]);
  });

  test.each([
    ['0-1', 'contact'],
    ['0-2', 'company'],
    ['0-3', 'deal'],
  ])('the generic form of object type %s says the same as that of %s', (objectTypeId, name) => {
    for (const [action, fields] of [
      ['creation', { objectId: 11 }],
      ['deletion', { objectId: 11 }],
      ['restore', { objectId: 11 }],
      ['propertyChange', { objectId: 11, propertyName: 'a', propertyValue: 'b' }],
      ['merge', { primaryObjectId: 11, mergedObjectIds: [12, 13], newObjectId: 11 }],
    ] as const) {
      const generic = unpack(webhookEvent(`object.${action}`, { ...fields, objectTypeId }));
      expect(generic.facts).toHaveLength(1);
      expect(generic).toEqual(unpack(webhookEvent(`${name}.${action}`, fields)));
    }
  });

  test('a privacy deletion asks for an erasure and is no fact', () => {
    const record = { accountId: '33', objectType: 'contact', recordId: '11' };
    const told = unpack(webhookEvent('contact.privacyDeletion', { objectId: 11 }));
    expect(told).toEqual({ events: 1, facts: [], unclear: [], erasures: [record] });
  });

  test.each([
    ['nothing', '', ''],
    ['null', null, ''],
    ['a number', 12.5, '12.5'],
    ['a number past 2^53', 1e21, '1e+21'],
    ['true', true, 'true'],
    ['a text', ' a ', ' a '],
    ['a NUL and half a character', 'a\0b\uD83D', 'a\uFFFDb\uFFFD'],
    ['a whole character outside the first plane', '😀', '😀'],
    ['65,536 characters', 'x'.repeat(65_536), 'x'.repeat(65_536)],
  ])('%s as the value of a property', (_name, given, value) => {
    expect(unpack(propertyChange(11, 'a', given))).toMatchObject({ facts: [{ value }], unclear: [] });
  });

  test('no value at all is the empty one', () => {
    const { propertyValue: _left, ...event } = propertyChange(11, 'a', 'b');
    expect(unpack(event).facts).toMatchObject([{ kind: 'property', value: '' }]);
  });

  test('the source as it was told, in text, and never too long for a key', () => {
    const sourceOf = (changeSource: unknown, sourceId: unknown) =>
      unpack(propertyChange(11, 'a', 'b', { changeSource, sourceId })).facts[0]?.hearing;
    expect(sourceOf('IMPORT', 77)).toMatchObject({ changeSource: 'IMPORT', sourceId: '77' });
    expect(sourceOf(null, undefined)).toMatchObject({ changeSource: '', sourceId: '' });
    expect(sourceOf('a\0', '\uDC00')).toMatchObject({ changeSource: 'a\uFFFD', sourceId: '\uFFFD' });
    const long = sourceOf('여'.repeat(9_000), `${'x'.repeat(249)}😀`);
    expect(Buffer.byteLength(`${long?.changeSource}${long?.sourceId}`)).toBeLessThan(2_000);
    expect(long?.sourceId.isWellFormed()).toBe(true);
  });
});

describe('merges', () => {
  const merge = (fields: object) => unpack(webhookEvent('contact.merge', { ...fields }));
  const merged = (recordId: string, subject: string) => [
    { ...heard, objectType: 'contact', recordId, kind: 'merged', subject, value: '' },
  ];

  test('into the primary record', () => {
    const told = merge({ primaryObjectId: 11, mergedObjectIds: [12, 9, 100], newObjectId: 11 });
    expect(told.facts).toEqual(merged('11', '9;12;100'));
    expect(merge({ primaryObjectId: 11, mergedObjectIds: [12, 9, 100] })).toEqual(told);
    expect(merge({ primaryObjectId: 11, mergedObjectIds: [12, 9, 100], newObjectId: null })).toEqual(told);
  });

  test('into a record of its own: the primary one lives on in it too', () => {
    expect(merge({ primaryObjectId: 11, mergedObjectIds: [12], newObjectId: 13 }).facts).toEqual(merged('13', '11;12'));
    expect(merge({ primaryObjectId: 11, newObjectId: 13 }).facts).toEqual(merged('13', '11'));
  });

  test('a record that is named twice, or as merged into itself, counts once', () => {
    const told = merge({ primaryObjectId: 11, mergedObjectIds: [11, 12, 12, 13], newObjectId: 13 });
    expect(told.facts).toEqual(merged('13', '11;12'));
  });

  test('of nothing, or of nobody knows whom, is set aside', () => {
    expect(merge({ primaryObjectId: 11, mergedObjectIds: [] }).unclear).toMatchObject([
      { accountId: '33', reason: 'mergedObjectIds is empty' },
    ]);
    expect(merge({ mergedObjectIds: [12] }).unclear).toMatchObject([{ reason: 'primaryObjectId is missing' }]);
  });
});

describe('associations', () => {
  const associate = (fields: object, subject = 'contact') =>
    unpack(webhookEvent(`${subject}.associationChange`, { fromObjectId: 11, toObjectId: 22, ...fields }));
  const both = (label: string, value = 'added') => [
    { ...heard, objectType: 'contact', recordId: '11', kind: 'association', subject: `deal:22:${label}`, value },
    { ...heard, objectType: 'deal', recordId: '22', kind: 'association', subject: `contact:11:${label}`, value },
  ];
  const sorted = (facts: readonly { objectType: string }[]) =>
    [...facts].sort((left, right) => (left.objectType < right.objectType ? -1 : 1));

  test('either of the two directions tells both records, in the same words', () => {
    const there = associate({ associationType: 'CONTACT_TO_DEAL' });
    expect(there.facts).toEqual(both('default'));
    const back = associate({ associationType: 'DEAL_TO_CONTACT', fromObjectId: 22, toObjectId: 11 }, 'deal');
    expect(sorted(back.facts)).toEqual(both('default'));
  });

  test('the generic form says the same', () => {
    const types = { fromObjectTypeId: '0-1', toObjectTypeId: '0-3' };
    expect(associate(types, 'object').facts).toEqual(both('default'));
    const category = { associationTypeId: 4, associationCategory: 'HUBSPOT_DEFINED' };
    expect(associate({ ...types, ...category }, 'object').facts).toEqual(both('default'));
  });

  test('removing is told as such', () => {
    const removed = { associationType: 'CONTACT_TO_DEAL', associationRemoved: true };
    expect(associate(removed).facts).toEqual(both('default', 'removed'));
  });

  test.each([
    ['the flag', { isPrimaryAssociation: true }],
    ['type 1', { associationTypeId: 1 }],
    ['type 2', { associationTypeId: 2, associationCategory: 'HUBSPOT_DEFINED' }],
    ['type 5', { associationTypeId: 5 }],
    ['type 6', { associationTypeId: 6 }],
    ['type 25', { associationTypeId: 25 }],
    ['type 26', { associationTypeId: 26 }],
  ])('the primary one is known by %s', (_name, fields) => {
    const { facts } = associate({ associationType: 'CONTACT_TO_COMPANY', ...fields });
    expect(facts.map(({ subject }) => subject)).toEqual(['company:22:primary', 'contact:11:primary']);
  });

  test('a ticket and its contact are told alike by both forms, from either side', () => {
    const sides = ['contact 11 ticket:22:default', 'ticket 22 contact:11:default'];
    const told = (facts: readonly { objectType: string; recordId: string; subject: string }[]) =>
      facts.map(({ objectType, recordId, subject }) => `${objectType} ${recordId} ${subject}`).sort();
    const back = { fromObjectId: 22, toObjectId: 11 };
    expect(told(associate({ associationType: 'CONTACT_TO_TICKET' }).facts)).toEqual(sides);
    expect(told(associate({ associationType: 'TICKET_TO_CONTACT', ...back }, 'ticket').facts)).toEqual(sides);
    const types = { fromObjectTypeId: '0-5', toObjectTypeId: '0-1', ...back };
    expect(told(associate(types, 'object').facts)).toEqual(sides);
  });

  test("a portal's own label is told by category and number, whatever it says of being primary", () => {
    const own = { associationTypeId: 1, associationCategory: 'USER_DEFINED', associationType: 'CONTACT_TO_DEAL' };
    expect(associate(own).facts).toEqual(both('user_defined-1'));
    const strange = { ...own, associationCategory: 'A\0B\uD800' };
    expect(associate(strange).facts[0]?.subject.isWellFormed()).toBe(true);
    expect(associate(strange).facts[0]?.subject).not.toContain('\0');
  });

  test.each([
    ['DEAL_TO_LINE_ITEM', { associationType: 'DEAL_TO_LINE_ITEM' }],
    ['a custom object', { fromObjectTypeId: '0-1', toObjectTypeId: '2-77' }],
  ])('with %s is of no concern', (_name, fields) => {
    expect(associate(fields)).toEqual({ events: 1, facts: [], unclear: [], erasures: [] });
  });

  test('that does not say between what, or which, is set aside', () => {
    expect(associate({}).unclear).toMatchObject([{ reason: 'associationType is missing' }]);
    expect(associate({ fromObjectTypeId: '0-1' }, 'object').unclear).toHaveLength(1);
    expect(associate({ associationType: 'CONTACT_TO_DEAL', toObjectId: null }).unclear).toMatchObject([
      { reason: 'fromObjectId or toObjectId is missing' },
    ]);
  });
});

describe('numbers', () => {
  test.each(['9007199254740991', '9007199254740993', '12345678901234567', '18446744073709551615'])(
    'the id %s is kept to the last digit',
    (recordId) => {
      for (const between of ['', ' ', '\n\t']) {
        const body = `[{"portalId":${between}${recordId},"occurredAt":5,"subscriptionType":"contact.creation","objectId":${between}${recordId}}]`;
        expect(unpackDelivery(Buffer.from(body)).facts).toMatchObject([{ accountId: recordId, recordId }]);
      }
    },
  );

  test('in lists of merged records too', () => {
    const body =
      '{"portalId":1,"occurredAt":5,"subscriptionType":"deal.merge","primaryObjectId":9007199254740993,"mergedObjectIds":[9007199254740995,9007199254740994]}';
    expect(unpackDelivery(Buffer.from(`[${body}]`)).facts).toMatchObject([
      { recordId: '9007199254740993', subject: '9007199254740994;9007199254740995' },
    ]);
  });

  test('a value beyond them keeps its digits, and what is no number stays a text', () => {
    const body = `[${JSON.stringify(propertyChange(11, 'a', 'PLACE'))}]`;
    const valueFrom = (json: string) => unpackDelivery(Buffer.from(body.replace('"PLACE"', json))).facts[0]?.value;
    expect(valueFrom('123456789012345678901234567890')).toBe('123456789012345678901234567890');
    expect(valueFrom('", 1234567890123456789"')).toBe(', 1234567890123456789');
  });

  test.each(['-1', '1.5', '1e400', '"7a"', '"007"', '""', '9'.repeat(21), '9'.repeat(3_000), '[]', 'true'])(
    '%.30s is no id',
    (json) => {
      const body = JSON.stringify([webhookEvent('contact.creation', { objectId: 'PLACE' })]).replace('"PLACE"', json);
      expect(unpackDelivery(Buffer.from(body))).toMatchObject({ facts: [], unclear: [{ accountId: '' }] });
    },
  );

  test('an instant after the last date there is cannot be told', () => {
    const last = 8_640_000_000_000_000;
    expect(unpack(webhookEvent('contact.creation', { objectId: 1, occurredAt: last })).facts).toHaveLength(1);
    expect(unpack(webhookEvent('contact.creation', { objectId: 1, occurredAt: last + 1 })).unclear).toHaveLength(1);
  });
});

describe('events that cannot be understood', () => {
  const good = propertyChange(11, 'lifecyclestage', 'lead');

  test.each([
    ['null', null, 'event: '],
    ['a number', 7, 'event: '],
    ['a list', [good], 'event: '],
    ['an empty object', {}, 'portalId: '],
    ['no account', { ...good, portalId: undefined }, 'portalId: '],
    ['no time', { ...good, occurredAt: null }, 'occurredAt: '],
    ['a time in words', { ...good, occurredAt: 'yesterday' }, 'occurredAt: '],
    ['a time before time', { ...good, occurredAt: -1 }, 'occurredAt: '],
    ['a value that is a list', { ...good, propertyValue: ['a'] }, 'propertyValue: '],
    ['no kind', { ...good, subscriptionType: null }, 'subscriptionType is missing'],
    ['half a kind', { ...good, subscriptionType: 'contact' }, 'subscriptionType is missing'],
    ['no record', { ...good, objectId: null }, 'objectId is missing'],
    ['no property', { ...good, propertyName: '' }, 'propertyName is missing'],
  ])('%s is set aside with the reason, and the good ones around it are kept', (_name, bad, reason) => {
    const { events, facts, unclear } = unpack(good, bad, { ...good, objectId: 12 });
    expect(events).toBe(3);
    expect(facts.map(({ recordId }) => recordId)).toEqual(['11', '12']);
    expect(unclear).toHaveLength(1);
    expect(unclear[0]?.reason.startsWith(reason), unclear[0]?.reason).toBe(true);
    expect(unclear[0]?.event).toBe(JSON.stringify(bad));
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'a kind, type or action that is called %s is nothing that we know',
    (name) => {
      const ignored = { events: 1, facts: [], unclear: [], erasures: [] };
      expect(unpack(webhookEvent(`${name}.creation`, { objectId: 1 }))).toEqual(ignored);
      expect(unpack(webhookEvent(`contact.${name}`, { objectId: 1 }))).toEqual(ignored);
      expect(unpack(webhookEvent('object.creation', { objectId: 1, objectTypeId: name }))).toEqual(ignored);
      const between = { fromObjectId: 1, toObjectId: 2, fromObjectTypeId: name, toObjectTypeId: '0-1' };
      expect(unpack(webhookEvent('object.associationChange', between))).toEqual(ignored);
    },
  );

  test('one that is nested too deeply to be written again costs nobody anything', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = `[${JSON.stringify(good)},{"deep":${deep}},{"portalId":1,"occurredAt":1,"deep":${deep}}]`;
    const { facts, unclear } = unpackDelivery(Buffer.from(body));
    expect(facts).toHaveLength(1);
    expect(unclear.map(({ accountId, event }) => [accountId, event])).toEqual([
      ['', ''],
      ['1', ''],
    ]);
  });

  test('what is kept of one that is very long has an end', () => {
    const { unclear } = unpack({ long: 'x'.repeat(200_000) });
    expect(unclear[0]?.event).toHaveLength(65_536);
  });

  test.each(['', 'no JSON', '[{"portalId":1', '\uFEFF[]', '{"a":1}{"b":2}'])(
    'a body that is not JSON (%j) is set aside whole',
    (text) => {
      const event = text.replaceAll('\0', '\uFFFD');
      expect(unpackDelivery(Buffer.from(text))).toEqual({
        events: 0,
        facts: [],
        erasures: [],
        unclear: [{ accountId: '', reason: 'the body is not JSON', event }],
      });
    },
  );

  test('a NUL and bytes that are no text are kept in a form that every database takes', () => {
    const { unclear } = unpackDelivery(Buffer.from([0x5b, 0x00, 0xff, 0xed, 0xa0, 0x80]));
    expect(unclear[0]?.event).toMatch(/^\[\uFFFD+$/);
  });
});

describe('leniency', () => {
  const good = propertyChange(11, 'lifecyclestage', 'lead');

  test('fields that nobody has told us about change nothing', () => {
    const more = { ...good, isSensitive: true, newField: { a: [1] }, constructor: 'x', toString: null };
    expect(unpack(more)).toEqual(unpack(good));
  });

  test('fields that say null are as if they were not there', () => {
    const nulls = Object.fromEntries(
      [
        'eventType',
        'objectTypeId',
        'primaryObjectId',
        'mergedObjectIds',
        'newObjectId',
        'fromObjectId',
        'toObjectId',
        'fromObjectTypeId',
        'toObjectTypeId',
        'associationType',
        'associationTypeId',
        'associationCategory',
        'associationRemoved',
        'isPrimaryAssociation',
      ].map((name) => [name, null]),
    );
    expect(unpack({ ...good, ...nulls })).toEqual(unpack(good));
  });

  test.each([
    webhookEvent('product.creation', { objectId: 1 }),
    webhookEvent('line_item.propertyChange', { objectId: 1, propertyName: 'a', propertyValue: 'b' }),
    webhookEvent('object.creation', { objectId: 1, objectTypeId: '2-123' }),
    webhookEvent('conversation.newMessage', { objectId: 1, messageId: 'x' }),
    webhookEvent('conversation.privacyDeletion', { objectId: 1 }),
    webhookEvent('contact.somethingNew', { objectId: 1 }),
  ])('$subscriptionType is of no concern, and nothing is set aside', (event) => {
    expect(unpack(event)).toEqual({ events: 1, facts: [], unclear: [], erasures: [] });
  });

  test('an event without its list is a list of one, and an empty list is nothing', () => {
    expect(unpackDelivery(Buffer.from(JSON.stringify(good)))).toEqual(unpack(good));
    expect(unpack()).toEqual({ events: 0, facts: [], unclear: [], erasures: [] });
  });

  test('a hundred events are a hundred facts', () => {
    const events = Array.from({ length: 100 }, (_, index) => ({ ...good, objectId: index }));
    expect(unpack(...events).facts).toHaveLength(100);
  });
});

describe('an activity', () => {
  const call = { objectType: 'call', recordId: '77', ...heard };
  const event = (action: string, fields: object) =>
    webhookEvent(`object.${action}`, { objectTypeId: '0-48', ...fields });

  test.each(activityTypes)('of type %s is known by its id', (objectType) => {
    const told = unpack(webhookEvent('object.creation', { objectTypeId: activityTypeIds[objectType], objectId: 77 }));
    expect(told.facts).toEqual([{ objectType, recordId: '77', kind: 'created', subject: '', value: '', ...heard }]);
  });

  test('tells when, by whom and what came of it, and nothing of its content', () => {
    const change = (propertyName: string, propertyValue: string) =>
      unpack(event('propertyChange', { objectId: 77, propertyName, propertyValue }));
    expect(change('hs_timestamp', '1700000000000').facts).toEqual([
      { ...call, kind: 'property', subject: 'hs_timestamp', value: '1700000000000' },
    ]);
    for (const name of ['hs_call_body', 'hs_call_title', 'hs_email_subject', 'hs_note_body', 'constructor']) {
      expect(change(name, 'between us')).toEqual({ events: 1, facts: [], unclear: [], erasures: [] });
    }
  });

  test.each([
    ['0-1', 'contact'],
    ['0-3', 'deal'],
    ['0-5', 'ticket'],
  ])('has one fact of its association with %s, whichever side tells it', (typeId, other) => {
    const ends = { fromObjectId: 77, fromObjectTypeId: '0-48', toObjectId: 11, toObjectTypeId: typeId };
    const turned = { fromObjectId: 11, fromObjectTypeId: typeId, toObjectId: 77, toObjectTypeId: '0-48' };
    const fact = { ...call, kind: 'association', subject: `${other}:11:default`, value: 'added' };
    expect(unpack(webhookEvent('object.associationChange', ends)).facts).toEqual([fact]);
    expect(unpack(webhookEvent('object.associationChange', turned)).facts).toEqual([fact]);
    const removed = { ...ends, associationRemoved: true };
    expect(unpack(webhookEvent('object.associationChange', removed)).facts).toEqual([{ ...fact, value: 'removed' }]);
  });

  test.each(['0-2', '0-49'])('has nothing to tell of its association with %s', (typeId) => {
    const ends = { fromObjectId: 77, fromObjectTypeId: '0-48', toObjectId: 11, toObjectTypeId: typeId };
    expect(unpack(webhookEvent('object.associationChange', ends)).facts).toEqual([]);
  });

  test('is not merged, and is nobody who could be forgotten', () => {
    const merge = { objectId: 77, primaryObjectId: 77, mergedObjectIds: [78] };
    const nothing = { events: 1, facts: [], unclear: [], erasures: [] };
    expect(unpack(event('merge', merge))).toEqual(nothing);
    expect(unpack(event('privacyDeletion', { objectId: 77 }))).toEqual(nothing);
  });
});
