import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import type { CreatedDatabase } from '../postgres/create-database.ts';
import { createTestDatabase, postgresUnavailable } from '../postgres/create-test-database.ts';
import { type Relay, startRelay } from './start-relay.ts';

const reason = postgresUnavailable();
const title = 'a PostgreSQL server that falls silent';
const bounds = { connectMs: 400, statementMs: 800 };
/** A server that is lost is waited for a little longer than a statement may take. */
const lostAfterMs = 5_800;

describe.skipIf(reason !== undefined)(reason ? `${title} (SKIPPED: ${reason})` : title, () => {
  let created: CreatedDatabase;
  let relay: Relay;
  let db: Database;
  beforeEach(async () => {
    created = await createTestDatabase();
    relay = await startRelay(created.url);
    db = openPostgres(relay.url, { connections: 2, bounds });
    await one(db);
  });
  afterEach(async () => {
    relay.goOn();
    await db.close();
    await relay.end();
    await created.drop();
  });

  test('fails the statement under way in time, and the next ones go to new connections when it is there again', async () => {
    const begun = performance.now();
    relay.fallSilent();
    await Promise.all(
      [1, 2].map(() => expect(one(db)).rejects.toThrow(/has not answered a statement for 5\.8 s|timeout/)),
    );
    expect(performance.now() - begun).toBeLessThan(lostAfterMs + 4_000);
    // Nobody waits for one that hangs: it is made anew at once, and that is what is not answered now.
    await expect(one(db)).rejects.toThrow(/timeout/);
    relay.goOn();
    for (let round = 0; round < 3; round += 1) expect(await Promise.all([one(db), one(db)])).toEqual([1, 1]);
  });

  test('fails a transaction as soon as its statement, not again with its rollback', async () => {
    const begun = performance.now();
    const work = db.kysely.transaction().execute(async (kysely) => {
      await one({ ...db, kysely });
      relay.fallSilent();
      await one({ ...db, kysely });
    });
    await expect(work).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(lostAfterMs + 4_000);
    relay.goOn();
    expect(await one(db)).toBe(1);
  });

  test('ends what nobody waits for: a statement that takes too long is ended by the server itself', async () => {
    await expect(sql`select pg_sleep(20)`.execute(db.kysely)).rejects.toThrow(/statement timeout/);
    expect(await one(db)).toBe(1);
  });

  test('a connection that breaks under a statement fails it, and nothing else', async () => {
    const asked = expect(sql`select pg_sleep(20)`.execute(db.kysely)).rejects.toThrow(/terminated|ECONNRESET/);
    await untilActive(created.url, 'select pg_sleep(20)');
    relay.cut();
    await asked;
    expect(await one(db)).toBe(1);
  });

  test('is given up while it is opened', async () => {
    relay.fallSilent();
    const begun = performance.now();
    const silent = openPostgres(relay.url, { connections: 1, bounds });
    await expect(silent.migrate()).rejects.toThrow(/timeout/);
    await silent.close();
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  test('has the settings that nobody gave, and keeps those that the address gives', async () => {
    const names = ['idle_in_transaction_session_timeout', 'statement_timeout', 'tcp_keepalives_idle'] as const;
    const settingsOf = async ({ kysely }: Database) => {
      const asked = names.map((name) => sql<{ value: string }>`select current_setting(${name}) as value`);
      return Promise.all(asked.map(async (ask) => (await ask.execute(kysely)).rows[0]?.value));
    };
    expect(await settingsOf(db)).toEqual(['1min', '800ms', '30']);
    const url = new URL(created.url);
    url.searchParams.set('statement_timeout', '7000');
    url.searchParams.set('options', '-c tcp_keepalives_idle=77 -c idle_in_transaction_session_timeout=0');
    const given = openPostgres(url.href, { connections: 1, bounds });
    const kept = await settingsOf(given);
    await given.close();
    expect(kept).toEqual(['0', '7s', '77']);
  });

  test('is waited for by a migration for as long as it takes', async () => {
    const holder = new pg.Client({ connectionString: created.url });
    await holder.connect();
    await db.migrate();
    await holder.query('begin; lock table migration_lock in access exclusive mode');
    const migrated = db.migrate();
    await new Promise((resolve) => setTimeout(resolve, lostAfterMs + 1_000));
    await holder.query('rollback');
    await holder.end();
    await migrated;
  });
});

async function one({ kysely }: Database): Promise<number | undefined> {
  return (await sql<{ one: number }>`select 1 as one`.execute(kysely)).rows[0]?.one;
}

/** Waits until the server is at work on a statement. */
async function untilActive(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const find = 'select 1 from pg_stat_activity where query = $1 and state = $2';
  await expect.poll(async () => (await client.query(find, [text, 'active'])).rowCount).toBe(1);
  await client.end();
}
