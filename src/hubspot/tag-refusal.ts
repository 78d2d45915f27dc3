import { z } from 'zod';
import { objectTypes } from '../journey/vocabulary.ts';

const of = { objectType: z.enum(objectTypes), property: z.string() };
const said = z.string();
const refusalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('option-missing'), ...of, value: z.string(), said }),
  z.strictObject({ kind: z.literal('property-gone'), ...of, said }),
  z.strictObject({ kind: z.literal('property-read-only'), ...of, said }),
  z.strictObject({ kind: z.literal('property-required'), ...of, said }),
  z.strictObject({ kind: z.literal('value-refused'), ...of, value: z.string(), said }),
  z.strictObject({ kind: z.literal('record-refused'), said }),
  z.strictObject({ kind: z.literal('record-gone') }),
  /** HubSpot took the write, and its answer has another value. */
  z.strictObject({ kind: z.literal('value-ignored'), ...of, value: z.string(), found: z.string() }),
  /** Somebody set the property after the app had, and again after the app had put it right. */
  z.strictObject({ kind: z.literal('value-overwritten'), ...of, value: z.string(), found: z.string() }),
]);

/**
 * Why HubSpot does not have a record's tags as they should be, as data: whoever reads it is told in their own language. `said` is
 * HubSpot's own words, `value` what was sent, `found` what the record has.
 */
export type TagRefusal = z.infer<typeof refusalSchema>;

/** The text under which the store keeps refusals: equal exactly when they are. */
export function refusalText(refusals: readonly TagRefusal[]): string {
  return JSON.stringify(refusals);
}

/** The refusals in a text of the store; null for one that holds words alone, such as those of a call that failed. */
export function refusalsIn(text: string): TagRefusal[] | null {
  if (!text.startsWith('[')) return null;
  try {
    return z.array(refusalSchema).parse(JSON.parse(text));
  } catch {
    return null;
  }
}
