import { InvalidArgumentError } from 'commander';
import { type Instant, parseInstant } from '../journey/instant.ts';

/** Reads a time from the command line; what it can't read is refused with what was expected. */
export function readTime(text: string): Instant {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  throw new InvalidArgumentError('Use an ISO day or time, like 2026-01-31 or 2026-01-31T12:00:00Z.');
}
