import express, { type Router } from 'express';
import { correctedTypes } from './correction-contract.ts';
import { setOutcome, withdrawOutcome } from './outcome-actions.ts';
import { outcomeBodySchema, outcomeWithdrawalSchema } from './outcome-contract.ts';
import { type CardActionRoutesOptions, postCardActions } from './post-card-actions.ts';
import { nameBodyErrors } from './signed-body.ts';

/**
 * `POST /api/cards/contact/outcome` and `…/outcome/withdraw`, and the same of deals. What HubSpot did not sign is refused by its
 * status; everything else is answered with 200 and the envelope of the card.
 */
export function outcomeRoutes(options: CardActionRoutesOptions): Router {
  const router = express.Router();
  for (const objectType of correctedTypes) {
    const post = postCardActions(router, options, objectType);
    post('outcome', outcomeBodySchema, setOutcome);
    post('outcome/withdraw', outcomeWithdrawalSchema, withdrawOutcome);
  }
  return router.use(nameBodyErrors);
}
