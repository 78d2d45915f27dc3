import { z } from 'zod';
import { languages } from '../journey/vocabulary.ts';

/**
 * What `POST /api/cards/contact/outcome` and `…/outcome/withdraw` (and the same of deals) are given. They answer as the card does,
 * with the card as it is afterwards.
 */

const objectId = z.string().regex(/^\d{1,20}$/, 'objectId is the id of a record, such as 1246965');
// As with corrections: the card makes the id, so that a request that HubSpot sends twice is known again.
const outcomeId = z.uuid('outcomeId is a UUID that the card makes').toLowerCase();
const language = z.enum(languages).catch('en');

export const outcomeBodySchema = z.object({
  objectId,
  stage: z.string().describe('of the visit that the person saw: the latest one, or the one before it'),
  outcome: z.string(),
  reason: z.string().trim().min(1, 'say why, in 1 to 500 characters').max(500, 'say why, in 1 to 500 characters'),
  outcomeId,
  language,
});

export const outcomeWithdrawalSchema = z.object({ objectId, outcomeId, language });

export type OutcomeBody = z.infer<typeof outcomeBodySchema>;
export type OutcomeWithdrawal = z.infer<typeof outcomeWithdrawalSchema>;
