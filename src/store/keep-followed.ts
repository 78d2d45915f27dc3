import { type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import { restartBackfill } from './backfill-claims.ts';
import type { Database } from './database.ts';

/**
 * A property that an account follows. `isOwn`: a condition of the account's own model looks at it, and HubSpot's webhooks do not
 * tell of it. `journalSince`: since when its journal does, by the real clock; null where it does not. What neither tells is asked
 * for again and again.
 */
export type FollowedProperty = {
  objectType: ObjectType;
  name: string;
  isOwn: boolean;
  journalSince: number | null;
};

/**
 * Keeps which properties an account follows. Where one is new, and the past of such records was read or begun without it, that
 * past is read again in the same commit. What is not followed any more is forgotten, so that following it anew reads what
 * happened meanwhile.
 */
export async function keepFollowed(
  db: Database,
  input: {
    accountId: string;
    properties: readonly Omit<FollowedProperty, 'journalSince'>[];
    /** The types of objects of which the journal tells. */
    inJournal: readonly ObjectType[];
    now: number;
  },
): Promise<{ readAgain: ObjectType[] }> {
  const { accountId, properties, inJournal, now } = input;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  const before = new Map((await readFollowed(db, { accountId })).map((one) => [keyOf(one), one]));
  await db.kysely.deleteFrom('followed_property').where('account_id', '=', accountId).execute();
  if (properties.length > 0) {
    const rows = properties.map((one) => ({
      account_id: accountId,
      object_type: one.objectType,
      name: one.name,
      is_own: one.isOwn ? 1 : 0,
      journal_since: inJournal.includes(one.objectType) ? (before.get(keyOf(one))?.journalSince ?? now) : null,
    }));
    await db.kysely.insertInto('followed_property').values(rows).execute();
  }
  const pasts = await db.kysely
    .selectFrom('backfill')
    .select('object_type')
    .where('account_id', '=', accountId)
    .execute();
  const isRead = new Set(pasts.map((row) => row.object_type));
  const isNew = new Set(properties.filter((one) => !before.has(keyOf(one))).map(({ objectType }) => objectType));
  // Without rows it is not known what was read: the account was prepared before such rows were kept, with what is pushed.
  const readAgain = before.size === 0 ? [] : objectTypes.filter((type) => isRead.has(type) && isNew.has(type));
  if (readAgain.length > 0) await restartBackfill(db, { accountId, objectTypes: readAgain, now });
  return { readAgain };
}

/** The properties that an account follows, by type and name. */
export async function readFollowed(db: Database, input: { accountId: string }): Promise<FollowedProperty[]> {
  const rows = await db.kysely
    .selectFrom('followed_property')
    .selectAll()
    .where('account_id', '=', input.accountId)
    .orderBy('object_type')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    objectType: row.object_type as ObjectType,
    name: row.name,
    isOwn: row.is_own === 1,
    journalSince: row.journal_since,
  }));
}

function keyOf({ objectType, name }: { objectType: string; name: string }): string {
  return `${objectType} ${name}`;
}
