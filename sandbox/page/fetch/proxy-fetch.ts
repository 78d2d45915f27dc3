import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BackendMode, PageUser } from '../page-data.ts';
import { type AppAnswer, callApp, largestBodyBytes } from './call-app.ts';
import { isPermitted } from './permitted-urls.ts';
import { signFetch } from './sign-fetch.ts';

/** A card's `hubspot.fetch`, in the form in which HubSpot's own worker hands it over. */
export const fetchRequestSchema = z.object({
  requestUri: z.url({ protocol: /^https?$/ }),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  requestTimeoutMillis: z.number().positive().optional(),
  requestBody: z.unknown().optional(),
  requestHeaders: z.record(z.string(), z.string()).default({}),
});
export type FetchRequest = z.infer<typeof fetchRequestSchema>;

export type ProxyOptions = {
  clientSecret: string;
  portalId: () => number;
  appId: number;
  user: PageUser;
  permittedUrls: readonly string[];
  /** Null while nobody said where the app is. */
  apiOrigin: () => string | null;
  mode: () => BackendMode;
  wallClock: () => number;
};
export type ProxyAnswer = { status: number; body: Record<string, unknown> };
export type FetchProxy = (request: FetchRequest) => Promise<ProxyAnswer>;

const longestWaitMs = 15_000;
const mostInFlight = 20;

/** Carries a card's requests to the app as HubSpot does: signed, limited, retried once. Source: PLATFORM 1.4 and 4.5. */
export function createFetchProxy(options: ProxyOptions): FetchProxy {
  let inFlight = 0;
  return async (request) => {
    const refusal = refusalOf(options, request);
    if (refusal !== null) return errorAnswer(options, request, 400, 'VALIDATION_ERROR', refusal);
    if (inFlight >= mostInFlight) {
      return errorAnswer(options, request, 429, 'RATE_LIMITS', `More than ${mostInFlight} requests are in flight`);
    }
    inFlight += 1;
    try {
      return present(options, request, await callWithRetry(options, request));
    } finally {
      inFlight -= 1;
    }
  };
}

function refusalOf({ permittedUrls, apiOrigin }: ProxyOptions, request: FetchRequest): string | null {
  const headers = Object.keys(request.requestHeaders);
  if (headers.length > 1) return "Only 'Authorization' header is allowed";
  if (headers.some((name) => name.toLowerCase() !== 'authorization')) {
    return "Invalid Request Headers provided. Only 'Authorization' header is allowed from hubspot.fetch()";
  }
  if (!isPermitted(new URL(request.requestUri), permittedUrls, apiOrigin() ?? '')) {
    return `${request.requestUri} is not among the permittedUrls.fetch of app-hsmeta.json`;
  }
  return Buffer.byteLength(bodyOf(request)) > largestBodyBytes ? 'The request body is larger than 1 MB' : null;
}

async function callWithRetry(options: ProxyOptions, request: FetchRequest): Promise<AppAnswer> {
  const signal = AbortSignal.timeout(Math.min(request.requestTimeoutMillis ?? longestWaitMs, longestWaitMs));
  const first = await callOnce(options, request, signal);
  const failed = first.kind === 'unreachable' || (first.kind === 'answer' && first.status >= 500);
  return failed && !signal.aborted ? callOnce(options, request, signal) : first;
}

function callOnce(options: ProxyOptions, request: FetchRequest, signal: AbortSignal): Promise<AppAnswer> {
  const { method } = request;
  const url = withIdentity(options, request.requestUri);
  const body = bodyOf(request);
  const signed = signFetch({ clientSecret: options.clientSecret, method, url, body, sentAtMs: options.wallClock() });
  const headers = {
    ...request.requestHeaders,
    ...signed,
    ...(body !== '' && { 'Content-Type': 'application/json' }),
  };
  return callApp({ method, url, headers, body }, options.mode(), signal);
}

/** Who asks is appended by HubSpot and covered by the signature. */
function withIdentity({ user, portalId, appId }: ProxyOptions, requestUri: string): string {
  const url = new URL(requestUri);
  url.hash = '';
  const identity = `userId=${user.id}&portalId=${portalId()}&userEmail=${encodeURIComponent(user.email)}&appId=${appId}`;
  return `${url.href}${url.search === '' ? '?' : '&'}${identity}`;
}

function bodyOf({ method, requestBody }: FetchRequest): string {
  return method === 'GET' || requestBody === undefined || requestBody === null ? '' : JSON.stringify(requestBody);
}

function present(options: ProxyOptions, request: FetchRequest, answer: AppAnswer): ProxyAnswer {
  switch (answer.kind) {
    case 'timeout':
      return errorAnswer(options, request, 504, 'GATEWAY_TIMEOUT', 'Gateway took too long to respond');
    case 'unreachable':
      return errorAnswer(options, request, 500, 'INTERNAL_SERVER_ERROR', `Network error: ${answer.reason}`);
    case 'too-large':
      return errorAnswer(options, request, 500, 'INTERNAL_SERVER_ERROR', 'The response body is larger than 1 MB');
    case 'answer':
      return presentAnswer(options, request, answer);
  }
}

function presentAnswer(options: ProxyOptions, request: FetchRequest, { status, text }: AppAnswer & { kind: 'answer' }) {
  const context = { ...contextOf(options, request), appServerStatusCode: [String(status)] };
  const responseBody = parsed(text);
  if (status < 300) return { status: 200, body: { status: 'success', responseBody, context } };
  return {
    // HubSpot answers 200 itself, whatever the app answered.
    status: 200,
    body: {
      status: 'error',
      category: 'BAD_GATEWAY',
      message: 'Error returned from Request Uri',
      errors: [{ message: `Unacceptable HTTP status ${status} calling ${request.requestUri}` }],
      responseBody,
      context,
    },
  };
}

function errorAnswer(options: ProxyOptions, request: FetchRequest, status: number, category: string, message: string) {
  return { status, body: { status: 'error', category, message, context: contextOf(options, request) } };
}

function contextOf({ portalId }: ProxyOptions, { method, requestUri }: FetchRequest) {
  return {
    correlationId: [randomUUID()],
    httpMethod: [method],
    portalId: [String(portalId())],
    requestUri: [requestUri],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
