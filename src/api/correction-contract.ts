import { z } from 'zod';
import { languages } from '../journey/vocabulary.ts';

/**
 * What `POST /api/cards/contact/correction` and `…/correction/withdraw` (and the same of deals) are given. They answer as the
 * card does, with the card as it is afterwards.
 */

/** The journeys that a person may correct; a company's is made from those of its people and deals. */
export const correctedTypes = ['contact', 'deal'] as const;

const objectId = z.string().regex(/^\d{1,20}$/, 'objectId is the id of a record, such as 1246965');
// The card makes the id, so that a request that HubSpot sends twice is known again. Of two corrections in one millisecond the last
// in byte order stands: with UUIDs of version 7 that is the later one.
const correctionId = z.uuid('correctionId is a UUID that the card makes').toLowerCase();
const language = z.enum(languages).catch('en');

export const correctionBodySchema = z.object({
  objectId,
  stage: z.string(),
  reason: z.string().trim().min(1, 'say why, in 1 to 500 characters').max(500, 'say why, in 1 to 500 characters'),
  correctionId,
  language,
});

export const withdrawalBodySchema = z.object({ objectId, correctionId, language });

export type CorrectionBody = z.infer<typeof correctionBodySchema>;
export type WithdrawalBody = z.infer<typeof withdrawalBodySchema>;
