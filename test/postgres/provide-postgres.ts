import type { TestProject } from 'vitest/node';
import { type Collation, createDatabase } from './create-database.ts';
import { givenServer, type PostgresCluster, startPostgresCluster } from './start-postgres-cluster.ts';

/** What the test files get to know of the one server of a test run. */
export type ProvidedPostgres = Pick<PostgresCluster, 'url' | 'applicationUser'> & {
  /** Why a collation cannot be tested here; a collation without an entry can. */
  unavailable: Partial<Record<Collation, string>>;
};

declare module 'vitest' {
  interface ProvidedContext {
    postgres: ProvidedPostgres;
  }
}

/**
 * Starts the server before the first test file and stops it after the last. Without one the PostgreSQL tests are skipped,
 * loudly; a `DATABASE_URL` that cannot be used is somebody's mistake and fails the run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: PostgresCluster;
  try {
    cluster = await startPostgresCluster();
  } catch (error) {
    if (givenServer()) throw new Error('DATABASE_URL cannot be used for the tests.', { cause: error });
    const reason = messageOf(error);
    shout(`POSTGRESQL TESTS ARE SKIPPED: no server can run here. ${reason}`);
    project.provide('postgres', { url: '', applicationUser: undefined, unavailable: { c: reason, icu: reason } });
    return async () => {};
  }
  process.stderr.write(`Tests use ${cluster.description}.\n`);
  const icuProblem = await icuProblemOf(cluster);
  if (icuProblem) shout(`POSTGRESQL TESTS WITH AN ICU COLLATION ARE SKIPPED: ${icuProblem}`);
  const { url, applicationUser } = cluster;
  project.provide('postgres', { url, applicationUser, unavailable: icuProblem ? { icu: icuProblem } : {} });
  return () => cluster.stop();
}

async function icuProblemOf(cluster: PostgresCluster): Promise<string | undefined> {
  try {
    const database = await createDatabase(cluster, 'icu');
    await database.drop();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function shout(message: string): void {
  const rule = '!'.repeat(80);
  process.stderr.write(
    `\n${rule}\n${message}\nInstall PostgreSQL 15 or newer, or set DATABASE_URL to a server where databases may be created.\n${rule}\n\n`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
