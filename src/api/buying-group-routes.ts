import express, { type Router } from 'express';
import type { Store } from '../store/operations.ts';
import { accountOf } from './account-of.ts';
import { answerQuery } from './answer-query.ts';
import { type BuyingGroupData, buyingGroupQuerySchema } from './buying-group-contract.ts';
import { buyingGroupData } from './buying-group-data.ts';
import type { CardModel } from './read-contact-card.ts';
import { requireIdentity } from './signed-identity.ts';

export type BuyingGroupRoutesOptions = {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<Store, 'readBuyingGroup'>;
  /** What an account replays under; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<CardModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
};

/** Who decides together: deals and companies have a buying group, contacts are in one. */
const groupTypes = ['deal', 'company'] as const;

/** `GET /api/cards/deal/buying-group`, and the same of companies. Signed and answered as the contact card is. */
export function buyingGroupRoutes(options: BuyingGroupRoutesOptions): Router {
  const router = express.Router();
  for (const objectType of groupTypes) {
    router.get(
      `/api/cards/${objectType}/buying-group`,
      requireIdentity(options),
      answerQuery(buyingGroupQuerySchema, async ({ objectId, language }, { accountId }): Promise<BuyingGroupData> => {
        const account = await accountOf(options.modelOf, accountId);
        const now = options.journeyNow();
        const record = { accountId, objectType, recordId: objectId };
        return buyingGroupData(account, await options.store.readBuyingGroup({ record, at: now }), language, now);
      }),
    );
  }
  return router;
}
