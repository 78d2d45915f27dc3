import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

/** So long may an admin take between the beginning of an installation and its approval, in ms. */
export const stateLifeMs = 15 * 60_000;

/**
 * Binds an installation to the browser that began it. HubSpot brings back the state; the cookie comes from the browser alone: an
 * approval that somebody else began, and sent as a link, is refused. The database keeps a digest of both.
 */
export function createInstallBrowser(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https:');
  // With this prefix a browser takes the cookie from this host alone, not from a neighbour under the same domain.
  const name = `${isSecure ? '__Host-' : ''}journey-steward-install`;

  const secretOf = (request: Request): string | null => {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const value = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
    return /^[\w-]{43}$/.test(value) ? value : null;
  };

  return {
    /** Whether an installation was begun in this browser lately. */
    hasBegun: (request: Request): boolean => secretOf(request) !== null,
    /**
     * Begins one, beside others that may be under way in other tabs: what to send to HubSpot, and what to keep. The note comes
     * back with the state, and nobody else can change it.
     */
    begin(request: Request, response: Response, note = ''): { state: string; kept: string } {
      const state = randomBytes(24).toString('base64url') + (note === '' ? '' : `.${note}`);
      const secret = secretOf(request) ?? randomBytes(32).toString('base64url');
      // Lax: HubSpot leads the browser back here from its own site.
      const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure, maxAge: stateLifeMs } as const;
      response.cookie(name, secret, cookie);
      return { state, kept: digestOf(state, secret) };
    },
    /** What would have been kept of this state in this browser; null when it did not begin one. */
    keptOf(request: Request, state: unknown): string | null {
      const secret = secretOf(request);
      return secret === null || typeof state !== 'string' ? null : digestOf(state, secret);
    },
  };
}

/** The note that an installation was begun with, from a state that was found to be good; else empty. */
export function noteIn(state: unknown): string {
  return typeof state === 'string' ? (state.split('.')[1] ?? '') : '';
}

function digestOf(state: string, secret: string): string {
  return createHash('sha256').update(`${state}.${secret}`).digest('base64url');
}
