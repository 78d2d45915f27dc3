import express, { type Router } from 'express';
import type { z } from 'zod';
import { readSince } from '../read-since.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import { accountOf } from './account-of.ts';
import { answerQuery } from './answer-query.ts';
import { type CountRequest, countJourneys } from './count-journeys.ts';
import {
  type JourneyPageData,
  type JourneyRecordsData,
  type JourneyStandingsData,
  journeyPageQuerySchema,
  journeyRecordsQuerySchema,
  journeyStandingsQuerySchema,
} from './journey-page-contract.ts';
import { journeyPageData } from './journey-page-data.ts';
import { journeyPageRecords } from './journey-page-records.ts';
import { journeyPageStandings } from './journey-page-standings.ts';
import { requireIdentity } from './signed-identity.ts';

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
    answerQuery(journeyPageQuerySchema, async (asked, { accountId }): Promise<JourneyPageData> => {
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
    answerQuery(journeyRecordsQuerySchema, async (asked, { accountId }): Promise<JourneyRecordsData> => {
      const request = await countRequest(options, accountId, asked);
      const { stage, kind, segment = null, after, limit, language } = asked;
      return journeyPageRecords(store, { ...request, stage, kind, segment, after, limit, language }, answerWithinMs);
    }),
  );
  router.get(
    '/api/pages/journey/standings',
    signed,
    answerQuery(journeyStandingsQuerySchema, async (asked, { accountId }): Promise<JourneyStandingsData> => {
      const request = await countRequest(options, accountId, asked);
      const { kind, after, limit, language } = asked;
      return journeyPageStandings(store, { ...request, kind, after, limit, language }, answerWithinMs);
    }),
  );
  return router;
}

async function countRequest(
  { modelOf, journeyNow }: JourneyPageRoutesOptions,
  accountId: string,
  { object, by, since, until }: z.output<typeof journeyPageQuerySchema>,
): Promise<CountRequest> {
  const current = await accountOf(modelOf, accountId);
  const asOf = journeyNow();
  const [from, to] = [since, until].map((text) => (text === undefined ? null : readSince(text, asOf)));
  return { accountId, current, object, by: by ?? null, since: from ?? null, until: to ?? null, asOf };
}
