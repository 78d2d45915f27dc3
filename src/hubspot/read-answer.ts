import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { ApiAnswer, ApiCall } from './hubspot-client.ts';

/** HubSpot's answers do not change from one minute to the next: so long nothing is asked again, in ms. */
const retryAfterMs = 300_000;
const mostProblems = 3;

/**
 * Reads what HubSpot answered with a success. Throws `hubspot-answer-unreadable` where the answer has not the form that is expected,
 * with the call and the fields: the values stay out of it, since they may be of people; `hubspot-unavailable` where it is no JSON.
 */
export function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  { method, path }: Pick<ApiCall, 'method' | 'path'>,
  { body }: Pick<ApiAnswer, 'body'>,
): z.output<Schema> {
  // The client gives null for what is no JSON: a page of something on the way, which is over with the next call.
  if (body === null) {
    throw new JourneyStewardError('hubspot-unavailable', `${method} ${addressOf(path)}: the answer is no JSON.`);
  }
  const { data, error } = schema.safeParse(body);
  if (error === undefined) return data;
  const address = `${method} ${addressOf(path)}`;
  const message = `${address}: HubSpot's answer has another form than the app knows. ${problemsOf(error)}`;
  throw new JourneyStewardError('hubspot-answer-unreadable', message, { cause: error, retryAfterMs });
}

/** The first fields that have another form, and how many there are beside; no values. */
export function problemsOf(error: z.ZodError): string {
  const problems = error.issues.slice(0, mostProblems).map((issue) => `${placeOf(issue.path)}: ${issue.message}`);
  const rest = error.issues.length - problems.length;
  return `${problems.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

function addressOf(path: string): string {
  return path.split('?')[0] ?? path;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the whole answer' : z.core.toDotPath(path);
}
