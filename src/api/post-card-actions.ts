import type { Router } from 'express';
import type { z } from 'zod';
import type { ObjectType } from '../journey/vocabulary.ts';
import { answerBody } from './answer-body.ts';
import type { CardData } from './card-contract.ts';
import type { CardActionOptions, CardActionRequest } from './record-card-action.ts';
import { keepRawBody } from './signed-body.ts';
import { requireIdentity } from './signed-identity.ts';

export type CardActionRoutesOptions = CardActionOptions & { publicUrl: string; clientSecrets: readonly string[] };

type Act<Body> = (options: CardActionOptions, asked: CardActionRequest, body: Body) => Promise<CardData>;

/** Adds what people can do on the cards of one type of record: each a POST that is answered with the card as it is then. */
export function postCardActions(router: Router, options: CardActionRoutesOptions, objectType: ObjectType) {
  return <Schema extends z.ZodType>(path: string, schema: Schema, act: Act<z.output<Schema>>): void => {
    router.post(
      `/api/cards/${objectType}/${path}`,
      keepRawBody,
      requireIdentity(options),
      answerBody(schema, (body, identity) => act(options, { identity, objectType }, body)),
    );
  };
}
