import { type CrmContext, hubspot } from '@hubspot/ui-extensions';
import type { CardAnswer, CardQuery } from '../../../src/api/card-contract.ts';
import { answerTimeoutMs } from './answer-timeout.ts';
import { within } from './within.ts';

/** Asks the backend for the card of the record that is open. Rejects when no answer of the contract comes in time. */
export async function requestCard(context: CrmContext, language: CardQuery['language']): Promise<CardAnswer> {
  const url = `${apiOrigin(context)}/api/cards/contact?objectId=${context.crm.objectId}&language=${language}`;
  // The host is told the limit too, so that it ends the request; the card does not rely on it.
  const response = await within(hubspot.fetch(url, { timeout: answerTimeoutMs }), answerTimeoutMs);
  const body: unknown = await response.json();
  // HubSpot answers for a backend that failed, with a body of its own and possibly with status 200.
  if (!isCardAnswer(body)) throw new Error(`no answer of the card's contract, status ${response.status}`);
  return body;
}

function apiOrigin({ variables }: CrmContext): string {
  const origin = variables?.API_ORIGIN;
  if (typeof origin !== 'string') throw new Error('the profile of this upload has no variable API_ORIGIN');
  return origin;
}

function isCardAnswer(body: unknown): body is CardAnswer {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return false;
  return body.ok === true ? 'data' in body : 'error' in body;
}
