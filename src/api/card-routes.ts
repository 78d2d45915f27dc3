import express, { type Router } from 'express';
import type { Store } from '../store/operations.ts';
import { accountOf } from './account-of.ts';
import { answerQuery } from './answer-query.ts';
import { type CardData, cardQuerySchema, cardTypes } from './card-contract.ts';
import { readCompanyCard } from './read-company-card.ts';
import { type CardModel, readContactCard } from './read-contact-card.ts';
import { requireIdentity } from './signed-identity.ts';

export type CardRoutesOptions = {
  publicUrl: string;
  clientSecrets: readonly string[];
  store: Pick<Store, 'readCard'>;
  /** What an account replays under; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<CardModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
};

/**
 * `GET /api/cards/contact`, and the same of deals and companies: what the card of the record shows. What HubSpot did not sign is refused by its status; everything else
 * is answered with 200 and says in the envelope whether it went well, because HubSpot hides other statuses from cards.
 */
export function cardRoutes(options: CardRoutesOptions): Router {
  const router = express.Router();
  for (const objectType of cardTypes) {
    const readData = objectType === 'company' ? readCompanyCard : readContactCard;
    router.get(
      `/api/cards/${objectType}`,
      requireIdentity(options),
      answerQuery(cardQuerySchema, async ({ objectId, language }, { accountId }): Promise<CardData> => {
        const account = await accountOf(options.modelOf, accountId);
        const source = await options.store.readCard({ accountId, objectType, recordId: objectId });
        return readData(account, source, language, options.journeyNow());
      }),
    );
  }
  return router;
}
