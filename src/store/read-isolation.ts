import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Whether the database itself keeps accounts apart: `held` by its policies, `unheld` where the role is a superuser or has BYPASSRLS,
 * `lacking` where tables have no policy, `none` where the database knows no policies.
 */
export type Isolation = 'held' | 'unheld' | 'lacking' | 'none';

/** Asks PostgreSQL whether the tables of accounts have policies, and whether these hold for the role that the app uses. */
export async function readIsolation(db: Database, _input: object): Promise<Isolation> {
  if (db.kind === 'sqlite') return 'none';
  const { rows } = await sql<{ is_lacking: boolean; is_held: boolean }>`
    select row_security_active('account') as is_held,
      exists (
        select 1 from pg_class
        join pg_attribute on attrelid = pg_class.oid and attname = 'account_id'
        where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
          and not (relrowsecurity and relforcerowsecurity
            and exists (select 1 from pg_policy where polrelid = pg_class.oid))) as is_lacking`.execute(db.kysely);
  if (rows[0]?.is_lacking !== false) return 'lacking';
  return rows[0].is_held ? 'held' : 'unheld';
}
