import { describe, expect, test } from 'vitest';
import { refusalsIn, refusalText, type TagRefusal } from '../../src/hubspot/tag-refusal.ts';
import { tellTagFailure } from '../../src/hubspot/tell-tag-failure.ts';
import { languages, objectTypes } from '../../src/journey/vocabulary.ts';

const of = { objectType: 'deal', property: 'journey_steward_stage' } as const;
const said = 'Their words.';
const refusals: TagRefusal[] = [
  { kind: 'option-missing', ...of, value: 'own:in', said },
  { kind: 'property-gone', ...of, said },
  { kind: 'property-read-only', ...of, said },
  { kind: 'property-required', ...of, said },
  { kind: 'value-refused', ...of, value: 'own:in', said },
  { kind: 'record-refused', said },
  { kind: 'record-gone' },
  { kind: 'value-ignored', ...of, value: 'own:in', found: 'own:out' },
  { kind: 'value-overwritten', ...of, value: 'own:in', found: 'own:out' },
];

/** The English signs that a text of another language would show if it had not been put into words of its own. */
const english = /\b(the|property|record|then|settings|archived|deleted|shows|says)\b/i;

describe.each(languages)('a refusal in %s', (language) => {
  test.each(refusals.map((refusal) => [refusal.kind, refusal] as const))('of the kind %s', (_kind, refusal) => {
    const told = tellTagFailure(refusalText([refusal]), language);
    expect(told).not.toMatch(/[{}]|undefined/);
    for (const part of Object.entries(refusal)) {
      if (part[0] === 'kind' || part[0] === 'objectType') continue;
      expect(told).toContain(part[1]);
    }
    const own = told.replace(said, '').replaceAll(/journey.steward\S*/g, '');
    if (language !== 'en') expect(own.replace(/\brecord\b/g, language === 'it' ? '' : '$&')).not.toMatch(english);
  });

  test.each(objectTypes)('names the type %s', (objectType) => {
    const text = refusalText([{ kind: 'property-gone', objectType, property: '', said: '' }]);
    expect(tellTagFailure(text, language)).not.toMatch(/[{}]|undefined/);
  });
});

test('several refusals of a record are told one after the other', () => {
  const told = tellTagFailure(refusalText([refusals[5]!, refusals[6]!]), 'en');
  expect(told).toMatch(/^HubSpot refuses the record\. HubSpot says: Their words\. The record is in the recycle bin/);
});

test.each(['HubSpot did not answer.', '[1, 2]', '[not json', ''])('words alone are told as they are: %s', (text) => {
  expect(refusalsIn(text)).toBeNull();
  expect(tellTagFailure(text, 'de')).toBe(text);
});
