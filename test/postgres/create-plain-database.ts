import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { CreatedDatabase } from './create-database.ts';
import { createTestDatabase } from './create-test-database.ts';

/**
 * A test database whose owner is an ordinary role, as an installation should have it: a superuser is held by no policy. A server of
 * `DATABASE_URL` may know superusers alone; a role is then made for this database and removed with it.
 */
export async function createPlainDatabase(): Promise<CreatedDatabase> {
  const database = await createTestDatabase();
  const { isPlain, name } = await ask(database.url, async (client) => {
    const { rows } = await client.query<{ isPlain: boolean; name: string }>(
      `select not (rolsuper or rolbypassrls) as "isPlain", current_database() as name from pg_roles where rolname = current_user`,
    );
    return rows[0] ?? { isPlain: false, name: '' };
  });
  if (isPlain) return database;

  const role = `journey_steward_plain_${randomBytes(8).toString('hex')}`;
  const password = randomBytes(16).toString('hex');
  await ask(database.url, async (client) => {
    await client.query(`create role ${role} login password '${password}'`);
    await client.query(`alter database ${name} owner to ${role}`);
  });
  const url = new URL(database.url);
  url.username = role;
  url.password = password;
  return {
    url: url.href,
    drop: async () => {
      await database.drop();
      const server = new URL(database.url);
      server.pathname = '/postgres';
      await ask(server.href, (client) => client.query(`drop role ${role}`));
    },
  };
}

async function ask<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
