import type { Database } from './database.ts';

/** A secret of the installation as it lies in the database, sealed; null when there is none of that name. */
export async function readSecret(db: Database, input: { name: string }): Promise<string | null> {
  const row = await db.kysely
    .selectFrom('installation_secret')
    .select('sealed')
    .where('name', '=', input.name)
    .executeTakeFirst();
  return row?.sealed ?? null;
}

/**
 * Adds a secret (`was` is null) or puts another seal on the one that was read. Answers with what is kept: another process may have
 * been first.
 */
export async function keepSecret(
  db: Database,
  input: { name: string; was: string | null; sealed: string },
): Promise<string> {
  const { name, was, sealed } = input;
  if (was === null) {
    await db.kysely
      .insertInto('installation_secret')
      .values({ name, sealed })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  } else {
    await db.kysely
      .updateTable('installation_secret')
      .set({ sealed })
      .where('name', '=', name)
      .where('sealed', '=', was)
      .execute();
  }
  const kept = await readSecret(db, { name });
  if (kept === null) throw new Error(`There is no secret "${name}" to put another seal on.`);
  return kept;
}
