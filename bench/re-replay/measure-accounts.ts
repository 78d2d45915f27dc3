import { chmodSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startFlags } from '../../sandbox/demo/node-flags.ts';
import type { DatabaseSpec } from '../../src/store/database.ts';
import { createDatabase } from '../../test/postgres/create-database.ts';
import type { PostgresCluster } from '../../test/postgres/start-postgres-cluster.ts';
import { startChild } from '../child.ts';
import { startBenchCluster } from '../start-bench-cluster.ts';
import type { AccountAnswer, AccountPlan, AccountQuestion } from './account-process.ts';

/** A full re-replay of one account, with the first replay before it and the baseline after it. */
export type AccountMeasurement = {
  database: 'sqlite' | 'postgres';
  contacts: number;
  facts: number;
  first: AccountAnswer;
  again: AccountAnswer;
  /** The same ledgers read and sorted, without replay or saving. */
  read: AccountAnswer;
  bytes: { filled: number; first: number; again: number };
};

export type AccountOptions = { contacts: number; databases: readonly ('sqlite' | 'postgres')[]; directory: string };

/** Measures accounts of a tenth of the size and of the whole, on each database that is there. */
export async function measureAccounts(options: AccountOptions): Promise<AccountMeasurement[]> {
  const directory = mkdtempSync(join(options.directory, 'journey-steward-bench-'));
  // The database server may run as another user and must reach its directory in this one.
  chmodSync(directory, 0o755);
  const measurements: AccountMeasurement[] = [];
  let cluster: PostgresCluster | undefined;
  try {
    for (const database of options.databases) {
      if (database === 'postgres') cluster = await startOrSay(directory);
      if (database === 'postgres' && cluster === undefined) continue;
      for (const contacts of [Math.ceil(options.contacts / 10), options.contacts]) {
        measurements.push(await measureAccount(database, contacts, directory, cluster));
      }
    }
    return measurements;
  } finally {
    await cluster?.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The server of a bench; without one it is said why, and undefined is returned. */
export async function startOrSay(directory: string): Promise<PostgresCluster | undefined> {
  try {
    const cluster = await startBenchCluster(directory);
    console.log(`${cluster.description}\n`);
    return cluster;
  } catch (error) {
    console.log(`Without PostgreSQL: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

async function measureAccount(
  kind: 'sqlite' | 'postgres',
  contacts: number,
  directory: string,
  cluster: PostgresCluster | undefined,
): Promise<AccountMeasurement> {
  const created = kind === 'postgres' && cluster !== undefined ? await createDatabase(cluster) : undefined;
  const path = join(directory, `account-${contacts}.db`);
  const database: DatabaseSpec = created ? { kind: 'postgres', url: created.url } : { kind: 'sqlite', path };
  const ask = async (question: AccountQuestion, flags: readonly string[] = startFlags) => {
    const answer = await askFresh({ database, contacts }, question, flags);
    process.stderr.write(
      `${kind}, ${contacts} contacts, ${question.task}: ${Math.round(answer.elapsedMs / 1_000)} s\n`,
    );
    return { answer, bytes: await sizeOf(database) };
  };
  try {
    const filled = await ask({ task: 'fill' }, []);
    const first = await ask({ task: 'replay', model: 'lead-funnel' });
    const again = await ask({ task: 'replay', model: 'client-lifecycle' });
    const read = await ask({ task: 'read' });
    return {
      database: kind,
      contacts,
      facts: filled.answer.facts,
      first: first.answer,
      again: again.answer,
      read: read.answer,
      bytes: { filled: filled.bytes, first: first.bytes, again: again.bytes },
    };
  } finally {
    await created?.drop();
    for (const file of globSync(`${path}*`)) rmSync(file);
  }
}

/** Each part has a process of its own, so that its memory is that part's alone. */
async function askFresh(plan: AccountPlan, question: AccountQuestion, flags: readonly string[]) {
  const file = join(import.meta.dirname, 'account-process.ts');
  const child = startChild<AccountQuestion, AccountAnswer>(file, plan, flags);
  try {
    return await child.ask(question);
  } finally {
    await child.stop();
  }
}

/** Bytes on disk. */
export async function sizeOf(database: DatabaseSpec): Promise<number> {
  if (database.kind === 'sqlite') {
    return globSync(`${database.path}*`).reduce((sum, file) => sum + statSync(file).size, 0);
  }
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query('select pg_database_size(current_database()) as bytes');
    return Number(rows[0]?.bytes);
  } finally {
    await client.end();
  }
}
