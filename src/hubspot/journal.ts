import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import { apiPaths } from './api-paths.ts';
import type { ClientScopes, ClientToken } from './client-token.ts';
import { failureOf } from './failure-of.ts';
import {
  type JournalSubscription,
  journalSubscriptionsSchema,
  type WantedSubscription,
} from './journal-subscriptions.ts';
import { readAnswer } from './read-answer.ts';

/** What lies after an offset: a file, nothing as yet, or nobody knows, because the journal does not have the offset any more. */
export type JournalPage = { kind: 'file'; offset: string; url: string } | { kind: 'end' } | { kind: 'expired' };

/**
 * HubSpot's journal of the events that the app has subscribed to, of all portals in one row of files. It has limits of its own,
 * apart from those of portals. Throws a JourneyStewardError with a `hubspot-…` code.
 */
export type Journal = {
  /** The file after an offset; the first that is kept when the offset is empty. */
  next(offset: string): Promise<JournalPage>;
  /** The text of a file. Null when it is listed but not there yet. */
  read(url: string): Promise<string | null>;
  subscriptions(): Promise<JournalSubscription[]>;
  /** Adds a subscription, or replaces the one of the same kind. */
  subscribe(wanted: WantedSubscription): Promise<void>;
  unsubscribe(id: number): Promise<void>;
  unsubscribeAccount(accountId: string): Promise<void>;
};

/**
 * The scopes of the token. Those of the objects must stand beside those of the journal; the further ones are of objects that the
 * app goes without where it may not have them.
 */
export const journalScopes: ClientScopes = {
  needed: [
    'developer.webhooks_journal.read',
    'developer.webhooks_journal.subscriptions.read',
    'developer.webhooks_journal.subscriptions.write',
    'crm.objects.contacts.read',
    'crm.objects.companies.read',
    'crm.objects.deals.read',
  ],
  further: ['tickets', 'crm.objects.feedback_submissions.read'],
};

const pageSchema = z.looseObject({ url: z.url({ protocol: /^https?$/ }), currentOffset: z.string().min(1) });

const deadlineMs = 15_000;
const fileDeadlineMs = 60_000;
const attempts = 3;

/** HubSpot's answers for an offset that it does not know; which one it gives is not documented. */
const unknownStatuses: readonly number[] = [400, 404, 410];

/** A store of files may say either of one that is not there yet. */
const lateStatuses: readonly number[] = [403, 404];

type Call = { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: unknown; acceptStatuses?: readonly number[] };
type Answer = { status: number; body: unknown };

export function createJournal({ apiUrl, token }: { apiUrl: string; token: ClientToken }): Journal {
  async function once(call: Call): Promise<Answer> {
    const accessToken = await token.get();
    const response = await fetch(apiUrl + call.path, {
      method: call.method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(deadlineMs),
    }).catch((cause: unknown) => {
      throw new JourneyStewardError('hubspot-unavailable', `HubSpot did not answer ${call.path}.`, { cause });
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok || call.acceptStatuses?.includes(response.status)) return { status: response.status, body };
    const failure = failureOf(call, response, body);
    if (failure.code === 'hubspot-unauthorized') token.forget(accessToken);
    throw failure;
  }

  async function ask(call: Call): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(call);
      } catch (error) {
        const isOver = !(error instanceof JourneyStewardError) || !error.isRetryable || attempt >= attempts;
        if (isOver || (error.retryAfterMs ?? 0) > deadlineMs) throw error;
        await sleep(error.retryAfterMs ?? 200 * 2 ** attempt);
      }
    }
  }

  const latestOffset = async () => {
    const call = { method: 'GET', path: apiPaths.journalLatest() } as const;
    const { status, body } = await ask({ ...call, acceptStatuses: unknownStatuses });
    return status === 200 ? readAnswer(pageSchema, call, { body }).currentOffset : null;
  };

  return {
    async next(offset) {
      const path = offset === '' ? apiPaths.journalEarliest() : apiPaths.journalNext(offset);
      const call = { method: 'GET', path } as const;
      const { status, body } = await ask({ ...call, acceptStatuses: unknownStatuses });
      if (status === 204) return { kind: 'end' };
      if (!unknownStatuses.includes(status)) {
        const { url, currentOffset } = readAnswer(pageSchema, call, { body });
        return { kind: 'file', offset: currentOffset, url };
      }
      // The end may be told like an offset that is not known.
      const isEnd = offset === '' || (await latestOffset()) === offset;
      return isEnd ? { kind: 'end' } : { kind: 'expired' };
    },
    async read(url) {
      // The address is signed: a token must not go there.
      const response = await fetch(url, { signal: AbortSignal.timeout(fileDeadlineMs) }).catch((cause: unknown) => {
        throw new JourneyStewardError('hubspot-unavailable', "A file of HubSpot's journal was not answered.", {
          cause,
        });
      });
      if (lateStatuses.includes(response.status)) return null;
      if (!response.ok) {
        const message = `A file of HubSpot's journal was answered with ${response.status}.`;
        throw new JourneyStewardError('hubspot-unavailable', message);
      }
      return response.text();
    },
    async subscriptions() {
      const call = { method: 'GET', path: apiPaths.journalSubscriptions() } as const;
      return readAnswer(journalSubscriptionsSchema, call, await ask(call)).results;
    },
    async subscribe(wanted) {
      await ask({ method: 'POST', path: apiPaths.journalSubscriptions(), body: wanted });
    },
    async unsubscribe(id) {
      await ask({ method: 'DELETE', path: apiPaths.journalSubscription(id), acceptStatuses: [404] });
    },
    async unsubscribeAccount(accountId) {
      await ask({ method: 'DELETE', path: apiPaths.journalSubscriptionsOf(accountId), acceptStatuses: [404] });
    },
  };
}
