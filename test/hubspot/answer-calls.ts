import { JourneyStewardError } from '../../src/errors.ts';
import { failureOf } from '../../src/hubspot/failure-of.ts';
import type { ApiAnswer, ApiCall, HubSpot } from '../../src/hubspot/hubspot-client.ts';
import type { HubSpotRefusal } from '../../src/hubspot/hubspot-refusal.ts';

export type AnsweredHubSpot = { hubspot: HubSpot; calls: ApiCall[] };

/** HubSpot as the adapter's client gives it to the rest: the function answers each call, or throws what the client throws. */
export function answerCalls(answer: (call: ApiCall) => Partial<ApiAnswer> | undefined): AnsweredHubSpot {
  const calls: ApiCall[] = [];
  const call: HubSpot['call'] = async (_accountId, given) => {
    // A copy: what was sent does not change afterwards.
    calls.push(structuredClone(given));
    return { status: 200, body: {}, ...answer(given) };
  };
  return { hubspot: { call }, calls };
}

/** What the client throws for a refusal with this status. */
export function refusal(
  code: JourneyStewardError['code'],
  message = 'of the tests',
  retryAfterMs: number | null = null,
) {
  return new JourneyStewardError(code, message, { retryAfterMs });
}

/** What the client throws when HubSpot answers with this status and body. */
export function answeredWith(
  status: number,
  body: unknown = null,
  headers: Record<string, string> = {},
): HubSpotRefusal {
  return failureOf({ method: 'POST', path: '/path' }, new Response(null, { status, headers }), body);
}
