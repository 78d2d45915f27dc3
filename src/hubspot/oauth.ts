import { z } from 'zod';
import { type ErrorCode, JourneyStewardError } from '../errors.ts';
import { apiPaths } from './api-paths.ts';
import { readAnswer } from './read-answer.ts';
import { optionalScopes, requiredScopes } from './scopes.ts';

export type OauthSettings = {
  clientId: string;
  clientSecret: string;
  apiUrl: string;
  appUrl: string;
  redirectUri: string;
};

/** What HubSpot grants: tokens for one account, and the scopes that its admin allowed. `expiresInMs` counts from the answer. */
export type Grant = {
  accountId: string;
  accessToken: string;
  refreshToken: string;
  expiresInMs: number;
  scopes: string[];
};

const grantSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  hub_id: z.union([z.number(), z.string()]).transform(String),
  scopes: z.array(z.string()).default([]),
});

/** The address at which an admin approves the installation. */
export function authorizeUrl(settings: OauthSettings, state: string): string {
  const query = {
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    scope: requiredScopes.join(' '),
    optional_scope: optionalScopes.join(' '),
    state,
  };
  // HubSpot asks for %20 between scopes, where URLSearchParams would write a plus sign.
  const text = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${settings.appUrl}/oauth/authorize?${text.join('&')}`;
}

/** Exchanges the code of an approved installation. */
export function exchangeCode(settings: OauthSettings, code: string): Promise<Grant> {
  return requestGrant(settings, { grant_type: 'authorization_code', redirect_uri: settings.redirectUri, code });
}

/**
 * Gets a new access token. HubSpot may send another refresh token with it: keep what comes back. Throws `app-uninstalled` when
 * HubSpot no longer knows the refresh token. That it does not know our own client id is another matter (`BAD_CLIENT_ID`).
 */
export function refreshGrant(settings: OauthSettings, refreshToken: string): Promise<Grant> {
  return requestGrant(settings, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** What HubSpot answers for a refresh token once the portal has removed the app, or is gone itself. */
const endedStatuses: readonly string[] = ['BAD_REFRESH_TOKEN', 'BAD_HUB'];

function codeOf(response: Response, status: string, grantType: string | undefined): ErrorCode {
  if (response.status >= 500 || response.status === 429) return 'hubspot-unavailable';
  const isEnded = grantType === 'refresh_token' && endedStatuses.includes(status);
  return isEnded ? 'app-uninstalled' : 'hubspot-unauthorized';
}

async function requestGrant(settings: OauthSettings, fields: Record<string, string>): Promise<Grant> {
  const form = { ...fields, client_id: settings.clientId, client_secret: settings.clientSecret };
  // The official client sends JSON, which this endpoint refuses; it takes form data only.
  const response = await fetch(settings.apiUrl + apiPaths.token(), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(15_000),
  }).catch((cause: unknown) => {
    throw new JourneyStewardError('hubspot-unavailable', 'HubSpot did not answer the request for tokens.', { cause });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const { status = '', message = '' } = (answer ?? {}) as { status?: string; message?: string };
    throw new JourneyStewardError(
      codeOf(response, status, fields.grant_type),
      `HubSpot refused the request for tokens: ${response.status} ${status} ${message}`.trim(),
    );
  }
  const grant = readAnswer(grantSchema, { method: 'POST', path: apiPaths.token() }, { body: answer });
  return {
    accountId: grant.hub_id,
    accessToken: grant.access_token,
    refreshToken: grant.refresh_token,
    expiresInMs: grant.expires_in * 1000,
    scopes: grant.scopes,
  };
}
