import { z } from 'zod';
import { languages, teams } from '../journey/vocabulary.ts';

/**
 * What `POST /api/cards/contact/handoff/accept`, `…/handoff/return`, `…/handoff/offer`, `…/touchpoint/done` and
 * `…/touchpoint/withdraw` (and the same of deals) are given. They answer as the card does, with the card as it is afterwards.
 */

/** The records whose clocks an agreement may run. */
export const agreedTypes = ['contact', 'deal'] as const;

const common = {
  objectId: z.string().regex(/^\d{1,20}$/, 'objectId is the id of a record, such as 1246965'),
  // The card makes the id, so that a request that HubSpot sends twice is known again; of version 7, so that ids sort by time.
  actionId: z.uuid('actionId is a UUID that the card makes').toLowerCase(),
  language: z.enum(languages).catch('en'),
};
/** What the person saw: an answer to something else than what is asked by then is refused. */
const seen = { stage: z.string().min(1), team: z.enum(teams) };
const note = z.string().trim().max(500, 'a note has at most 500 characters').default('');

export const acceptBodySchema = z.object({ ...common, ...seen });
export const returnBodySchema = z.object({
  ...common,
  ...seen,
  reason: z.string().min(1, 'reason is the id of one of the reasons of the agreement'),
  note,
});
export const offerBodySchema = z.object({ ...common, ...seen, note });
export const touchpointBodySchema = z.object({ ...common, play: z.string().max(200).default('') });
export const touchpointWithdrawalBodySchema = z.object(common);

export type AcceptBody = z.output<typeof acceptBodySchema>;
export type ReturnBody = z.output<typeof returnBodySchema>;
export type OfferBody = z.output<typeof offerBodySchema>;
export type TouchpointBody = z.output<typeof touchpointBodySchema>;
export type TouchpointWithdrawalBody = z.output<typeof touchpointWithdrawalBodySchema>;
