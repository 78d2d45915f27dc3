import pg from 'pg';

/** How long a connection to PostgreSQL is waited for, in ms. */
export type Bounds = {
  /** For a connection to be made. */
  connectMs: number;
  /** For a statement to be answered; null for one that may take as long as it takes. */
  statementMs: number | null;
};

/**
 * Nothing legitimate takes as long as this: what takes longest looks through a whole ledger, or marks each record of a portal. A server
 * that has vanished is found sooner, by probes, unless a statement was sent to it meanwhile.
 */
export const usualBounds: Bounds = { connectMs: 20_000, statementMs: 600_000 };

/** A connection that is silent is probed from then on each second, and is broken after ten probes without an answer. */
export const keepAliveOptions = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/** A server that is reached answers by itself that it has ended the statement; only then is it taken for lost. */
const graceMs = 5_000;

type BoundedClient = pg.Client & { boundMs: number | null };

/**
 * Makes the class of connections that end themselves when a statement is not answered in time. The pool then makes another one. pg's own
 * `query_timeout` would hand the same connection to the next, whose statement would wait behind the one that hangs; and the pool's
 * `connectionTimeoutMillis` would count the wait for a connection that others use.
 */
export function boundedClient({ connectMs }: Bounds): new (config?: pg.ClientConfig) => pg.Client {
  return class extends pg.Client implements BoundedClient {
    boundMs: number | null = connectMs;

    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis: connectMs });
      // Whoever has a statement under way is told that the connection broke; without a listener it would end the process.
      this.on('error', () => {});
    }

    override query(...given: unknown[]): never {
      const ask = super.query as (...given: unknown[]) => unknown;
      const answer = ask.apply(this, given);
      const isBounded = this.boundMs !== null && answer instanceof Promise;
      return (isBounded ? answeredInTime(this, answer, this.boundMs as number) : answer) as never;
    }
  };
}

async function answeredInTime<Answer>(client: pg.Client, answer: Promise<Answer>, ms: number): Promise<Answer> {
  let isLost = false;
  const timer = setTimeout(() => {
    isLost = true;
    // It does not wait for the statement, which then fails.
    void client.end();
  }, ms);
  try {
    return await answer;
  } catch (cause) {
    throw isLost ? new Error(`PostgreSQL has not answered a statement for ${ms / 1000} s.`, { cause }) : cause;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Lets the server end by itself what nobody waits for any more, and what it holds: a statement that takes too long, and the connection of
 * a process that has vanished. What the address, the role or the server itself was given is left as it is. These are set by a statement:
 * poolers refuse a connection that begins with settings which they do not know.
 */
export async function settleConnection(client: pg.ClientBase, { statementMs }: Bounds): Promise<void> {
  const settings = {
    idle_in_transaction_session_timeout: '60000',
    ...{ tcp_keepalives_idle: '30', tcp_keepalives_interval: '10', tcp_keepalives_count: '3' },
    ...(statementMs !== null && { statement_timeout: String(statementMs) }),
  };
  await client.query(
    `select set_config(name, value, false) from pg_settings join jsonb_each_text($1::jsonb) as given(name, value) using (name)
     where source = 'default'`,
    [JSON.stringify(settings)],
  );
  (client as BoundedClient).boundMs = statementMs === null ? null : statementMs + graceMs;
}
