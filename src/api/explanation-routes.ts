import express, { type Router } from 'express';
import { JourneyStewardError } from '../errors.ts';
import { type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import { type ExplanationAnswer, explanationQuerySchema } from './explanation-contract.ts';
import { explanationData } from './explanation-data.ts';
import type { CardModel } from './read-contact-card.ts';
import { requireIdentity, type SignedIdentity } from './signed-identity.ts';

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
    router.get(`/api/cards/${objectType}/explanation`, requireIdentity(options), async (request, response) => {
      const { accountId } = response.locals.identity as SignedIdentity;
      response.json(await answer(options, { accountId, objectType }, request.query));
    });
  }
  return router;
}

async function answer(
  { store, modelOf, journeyNow }: ExplanationRoutesOptions,
  { accountId, objectType }: { accountId: string; objectType: ObjectType },
  query: unknown,
): Promise<ExplanationAnswer> {
  const asked = explanationQuerySchema.safeParse(query);
  if (!asked.success) return refusal('request-invalid', asked.error.issues.map(({ message }) => message).join('; '));
  try {
    const account = await modelOf(accountId);
    if (account === null) return refusal('account-unknown', 'The app is not installed in this HubSpot account.');
    const source = await store.readCard({ accountId, objectType, recordId: asked.data.objectId });
    return { ok: true, data: explanationData(account, source, asked.data, journeyNow()) };
  } catch (cause) {
    if (cause instanceof JourneyStewardError) return refusal(cause.code, cause.message);
    throw cause;
  }
}

function refusal(code: string, message: string): ExplanationAnswer {
  return { ok: false, error: { code, message } };
}
