import express, { type ErrorRequestHandler } from 'express';
import type { z } from 'zod';
import { type ErrorCode, JourneyStewardError } from '../errors.ts';
import { problemsOf } from './settings-refusal.ts';

/** HubSpot carries at most so much from a page to the app. */
const largestBodyBytes = 1_048_576;

/** Keeps the bytes of a body as they came, because the signature covers them. Stands before the check of the identity. */
export const keepRawBody = express.raw({ type: () => true, limit: largestBodyBytes, inflate: false });

const codes: Readonly<Record<string, [code: ErrorCode, message: string]>> = {
  'entity.too.large': ['body-too-large', `The body may have at most ${largestBodyBytes} bytes.`],
  'encoding.unsupported': ['encoding-unsupported', 'The body came compressed.'],
  'request.aborted': ['body-incomplete', 'The connection ended before the body was whole.'],
  'request.size.invalid': ['body-incomplete', 'The body has another length than Content-Length says.'],
};

/** Gives what can go wrong while a body is read its code. */
export const nameBodyErrors: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const [code, message] = codes[(error as { type?: string }).type ?? ''] ?? [];
  next(code === undefined ? error : new JourneyStewardError(code, message ?? '', { cause: error }));
};

/** Reads a body that was kept raw and checked. Throws `request-invalid` that names what was expected. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(jsonOf(body));
  if (result.success) return result.data;
  const expected = problemsOf(result.error).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  throw new JourneyStewardError('request-invalid', expected.join('; '));
}

function jsonOf(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    throw new JourneyStewardError('request-invalid', 'The body is no JSON.');
  }
}
