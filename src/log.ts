import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Fields that may hold a secret or personal data never reach the log, wherever they stand. */
const redacted = [
  'accessToken',
  'refreshToken',
  'clientSecret',
  'code',
  'authorization',
  'email',
  'body',
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
