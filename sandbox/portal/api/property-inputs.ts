import { z } from 'zod';
import { fieldTypes, propertyTypes } from '../properties/property-definition.ts';

const optionSchema = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number().int().default(-1),
  hidden: z.boolean().default(false),
  description: z.string().optional(),
});

/** Source: PLATFORM 6.11. */
export const propertyCreateSchema = z
  .object({
    name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'must start with a letter and have lower case letters, digits and _'),
    label: z.string().min(1),
    type: z.enum(propertyTypes),
    fieldType: z.enum(fieldTypes),
    groupName: z.string().min(1),
    description: z.string().default(''),
    displayOrder: z.number().int().default(-1),
    options: z.array(optionSchema).default([]),
    hidden: z.boolean().default(false),
    formField: z.boolean().default(false),
    hasUniqueValue: z.boolean().default(false),
  })
  .superRefine((property, context) => {
    if (property.type === 'enumeration' && property.options.length === 0) {
      context.addIssue({ code: 'custom', path: ['options'], message: 'an enumeration needs options' });
    }
  });

export const propertyUpdateSchema = z.object({
  label: z.string().min(1).optional(),
  type: z.enum(propertyTypes).optional(),
  fieldType: z.enum(fieldTypes).optional(),
  groupName: z.string().min(1).optional(),
  description: z.string().optional(),
  displayOrder: z.number().int().optional(),
  options: z.array(optionSchema).optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
});

export const groupCreateSchema = z.object({
  name: z.string().min(1),
  label: z.string().min(1),
  displayOrder: z.number().int().default(-1),
});
export const groupUpdateSchema = z.object({
  label: z.string().min(1).optional(),
  displayOrder: z.number().int().optional(),
});
