import { setTimeout as wait } from 'node:timers/promises';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { faultAnswer, rateLimitAnswer } from '../api/fault-answers.ts';
import type { Faults } from '../api/faults.ts';
import type { RateLimit } from '../api/rate-limit.ts';
import { readBody } from '../api/read-body.ts';
import { apiVersions, objectScopes } from '../api/route.ts';
import { ApiError } from '../api-error.ts';
import { objectTypeOf } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import type { ClientTokens } from './client-tokens.ts';
import type { Journal, JournalFile } from './journal.ts';
import {
  type GivenSubscription,
  type JournalSubscriptions,
  journalSubscriptionSchema,
} from './journal-subscriptions.ts';

export type JournalParts = {
  state: PortalState;
  journal: Journal;
  subscriptions: JournalSubscriptions;
  tokens: ClientTokens;
  faults: Faults;
  limits: { journal: RateLimit; subscriptions: RateLimit };
};

type Handler = (request: Request, response: Response) => unknown;

const scope = 'developer.webhooks_journal';
const urlLifeMs = 15 * 60_000;

/** The webhooks journal: its subscriptions, its list of files, and the files. Source: PLATFORM 3. */
export function createJournalRouter(parts: JournalParts): Router {
  const { journal, subscriptions, limits } = parts;
  const router = Router();
  const reading = (handle: Handler) => guarded(parts, `${scope}.read`, limits.journal, handle);
  const listing = (handle: Handler) => guarded(parts, `${scope}.subscriptions.read`, limits.subscriptions, handle);
  const changing = (handle: Handler) => guarded(parts, `${scope}.subscriptions.write`, limits.subscriptions, handle);

  const subscriptionsPath = '/webhooks-journal/subscriptions/:version';
  router.get(
    subscriptionsPath,
    listing((_request, response) => response.json({ results: subscriptions.all() })),
  );
  router.post(
    subscriptionsPath,
    changing((request, response) => {
      const given = readBody(journalSubscriptionSchema, request.body);
      refuseMissingScopes(parts, given, scopesOf(parts, request) ?? []);
      response.json(subscriptions.put(given));
    }),
  );
  router.delete(
    `${subscriptionsPath}/portals/:portalId`,
    changing((request, response) => {
      subscriptions.removeOfPortal(Number(request.params.portalId));
      response.status(204).end();
    }),
  );
  router.get(
    `${subscriptionsPath}/:id`,
    listing((request, response) => response.json(subscriptions.get(idOf(request)) ?? unknown())),
  );
  router.delete(
    `${subscriptionsPath}/:id`,
    changing((request, response) => {
      if (!subscriptions.remove(idOf(request))) unknown();
      response.status(204).end();
    }),
  );

  for (const variant of ['journal', 'journal-local']) {
    const path = `/webhooks-journal/${variant}/:version`;
    const answer = (file: JournalFile | null, request: Request, response: Response) =>
      answerFile(parts, file, request, response);
    router.get(
      `${path}/earliest`,
      reading((request, response) => answer(journal.earliest(), request, response)),
    );
    router.get(
      `${path}/latest`,
      reading((request, response) => answer(journal.latest(), request, response)),
    );
    router.get(
      `${path}/offset/:offset/next`,
      reading((request, response) => {
        const next = journal.next(String(request.params.offset));
        if (next === 'expired' && parts.state.openAnswers.expiredOffset === 'refused') unknown();
        answer(next === 'expired' ? journal.earliest() : next, request, response);
      }),
    );
  }
  router.get('/journal-files/:offset', async (request, response) => {
    if (await strike(parts, request)) return;
    const file = journal.read(request.params.offset);
    // The store of the files answers for itself, and not in JSON.
    if (file === null || file === 'late') response.status(404).type('application/xml').send('<Error>NoSuchKey</Error>');
    else response.json(file);
  });
  return router;
}

function answerFile({ state }: JournalParts, file: JournalFile | null, request: Request, response: Response): void {
  if (file === null) {
    if (state.openAnswers.journalEnd === 'not-found') unknown();
    response.status(204).end();
    return;
  }
  response.json({
    url: `http://${request.get('Host')}/journal-files/${file.offset}?signature=sandbox`,
    expiresAt: new Date(state.wallClock() + urlLifeMs).toISOString(),
    currentOffset: file.offset,
  });
}

function guarded(parts: JournalParts, needed: string, limit: RateLimit, handle: Handler): RequestHandler {
  return async (request, response) => {
    if (!apiVersions.includes(String(request.params.version))) throw new ApiError(404, 'resource not found');
    const scopes = scopesOf(parts, request);
    if (scopes === null) {
      throw new ApiError(401, 'Authentication credentials not found.', { category: 'INVALID_AUTHENTICATION' });
    }
    if (!scopes.includes(needed)) refuseMissing(needed);
    if (!limit.take().allowed) throw rateLimitAnswer('SECONDLY');
    if (!(await strike(parts, request))) handle(request, response);
  };
}

function scopesOf({ tokens }: JournalParts, request: Request): readonly string[] | null {
  return tokens.scopesOf(/^Bearer (\S+)$/i.exec(request.get('Authorization') ?? '')?.[1] ?? '');
}

function refuseMissing(scope: string): never {
  throw new ApiError(403, `The token lacks the scope ${scope}.`, { category: 'MISSING_SCOPES' });
}

/** Beside its own scopes the token needs those of the objects. Source: PLATFORM 3.1. */
function refuseMissingScopes({ state }: JournalParts, given: GivenSubscription, scopes: readonly string[]): void {
  const { subscriptionScopes } = state.openAnswers;
  if (subscriptionScopes === 'none' || !('objectTypeId' in given)) return;
  const isOfAssociations = given.subscriptionType === 'ASSOCIATION' && subscriptionScopes === 'of-every-object';
  for (const id of [given.objectTypeId, ...(isOfAssociations ? given.associatedObjectTypeIds : [])]) {
    const needed = scopesOfObject(id);
    const [first] = needed;
    if (first !== undefined && !needed.some((scope) => scopes.includes(scope))) refuseMissing(first);
  }
}

/** One of them is needed. */
function scopesOfObject(objectTypeId: string): string[] {
  const type = objectTypeOf(objectTypeId);
  return type === null ? [] : objectScopes('read')(type);
}

/** Carries out a fault on demand. True when the call is over with it. */
async function strike({ faults }: JournalParts, request: Request): Promise<boolean> {
  const fault = faults.strike(request.method, request.path);
  if (fault?.delayMs !== undefined) await wait(fault.delayMs);
  if (fault?.status !== undefined) throw faultAnswer(fault.status);
  if (fault?.cut === undefined) return false;
  request.socket.destroy();
  return true;
}

function idOf(request: Request): number {
  return Number(request.params.id);
}

function unknown(): never {
  throw new ApiError(404, 'resource not found', { category: 'OBJECT_NOT_FOUND' });
}
