import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { HubSpotRefusal, reasonsIn } from './hubspot-refusal.ts';

/** HubSpot's error body; every field may be missing. */
export const hubspotErrorSchema = z.looseObject({
  message: z.string().optional().catch(undefined),
  category: z.string().optional().catch(undefined),
  policyName: z.string().optional().catch(undefined),
  correlationId: z.string().optional().catch(undefined),
});

/** Gives HubSpot's refusal one of our names, with its own words kept for the admin. */
export function failureOf(call: { method: string; path: string }, response: Response, body: unknown): HubSpotRefusal {
  const parsed = hubspotErrorSchema.safeParse(body);
  const said = parsed.success ? parsed.data : {};
  const { code, retryAfterMs } = nameOf(response, said.policyName);
  const words = said.message ?? response.statusText;
  const correlation = said.correlationId === undefined ? '' : ` (HubSpot correlation id ${said.correlationId})`;
  return new HubSpotRefusal(code, `${call.method} ${call.path}: ${response.status} ${words}${correlation}`, {
    retryAfterMs,
    said: { answered: response.status, category: said.category ?? null, reasons: reasonsIn(body) },
  });
}

/** How long to leave HubSpot alone where it names no time, by the limit that was reached, in ms. */
const pauseOf: Readonly<Record<string, number | undefined>> = { DAILY: 3_600_000, SECONDLY: 1_000 };

function nameOf(response: Response, policyName: string | undefined): { code: ErrorCode; retryAfterMs: number | null } {
  const given = Number(response.headers.get('retry-after') ?? Number.NaN) * 1000;
  const retryAfterMs = Number.isFinite(given) ? given : null;
  switch (response.status) {
    case 401:
      return { code: 'hubspot-unauthorized', retryAfterMs };
    case 403:
      return { code: 'hubspot-scope-missing', retryAfterMs };
    case 404:
      return { code: 'hubspot-record-gone', retryAfterMs };
    case 423:
      // The lock of a record under heavy writing lasts two seconds.
      return { code: 'hubspot-unavailable', retryAfterMs: retryAfterMs ?? 2_000 };
    case 429:
      return {
        code: 'hubspot-rate-limited',
        retryAfterMs: retryAfterMs ?? pauseOf[policyName ?? ''] ?? intervalIn(response) ?? 10_000,
      };
    case 477:
      // The account is moving to another data centre.
      return { code: 'hubspot-unavailable', retryAfterMs: retryAfterMs ?? 3_600_000 };
    default:
      return { code: response.status >= 500 ? 'hubspot-unavailable' : 'hubspot-refused', retryAfterMs };
  }
}

/** The length of the window that was used up, ms; null when HubSpot does not say. */
function intervalIn(response: Response): number | null {
  const intervalMs = Number(response.headers.get('x-hubspot-ratelimit-interval-milliseconds') ?? Number.NaN);
  return intervalMs > 0 && intervalMs <= 3_600_000 ? intervalMs : null;
}
