import express, { type Router } from 'express';
import type { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { CardAnswer } from './card-contract.ts';
import {
  type CorrectionOptions,
  type CorrectionRequest,
  correctStage,
  withdrawCorrection,
} from './correction-actions.ts';
import { correctedTypes, correctionBodySchema, withdrawalBodySchema } from './correction-contract.ts';
import { keepRawBody, nameBodyErrors, readBody } from './signed-body.ts';
import { requireIdentity, type SignedIdentity } from './signed-identity.ts';

export type CorrectionRoutesOptions = CorrectionOptions & { publicUrl: string; clientSecrets: readonly string[] };

/**
 * `POST /api/cards/contact/correction` and `…/correction/withdraw`, and the same of deals. What HubSpot did not sign is refused
 * by its status; everything else is answered with 200 and the envelope of the card.
 */
export function correctionRoutes(options: CorrectionRoutesOptions): Router {
  const router = express.Router();
  const post = <Schema extends z.ZodType>(
    objectType: ObjectType,
    path: string,
    schema: Schema,
    work: (options: CorrectionOptions, asked: CorrectionRequest, body: z.output<Schema>) => Promise<CardAnswer>,
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
  for (const objectType of correctedTypes) {
    post(objectType, 'correction', correctionBodySchema, correctStage);
    post(objectType, 'correction/withdraw', withdrawalBodySchema, withdrawCorrection);
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
