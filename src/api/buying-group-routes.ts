import express, { type Router } from 'express';
import { JourneyStewardError } from '../errors.ts';
import type { Store } from '../store/operations.ts';
import { type BuyingGroupAnswer, buyingGroupQuerySchema } from './buying-group-contract.ts';
import { buyingGroupData } from './buying-group-data.ts';
import type { CardModel } from './read-contact-card.ts';
import { requireIdentity, type SignedIdentity } from './signed-identity.ts';

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
    router.get(`/api/cards/${objectType}/buying-group`, requireIdentity(options), async (request, response) => {
      const { accountId } = response.locals.identity as SignedIdentity;
      response.json(await answer(options, { accountId, objectType }, request.query));
    });
  }
  return router;
}

async function answer(
  { store, modelOf, journeyNow }: BuyingGroupRoutesOptions,
  of: { accountId: string; objectType: (typeof groupTypes)[number] },
  query: unknown,
): Promise<BuyingGroupAnswer> {
  const asked = buyingGroupQuerySchema.safeParse(query);
  if (!asked.success) return refusal('request-invalid', asked.error.issues.map(({ message }) => message).join('; '));
  try {
    const account = await modelOf(of.accountId);
    if (account === null) return refusal('account-unknown', 'The app is not installed in this HubSpot account.');
    const { objectId, language } = asked.data;
    const now = journeyNow();
    const source = await store.readBuyingGroup({ record: { ...of, recordId: objectId }, at: now });
    return { ok: true, data: buyingGroupData(account, source, language, now) };
  } catch (cause) {
    if (cause instanceof JourneyStewardError) return refusal(cause.code, cause.message);
    throw cause;
  }
}

function refusal(code: string, message: string): BuyingGroupAnswer {
  return { ok: false, error: { code, message } };
}
