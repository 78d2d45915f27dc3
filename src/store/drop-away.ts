import type { Database } from './database.ts';
import type { RecordFactsInput } from './record-facts.ts';

type Told = Pick<RecordFactsInput, 'facts' | 'setAside' | 'erasures'>;

/**
 * Leaves out what was told of accounts that have removed the app: HubSpot may go on delivering, and whatever happens before a
 * new installation is read from its history then. Who is to be forgotten is forgotten as long as anything is known of them.
 */
export async function dropAway(db: Database, input: Told): Promise<Told> {
  const accountIds = [...input.facts, ...input.setAside, ...input.erasures].map(({ accountId }) => accountId);
  if (accountIds.length === 0) return input;
  const rows = await db.kysely
    .selectFrom('account')
    .select(['account_id', 'status'])
    .where('account_id', 'in', [...new Set(accountIds)])
    .where('status', '<>', 'active')
    .execute();
  if (rows.length === 0) return input;
  const away = new Map(rows.map((row) => [row.account_id, row.status]));
  return {
    facts: input.facts.filter(({ accountId }) => !away.has(accountId)),
    setAside: input.setAside.filter(({ accountId }) => !away.has(accountId)),
    erasures: input.erasures.filter(({ accountId }) => (away.get(accountId) ?? 'uninstalled') === 'uninstalled'),
  };
}
