import { JourneyStewardError } from './errors.ts';

const sinceForm = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Reads from when on entries are counted: an ISO date, which begins at 00:00 UTC, or an ISO time with its zone. */
export function readSince(text: string, now: number): number {
  const [, date = ''] = sinceForm.exec(text) ?? [];
  const day = Date.parse(date);
  const instant = Date.parse(text);
  // A day that its month does not have would be taken for one of the next month.
  const exists = !Number.isNaN(day) && new Date(day).toISOString().startsWith(date) && !Number.isNaN(instant);
  if (!exists) {
    const forms = 'a date such as 2026-05-01 or a time with its zone such as 2026-05-01T08:00:00+02:00';
    throw new JourneyStewardError('request-invalid', `since: "${text}" is neither ${forms}.`);
  }
  if (instant <= now) return instant;
  const clock = new Date(now).toISOString();
  throw new JourneyStewardError('request-invalid', `since: ${text} lies in the future; it is ${clock} now.`);
}
