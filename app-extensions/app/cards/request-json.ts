import { type CrmContext, type HubSpotFetchOptions, hubspot } from '@hubspot/ui-extensions';
import { answerTimeoutMs } from './answer-timeout.ts';
import { within } from './within.ts';

/** HubSpot let the request not through: too many cards of the account ask at once. */
export class Busy extends Error {}

type Asked = Pick<HubSpotFetchOptions, 'method' | 'body'> & { timeoutMs?: number };
type Envelope<Data> = { ok: true; data: Data } | { ok: false; error: { code: string; message: string } };

/**
 * Asks the backend; `path` begins with a slash. Rejects when no answer with the backend's envelope comes in time, with Busy when
 * HubSpot is asked too much.
 */
export async function requestJson<Data>(
  context: Pick<CrmContext, 'variables'>,
  path: string,
  { timeoutMs = answerTimeoutMs, ...options }: Asked = {},
): Promise<Envelope<Data>> {
  // The host is told the limit too, so that it ends the request; the card does not rely on it.
  const request = hubspot.fetch(`${apiOrigin(context)}${path}`, { timeout: timeoutMs, ...options });
  const response = await within(request, timeoutMs);
  if (response.status === 429) throw new Busy('HubSpot has too many requests in flight');
  const body: unknown = await response.json();
  // HubSpot answers for a backend that failed, with a body of its own and possibly with status 200.
  if (!isEnvelope<Data>(body)) throw new Error(`no answer of the backend, status ${response.status}`);
  return body;
}

function apiOrigin({ variables }: Pick<CrmContext, 'variables'>): string {
  const origin = variables?.API_ORIGIN;
  if (typeof origin !== 'string') throw new Error('the profile of this upload has no variable API_ORIGIN');
  return origin;
}

function isEnvelope<Data>(body: unknown): body is Envelope<Data> {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return false;
  const part = body.ok === true ? 'data' : 'error';
  const told = (body as Record<string, unknown>)[part];
  return typeof told === 'object' && told !== null;
}
