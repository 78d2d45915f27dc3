import express, { type Router } from 'express';
import {
  acceptBodySchema,
  agreedTypes,
  offerBodySchema,
  returnBodySchema,
  touchpointBodySchema,
  touchpointWithdrawalBodySchema,
} from './agreement-action-contract.ts';
import {
  acceptHandoff,
  markTouchpointDone,
  offerHandoff,
  returnHandoff,
  withdrawTouchpoint,
} from './agreement-actions.ts';
import { type CardActionRoutesOptions, postCardActions } from './post-card-actions.ts';
import { nameBodyErrors } from './signed-body.ts';

/**
 * What people do about handoffs and touchpoints on the card of a contact or a deal. What HubSpot did not sign is refused by its status;
 * everything else is answered with 200 and the envelope of the card.
 */
export function agreementActionRoutes(options: CardActionRoutesOptions): Router {
  const router = express.Router();
  for (const objectType of agreedTypes) {
    const post = postCardActions(router, options, objectType);
    post('handoff/accept', acceptBodySchema, acceptHandoff);
    post('handoff/return', returnBodySchema, returnHandoff);
    post('handoff/offer', offerBodySchema, offerHandoff);
    post('touchpoint/done', touchpointBodySchema, markTouchpointDone);
    post('touchpoint/withdraw', touchpointWithdrawalBodySchema, withdrawTouchpoint);
  }
  return router.use(nameBodyErrors);
}
