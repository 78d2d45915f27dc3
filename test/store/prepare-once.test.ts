import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { preparedMark } from '../../src/store/prepare-once.ts';
import { createPlainDatabase } from '../postgres/create-plain-database.ts';
import { postgresUnavailable } from '../postgres/create-test-database.ts';
import { install } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, created as creation, hear, of } from './hear.ts';

const accountId = '7000001';

describeEachDatabase('a statement that is prepared once', (open) => {
  test('gives the card of each record, however often and of whichever account it is asked', async () => {
    const store = await openStore(await open());
    try {
      await install(store, accountId);
      await hear(store, accountId, [creation(contact('1'), 1), creation(contact('2'), 2)]);
      for (let round = 0; round < 8; round += 1) {
        for (const recordId of ['1', '2', '3']) {
          const { ledger } = await store.readCard(of(accountId, contact(recordId)));
          expect(ledger.facts.map(({ occurredAt }) => occurredAt)).toEqual(recordId === '3' ? [] : [Number(recordId)]);
        }
        const other = await store.readCard(of('7000002', contact('1')));
        expect(other.ledger.facts).toEqual([]);
      }
    } finally {
      await store.close();
    }
  });
});

const reason = postgresUnavailable();

const inTurn = 'on PostgreSQL each statement of a store behind others is sent when it may be';
test.skipIf(reason !== undefined)(reason ? `${inTurn} (SKIPPED: ${reason})` : inTurn, async () => {
  const created = await createPlainDatabase();
  const order: string[] = [];
  let turn = Promise.withResolvers<void>();
  const beforeEach = async () => {
    order.push('asks');
    await turn.promise;
  };
  const db = openPostgres(created.url, { connections: 1, beforeEach });
  try {
    const asked = sql`select 1`.execute(db.kysely).then(() => order.push('is answered'));
    // Longer than a statement takes: it has not been sent.
    await sleep(50);
    order.push('may');
    turn.resolve();
    await asked;
    expect(order).toEqual(['asks', 'may', 'is answered']);
    order.length = 0;
    turn = Promise.withResolvers();
    turn.resolve();
    await db.kysely.transaction().execute(async (commit) => {
      await sql`select 1`.execute(commit);
      await sql`select 2`.execute(commit);
    });
    expect(order).toEqual(['asks', 'asks', 'asks', 'asks']);
  } finally {
    turn.resolve();
    await db.close();
    await created.drop();
  }
});

const title = 'on PostgreSQL it is planned once for each connection, and others each time';
test.skipIf(reason !== undefined)(reason ? `${title} (SKIPPED: ${reason})` : title, async () => {
  const created = await createPlainDatabase();
  const db = openPostgres(created.url, { connections: 1 });
  try {
    const ask = async (mark: string) => (await sql`${sql.raw(mark)} select ${1}::int as one`.execute(db.kysely)).rows;
    for (let round = 0; round < 3; round += 1) {
      expect(await ask(preparedMark)).toEqual([{ one: 1 }]);
      expect(await ask('')).toEqual([{ one: 1 }]);
    }
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db.kysely);
    expect(rows.map(({ statement }) => statement)).toEqual([`${preparedMark} select $1::int as one`]);
  } finally {
    await db.close();
    await created.drop();
  }
});
