import type { ObjectType } from '../journey/vocabulary.ts';
import type { RefusalReason } from './hubspot-refusal.ts';
import type { TagRefusal } from './tag-refusal.ts';

/** What a refusal of tags is about, and what it stands in the way of. */
export type ExplainedRefusal = {
  /**
   * `value`: every record that gets this value of the property is refused. `object-type`: no record of the type can be written
   * until something is mended in the portal. `record`: this record alone.
   */
  reach: 'value' | 'object-type' | 'record';
  refusal: TagRefusal;
};

/** Says what HubSpot minds about a write of tags. `sent` is what one record was sent. */
export function explainRefusal(
  reason: RefusalReason,
  { objectType, sent }: { objectType: ObjectType; sent: Readonly<Record<string, string>> },
): ExplainedRefusal {
  const { code, property, message } = missingIn(reason, sent);
  const said = message.trim();
  const of = { objectType, property: property ?? '', said };
  const value = sent[of.property];
  switch (code) {
    case 'INVALID_OPTION':
      return {
        reach: value === undefined ? 'record' : 'value',
        refusal: { kind: 'option-missing', ...of, value: value ?? '' },
      };
    case 'PROPERTY_DOESNT_EXIST':
      return { reach: 'object-type', refusal: { kind: 'property-gone', ...of } };
    case 'READ_ONLY_VALUE':
      return { reach: 'object-type', refusal: { kind: 'property-read-only', ...of } };
    case 'MISSING_REQUIRED_PROPERTY':
    case 'MISSING_CONDITIONAL_REQUIRED_PROPERTY':
      return { reach: 'record', refusal: { kind: 'property-required', ...of } };
    default:
      if (value === undefined) return { reach: 'record', refusal: { kind: 'record-refused', said } };
      return { reach: judgesValue(code) ? 'value' : 'record', refusal: { kind: 'value-refused', ...of, value } };
  }
}

/** A property that was sent and is missing in the portal may be told in words alone. */
function missingIn(reason: RefusalReason, sent: Readonly<Record<string, string>>): RefusalReason {
  if (reason.code !== null) return reason;
  const property = /^Property "([^"]+)" does not exist/.exec(reason.message.trim())?.[1];
  if (property === undefined || sent[property] === undefined) return reason;
  return { ...reason, code: 'PROPERTY_DOESNT_EXIST', property };
}

/**
 * HubSpot's codes for a value that does not fit its property or a rule on it begin alike (`INVALID_ALPHA`, `INVALID_EMAIL`): the
 * record does not come into it, so whoever has the value is refused too.
 */
function judgesValue(code: string | null): boolean {
  return code?.startsWith('INVALID_') === true;
}
