import { JourneyStewardError } from './errors.ts';

const sinceForm = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

const daysForm = /^(\d{1,4})d$/;
const dayMs = 86_400_000;

/**
 * Reads from when on entries are counted: an ISO date, which begins at 00:00 UTC, an ISO time with its zone, or how many days back from
 * `now`, as `90d`, which begins at 00:00 UTC too. Whoever asks for days asks by the clock of journeys, which may be another than their own.
 */
export function readSince(text: string, now: number): number {
  const [, days] = daysForm.exec(text) ?? [];
  if (days !== undefined) return (Math.floor(now / dayMs) - Number(days)) * dayMs;
  const [, date = ''] = sinceForm.exec(text) ?? [];
  const day = Date.parse(date);
  const instant = Date.parse(text);
  // A day that its month does not have would be taken for one of the next month.
  const exists = !Number.isNaN(day) && new Date(day).toISOString().startsWith(date) && !Number.isNaN(instant);
  if (!exists) {
    const forms = 'a date (2026-05-01), a time with its zone (2026-05-01T08:00:00+02:00), or days back from now (90d)';
    throw new JourneyStewardError('request-invalid', `since: "${text}" is none of these: ${forms}.`);
  }
  if (instant <= now) return instant;
  const clock = new Date(now).toISOString();
  throw new JourneyStewardError('request-invalid', `since: ${text} lies in the future; it is ${clock} now.`);
}
