import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { runWrite } from '../../src/store/operations.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

test('a full disk is told as such, what was stored stays, and writing goes on when there is room again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-full-'));
  const db = openSqlite(join(directory, 'journey-steward.db'), { readOnly: false });
  onTestFinished(async () => {
    await db.close();
    rmSync(directory, { recursive: true });
  });
  await db.migrate();
  const pages = async () =>
    Number(Object.values((await sql<object>`pragma page_count`.execute(db.kysely)).rows[0]!)[0]);
  const limitTo = (count: number) => sql`pragma max_page_count = ${sql.lit(count)}`.execute(db.kysely);
  const append = () => {
    const group = { sizes: [1], packed: randomBytes(50_000) };
    return runWrite(db, 'appendDeliveries', { groups: [group], receivedAt: 1 });
  };
  const stored = async () =>
    Number((await sql<{ n: number }>`select count(*) as n from delivery_group`.execute(db.kysely)).rows[0]?.n);
  await limitTo((await pages()) + 20);
  await append();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await expect(append()).rejects.toThrow('database or disk is full');
    expect(await stored()).toBe(1);
  }
  await limitTo((await pages()) + 1_000);
  await append();
  expect(await stored()).toBe(2);
});
