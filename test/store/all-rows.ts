import { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import pg from 'pg';
import type { DatabaseSpec } from '../../src/store/database.ts';

/** Every row of every table of a database as one line of text, `table {json}`; packed bytes are unpacked. */
export async function allRows(spec: DatabaseSpec): Promise<string[]> {
  return spec.kind === 'sqlite' ? allOfSqlite(spec.path) : allOfPostgres(spec.url);
}

function allOfSqlite(path: string): string[] {
  const file = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = file.prepare(`select name from sqlite_schema where type = 'table'`).all();
    return tables.flatMap(({ name }) =>
      file
        .prepare(`select * from "${name}"`)
        .all()
        .map((row) => lineOf(String(name), row)),
    );
  } finally {
    file.close();
  }
}

async function allOfPostgres(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const lines: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from "${name}"`);
      lines.push(...rows.map((row) => lineOf(name, row)));
    }
    return lines;
  } finally {
    await client.end();
  }
}

function lineOf(table: string, row: Record<string, unknown>): string {
  return `${table} ${JSON.stringify(row, (_key, value: unknown) => readable(value))}`;
}

/** Bytes as their text. A Buffer has been turned into a list by its own toJSON before it is seen here. */
function readable(value: unknown): unknown {
  const bytes = value instanceof Uint8Array ? value : asBuffer(value);
  return bytes === null ? value : zstdDecompressSync(bytes).toString('utf8');
}

function asBuffer(value: unknown): Buffer | null {
  const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown };
  return type === 'Buffer' && Array.isArray(data) ? Buffer.from(data) : null;
}
