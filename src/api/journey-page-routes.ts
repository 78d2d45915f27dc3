import express, { type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import { readSince } from '../read-since.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import { type CountRequest, countJourneys } from './count-journeys.ts';
import {
  type JourneyPageData,
  type JourneyRecordsData,
  journeyPageQuerySchema,
  journeyRecordsQuerySchema,
  type PageAnswer,
} from './journey-page-contract.ts';
import { journeyPageData } from './journey-page-data.ts';
import { journeyPageRecords } from './journey-page-records.ts';
import { requireIdentity, type SignedIdentity } from './signed-identity.ts';

export type JourneyPageRoutesOptions = {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<Store, 'countRecords' | 'readMeasuredRecords' | 'readOwners'>;
  /** What an account replays under; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<AccountModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  /** How long an answer may take before the page is told to ask again, ms. */
  answerWithinMs: number;
};

/**
 * The numbers of the app page *Journey*, and the records behind each. What HubSpot did not sign is refused by its status;
 * everything else is answered with 200 and says in the envelope whether it went well.
 */
export function journeyPageRoutes(options: JourneyPageRoutesOptions): Router {
  const { store, answerWithinMs } = options;
  const router = express.Router();
  const signed = requireIdentity(options);
  const count = countJourneys({ store, waitForMs: answerWithinMs });
  router.get(
    '/api/pages/journey',
    signed,
    answer(journeyPageQuerySchema, async (asked, { accountId }): Promise<JourneyPageData> => {
      const request = await countRequest(options, accountId, asked);
      const counting = await count(request);
      if (counting.state === 'counting') return counting;
      const owners = await store.readOwners({ accountId });
      return journeyPageData(request, counting.counted, owners, asked.language);
    }),
  );
  router.get(
    '/api/pages/journey/records',
    signed,
    answer(journeyRecordsQuerySchema, async (asked, { accountId }): Promise<JourneyRecordsData> => {
      const request = await countRequest(options, accountId, asked);
      const { stage, kind, segment = null, after, language } = asked;
      return journeyPageRecords(store, { ...request, stage, kind, segment, after, language }, answerWithinMs);
    }),
  );
  return router;
}

function answer<Schema extends z.ZodType, Data>(
  schema: Schema,
  work: (asked: z.output<Schema>, identity: SignedIdentity) => Promise<Data>,
): RequestHandler {
  return async ({ query }, response: Response) => {
    response.json(await answerOf(schema, query, response.locals.identity as SignedIdentity, work));
  };
}

async function answerOf<Schema extends z.ZodType, Data>(
  schema: Schema,
  query: unknown,
  identity: SignedIdentity,
  work: (asked: z.output<Schema>, identity: SignedIdentity) => Promise<Data>,
): Promise<PageAnswer<Data>> {
  const asked = schema.safeParse(query);
  if (!asked.success) return refusal('request-invalid', asked.error.issues.map(({ message }) => message).join('; '));
  try {
    return { ok: true, data: await work(asked.data, identity) };
  } catch (cause) {
    if (cause instanceof JourneyStewardError) return refusal(cause.code, cause.message);
    throw cause;
  }
}

async function countRequest(
  { modelOf, journeyNow }: JourneyPageRoutesOptions,
  accountId: string,
  { object, by, since, until }: z.output<typeof journeyPageQuerySchema>,
): Promise<CountRequest> {
  const current = await modelOf(accountId);
  if (current === null) {
    throw new JourneyStewardError('account-unknown', 'The app is not installed in this HubSpot account.');
  }
  const asOf = journeyNow();
  const [from, to] = [since, until].map((text) => (text === undefined ? null : readSince(text, asOf)));
  return { accountId, current, object, by: by ?? null, since: from ?? null, until: to ?? null, asOf };
}

function refusal(code: string, message: string) {
  return { ok: false as const, error: { code, message } };
}
