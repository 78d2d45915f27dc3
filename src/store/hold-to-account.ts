import type { PostgresPool } from 'kysely';
import type pg from 'pg';
import { prepareOnce } from './prepare-once.ts';

/** The setting that the policies of all tables compare with the account of a row. Empty or absent: all accounts. */
export const accountSetting = 'app.account_id';

/**
 * Presents a pool as one for each account: a connection that it hands out is set to that account, or to none for `null`. What each
 * connection is set to is remembered, so that a connection which goes on with the same account costs no statement. Nothing else in
 * the app writes the setting, and it is written outside transactions, so that a rollback can't bring back another. `beforeEach` is waited
 * for before each other statement.
 */
export function holdToAccount(
  pool: pg.Pool,
  beforeEach?: () => Promise<void>,
): (accountId: string | null) => PostgresPool {
  // A connection that is made anew is another object, and is set to nothing as PostgreSQL begins it.
  const accounts = new WeakMap<object, string>();
  const prepared = prepareOnce(beforeEach);

  async function set(client: pg.PoolClient, account: string): Promise<void> {
    if ((accounts.get(client) ?? '') === account) return;
    await client.query(`select set_config('${accountSetting}', $1, false)`, [account]);
    accounts.set(client, account);
  }

  return (accountId) => ({
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      try {
        await set(client, accountId ?? '');
      } catch (error) {
        // Whether the setting was written is not known, so nobody may have this connection.
        client.release(true);
        throw error;
      }
      return prepared(client);
    },
    end: () => pool.end(),
  });
}
