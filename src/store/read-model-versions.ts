import type { Database } from './database.ts';
import type { ModelVersion } from './model-versions.ts';

/** One entry of an account's history of models. `publishedBy`: `user:ID` of HubSpot, `cli` or `start`. */
export type PublishedVersion = { modelVersion: number; name: string; publishedAt: number; publishedBy: string };

/** Reads which versions an account has had, the newest first: that one is in force. */
export async function readModelVersions(
  db: Database,
  input: { accountId: string; limit: number },
): Promise<PublishedVersion[]> {
  const rows = await db.kysely
    .selectFrom('model_version')
    .select(['model_version', 'name', 'published_at', 'published_by'])
    .where('account_id', '=', input.accountId)
    .orderBy('model_version', 'desc')
    .limit(input.limit)
    .execute();
  return rows.map(toPublishedVersion);
}

/** Reads one version with its definition; null when the account has never had it. */
export async function readModelVersion(
  db: Database,
  input: { accountId: string; modelVersion: number },
): Promise<(PublishedVersion & ModelVersion) | null> {
  const row = await db.kysely
    .selectFrom('model_version')
    .selectAll()
    .where('account_id', '=', input.accountId)
    .where('model_version', '=', input.modelVersion)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { accountId: row.account_id, definition: row.definition, ...toPublishedVersion(row) };
}

/** Reads every definition that an account was ever published under, each once, the latest first. */
export async function readModelDefinitions(db: Database, input: { accountId: string }): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('model_version')
    .select('definition')
    .where('account_id', '=', input.accountId)
    .orderBy('model_version', 'desc')
    .execute();
  return [...new Set(rows.map(({ definition }) => definition))];
}

type VersionRow = { model_version: number; name: string; published_at: number; published_by: string };

function toPublishedVersion(row: VersionRow): PublishedVersion {
  return {
    modelVersion: row.model_version,
    name: row.name,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  };
}
