import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { icuLocale, type PostgresCluster } from './start-postgres-cluster.ts';

/** `c` compares bytes, as SQLite does; `icu` compares as people do, and shows where a statement forgot `collate "C"`. */
export type Collation = 'c' | 'icu';

export type CreatedDatabase = {
  /** For the role that owns the database: no superuser on a server of ours, the given user on `DATABASE_URL`. */
  url: string;
  /** Cuts off whoever is still connected. */
  drop(): Promise<void>;
};

const clauses: Record<Collation, string> = {
  c: `locale_provider libc locale 'C'`,
  icu: `locale_provider icu icu_locale '${icuLocale}' locale 'C'`,
};

/** Makes an empty UTF-8 database of its own in the cluster. Throws what PostgreSQL says, for instance without ICU. */
export async function createDatabase(
  cluster: Pick<PostgresCluster, 'url' | 'applicationUser'>,
  collation: Collation = 'c',
): Promise<CreatedDatabase> {
  const name = `journey_steward_test_${randomBytes(8).toString('hex')}`;
  const owner = cluster.applicationUser ? `owner ${cluster.applicationUser}` : '';
  await execute(
    cluster.url,
    `create database ${name} ${owner} template template0 encoding 'UTF8' ${clauses[collation]}`,
  );

  const url = new URL(cluster.url);
  url.pathname = `/${name}`;
  if (cluster.applicationUser) url.username = cluster.applicationUser;
  return { url: url.href, drop: () => execute(cluster.url, `drop database if exists ${name} with (force)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
