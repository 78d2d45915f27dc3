/** Milliseconds since 1970 (UTC). */
export type Instant = number;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A length of time in a model file. A day is 24 hours exactly, whatever the calendar says. */
export type Duration = { days?: number | undefined; hours?: number | undefined; minutes?: number | undefined };

export function durationMs(duration: Duration): number {
  return (duration.days ?? 0) * dayMs + (duration.hours ?? 0) * hourMs + (duration.minutes ?? 0) * minuteMs;
}

// A date-time without an offset would be read in the machine's own zone, so it is not accepted.
const isoInstant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/**
 * Reads a HubSpot date or datetime value: epoch ms, an ISO day (midnight UTC) or an ISO date-time with offset.
 * Returns null for anything else.
 */
export function parseInstant(value: string): Instant | null {
  if (/^-?\d{1,16}$/.test(value)) return Number(value);
  if (!isoInstant.test(value)) return null;
  // biome-ignore lint/style/noRestrictedGlobals: parsing an ISO text with an offset is arithmetic; no clock is read.
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? null : instant;
}
