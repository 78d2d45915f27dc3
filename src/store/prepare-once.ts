import type { PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/**
 * How a statement begins that each connection to PostgreSQL prepares once. Reading and planning the statement of a card takes
 * PostgreSQL longer than running it; of a prepared one it keeps, after five times, a plan that serves for all parameters, unless
 * that is worse. Such a plan knows the sizes of the tables when it was made, until they are analysed again: only statements that read
 * some records by their keys are marked.
 */
export const preparedMark = '/* prepared */';

/**
 * Presents connections on which marked statements are prepared, under names that are the same on all of them. Each statement is sent when
 * `beforeEach` has ended.
 */
export function prepareOnce(beforeEach?: () => Promise<void>): (client: pg.PoolClient) => PostgresPoolClient {
  const names = new Map<string, string>();
  const presented = new WeakMap<pg.PoolClient, PostgresPoolClient>();

  function nameOf(text: string): string {
    const name = names.get(text) ?? `journey_steward_${names.size + 1}`;
    names.set(text, name);
    return name;
  }

  function present(client: pg.PoolClient): PostgresPoolClient {
    const ask = (text: string, values: readonly unknown[]) =>
      text.trimStart().startsWith(preparedMark)
        ? client.query({ name: nameOf(text), text, values: [...values] })
        : client.query(text, [...values]);
    const askAfter = (before: () => Promise<void>) => async (text: string, values: readonly unknown[]) => {
      await before();
      return ask(text, values);
    };
    const query = beforeEach === undefined ? ask : askAfter(beforeEach);
    return {
      // Kysely has another form for cursors, which the app does not use.
      query: query as unknown as PostgresPoolClient['query'],
      release: (destroy) => client.release(destroy),
    };
  }

  return (client) => {
    const known = presented.get(client) ?? present(client);
    presented.set(client, known);
    return known;
  };
}
