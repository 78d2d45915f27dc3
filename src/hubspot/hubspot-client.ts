import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@hubspot/api-client';
import { JourneyStewardError } from '../errors.ts';
import type { Store } from '../store/operations.ts';
import type { AccessTokens } from './access-tokens.ts';
import { failureOf } from './failure-of.ts';

export type ApiCall = { method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'; path: string; body?: unknown };
export type ApiAnswer = { status: number; body: unknown };

/** Calls HubSpot for an account, within its budget. Throws a JourneyStewardError with a `hubspot-…` code. */
export type HubSpot = { call(accountId: string, call: ApiCall): Promise<ApiAnswer> };

export type HubSpotOptions = {
  store: Pick<Store, 'reserveCall' | 'pauseCalls'>;
  tokens: AccessTokens;
  apiUrl: string;
  callsPerTenSeconds: number;
  /** Called after each call with its HTTP status, or 0 when no answer came. */
  onCall: (status: number) => void;
};

/**
 * HubSpot counts calls in a rolling window by its own clock, when they arrive. A window that is a little longer on our
 * side keeps calls that travel at different speeds inside it, and costs under three per cent of the rate.
 */
const windowMs = 10_250;
const deadlineMs = 15_000;
const attempts = 4;

export function createHubSpot(options: HubSpotOptions): HubSpot {
  const { store, tokens } = options;
  const budget = { limit: options.callsPerTenSeconds, windowMs };

  async function once(accountId: string, call: ApiCall): Promise<ApiAnswer> {
    const accessToken = await tokens.get(accountId);
    const at = await store.reserveCall({ accountId, now: Date.now(), ...budget });
    if (at > Date.now()) await sleep(at - Date.now());
    const response = await send(new Client({ accessToken, basePath: options.apiUrl }), call);
    options.onCall(response?.status ?? 0);
    if (response === null) throw new JourneyStewardError('hubspot-unavailable', `HubSpot did not answer ${call.path}.`);
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return { status: response.status, body };
    const failure = failureOf(call, response, body);
    if (failure.code === 'hubspot-unauthorized') tokens.forget(accountId);
    if (failure.code === 'hubspot-rate-limited') {
      await store.pauseCalls({ accountId, until: Date.now() + (failure.retryAfterMs ?? windowMs), ...budget });
    }
    throw failure;
  }

  return {
    async call(accountId, call) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(accountId, call);
        } catch (error) {
          if (!isWorthAnotherTry(error, attempt)) throw error;
          // A call that was limited waits in the budget; the others leave HubSpot a moment.
          if (error.code !== 'hubspot-rate-limited') await sleep(error.retryAfterMs ?? 200 * 2 ** attempt);
        }
      }
    },
  };
}

function isWorthAnotherTry(error: unknown, attempt: number): error is JourneyStewardError {
  if (!(error instanceof JourneyStewardError) || !error.isRetryable || attempt >= attempts) return false;
  return (error.retryAfterMs ?? 0) <= deadlineMs;
}

/** The official client resolves whatever status comes and knows no deadline. No answer in time is null. */
async function send(client: Client, call: ApiCall): Promise<Response | null> {
  const request = client.apiRequest({
    method: call.method,
    path: call.path,
    body: call.body,
  }) as unknown as Promise<Response>;
  const deadline = new AbortController();
  try {
    const late = sleep(deadlineMs, null, { signal: deadline.signal });
    return await Promise.race([request, late.catch(() => null)]);
  } catch {
    return null;
  } finally {
    deadline.abort();
  }
}
