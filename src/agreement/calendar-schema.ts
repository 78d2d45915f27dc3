import { z } from 'zod';
import { parseInstant } from '../journey/instant.ts';
import { isZone } from './zone-name.ts';

/** The days of a week, Monday first, as a calendar file names them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** How large a calendar may be, so that whoever has written it, counting stays quick. */
export const calendarLimits = { intervals: 24, holidays: 2_000 } as const;

const timePattern = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const time = z.string().regex(timePattern, 'write a time as 09:00; the end of the day is 24:00');

const interval = z
  .tuple([time, time])
  .refine(
    ([from, to]) => from < to || !timePattern.test(from) || !timePattern.test(to),
    'the end must come after the beginning; what passes midnight is two intervals',
  )
  .meta({ description: 'local wall time: from, and the time at which it ends' });

const day = z
  .array(interval)
  .max(calendarLimits.intervals)
  .refine(
    (intervals) => intervals.every(([from], index) => index === 0 || (intervals[index - 1]?.[1] ?? '') <= from),
    'write the intervals in their order, without overlaps',
  )
  .default([]);

export const holidaySchema = z.strictObject({
  date: z
    .string()
    .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text), 'write a day as 2026-12-25, one that exists'),
  name: z.string().min(1).max(200),
  off: z.boolean().optional().describe('true: the holiday is switched off, so that the day counts like any other'),
});

export const calendarSchema = z
  .strictObject({
    zone: z.string().refine(isZone, 'this is no time zone; write a name such as "Europe/Rome"'),
    week: z
      .strictObject(Object.fromEntries(weekdays.map((name) => [name, day])) as Record<Weekday, typeof day>)
      .refine(
        (week) => weekdays.some((name) => week[name].length > 0),
        'this calendar has no hours, so nothing would ever be due: give at least one day an interval such as ["09:00", "17:00"]',
      )
      .describe('the intervals of each day in which the team is at work; a day that is left out has none'),
    holidays: z
      .array(holidaySchema)
      .max(calendarLimits.holidays)
      .default([])
      .describe('days without hours, by local date'),
  })
  .meta({ id: 'calendar', description: 'when a team is at work' });

export type Calendar = z.infer<typeof calendarSchema>;
export type Holiday = Calendar['holidays'][number];

// A date that does not exist, such as 30 February, moves on into another month when it is read.
function isDay(text: string): boolean {
  const at = parseInstant(text);
  return at !== null && dayText(at) === text;
}

const days = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });

function dayText(at: number): string {
  return days.format(at);
}
