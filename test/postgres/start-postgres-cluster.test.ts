import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { type Collation, createDatabase } from './create-database.ts';
import { createTestDatabase, postgresUnavailable } from './create-test-database.ts';
import { type PostgresCluster, startPostgresCluster } from './start-postgres-cluster.ts';

const words = ['B', 'a', 'aa', 'z'];
const orders: Record<Collation, string[]> = { c: ['B', 'a', 'aa', 'z'], icu: ['a', 'B', 'z', 'aa'] };

async function ask(url: string, statement: string, parameters: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, values: parameters, rowMode: 'array' });
    return rows.flat();
  } finally {
    await client.end();
  }
}

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe.each(['c', 'icu'] as const)('a test database with collation %s', (collation) => {
  const reason = postgresUnavailable(collation);

  test.skipIf(reason)('sorts in the order of its collation', async () => {
    const database = await createTestDatabase(collation);
    cleanups.push(database.drop);
    const sorted = await ask(database.url, 'select word from unnest($1::text[]) as word order by word', [words]);
    expect(sorted).toEqual(orders[collation]);
  });

  test.skipIf(reason)('is empty, apart from others, and gone after drop', async () => {
    const [first, second] = await Promise.all([createTestDatabase(collation), createTestDatabase(collation)]);
    await ask(first.url, 'create table only_here (id text)');
    expect(await ask(second.url, `select to_regclass('only_here')`)).toEqual([null]);
    await Promise.all([first.drop(), second.drop()]);
    await expect(ask(first.url, 'select 1')).rejects.toThrow(/does not exist/);
  });
});

describe('a cluster of its own', () => {
  const reason = postgresUnavailable();

  async function start(options: Parameters<typeof startPostgresCluster>[0]): Promise<PostgresCluster> {
    vi.stubEnv('DATABASE_URL', '');
    const cluster = await startPostgresCluster(options);
    cleanups.push(cluster.stop);
    return cluster;
  }

  test.skipIf(reason)('syncs to disk unless told otherwise, and takes ICU as its own collation', async () => {
    const cluster = await start({ icu: true });
    expect(await ask(cluster.url, 'show fsync')).toEqual(['on']);
    expect(await ask(cluster.url, 'select word from unnest($1::text[]) as word order by word', [words])).toEqual(
      orders.icu,
    );
  });

  test.skipIf(reason)('gives the app a role for which row-level security holds', async () => {
    const cluster = await start({ fsync: false });
    const database = await createDatabase(cluster);
    const columns = 'current_user, rolsuper, rolbypassrls';
    expect(await ask(database.url, `select ${columns} from pg_roles where rolname = current_user`)).toEqual([
      cluster.applicationUser,
      false,
      false,
    ]);
    expect(await ask(cluster.url, 'show fsync')).toEqual(['off']);
  });

  test.skipIf(reason)('keeps a given directory and what is in it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'journey-steward-kept-'));
    cleanups.push(() => rmSync(directory, { recursive: true, force: true }));
    const first = await start({ directory });
    await ask(first.url, 'create table kept (id text)');
    await first.stop();
    const second = await start({ directory });
    expect(await ask(second.url, `select to_regclass('kept')::text`)).toEqual(['kept']);
  });

  test.skipIf(reason)('ends, and its directory with it, when its user is killed', async () => {
    const module = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'start-postgres-cluster.ts')).href);
    const script = `const { startPostgresCluster } = await import(${module});
      console.log((await startPostgresCluster()).url);
      setInterval(() => {}, 1_000);`;
    const user = spawn(process.execPath, [...testFlags, '--input-type=module', '--eval', script], {
      env: { ...process.env, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    cleanups.push(() => user.kill('SIGKILL'));
    const [url] = (await once(user.stdout.setEncoding('utf8'), 'data')) as [string];
    const [directory] = (await ask(url.trim(), 'show data_directory')) as [string];
    expect(existsSync(directory)).toBe(true);

    user.kill('SIGKILL');
    await expect.poll(() => existsSync(directory), { timeout: 15_000 }).toBe(false);
    await expect(ask(url.trim(), 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });
});
