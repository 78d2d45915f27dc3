import { describe, expect, test } from 'vitest';
import { explainRefusal } from '../../src/hubspot/explain-refusal.ts';
import { reasonsIn } from '../../src/hubspot/hubspot-refusal.ts';
import { refusalText } from '../../src/hubspot/tag-refusal.ts';
import { tellTagFailure } from '../../src/hubspot/tell-tag-failure.ts';

const place = { objectType: 'deal' as const, sent: { journey_steward_stage: 'own:in', journey_steward_lap: '1' } };
const reason = (code: string | null, property: string | null, message = 'Their words.') => ({
  code,
  property,
  message,
});

describe('in words for an admin', () => {
  test.each([
    ['INVALID_OPTION', 'journey_steward_stage', 'value', ['"own:in"', 'Settings > Properties', 'doctor --fix']],
    ['PROPERTY_DOESNT_EXIST', 'journey_steward_stage', 'object-type', ['archived', 'Restore it', 'doctor --fix']],
    ['READ_ONLY_VALUE', 'journey_steward_stage', 'object-type', ['read-only']],
    ['MISSING_CONDITIONAL_REQUIRED_PROPERTY', 'budget', 'record', ['budget filled in', 'Rules']],
    ['MISSING_REQUIRED_PROPERTY', 'budget', 'record', ['budget filled in', 'Rules']],
    ['INVALID_ALPHA', 'journey_steward_lap', 'value', ['"1"', 'validation rule', 'journey_steward_lap > Rules']],
    ['INVALID_ALPHA', 'colour', 'record', ['refuses the record']],
    ['REGEX', 'journey_steward_lap', 'record', ['"1"', 'validation rule', 'journey_steward_lap > Rules']],
    ['SOMETHING_NEW', null, 'record', ['refuses the record']],
    [null, null, 'record', ['refuses the record']],
  ])('%s of %s reaches the %s', (code, property, reach, parts) => {
    const explained = explainRefusal(reason(code, property), place);
    expect(explained.reach).toBe(reach);
    const words = tellTagFailure(refusalText([explained.refusal]), 'en');
    for (const part of [...parts, 'HubSpot says: Their words.']) expect(words).toContain(part);
  });

  test('an option of a property that was not sent tells nothing of other records', () => {
    expect(explainRefusal(reason('INVALID_OPTION', 'colour'), place).reach).toBe('record');
  });
});

describe('a missing property that is told in words alone', () => {
  test.each([
    ['journey_steward_stage', 'object-type', 'property-gone'],
    ['colour', 'record', 'record-refused'],
  ])('%s reaches the %s', (property, reach, kind) => {
    const told = reason(null, null, `Property "${property}" does not exist`);
    expect(explainRefusal(told, place)).toMatchObject({ reach, refusal: { kind } });
  });
});

describe('reasons are found', () => {
  const detail = { code: 'INVALID_OPTION', message: 'not an option', context: { propertyName: ['a'] } };
  const found = { code: 'INVALID_OPTION', property: 'a', message: 'not an option' };
  const embedded =
    'Values were not valid: [{"isValid":false,"name":"a","error":"INVALID_OPTION","message":"not an option"}]';
  test.each<[string, unknown, unknown]>([
    ['in the list', { message: embedded, errors: [detail] }, [found]],
    ['within the message', { message: embedded }, [found]],
    [
      'within the message, where the list names no property',
      { message: embedded, errors: [{ message: 'x' }] },
      [found],
    ],
    ['in a list without properties', { errors: [{ message: 'x' }] }, [reason(null, null, 'x')]],
    ['in the message alone', { message: 'No.' }, [reason(null, null, 'No.')]],
    ['in a message that only looks like it', { message: 'No: [{' }, [reason(null, null, 'No: [{')]],
    ['nowhere', null, []],
    ['nowhere', 'text', []],
    ['nowhere', { errors: 7, message: 7 }, []],
  ])('%s', (_place, body, reasons) => {
    expect(reasonsIn(body)).toEqual(reasons);
  });
});
