import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { DatabaseSpec } from '../../src/store/database.ts';

/** The schema of a database as text: what the migrations have made of it, in an order of its own. */
export async function schemaDump(spec: DatabaseSpec): Promise<string> {
  const statements = spec.kind === 'sqlite' ? dumpSqlite(spec.path) : await withClient(spec.url, dumpPostgres);
  return `${statements.map((statement) => `${statement};\n`).join('\n')}`;
}

/** The columns of each table's primary key, in order. */
export async function primaryKeysOf(spec: DatabaseSpec): Promise<Map<string, string[]>> {
  const rows = spec.kind === 'sqlite' ? sqliteKeys(spec.path) : await withClient(spec.url, postgresKeys);
  const keys = Map.groupBy(rows, ({ table }) => table);
  return new Map([...keys].map(([table, columns]) => [table, columns.map(({ column }) => column)]));
}

type KeyColumn = { table: string; column: string };

function sqliteKeys(path: string): KeyColumn[] {
  return fromSqlite<KeyColumn>(
    path,
    `select "table".name as "table", "column".name as "column"
     from sqlite_schema as "table", pragma_table_info("table".name) as "column"
     where "table".type = 'table' and "table".name not like 'sqlite%' and "column".pk > 0
     order by "table".name, "column".pk`,
  );
}

async function postgresKeys(client: pg.Client): Promise<KeyColumn[]> {
  const { rows } = await client.query<KeyColumn>(
    `select pg_class.relname as "table", pg_attribute.attname as "column"
     from pg_index
     join pg_class on pg_class.oid = pg_index.indrelid
     join pg_namespace on pg_namespace.oid = pg_class.relnamespace and pg_namespace.nspname = 'public'
     cross join lateral unnest(pg_index.indkey) with ordinality as key(number, place)
     join pg_attribute on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum = key.number
     where pg_index.indisprimary
     order by pg_class.relname, key.place`,
  );
  return rows;
}

function dumpSqlite(path: string): string[] {
  const statements = fromSqlite<{ sql: string }>(
    path,
    `select sql from sqlite_schema where sql is not null and name not like 'sqlite%' order by tbl_name, type desc, name`,
  );
  return statements.map(({ sql }) => onLines(sql));
}

/** A statement with each column and constraint on a line of its own. */
function onLines(statement: string): string {
  const [, head = '', inner = '', tail = ''] = /^create table ([^(]*)\((.*)\)([^)]*)$/is.exec(statement) ?? [];
  if (head === '') return statement;
  return `create table ${head.trim()} (\n  ${inner.split(/, (?="|constraint )(?![^(]*\))/).join(',\n  ')}\n)${tail.trimEnd()}`;
}

async function dumpPostgres(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[]; constraints: string[] }>(
    `select pg_class.relname as name,
       array(
         select format('"%s" %s', attname, format_type(atttypid, atttypmod))
           || case when collname is null or collname = 'default' then '' else format(' collate "%s"', collname) end
           || case when attnotnull then ' not null' else '' end
           || case attidentity when 'a' then ' generated always as identity' else '' end
           || coalesce(case attgenerated when 's' then ' generated always as (' || pg_get_expr(adbin, adrelid) || ') stored'
             else ' default ' || pg_get_expr(adbin, adrelid) end, '')
         from pg_attribute
         left join pg_collation on pg_collation.oid = attcollation
         left join pg_attrdef on adrelid = attrelid and adnum = attnum
         where attrelid = pg_class.oid and attnum > 0 and not attisdropped
         order by attnum) as columns,
       array(
         select format('constraint "%s" %s', conname, pg_get_constraintdef(oid))
         from pg_constraint where conrelid = pg_class.oid and contype <> 'n' order by conname) as constraints
     from pg_class
     join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'public'
     where relkind = 'r' order by relname`,
  );
  const { rows: indexes } = await client.query<{ table: string; definition: string }>(
    `select tablename as "table", indexdef as definition from pg_indexes
     where schemaname = 'public'
       and not exists (select 1 from pg_constraint where conname = indexname)
     order by tablename, indexname`,
  );
  const policies = await policiesOf(client);
  return tables.flatMap(({ name, columns, constraints }) => [
    `create table "${name}" (\n  ${[...columns, ...constraints].join(',\n  ')}\n)`,
    ...indexes.filter(({ table }) => table === name).map(({ definition }) => definition),
    ...policies.filter(({ table }) => table === name).map(({ definition }) => definition),
  ]);
}

async function policiesOf(client: pg.Client): Promise<{ table: string; definition: string }[]> {
  const { rows } = await client.query<{ table: string; definition: string }>(
    `select tablename as "table", format(E'create policy "%s" on "%s" as %s for %s to %s\\n  using (%s)',
         policyname, tablename, lower(permissive), lower(cmd), array_to_string(roles, ', '), btrim(regexp_replace(qual, '[[:space:]]+', ' ', 'g')))
         || coalesce(' with check ' || with_check, '') as definition
     from pg_policies where schemaname = 'public'
     union all
     select relname, format('alter table "%s" enable row level security', relname)
       || case when relforcerowsecurity then ', force row level security' else '' end
     from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace
     order by 1, 2`,
  );
  return rows;
}

function fromSqlite<Row>(path: string, statement: string): Row[] {
  const file = new DatabaseSync(path, { readOnly: true });
  try {
    return file.prepare(statement).all() as Row[];
  } finally {
    file.close();
  }
}

async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
