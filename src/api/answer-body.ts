import type { RequestHandler } from 'express';
import type { z } from 'zod';
import { inEnvelope } from './in-envelope.ts';
import { readBody } from './signed-body.ts';
import type { SignedIdentity } from './signed-identity.ts';

/** Answers what a person did with the envelope. A body that is not as it should be, and what the work refuses, is told with its code. */
export function answerBody<Schema extends z.ZodType, Data>(
  schema: Schema,
  work: (body: z.output<Schema>, identity: SignedIdentity) => Promise<Data>,
): RequestHandler {
  return async ({ body }, response) => {
    const identity = response.locals.identity as SignedIdentity;
    response.json(await inEnvelope(async () => work(readBody(schema, body), identity)));
  };
}
