import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import { apiPaths } from './api-paths.ts';
import type { ApiCall, HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';

const userSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  superAdmin: z.boolean().catch(false).default(false),
});
const pageSchema = z.looseObject({
  results: z.array(userSchema),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).optional(),
});

/**
 * Reads who the super admins of a portal are, by the ids of its users: none where the scope was withdrawn meanwhile. Throws
 * `hubspot-answer-unreadable` for an answer that holds no users.
 */
export async function readSuperAdminsFrom(hubspot: HubSpot, accountId: string): Promise<string[]> {
  const found: string[] = [];
  let after = '';
  do {
    const path = `${apiPaths.users()}?limit=100${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`;
    const call: ApiCall = { method: 'GET', path, acceptStatuses: [403] };
    const answer = await hubspot.call(accountId, call);
    if (answer.status === 403) return [];
    const page = readAnswer(pageSchema, call, answer);
    found.push(...page.results.filter(({ superAdmin }) => superAdmin).map(({ id }) => id));
    after = page.paging?.next?.after ?? '';
  } while (after !== '');
  return found;
}

/** What HubSpot says of one user: `unseen` when the app may not look, `unanswered` when no answer came in time. */
export type SuperAdminAnswer = 'yes' | 'no' | 'unseen' | 'unanswered';

/** Whoever saves something waits for this; HubSpot's page gives them 15 s. */
const longestWaitMs = 2_000;

/** Asks HubSpot whether a user is a super admin now. Never throws for what HubSpot answers or fails to. */
export async function askSuperAdmin(
  hubspot: HubSpot,
  { accountId, userId }: { accountId: string; userId: string },
): Promise<SuperAdminAnswer> {
  try {
    const call = { method: 'GET', path: apiPaths.user(userId), acceptStatuses: [403, 404], longestWaitMs } as const;
    const answer = await hubspot.call(accountId, call);
    if (answer.status === 403) return 'unseen';
    return answer.status !== 404 && readAnswer(userSchema, call, answer).superAdmin ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof JourneyStewardError) return 'unanswered';
    throw error;
  }
}
