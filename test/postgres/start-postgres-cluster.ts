import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { databaseSpec } from '../../src/store/database.ts';
import { findPostgresBinaries, type PostgresBinaries } from './find-postgres-binaries.ts';
import { runPostgresServer } from './run-postgres-server.ts';
import { type ProcessUser, unprivilegedUser } from './unprivileged-user.ts';

export type PostgresClusterOptions = {
  /** Makes `icu` the collation of the cluster's own databases. Default false: C. */
  icu?: boolean;
  /** Data directory; kept at stop and used again when it holds a cluster. Default: a temporary one, removed at stop. */
  directory?: string;
  /** Default true. Only what does not measure or prove durability may switch it off. */
  fsync?: boolean;
  /** Further server settings, as in postgresql.conf. */
  settings?: Record<string, string>;
};

export type PostgresCluster = {
  /** URL of the maintenance database, for the server's superuser. */
  url: string;
  /** An ordinary role, which must own what the app uses: row-level security does not hold for superusers. */
  applicationUser: string | undefined;
  /** What runs, for people. */
  description: string;
  stop(): Promise<void>;
};

/** The Danish collation sorts `aa` last and lower case between upper case: unlike C in every way that shows. */
export const icuLocale = 'da';
const applicationUser = 'journey_steward';
const execute = promisify(execFile);

/**
 * Gives a PostgreSQL server: the one of `DATABASE_URL` as it is, else a new one from the binaries found on this machine,
 * on a free port of 127.0.0.1, without passwords. It ends with `stop()` or with the calling process.
 * Throws when there is no server to be had; the message says what was tried.
 */
export async function startPostgresCluster(options: PostgresClusterOptions = {}): Promise<PostgresCluster> {
  const existing = givenServer();
  if (existing) return takeExisting(existing);

  const user = unprivilegedUser();
  const binaries = await findPostgresBinaries(user);
  if (!binaries) {
    throw new Error(
      'DATABASE_URL names no server, and no PostgreSQL 15 or newer that this user may run was found here or in node_modules.',
    );
  }
  const directory = prepareDirectory(options.directory, user);
  try {
    await initialise(binaries, directory, options.icu ?? false, user);
    return await startServer(binaries, directory, user, options);
  } catch (error) {
    if (!options.directory) rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

/** The server that `DATABASE_URL` names. The app takes the path of a SQLite file there too, which is no server. */
export function givenServer(): string | undefined {
  const url = process.env.DATABASE_URL;
  return url && databaseSpec(url).kind === 'postgres' ? url : undefined;
}

async function takeExisting(url: string): Promise<PostgresCluster> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  await client.end();
  return {
    url,
    applicationUser: undefined,
    description: `PostgreSQL ${rows[0]?.server_version}, DATABASE_URL`,
    stop: async () => {},
  };
}

function prepareDirectory(wanted: string | undefined, user: ProcessUser | undefined): string {
  const directory = wanted ?? mkdtempSync(join(tmpdir(), 'journey-steward-postgres-'));
  mkdirSync(directory, { recursive: true });
  if (user) chownSync(directory, user.uid, user.gid);
  return directory;
}

async function initialise(
  binaries: PostgresBinaries,
  directory: string,
  icu: boolean,
  user: ProcessUser | undefined,
): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const collation = icu ? ['--locale-provider=icu', `--icu-locale=${icuLocale}`] : [];
  // --no-sync leaves out only the flush of the empty cluster; what the server writes later is not concerned.
  const fixed = ['--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C'];
  await execute(binaries.initdb, ['-D', directory, ...fixed, ...collation], { ...user, cwd: directory });
}

async function startServer(
  binaries: PostgresBinaries,
  directory: string,
  user: ProcessUser | undefined,
  options: PostgresClusterOptions,
): Promise<PostgresCluster> {
  const { port, stop } = await runPostgresServer({
    postgres: binaries.postgres,
    dataDirectory: directory,
    removeDirectory: options.directory === undefined,
    user,
    settings: { fsync: options.fsync === false ? 'off' : 'on', ...options.settings },
  });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await createApplicationUser(url);
  const description = `PostgreSQL ${binaries.major} (${binaries.origin}) on port ${port}`;
  return { url, applicationUser, description, stop };
}

async function createApplicationUser(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [applicationUser]);
  if (rowCount === 0) await client.query(`create role ${applicationUser} login`);
  await client.end();
}
