import { z } from 'zod';
import { objectTypes } from '../object-types.ts';

const objectType = z.enum(objectTypes);

/** What admins want filled in: when a record is created, or while another property has a value (a stage of a pipeline, for one). */
export const requiredPropertiesSchema = z.strictObject({
  atCreation: z.array(z.strictObject({ objectType, property: z.string().min(1) })).default([]),
  conditional: z
    .array(
      z.strictObject({
        objectType,
        /** The property whose value brings the rule about, and that value. */
        property: z.string().min(1),
        value: z.string().min(1),
        required: z.array(z.string().min(1)).min(1),
      }),
    )
    .default([]),
});
export type RequiredProperties = z.output<typeof requiredPropertiesSchema>;
