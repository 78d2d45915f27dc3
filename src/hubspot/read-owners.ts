import { z } from 'zod';
import type { Owner } from '../store/owners.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';

const team = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  name: z.string().default(''),
  primary: z.boolean().default(false),
});
const ownersSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      email: z.string().nullish(),
      userId: z.number().nullish(),
      // Of people who have left, only this one is told.
      userIdIncludingInactive: z.number().nullish(),
      teams: z.array(team).nullish(),
    }),
  ),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).optional(),
});

/**
 * Reads the people who can own records, those who have left too, each under the best name that there is. Throws
 * `hubspot-answer-unreadable`.
 */
export async function readOwnersFrom(hubspot: HubSpot, accountId: string): Promise<Owner[]> {
  const owners = new Map<string, Owner>();
  for (const archived of [true, false]) {
    let after = '';
    do {
      const path = `${apiPaths.owners()}?limit=100&archived=${archived}${after === '' ? '' : `&after=${after}`}`;
      const call = { method: 'GET', path } as const;
      const page = readAnswer(ownersSchema, call, await hubspot.call(accountId, call));
      for (const { id, firstName, lastName, email, userId, userIdIncludingInactive, teams } of page.results) {
        const user = userId ?? userIdIncludingInactive ?? null;
        owners.set(id, {
          id,
          name: [firstName, lastName].filter(Boolean).join(' ') || (email ?? id),
          userId: user === null ? null : String(user),
          isActive: !archived,
          teams: (teams ?? []).map((one) => ({ id: one.id, name: one.name, isPrimary: one.primary })),
        });
      }
      after = page.paging?.next?.after ?? '';
    } while (after !== '');
  }
  return [...owners.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}
