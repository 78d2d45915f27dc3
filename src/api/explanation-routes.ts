import express, { type Router } from 'express';
import { objectTypes } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import { accountOf } from './account-of.ts';
import { answerQuery } from './answer-query.ts';
import { type ExplanationData, explanationQuerySchema } from './explanation-contract.ts';
import { explanationData } from './explanation-data.ts';
import type { CardModel } from './read-contact-card.ts';
import { requireIdentity } from './signed-identity.ts';

export type ExplanationRoutesOptions = {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<Store, 'readCard'>;
  /** What an account replays under; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<CardModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
};

/**
 * `GET /api/cards/contact/explanation`, and the same of deals and companies: why each visit began and what other stages need.
 * Signed and answered as the card is.
 */
export function explanationRoutes(options: ExplanationRoutesOptions): Router {
  const router = express.Router();
  for (const objectType of objectTypes) {
    router.get(
      `/api/cards/${objectType}/explanation`,
      requireIdentity(options),
      answerQuery(explanationQuerySchema, async (asked, { accountId }): Promise<ExplanationData> => {
        const account = await accountOf(options.modelOf, accountId);
        const source = await options.store.readCard({ accountId, objectType, recordId: asked.objectId });
        return explanationData(account, source, asked, options.journeyNow());
      }),
    );
  }
  return router;
}
