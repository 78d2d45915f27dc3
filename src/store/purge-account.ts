import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { AccountTable, Schema } from './schema.ts';

/** The key of every table that is purged with its account. A table that is added to the schema must be added here. */
export const accountTables: { [Table in AccountTable]: readonly (keyof Schema[Table] & string)[] } = {
  tag_write: ['account_id', 'object_type', 'record_id'],
  clock: ['account_id', 'object_type', 'record_id', 'clock_no'],
  clock_step: ['account_id', 'object_type', 'record_id', 'clock_key', 'step'],
  handoff: ['account_id', 'object_type', 'record_id', 'handoff_no'],
  visit: ['account_id', 'object_type', 'record_id', 'visit_no'],
  journey: ['account_id', 'object_type', 'record_id'],
  record: ['account_id', 'object_type', 'record_id'],
  hearing: ['account_id', 'object_type', 'record_id', 'fact_id', 'channel', 'change_source', 'source_id'],
  fact: ['account_id', 'object_type', 'record_id', 'fact_id'],
  association: ['account_id', 'object_type', 'record_id', 'other_type', 'other_id'],
  record_alias: ['account_id', 'object_type', 'alias_id'],
  set_aside_event: ['account_id', 'group_id', 'position'],
  pending_erasure: ['account_id', 'object_type', 'record_id'],
  tombstone: ['account_id', 'object_type', 'record_hash'],
  backfill: ['account_id', 'object_type'],
  repair: ['account_id', 'object_type'],
  recovered_record: ['account_id', 'object_type', 'record_id'],
  followed_property: ['account_id', 'object_type', 'name'],
  call_budget: ['account_id', 'budget'],
  portal_metadata: ['account_id', 'observed_at'],
  owner: ['account_id', 'owner_id'],
  super_admin: ['account_id', 'user_id'],
  model_version: ['account_id', 'model_version'],
  agreement_version: ['account_id', 'agreement_version'],
};

/**
 * Takes the account that has been uninstalled for longest, if that was before the given instant, and begins to purge it; one
 * that was begun with goes first. Null when there is none. An account that is installed again before this goes on with all
 * that is known of it, one that is installed again after it starts from nothing.
 */
export async function beginPurge(
  db: Database,
  input: { uninstalledBefore: number },
): Promise<{ accountId: string } | null> {
  const found = await db.kysely
    .selectFrom('account')
    .select('account_id')
    .where((where) =>
      where.or([
        where('status', '=', 'purging'),
        where.and([where('status', '=', 'uninstalled'), where('uninstalled_at', '<=', input.uninstalledBefore)]),
      ]),
    )
    .orderBy('status')
    .orderBy('uninstalled_at')
    .limit(1)
    .executeTakeFirst();
  if (found === undefined) return null;
  const accountId = found.account_id;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  const begun = await db.kysely
    .updateTable('account')
    .set({ status: 'purging' })
    .where('account_id', '=', accountId)
    .where('status', 'in', ['uninstalled', 'purging'])
    .returning('account_id')
    .execute();
  return begun.length === 0 ? null : { accountId };
}

/**
 * Removes up to `limit` rows of an account that is being purged. False when none is left, or when the account was installed
 * again meanwhile.
 */
export async function purgeRows(db: Database, input: { accountId: string; limit: number }): Promise<boolean> {
  const { accountId, limit } = input;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  if ((await statusOf(db, accountId)) !== 'purging') return false;
  for (const [table, key] of Object.entries(accountTables)) {
    const columns = sql.join(key.map((column) => sql.ref(column)));
    const removed = await sql`
      delete from ${sql.table(table)} where account_id = ${accountId} and (${columns}) in (
        select ${columns} from ${sql.table(table)} where account_id = ${accountId} limit ${limit})
      returning account_id`.execute(db.kysely);
    if (removed.rows.length > 0) return true;
  }
  return false;
}

/**
 * Ends a purge after its rows and its events inside the raw deliveries are gone. The account's own row stays, with nothing
 * in it, because HubSpot may go on delivering: what comes is dropped.
 */
export async function finishPurge(db: Database, input: { accountId: string }): Promise<void> {
  const { accountId } = input;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  if ((await statusOf(db, accountId)) !== 'purging') return;
  // An event that could not be read may not have said whose it was.
  await sql`
    delete from set_aside_event where account_id = '' and event like ${`%${accountId}%`}`.execute(db.kysely);
  await db.kysely
    .updateTable('account')
    .set((row) => ({ ...emptied, settings_version: row('settings_version', '+', 1) }))
    .where('account_id', '=', accountId)
    .execute();
}

const emptied = {
  status: 'purged',
  model_version: 0,
  agreement_version: 0,
  scopes: '',
  tokens: null,
  token_expires_at: 0,
  tokens_claimed_until: 0,
  installed_at: 0,
  prepared_at: null,
  observed_at: null,
  followed_agreement: 0,
  failure: null,
};

/** What is left of an account whose purge has begun goes at once: it is installed again, and starts from nothing. */
export async function purgeWhole(db: Database, input: { accountId: string }): Promise<void> {
  while (await purgeRows(db, { ...input, limit: 10_000 }));
  await finishPurge(db, input);
}

async function statusOf(db: Database, accountId: string): Promise<string | undefined> {
  const row = await db.kysely
    .selectFrom('account')
    .select('status')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.status;
}
