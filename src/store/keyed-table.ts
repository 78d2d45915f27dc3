import type { CreateTableBuilder, Kysely } from 'kysely';
import type { ColumnTypes } from './database.ts';

type Finish = (builder: CreateTableBuilder<string, string>) => CreateTableBuilder<string, string>;

/** Creates a table with a primary key of several columns; a column whose name ends in `?` may be null. */
export async function createKeyedTable(
  db: Kysely<unknown>,
  table: string,
  key: readonly string[],
  columns: Readonly<Record<string, ColumnTypes['text']>>,
  finish: Finish,
): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(table);
  for (const [name, type] of Object.entries(columns)) {
    const isNullable = name.endsWith('?');
    builder = builder.addColumn(isNullable ? name.slice(0, -1) : name, type as 'text', (column) =>
      isNullable ? column : column.notNull(),
    );
  }
  await finish(builder.addPrimaryKeyConstraint(`${table}_key`, [...key] as [string])).execute();
}
