import { describe, expect, test } from 'vitest';
import { holdsWhen } from './holds-when.ts';

const owned = `d1 | created; hubspot_owner_id = 7`;

describe('activities of one side', () => {
  test('by direction', () => {
    const history = `${owned}
                     d3 | outgoing call by 7
                     d5 | incoming call by 7`;
    expect(holdsWhen({ activity: ['call'], direction: 'outgoing' }, history)).toBe('d3–');
    expect(holdsWhen({ activity: ['call'], direction: 'incoming' }, history)).toBe('d5–');
    expect(holdsWhen({ activity: ['meeting'], direction: 'incoming' }, history)).toBe('');
  });

  test('what the buyer does alone is incoming, whoever tells of it', () => {
    expect(holdsWhen({ activity: ['form', 'feedback'], direction: 'incoming' }, `${owned}\nd3 | form`)).toBe('d3–');
    expect(holdsWhen({ activity: ['email-open'], direction: 'outgoing' }, `${owned}\nd3 | email-open`)).toBe('');
    const replied = `${owned}\nd4 | hs_email_last_reply_date = 5`;
    expect(holdsWhen({ activity: ['email-reply'], direction: 'incoming' }, replied)).toBe('d4–');
  });

  test('by the owner of that time, or by others; where nobody is named by neither', () => {
    const history = `${owned}
                     d2 | note
                     d3 | outgoing call by 7
                     d4 | hubspot_owner_id = 8
                     d5 | incoming email by 7
                     d6 | hubspot_owner_id =`;
    const any = ['note', 'call', 'email'] as const;
    expect(holdsWhen({ activity: [...any], by: 'owner' }, history)).toBe('d3–');
    expect(holdsWhen({ activity: [...any], by: 'others' }, history)).toBe('d5–');
    expect(holdsWhen({ activity: ['call'], by: 'others' }, history)).toBe('');
    expect(holdsWhen({ activity: ['email'], by: 'others', direction: 'incoming' }, history)).toBe('d5–');
    expect(holdsWhen({ activity: ['email'], by: 'others', direction: 'outgoing' }, history)).toBe('');
  });

  test('an owner who is set at the same instant owns the record already', () => {
    expect(holdsWhen({ activity: ['call'], by: 'owner' }, `d1 | created; call by 7; hubspot_owner_id = 7`)).toBe('d1–');
  });

  test('of one side after a point, whatever the other side does later', () => {
    const history = `${owned}
                     d3 | outgoing call by 7
                     d9 | email = a@b.example
                     d10 | incoming call by 7
                     d12 | outgoing call by 7`;
    const after = { property: 'email' };
    expect(holdsWhen({ activity: ['call'], direction: 'outgoing', after }, history)).toBe('d12–');
  });
});

test('a meeting that is planned counts from its time on', () => {
  expect(holdsWhen({ activity: ['meeting'] }, `d1 | created\nd40 | meeting by 7`)).toBe('d40–');
});
