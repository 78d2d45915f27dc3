import express, { type Router } from 'express';
import type { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import {
  acceptBodySchema,
  agreedTypes,
  offerBodySchema,
  returnBodySchema,
  touchpointBodySchema,
  touchpointWithdrawalBodySchema,
} from './agreement-action-contract.ts';
import {
  type AgreementActionOptions,
  type AgreementRequest,
  acceptHandoff,
  markTouchpointDone,
  offerHandoff,
  returnHandoff,
  withdrawTouchpoint,
} from './agreement-actions.ts';
import type { CardAnswer } from './card-contract.ts';
import { keepRawBody, nameBodyErrors, readBody } from './signed-body.ts';
import { requireIdentity, type SignedIdentity } from './signed-identity.ts';

export type AgreementActionRoutesOptions = AgreementActionOptions & {
  publicUrl: string;
  clientSecrets: readonly string[];
};

/**
 * What people do about handoffs and touchpoints on the card of a contact or a deal. What HubSpot did not sign is refused by its status;
 * everything else is answered with 200 and the envelope of the card.
 */
export function agreementActionRoutes(options: AgreementActionRoutesOptions): Router {
  const router = express.Router();
  for (const objectType of agreedTypes) {
    const post = <Schema extends z.ZodType>(
      path: string,
      schema: Schema,
      work: (options: AgreementActionOptions, asked: AgreementRequest, body: z.output<Schema>) => Promise<CardAnswer>,
    ) =>
      router.post(
        `/api/cards/${objectType}/${path}`,
        keepRawBody,
        requireIdentity(options),
        async (request, response) => {
          const identity = response.locals.identity as SignedIdentity;
          response.json(await answer(() => work(options, { identity, objectType }, readBody(schema, request.body))));
        },
      );
    post('handoff/accept', acceptBodySchema, acceptHandoff);
    post('handoff/return', returnBodySchema, returnHandoff);
    post('handoff/offer', offerBodySchema, offerHandoff);
    post('touchpoint/done', touchpointBodySchema, markTouchpointDone);
    post('touchpoint/withdraw', touchpointWithdrawalBodySchema, withdrawTouchpoint);
  }
  return router.use(nameBodyErrors);
}

async function answer(work: () => Promise<CardAnswer>): Promise<CardAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JourneyStewardError)) throw error;
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}
