import type { RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { PageAnswer } from './journey-page-contract.ts';
import type { SignedIdentity } from './signed-identity.ts';

/**
 * Answers a page's request with 200 and an envelope that says whether it went well, because HubSpot hides every other status from
 * the page. A query that is not as it should be, and what the work refuses, is told with its code.
 */
export function answerPage<Schema extends z.ZodType, Data>(
  schema: Schema,
  work: (asked: z.output<Schema>, identity: SignedIdentity) => Promise<Data>,
): RequestHandler {
  return async ({ query }, response: Response) => {
    response.json(await answerOf(schema, query, response.locals.identity as SignedIdentity, work));
  };
}

async function answerOf<Schema extends z.ZodType, Data>(
  schema: Schema,
  query: unknown,
  identity: SignedIdentity,
  work: (asked: z.output<Schema>, identity: SignedIdentity) => Promise<Data>,
): Promise<PageAnswer<Data>> {
  const asked = schema.safeParse(query);
  if (!asked.success) return refusal('request-invalid', asked.error.issues.map(({ message }) => message).join('; '));
  try {
    return { ok: true, data: await work(asked.data, identity) };
  } catch (cause) {
    if (cause instanceof JourneyStewardError) return refusal(cause.code, cause.message);
    throw cause;
  }
}

function refusal(code: string, message: string) {
  return { ok: false as const, error: { code, message } };
}
