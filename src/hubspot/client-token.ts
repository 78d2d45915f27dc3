import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import { apiPaths } from './api-paths.ts';
import type { OauthSettings } from './oauth.ts';
import { readAnswer } from './read-answer.ts';

/** The token by which the app speaks for itself, and for no portal: for the webhooks journal. */
export type ClientToken = {
  get(): Promise<string>;
  /** Gives up a token that HubSpot no longer accepts. */
  forget(token: string): void;
};

/** What the token is asked for with. The last of the further scopes is the first to be given up where HubSpot refuses them. */
export type ClientScopes = { needed: readonly string[]; further: readonly string[] };

const answerSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** HubSpot names what it refuses; it may do so for the whole app, and then asking again is no use. */
const refusedStatuses: readonly number[] = [400, 403];

const refreshAheadMs = 120_000;

/** Asks for the token when it is first needed, and again before it ends. Throws `hubspot-scope-missing` where HubSpot refuses what is needed. */
export function createClientToken(
  settings: Pick<OauthSettings, 'apiUrl' | 'clientId' | 'clientSecret'>,
  scopes: ClientScopes,
): ClientToken {
  let held: { token: string; expiresAt: number } | null = null;
  let asking: Promise<string> | null = null;

  async function ask(): Promise<string> {
    const answer = await requestMost(settings, scopes);
    held = { token: answer.access_token, expiresAt: Date.now() + answer.expires_in * 1000 };
    return held.token;
  }
  return {
    get: async () => {
      if (held !== null && held.expiresAt > Date.now() + refreshAheadMs) return held.token;
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    forget: (token) => {
      if (held?.token === token) held = null;
    },
  };
}

/** A scope that the app may not have refuses the whole token, so it is asked for again without. */
async function requestMost(
  settings: Parameters<typeof request>[0],
  { needed, further }: ClientScopes,
): ReturnType<typeof request> {
  try {
    return await request(settings, [...needed, ...further]);
  } catch (error) {
    const isRefused = error instanceof JourneyStewardError && error.code === 'hubspot-scope-missing';
    if (!isRefused || further.length === 0) throw error;
    return requestMost(settings, { needed, further: further.slice(0, -1) });
  }
}

async function request(
  { apiUrl, clientId, clientSecret }: Pick<OauthSettings, 'apiUrl' | 'clientId' | 'clientSecret'>,
  scopes: readonly string[],
): Promise<z.output<typeof answerSchema>> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const response = await fetch(apiUrl + apiPaths.token(), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...form, scope: scopes.join(' ') }),
    signal: AbortSignal.timeout(15_000),
  }).catch((cause: unknown) => {
    throw new JourneyStewardError('hubspot-unavailable', "HubSpot did not answer the request for the app's token.", {
      cause,
    });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const { status = '', message = '' } = (answer ?? {}) as { status?: string; message?: string };
    throw new JourneyStewardError(
      refusedStatuses.includes(response.status) ? 'hubspot-scope-missing' : 'hubspot-unavailable',
      `HubSpot refused the app's own token: ${response.status} ${status} ${message}`.trim(),
    );
  }
  return readAnswer(answerSchema, { method: 'POST', path: apiPaths.token() }, { body: answer });
}
