import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * Fields that may hold a secret or personal data never reach the log, up to two levels deep. `query` holds the code of an
 * installation, `detail` is where PostgreSQL quotes the row that it refuses. `code` is not among them: errors are named by it.
 */
const redacted = [
  'accessToken',
  'refreshToken',
  'tokens',
  'clientSecret',
  'authorization',
  'cookie',
  'query',
  'email',
  'body',
  'detail',
  'value',
  'properties',
];

/** The one logger: JSON lines on standard error, so that standard output stays free for what commands print. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    pino.destination(2),
  );
}
