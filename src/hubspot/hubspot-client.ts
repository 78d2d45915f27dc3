import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@hubspot/api-client';
import { JourneyStewardError } from '../errors.ts';
import type { Store } from '../store/operations.ts';
import type { AccessTokens } from './access-tokens.ts';
import { failureOf } from './failure-of.ts';

export type ApiCall = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  /** Refusals that the caller deals with: they are answers, not failures. */
  acceptStatuses?: readonly number[];
  /** Searches are counted apart from all other calls, by the second. */
  budget?: 'search';
  /** How long the call may wait for its turn in the budget, ms. When it would take longer, it is not made. */
  longestWaitMs?: number;
  /** Carried out twice it would do harm: it is not made again once it may have been carried out. */
  isOnce?: boolean;
};
export type ApiAnswer = { status: number; body: unknown };

/** Calls HubSpot for an account, within its budget. Throws a JourneyStewardError with a `hubspot-…` code. */
export type HubSpot = { call(accountId: string, call: ApiCall): Promise<ApiAnswer> };

export type HubSpotOptions = {
  store: Pick<Store, 'reserveCall' | 'postponeCall' | 'pauseCalls'>;
  tokens: AccessTokens;
  apiUrl: string;
  callsPerTenSeconds: number;
  searchesPerSecond?: number;
  /** Called after each call with its HTTP status, or 0 when no answer came. */
  onCall: (status: number) => void;
};

/**
 * HubSpot counts calls in a rolling window by its own clock, when they arrive. A window that is a little longer on our
 * side keeps calls that travel at different speeds inside it, and costs under three per cent of the rate.
 */
const windowMs = 10_250;

/**
 * Where calls arrive more unevenly than that covers, HubSpot refuses one, and a refusal costs ten seconds: the window of that
 * account grows with each, up to here. So a second refusal does not follow from the same cause.
 */
const longestWindowMs = 11_250;
const widenedByMs = 500;

/** HubSpot takes five searches a second from all apps of an account together: one is left to the others. */
const standardSearchesPerSecond = 4;
const searchWindowMs = 1_050;

const lateMs = 50;
const deadlineMs = 15_000;
const attempts = 4;

/** A longer pause than this is left to the caller, who can do other work meanwhile, and can be stopped. */
const longestWaitMs = 30_000;

export function createHubSpot(options: HubSpotOptions): HubSpot {
  const { store, tokens } = options;
  const windows = new Map<string, number>();
  const windowOf = (accountId: string) => windows.get(accountId) ?? windowMs;
  const searchLimit = options.searchesPerSecond ?? standardSearchesPerSecond;
  const searchBudget = { budget: 'search', limit: searchLimit, windowMs: searchWindowMs } as const;
  const widenWindow = (accountId: string) =>
    windows.set(accountId, Math.min(longestWindowMs, windowOf(accountId) + widenedByMs));
  const budgetOf = (accountId: string, call: ApiCall) =>
    call.budget === 'search'
      ? searchBudget
      : ({ budget: 'calls', limit: options.callsPerTenSeconds, windowMs: windowOf(accountId) } as const);

  async function once(accountId: string, call: ApiCall): Promise<ApiAnswer> {
    const accessToken = await tokens.get(accountId);
    await waitForTurn(accountId, call);
    // Loaded with the first call: hundreds of modules, of which the thread of the requests rarely needs any.
    const { Client } = await import('@hubspot/api-client');
    const answer = await send(new Client({ accessToken, basePath: options.apiUrl }), call);
    options.onCall(answer?.response.status ?? 0);
    if (answer === null) throw new JourneyStewardError('hubspot-unavailable', `HubSpot did not answer ${call.path}.`);
    const { response, body } = answer;
    if (response.ok || call.acceptStatuses?.includes(response.status)) return { status: response.status, body };
    const failure = failureOf(call, response, body);
    if (failure.code === 'hubspot-unauthorized') tokens.forget(accountId, accessToken);
    if (failure.code === 'hubspot-rate-limited') {
      const pauseMs = failure.retryAfterMs ?? windowMs;
      if (call.budget === undefined && pauseMs <= longestWaitMs) widenWindow(accountId);
      await store.pauseCalls({ accountId, until: Date.now() + pauseMs, ...budgetOf(accountId, call) });
    }
    throw failure;
  }

  async function waitForTurn(accountId: string, call: ApiCall): Promise<void> {
    const now = Date.now();
    const latest = now + (call.longestWaitMs ?? longestWaitMs);
    const budget = budgetOf(accountId, call);
    const at = await store.reserveCall({ accountId, now, latest, ...budget });
    if (at > latest) {
      const message = `HubSpot takes no call of account ${accountId} before ${new Date(at).toISOString()}.`;
      throw new JourneyStewardError('hubspot-rate-limited', message, { retryAfterMs: at - now });
    }
    if (at > Date.now()) await sleep(at - Date.now());
    const madeAt = Date.now();
    // A process that is kept waiting by others makes its calls late; the window's margin would not cover it.
    if (madeAt - at > lateMs) await store.postponeCall({ accountId, budget: budget.budget, reservedAt: at, madeAt });
  }

  return {
    async call(accountId, call) {
      let hasNewToken = false;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(accountId, call);
        } catch (error) {
          if (!isWorthAnotherTry(error, attempt, call.longestWaitMs ?? deadlineMs)) throw error;
          if (call.isOnce === true && error.code === 'hubspot-unavailable') throw error;
          if (error.code === 'hubspot-unauthorized') {
            if (hasNewToken) throw error;
            hasNewToken = true;
          } else if (error.code !== 'hubspot-rate-limited') {
            // A call that was limited waits in the budget; the others leave HubSpot a moment.
            await sleep(error.retryAfterMs ?? 200 * 2 ** attempt);
          }
        }
      }
    },
  };
}

function isWorthAnotherTry(error: unknown, attempt: number, patienceMs: number): error is JourneyStewardError {
  if (!(error instanceof JourneyStewardError) || !error.isRetryable || attempt >= attempts) return false;
  return (error.retryAfterMs ?? 0) <= Math.min(deadlineMs, patienceMs);
}

type Answer = { response: Response; body: unknown };

/** The official client resolves whatever status comes and knows no deadline. No whole answer in time is null. */
async function send(client: Client, call: ApiCall): Promise<Answer | null> {
  const deadline = new AbortController();
  try {
    const late = sleep(deadlineMs, null, { signal: deadline.signal });
    return await Promise.race([answerTo(client, call), late.catch(() => null)]);
  } catch {
    return null;
  } finally {
    deadline.abort();
  }
}

async function answerTo(client: Client, { method, path, body }: ApiCall): Promise<Answer> {
  const response = (await client.apiRequest({ method, path, body })) as unknown as Response;
  return { response, body: jsonOrNull(await response.text()) };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
