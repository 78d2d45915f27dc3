import express, { type Router } from 'express';
import { JourneyStewardError } from '../errors.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import { type CardAnswer, cardQuerySchema, cardTypes } from './card-contract.ts';
import { readCompanyCard } from './read-company-card.ts';
import { type CardModel, readContactCard } from './read-contact-card.ts';
import { requireIdentity, type SignedIdentity } from './signed-identity.ts';

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
    router.get(`/api/cards/${objectType}`, requireIdentity(options), async (request, response) => {
      const { accountId } = response.locals.identity as SignedIdentity;
      response.json(await answer(options, { accountId, objectType }, request.query));
    });
  }
  return router;
}

async function answer(
  options: CardRoutesOptions,
  { accountId, objectType }: { accountId: string; objectType: ObjectType },
  query: unknown,
): Promise<CardAnswer> {
  const asked = cardQuerySchema.safeParse(query);
  if (!asked.success) return refusal('request-invalid', asked.error.issues.map(({ message }) => message).join('; '));
  try {
    const account = await options.modelOf(accountId);
    if (account === null) return refusal('account-unknown', 'The app is not installed in this HubSpot account.');
    const { objectId, language } = asked.data;
    const source = await options.store.readCard({ accountId, objectType, recordId: objectId });
    const readData = objectType === 'company' ? readCompanyCard : readContactCard;
    return { ok: true, data: readData(account, source, language, options.journeyNow()) };
  } catch (cause) {
    if (cause instanceof JourneyStewardError) return refusal(cause.code, cause.message);
    throw cause;
  }
}

function refusal(code: string, message: string): CardAnswer {
  return { ok: false, error: { code, message } };
}
