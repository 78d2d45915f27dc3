import { z } from 'zod';
import { validationError } from '../api-error.ts';

/** Values of properties as apps send them; null empties as '' does. */
export const propertyValuesSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .transform((values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? '' : String(value)])),
  );

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);

export const batchReadSchema = z.object({
  inputs: z.array(z.object({ id: idSchema })),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().optional(),
});

const associationSchema = z.object({
  to: z.object({ id: idSchema }),
  types: z.array(z.object({ associationCategory: z.string(), associationTypeId: z.number() })).default([]),
});
export const createSchema = z.object({
  properties: propertyValuesSchema,
  associations: z.array(associationSchema).default([]),
  objectWriteTraceId: z.string().optional(),
});
export type CreateInput = z.output<typeof createSchema>;

export const batchCreateSchema = z.object({ inputs: z.array(createSchema) });
export const batchUpdateSchema = z.object({
  inputs: z.array(z.object({ id: idSchema, idProperty: z.string().optional(), properties: propertyValuesSchema })),
});
export const batchIdsSchema = z.object({ inputs: z.array(z.object({ id: idSchema })) });

const inputsPerBatch = 100;
const inputsPerBatchWithHistory = 50;

export function refuseLargeBatch(count: number, maximum = inputsPerBatch): void {
  if (count > maximum) {
    throw validationError(
      `The maximum number of inputs supported in a batch request is ${maximum}, but ${count} were sent.`,
    );
  }
}

/** The text is HubSpot's own, which apps look for. */
export function refuseLargeHistoryBatch(count: number): void {
  if (count > inputsPerBatchWithHistory) {
    throw validationError(
      `The maximum number of inputs supported in a batch request for property histories is ${inputsPerBatchWithHistory}, but ${count} were sent.`,
    );
  }
}

export function refuseDuplicateIds(ids: readonly string[]): void {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const id of ids) (seen.has(id) ? repeated : seen).add(id);
  if (repeated.size > 0) {
    throw validationError(`Duplicate IDs found in batch input: [${[...repeated].join(', ')}]. IDs must be unique`);
  }
}
