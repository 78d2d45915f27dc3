import { DatabaseSync, StatementSync } from 'node:sqlite';
import pg from 'pg';
import { vi } from 'vitest';

/** Hears every statement that this thread runs on a database of either kind, until mocks are restored. */
export function listenToStatements(note: (text: string) => void): void {
  const texts = new WeakMap<StatementSync, string>();
  const prepare = DatabaseSync.prototype.prepare;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, text, options) {
    const statement = prepare.call(this, text, options);
    texts.set(statement, text);
    return statement;
  });
  for (const way of ['all', 'get', 'run', 'iterate'] as const) {
    const original = StatementSync.prototype[way] as (this: StatementSync, ...given: unknown[]) => unknown;
    vi.spyOn(StatementSync.prototype, way).mockImplementation(function (this: StatementSync, ...given: unknown[]) {
      note(texts.get(this) ?? 'a statement that was prepared before');
      return original.apply(this, given);
    } as never);
  }
  const query = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given;
    note(typeof asked === 'object' && asked !== null && 'text' in asked ? String(asked.text) : String(asked));
    return query.apply(this, given) as never;
  } as never);
}
