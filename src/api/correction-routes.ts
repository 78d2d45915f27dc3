import express, { type Router } from 'express';
import { correctStage, withdrawCorrection } from './correction-actions.ts';
import { correctedTypes, correctionBodySchema, withdrawalBodySchema } from './correction-contract.ts';
import { type CardActionRoutesOptions, postCardActions } from './post-card-actions.ts';
import { nameBodyErrors } from './signed-body.ts';

/**
 * `POST /api/cards/contact/correction` and `…/correction/withdraw`, and the same of deals. What HubSpot did not sign is refused
 * by its status; everything else is answered with 200 and the envelope of the card.
 */
export function correctionRoutes(options: CardActionRoutesOptions): Router {
  const router = express.Router();
  for (const objectType of correctedTypes) {
    const post = postCardActions(router, options, objectType);
    post('correction', correctionBodySchema, correctStage);
    post('correction/withdraw', withdrawalBodySchema, withdrawCorrection);
  }
  return router.use(nameBodyErrors);
}
