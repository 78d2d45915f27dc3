import type { Visit } from './journey.ts';
import type { Reader } from './reader.ts';
import { fill } from './texts/fill.ts';

/** Who set an outcome by hand, and why, in one line. */
export function tellOutcomeSaid({ by, reason }: NonNullable<Visit['outcomeSaid']>, { texts }: Reader): string {
  const name = by?.name ?? null;
  return name === null ? fill(texts.outcomeSaid, { reason }) : fill(texts.outcomeSaidBy, { name, reason });
}
