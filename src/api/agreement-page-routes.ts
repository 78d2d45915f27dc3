import express, { type Router } from 'express';
import { readSince } from '../read-since.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import { accountOf } from './account-of.ts';
import {
  type AgreementPageData,
  type AgreementRecordsData,
  agreementPageQuerySchema,
  agreementRecordsQuerySchema,
} from './agreement-page-contract.ts';
import { agreementPageData } from './agreement-page-data.ts';
import { agreementPageRecords } from './agreement-page-records.ts';
import { answerQuery } from './answer-query.ts';
import { type AgreementCountRequest, countAgreement } from './count-agreement.ts';
import { requireIdentity } from './signed-identity.ts';

export type AgreementPageRoutesOptions = {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<Store, 'countRecords' | 'loadLedgers' | 'readRecordsPage'>;
  /** What an account replays under; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<AccountModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  /** How long an answer may take before the page is told to ask again, ms. */
  answerWithinMs: number;
};

/**
 * How the agreement is kept, for the app page *Agreement*, and the records behind each number. What HubSpot did not sign is refused by
 * its status; everything else is answered with 200 and says in the envelope whether it went well.
 */
export function agreementPageRoutes(options: AgreementPageRoutesOptions): Router {
  const { store, answerWithinMs } = options;
  const router = express.Router();
  const signed = requireIdentity(options);
  const count = countAgreement({ store, waitForMs: answerWithinMs });
  router.get(
    '/api/pages/agreement',
    signed,
    answerQuery(agreementPageQuerySchema, async (asked, { accountId }): Promise<AgreementPageData> => {
      const request = await countRequest(options, accountId, asked.since);
      const inForce = request.current.agreements?.at(-1);
      if (inForce === undefined) return { state: 'none' };
      const counting = await count(request);
      return counting.state === 'counting' ? counting : agreementPageData(request, inForce, counting.counted, asked);
    }),
  );
  router.get(
    '/api/pages/agreement/records',
    signed,
    answerQuery(agreementRecordsQuerySchema, async (asked, { accountId }): Promise<AgreementRecordsData> => {
      const request = await countRequest(options, accountId, asked.since);
      return agreementPageRecords(store, request, asked, answerWithinMs);
    }),
  );
  return router;
}

async function countRequest(
  { modelOf, journeyNow }: AgreementPageRoutesOptions,
  accountId: string,
  since: string | undefined,
): Promise<AgreementCountRequest> {
  const current = await accountOf(modelOf, accountId);
  const asOf = journeyNow();
  return { accountId, current, since: since === undefined ? null : readSince(since, asOf), asOf };
}
