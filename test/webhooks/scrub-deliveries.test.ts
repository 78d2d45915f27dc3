import { describe, expect, test } from 'vitest';
import { deliveriesOf, packDeliveries } from '../../webhooks/delivery-group.ts';
import { scrubDeliveries, scrubDelivery } from '../../webhooks/scrub-deliveries.ts';
import { bodyOf, ofEvent, propertyChange, webhookEvent } from './webhook-events.ts';

const person = { accountId: '33', objectType: 'contact', recordId: '500', recordIds: ['500', '501'] } as const;
const addresses = ['a_nn@x.example'];
const erasure = { ...person, recordIds: [...person.recordIds], addresses };
const scrub = (...events: unknown[]) => scrubDelivery(bodyOf(...events), erasure);
const other = propertyChange(600, 'email', 'somebody.else@example.com');

describe('what concerns the person goes', () => {
  test.each([
    ['a value', propertyChange(500, 'email', 'x')],
    ['a value under a merged id', propertyChange(501, 'email', 'x')],
    ['a value that cannot be understood', propertyChange(500, 'email', ['x'])],
    ['the erasure itself', webhookEvent('contact.privacyDeletion', { objectId: 500 })],
    ['a generic event', webhookEvent('object.creation', { objectId: 500, objectTypeId: '0-1' })],
    ['an association from them', associationChange(500, 600, 'CONTACT_TO_DEAL')],
    ['an association to them', associationChange(600, 500, 'DEAL_TO_CONTACT')],
    ['a merge that they won', webhookEvent('contact.merge', { primaryObjectId: 500, mergedObjectIds: [7] })],
    ['a merge that they lost', webhookEvent('contact.merge', { primaryObjectId: 7, mergedObjectIds: [8, 501] })],
    [
      'a merge into them',
      webhookEvent('contact.merge', { primaryObjectId: 7, mergedObjectIds: [8], newObjectId: 500 }),
    ],
    ['an event without an account', { objectId: 500, email: 'x' }],
  ])('%s', (_name, event) => {
    expect(scrub(other, event)?.toString()).toBe(JSON.stringify([other]));
  });

  test('a body that cannot be read is emptied when it names them', () => {
    expect(scrubDelivery(Buffer.from('[{"objectId":500,'), erasure)?.toString()).toBe('[]');
    expect(scrubDelivery(Buffer.from('[{"objectId":700,'), erasure)).toBeNull();
  });

  test('an event that is nested too deeply to be written again', () => {
    const deep = `{"portalId":33,"occurredAt":1,"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const body = Buffer.from(`[${deep},${JSON.stringify(propertyChange(500, 'email', 'x'))},${JSON.stringify(other)}]`);
    expect(scrubDelivery(body, erasure)?.toString()).toBe(JSON.stringify([other]));
  });
});

describe('what is of somebody or something else stays', () => {
  test.each([
    ['another contact', other],
    ['a deal with the same number', webhookEvent('deal.creation', { objectId: 500 })],
    ['an association of a deal with the same number', associationChange(500, 600, 'DEAL_TO_COMPANY')],
    [
      'a merge of companies with the same number',
      webhookEvent('company.merge', { primaryObjectId: 1, mergedObjectIds: [500] }),
    ],
    ['a contact of the same number in another account', propertyChange(500, 'email', 'x', { portalId: 34 })],
    ['a value that happens to be the number', propertyChange(600, 'amount', '500')],
    ['a number that only contains the number', propertyChange(5001, 'email', 'x')],
  ])('%s', (_name, event) => {
    expect(scrub(event)).toBeNull();
  });

  test('to the last digit of its id', () => {
    const large = JSON.stringify({ ...ofEvent, subscriptionType: 'contact.creation', objectId: 'PLACE' });
    const body = `[${large.replace('"PLACE"', '9007199254740993')},${JSON.stringify(propertyChange(500, 'a', 'b'))}]`;
    const scrubbed = scrubDelivery(Buffer.from(body), erasure);
    expect(scrubbed?.toString()).toContain('9007199254740993');
  });
});

describe('what somebody else says of the person stays theirs, without the person', () => {
  const said = (propertyName: string, propertyValue: string, fields: object = {}) =>
    propertyChange(600, propertyName, propertyValue, fields);
  test.each([
    ['an address in a text', said('notes', 'Sent by A_NN@x.example.'), said('notes', 'Sent by')],
    ['an address on a line of its own', said('notes', 'by\na_nn@x.example'), said('notes', 'by')],
    [
      'the address of who referred them',
      said('journey_steward_referred_by', 'a_nn@x.example'),
      said('journey_steward_referred_by', ''),
    ],
    [
      'the id of who referred them',
      said('journey_steward_referred_by', ' 501'),
      said('journey_steward_referred_by', ''),
    ],
    [
      'an event that cannot be understood',
      { ...said('email', 'a_nn@x.example'), occurredAt: 'x' },
      { ...said('email', ''), occurredAt: 'x' },
    ],
  ])('%s', (_name, event, left) => {
    expect(scrub(other, event)?.toString()).toBe(JSON.stringify([other, left]));
  });

  test('also where it is written with escapes', () => {
    const body = JSON.stringify([said('notes', 'to a_nn@x.example')]).replace('@', '\\u0040');
    expect(scrubDelivery(Buffer.from(body), erasure)?.toString()).toBe(JSON.stringify([said('notes', 'to')]));
    const broken = Buffer.from('[{"by":"a_nn\\u0040x.example"');
    expect(scrubDelivery(broken, erasure)?.toString()).toBe('[]');
  });

  test.each([
    ['an address that only ends like it', said('notes', 'joa_nn@x.example')],
    ['an address that only looks like it', said('notes', 'a-nn@x.example')],
    ['somebody else who has it as their own', said('email', 'a_nn@x.example')],
    ['the address in another account', said('notes', 'a_nn@x.example', { portalId: 34 })],
  ])('%s is left alone', (_name, event) => {
    expect(scrub(event)).toBeNull();
  });
});

test('a group keeps its other deliveries byte for byte', async () => {
  const bodies = [Buffer.from('[ ]'), bodyOf(propertyChange(500, 'a', 'b'), other), Buffer.from('no JSON')];
  const scrubbed = await scrubDeliveries(await packDeliveries(bodies), erasure);
  expect(scrubbed === null ? [] : deliveriesOf(scrubbed).map(String)).toEqual([
    '[ ]',
    JSON.stringify([other]),
    'no JSON',
  ]);
});

test('a group without them is left as it is', async () => {
  expect(await scrubDeliveries(await packDeliveries([bodyOf(other), Buffer.from('')]), erasure)).toBeNull();
});

function associationChange(fromObjectId: number, toObjectId: number, associationType: string) {
  const fields = { fromObjectId, toObjectId, associationType, associationRemoved: false };
  return webhookEvent(`${associationType.split('_')[0]?.toLowerCase()}.associationChange`, fields);
}
