import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Under what one account replays. The numbers of an account's versions go up from 1. */
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

export type PublishModelInput = {
  accountId: string;
  name: string;
  definition: string;
  /** `user:ID` of HubSpot, `cli` or `start`. */
  publishedBy: string;
  /** The version that must be in force for this to be published, 0 for none; null when it does not matter. */
  expectedVersion: number | null;
  now: number;
  dueAt: number;
};

/**
 * What came of publishing, with the version in force afterwards. `in-force`: the definition was in force already, and nothing
 * was written. `overtaken`: another version is in force than the one that was expected, and nothing was written.
 */
export type Publication = { outcome: 'published' | 'in-force' | 'overtaken'; modelVersion: number };

/**
 * Publishes a model as an account's new version. Every record of the account is then due to be replayed under it. May be
 * repeated: the definition in force is not published again, whatever version was expected.
 */
export async function publishModel(db: Database, input: PublishModelInput): Promise<Publication> {
  await db.lockAccounts(db.kysely, [input.accountId], 'alone');
  const inForce = await readInForce(db, input.accountId);
  const modelVersion = inForce?.model_version ?? 0;
  if (inForce?.definition === input.definition) return { outcome: 'in-force', modelVersion };
  if (input.expectedVersion !== null && input.expectedVersion !== modelVersion) {
    return { outcome: 'overtaken', modelVersion };
  }
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
      published_by: input.publishedBy,
    })
    .execute();
  await db.kysely
    .updateTable('account')
    // Its stages and outcomes may need options that the portal's properties do not have yet.
    .set({ model_version: version, prepared_at: null })
    .where('account_id', '=', input.accountId)
    .execute();
  await replayAll(db, input);
  return { outcome: 'published', modelVersion: version };
}

function readInForce(db: Database, accountId: string) {
  return db.kysely
    .selectFrom('account')
    .innerJoin('model_version', (join) =>
      join
        .onRef('model_version.account_id', '=', 'account.account_id')
        .onRef('model_version.model_version', '=', 'account.model_version'),
    )
    .select(['model_version.model_version', 'definition'])
    .where('account.account_id', '=', accountId)
    .executeTakeFirst();
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
