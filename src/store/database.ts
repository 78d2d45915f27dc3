import type { AliasableExpression, ColumnDataType, ColumnDefinitionBuilder, Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Where an installation keeps its data: a file of SQLite, or a PostgreSQL server. */
export type DatabaseSpec = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string };

/** Reads DATABASE_URL: `postgres://…` names a server, anything else is the path of a SQLite file. */
export function databaseSpec(url: string): DatabaseSpec {
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: 'postgres', url };
  return { kind: 'sqlite', path: url.replace(/^(sqlite|file):(\/\/)?/, '') };
}

/** The columns of a set of rows that a statement takes as one JSON parameter. */
export type RowColumns = Readonly<Record<string, 'text' | 'bigint'>>;

/**
 * One open database. Statements are written once for both kinds; what the two do not share is behind this type, in
 * sqlite.ts and postgres.ts.
 */
export type Database = {
  kind: DatabaseSpec['kind'];
  kysely: Kysely<Schema>;
  /**
   * The same database for an operation on one account, or on all for null. PostgreSQL then shows and takes no row of another,
   * whatever a statement forgets. SQLite has nothing of the kind, and gives itself.
   */
  forAccount(accountId: string | null): Database;
  /** Presents rows as a table, whatever their number, so that a statement over many rows is one prepared statement. */
  rows(rows: readonly object[], columns: RowColumns): AliasableExpression<unknown>;
  /** Ends a claiming query so that several processes on one server take different rows. Empty where one writer is all there is. */
  skipLocked: AliasableExpression<unknown>;
  /**
   * Names the index by which a claiming query reads. A planner without statistics takes the key instead, and reads all of an account
   * for a hundred rows. Empty where the planner has statistics of its own.
   */
  indexedBy(index: string): AliasableExpression<unknown>;
  /**
   * For a claiming query, until the transaction ends: it takes the first rows in the order of an index. A planner whose statistics
   * are of a time when little was due would sort everything that is, for every hundred that are taken.
   */
  keepIndexOrder(kysely: Kysely<Schema>): Promise<void>;
  /**
   * Holds accounts until the transaction ends: `alone` waits for everybody, `together` for those who hold them alone. What
   * is decided by rows that are not there yet (an erasure, a merge, an association) can't be told from rows that are
   * locked. Does nothing where one writer is all there is.
   */
  lockAccounts(kysely: Kysely<Schema>, accountIds: readonly string[], mode: 'alone' | 'together'): Promise<void>;
  migrate(): Promise<void>;
  close(): Promise<void>;
};

type Column = (builder: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

/** How each database spells the types of the migrations. */
export type ColumnTypes = {
  text: ColumnDataType | AliasableExpression<unknown>;
  instant: ColumnDataType;
  integer: ColumnDataType;
  bytes: ColumnDataType;
  serial: ColumnDataType;
  asSerialKey: Column;
  /** Creates a table that is stored by its key. A column whose name ends in `?` may be null. */
  keyedTable(
    db: Kysely<unknown>,
    table: string,
    key: readonly string[],
    columns: Readonly<Record<string, ColumnTypes['text']>>,
  ): Promise<void>;
};
