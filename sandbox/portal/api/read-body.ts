import type { z } from 'zod';
import { validationError } from '../api-error.ts';

/** Parses a request body; what does not fit gives HubSpot's 400 with the field's name. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({
    message: issue.message,
    in: issue.path.join('.'),
    code: 'INVALID_INPUT',
  }));
  throw validationError(
    `Invalid input JSON: ${problems.map(({ in: field, message }) => `${field}: ${message}`).join('; ')}`,
    {
      errors: problems,
    },
  );
}

/** A whole number of the query within bounds; HubSpot's 400 otherwise. */
export function readLimit(text: string | undefined, standard: number, maximum: number): number {
  if (text === undefined) return standard;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw validationError(`limit must be a number greater than 0, got ${text}.`);
  if (limit > maximum) {
    throw validationError(`The limit of ${limit} is too large. The maximum number of results per page is ${maximum}.`);
  }
  return limit;
}

export function readList(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((name) => name !== '');
}
