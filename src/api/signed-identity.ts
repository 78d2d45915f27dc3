import type { RequestHandler } from 'express';
import { JourneyStewardError } from '../errors.ts';
import { verifySignature } from '../hubspot/verify-signature.ts';

/** Who asks, as HubSpot signed it. Never taken from anything that is not signed. */
export type SignedIdentity = { accountId: string; userId: string };

/**
 * Lets only requests pass that HubSpot signed for a user of an account, and keeps who that is in `response.locals.identity`.
 * The identity stands in the query, which the signature covers. A repeated parameter is refused: it would be the caller's
 * own beside HubSpot's.
 */
export function requireIdentity(options: { publicUrl: string; clientSecrets: readonly string[] }): RequestHandler {
  return (request, response, next) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = verifySignature(
      { method: request.method, url: options.publicUrl + request.originalUrl, headers: request.headers, body },
      { secrets: options.clientSecrets, now: Date.now(), olderSchemes: [] },
    );
    if (verdict !== 'valid') throw new JourneyStewardError(verdict, 'This address answers what HubSpot has signed.');
    const { portalId, userId } = request.query;
    if (typeof portalId !== 'string' || typeof userId !== 'string') {
      throw new JourneyStewardError('signature-wrong', 'The signed query must hold one portalId and one userId.');
    }
    response.locals.identity = { accountId: portalId, userId } satisfies SignedIdentity;
    next();
  };
}
