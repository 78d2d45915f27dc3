import { sql } from 'kysely';
import type { Database } from './database.ts';

export type ModelVersion = { accountId: string; modelVersion: number; name: string; definition: string };

/** Reads the versions under which accounts replay now. */
export async function readCurrentModels(db: Database, _input: object): Promise<ModelVersion[]> {
  const rows = await db.kysely
    .selectFrom('account')
    .innerJoin('model_version', (join) =>
      join
        .onRef('model_version.account_id', '=', 'account.account_id')
        .onRef('model_version.model_version', '=', 'account.model_version'),
    )
    .select(['account.account_id', 'model_version.model_version', 'name', 'definition'])
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    modelVersion: row.model_version,
    name: row.name,
    definition: row.definition,
  }));
}

/**
 * Publishes a model as an account's new version, unless it is the present one already. Every record of the account is
 * then due to be replayed under it. Returns the version in force.
 */
export async function publishModel(
  db: Database,
  input: { accountId: string; name: string; definition: string; now: number; dueAt: number },
): Promise<number> {
  await db.lockAccounts(db.kysely, [input.accountId], 'alone');
  const current = await db.kysely
    .selectFrom('account')
    .innerJoin('model_version', (join) =>
      join
        .onRef('model_version.account_id', '=', 'account.account_id')
        .onRef('model_version.model_version', '=', 'account.model_version'),
    )
    .select(['model_version.model_version', 'definition'])
    .where('account.account_id', '=', input.accountId)
    .executeTakeFirst();
  if (current?.definition === input.definition) return current.model_version;
  const latest = await db.kysely
    .selectFrom('model_version')
    .select(({ fn }) => fn.max('model_version').as('version'))
    .where('account_id', '=', input.accountId)
    .executeTakeFirst();
  const version = (latest?.version ?? 0) + 1;
  await db.kysely
    .insertInto('model_version')
    .values({
      account_id: input.accountId,
      model_version: version,
      name: input.name,
      definition: input.definition,
      published_at: input.now,
    })
    .execute();
  await db.kysely
    .updateTable('account')
    // Its stages and outcomes may need options that the portal's properties do not have yet.
    .set({ model_version: version, prepared_at: null })
    .where('account_id', '=', input.accountId)
    .execute();
  await replayAll(db, input);
  return version;
}

/** Marks every record of an account as due, because what journeys are replayed under has changed. */
export async function replayAll(db: Database, input: { accountId: string; dueAt: number }): Promise<void> {
  await db.kysely
    .updateTable('account')
    .set({ settings_version: sql`settings_version + 1` })
    .where('account_id', '=', input.accountId)
    .execute();
  await db.kysely
    .updateTable('record')
    .set({ ledger_version: sql`ledger_version + 1`, due_at: input.dueAt })
    .where('account_id', '=', input.accountId)
    .execute();
}
