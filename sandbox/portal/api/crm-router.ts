import { setTimeout as wait } from 'node:timers/promises';
import { type Request, type Response, Router } from 'express';
import { ApiError } from '../api-error.ts';
import { isoText } from '../iso-text.ts';
import type { GrantStore } from '../oauth/grant-store.ts';
import { objectTypeNames } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import type { PortalChange } from '../records/portal-change.ts';
import type { CallCounter } from './call-counts.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { faultAnswer, rateLimitAnswer } from './fault-answers.ts';
import type { Fault, Faults } from './faults.ts';
import type { RateLimit } from './rate-limit.ts';
import { apiVersions, type Route } from './route.ts';
import { routes } from './routes.ts';

export type CrmParts = {
  state: PortalState;
  grants: GrantStore;
  faults: Faults;
  counter: CallCounter;
  limits: { tenSecondly: RateLimit; search: RateLimit };
  emit: (changes: readonly PortalChange[]) => void;
};

/** Every call goes the same way: token, scope, rate limit, fault on demand, and only then what it is about. */
export function createCrmRouter(parts: CrmParts): Router {
  const router = Router();
  for (const route of routes) {
    router[route.verb](route.path, (request, response) => serve(parts, route, request, response));
  }
  return router;
}

async function serve(parts: CrmParts, route: Route, request: Request, response: Response): Promise<void> {
  const { state, faults, counter } = parts;
  const params = request.params as Record<string, string>;
  if (!apiVersions.includes(params.version ?? '')) throw new ApiError(404, 'resource not found');
  countWhenDone(counter, route, request, response);
  const scopes = authenticate(parts, request);
  refuseMissingScope(route, params, scopes);
  takeFromLimit(parts, route, response);

  const fault = faults.strike(request.method, request.path);
  if (fault !== null) {
    counter.countRefusal('faults');
    if (fault.delayMs !== undefined) await wait(fault.delayMs);
    if (fault.cut === 'before-write') {
      request.socket.destroy();
      return;
    }
  }
  const carryOut = () =>
    route.handle({
      state,
      params,
      query: queryOf(request),
      body: request.body,
      source: { changeSource: 'INTEGRATION', sourceId: String(state.appId) },
      emit: parts.emit,
      failsInput: () => state.random.next() < (fault?.failedInputShare ?? 0),
    });
  if (fault?.status !== undefined) {
    if (fault.carriedOutAfterMs !== undefined) carryOutLater(carryOut, fault.carriedOutAfterMs);
    else if (fault.isCarriedOut === true) carryOut();
    throw faultAnswer(fault.status);
  }
  send(request, response, carryOut(), fault);
}

function carryOutLater(carryOut: () => void, afterMs: number): void {
  setTimeout(() => {
    try {
      carryOut();
    } catch (error) {
      // A refusal has nobody left to hear it.
      if (!(error instanceof ApiError)) throw error;
    }
  }, afterMs);
}

function send(request: Request, response: Response, answer: { status: number; body?: unknown }, fault: Fault | null) {
  if (fault?.cut === 'after-write') {
    request.socket.destroy();
    return;
  }
  response.status(answer.status);
  if (answer.body === undefined) response.end();
  else response.json(answer.body);
}

function authenticate({ grants, state, counter }: CrmParts, request: Request): string[] {
  const given = /^Bearer (\S+)$/i.exec(request.get('Authorization') ?? '')?.[1];
  const token = given === undefined ? null : grants.readToken(given);
  if (token?.status === 'valid') return token.scopes;
  counter.countRefusal('unauthorized');
  if (token === null) {
    throw new ApiError(401, 'Authentication credentials not found. This API supports OAuth 2.0 authentication.', {
      category: 'INVALID_AUTHENTICATION',
    });
  }
  const seconds = Math.floor((state.wallClock() - token.expiredAtMs) / 1000);
  throw new ApiError(401, `The OAuth token used to make this call expired ${seconds} second(s) ago.`, {
    category: 'EXPIRED_AUTHENTICATION',
    context: { 'expire time': [isoText(token.expiredAtMs)] },
  });
}

function refuseMissingScope(route: Route, params: Record<string, string>, granted: readonly string[]): void {
  const type = params.objectType === undefined ? null : objectTypeOfPath(params.objectType);
  const needed = route.scopes(type);
  if (needed.some((scope) => granted.includes(scope))) return;
  throw new ApiError(403, "This app hasn't been granted all required scopes to make this call.", {
    category: 'MISSING_SCOPES',
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: needed },
      },
    ],
  });
}

/** Search has its own limit and tells nothing in its headers. Source: PLATFORM 4.1 and 4.3. */
function takeFromLimit({ limits, counter }: CrmParts, route: Route, response: Response): void {
  if (route.limit === 'search') {
    if (limits.search.take().allowed) return;
    counter.countRefusal('searchRateLimited');
    throw rateLimitAnswer('SECONDLY');
  }
  const { allowed, remaining } = limits.tenSecondly.take();
  response.set({
    'X-HubSpot-RateLimit-Max': String(limits.tenSecondly.maximum),
    'X-HubSpot-RateLimit-Remaining': String(remaining),
    'X-HubSpot-RateLimit-Interval-Milliseconds': String(limits.tenSecondly.windowMs),
  });
  if (allowed) return;
  counter.countRefusal('rateLimited');
  throw rateLimitAnswer('TEN_SECONDLY_ROLLING');
}

function countWhenDone(counter: CallCounter, route: Route, request: Request, response: Response): void {
  const params = request.params as Record<string, string>;
  const template = route.path
    .replace(':version', params.version ?? '')
    .replace(':objectType', pluralOf(params.objectType));
  response.on('close', () => {
    counter.countCall({
      endpoint: `${request.method} ${template}`,
      status: response.writableFinished ? response.statusCode : 'cut',
      inputs: inputsOf(request.body),
      isBatchUpdate: route.path === '/crm/objects/:version/:objectType/batch/update',
    });
  });
}

function pluralOf(segment: string | undefined): string {
  const type = Object.entries(objectTypeNames).find(
    ([name, { id, plural }]) => segment === name || segment === id || segment === plural,
  );
  return type?.[1].plural ?? segment ?? '';
}

function inputsOf(body: unknown): number {
  const inputs = (body as { inputs?: unknown } | undefined)?.inputs;
  return Array.isArray(inputs) ? inputs.length : 0;
}

function queryOf(request: Request): Record<string, string | undefined> {
  const { searchParams } = new URL(request.originalUrl, 'http://portal.invalid');
  // A list may be given as one name with commas or as the same name several times.
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join(',')]));
}
