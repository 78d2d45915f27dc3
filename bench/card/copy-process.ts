/** A process that copies a filled account into a database in which the app is installed, and checks it there. */
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { replayRecord } from '../../src/replay-record.ts';
import type { Database, DatabaseSpec } from '../../src/store/database.ts';
import { loadVisits } from '../../src/store/load-members.ts';
import { accountRecordKey } from '../../src/store/record-key.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { packDeliveries } from '../../webhooks/delivery-group.ts';
import { answerParent, childData } from '../child.ts';
import { type AccountSize, askedContact, cardPortalId } from './card-account.ts';
import { openQuick, storeHere } from './open-quick.ts';

export type CopyPlan = { from: string; database: DatabaseSpec; size: AccountSize };
export type CopyAnswer = { facts: number; records: number; elapsedMs: number };

/** All that the ledger and the journeys of an account are made of. What else there is comes with the installation. */
const tables = [
  ...['fact', 'hearing', 'association', 'record', 'record_alias', 'journey', 'visit', 'clock', 'handoff', 'clock_step'],
  'tag_write',
];
const rowsAtOnce = 5_000;
const sampled = 300;
const accountId = String(cardPortalId);
const { from, database, size } = childData<CopyPlan>();
const db = await openQuick(database);
const store = storeHere(db);

answerParent<'copy', CopyAnswer>(
  async () => {
    const start = performance.now();
    if (database.kind === 'sqlite') await copyToSqlite(db);
    else await copyToPostgres(database.url);
    await checkSample();
    // A delivery has come of late: the app need not look for what it missed.
    await store.appendDeliveries({ groups: [await packDeliveries([Buffer.from('[]')])], receivedAt: Date.now() });
    return { facts: await count('fact'), records: await count('record'), elapsedMs: performance.now() - start };
  },
  () => db.close(),
);

async function copyToSqlite({ kysely }: Database): Promise<void> {
  await sql`attach ${from} as filled`.execute(kysely);
  for (const table of tables) {
    // Columns that the database makes by itself are not in this list.
    const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(kysely);
    const names = rows.map(({ name }) => `"${name}"`).join(', ');
    await sql.raw(`insert into main.${table} (${names}) select ${names} from filled.${table}`).execute(kysely);
  }
  await sql`detach filled`.execute(kysely);
}

async function copyToPostgres(url: string): Promise<void> {
  const file = new DatabaseSync(from, { readOnly: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set synchronous_commit = off');
  for (const table of tables) {
    const { rows: columns } = await client.query<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns
       where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    );
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
    const text = `insert into ${table} (${names}) select * from unnest(${arrays})`;
    const insert = async (rows: readonly Record<string, unknown>[]) => {
      const values = columns.map(({ name }) => rows.map((row) => row[name]));
      if (rows.length > 0) await client.query({ name: table, text, values });
    };
    let rows: Record<string, unknown>[] = [];
    for (const row of file.prepare(`select * from ${table}`).iterate()) {
      rows.push(row);
      if (rows.length < rowsAtOnce) continue;
      await insert(rows);
      rows = [];
    }
    await insert(rows);
    process.stderr.write(`${table} copied\n`);
  }
  await client.query('analyze');
  await client.end();
  file.close();
}

/** Throws where a saved journey is not what replay gives in the account as it is installed. */
async function checkSample(): Promise<void> {
  const random = createSeededRandom(1);
  const account = (await createAccountRegistry(store).currentModels())(accountId);
  const kinds = ['any', 'heavy'] as const;
  const ids = Array.from({ length: sampled }, (_, index) =>
    askedContact(kinds[index % kinds.length] ?? 'any', size.contacts, random),
  );
  const records = [...new Set(ids)].map((recordId) => ({ accountId, objectType: 'contact' as const, recordId }));
  const ledgers = await store.loadLedgers({ records });
  const saved = await loadVisits(db, records);
  for (const [index, record] of records.entries()) {
    const ledger = ledgers[index];
    if (ledger === undefined || ledger.facts.length === 0) throw new Error(`Nothing is known of ${record.recordId}.`);
    const { journey } = replayRecord(account, { ledger, members: [] }, size.untilMs);
    if (!isDeepStrictEqual(saved.get(accountRecordKey(record)), JSON.parse(JSON.stringify(journey.visits))))
      throw new Error(`The saved visits of ${record.recordId} are not those that replay gives.`);
  }
}

async function count(table: 'fact' | 'record'): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db.kysely);
  return Number(rows[0]?.n);
}
