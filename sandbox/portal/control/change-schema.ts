import { z } from 'zod';
import { propertyValuesSchema } from '../api/batch-inputs.ts';
import { objectTypes } from '../object-types.ts';

const id = z.union([z.string(), z.number()]).transform(String);
const objectType = z.enum(objectTypes);
/** Who did it; a user in the browser when nothing is said. */
const source = { changeSource: z.string().default('CRM_UI'), sourceId: z.string().nullable().default('userId:900001') };
const end = z.strictObject({ objectType, id });

/** A change that somebody other than the calling app makes in the portal. */
export const changeSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('create'), objectType, properties: propertyValuesSchema, ...source }),
  z.strictObject({ action: z.literal('update'), objectType, id, properties: propertyValuesSchema, ...source }),
  z.strictObject({ action: z.literal('delete'), objectType, id, ...source }),
  z.strictObject({ action: z.literal('restore'), objectType, id, ...source }),
  z.strictObject({ action: z.literal('privacy-delete'), id, ...source }),
  z.strictObject({
    action: z.literal('merge'),
    objectType,
    primaryId: id,
    mergedId: id,
    /** As the portal is set when absent. */
    mergedRecordId: z.enum(['primary', 'new']).optional(),
    ...source,
  }),
  z.strictObject({
    action: z.literal('associate'),
    from: end,
    to: end,
    isPrimary: z.boolean().default(false),
    ...source,
  }),
  z.strictObject({ action: z.literal('dissociate'), from: end, to: end, ...source }),
]);

export type ChangeInput = z.input<typeof changeSchema>;
export type Change = z.output<typeof changeSchema>;
