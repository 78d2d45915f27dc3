import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Whether the database itself keeps accounts apart: `held` by its policies, `unheld` where the role is a superuser or has BYPASSRLS,
 * `none` where the database knows no policies.
 */
export type Isolation = 'held' | 'unheld' | 'none';

/** Asks PostgreSQL whether its policies hold for the role that the app uses. */
export async function readIsolation(db: Database, _input: object): Promise<Isolation> {
  if (db.kind === 'sqlite') return 'none';
  const { rows } = await sql<{ is_held: boolean }>`select row_security_active('account') as is_held`.execute(db.kysely);
  return rows[0]?.is_held === true ? 'held' : 'unheld';
}
