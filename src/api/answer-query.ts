import type { RequestHandler } from 'express';
import type { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import { inEnvelope } from './in-envelope.ts';
import type { SignedIdentity } from './signed-identity.ts';

/** Answers a signed question with the envelope. A query that is not as it should be, and what the work refuses, is told with its code. */
export function answerQuery<Schema extends z.ZodType, Data>(
  schema: Schema,
  work: (asked: z.output<Schema>, identity: SignedIdentity) => Promise<Data>,
): RequestHandler {
  return async ({ query }, response) => {
    response.json(await inEnvelope(() => work(readQuery(schema, query), response.locals.identity as SignedIdentity)));
  };
}

function readQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.output<Schema> {
  const asked = schema.safeParse(query);
  if (asked.success) return asked.data;
  throw new JourneyStewardError('request-invalid', asked.error.issues.map(({ message }) => message).join('; '));
}
