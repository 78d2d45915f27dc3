import { dayNumber, dayText, parseDay } from '../calendar/local-days.ts';
import { type Calendar, calendarLimits, type Holiday } from '../calendar-schema.ts';
import { type IcalProperty, icalEvents, plainText } from './ical-events.ts';
import { readYearlyRule, yearlyDays } from './yearly-rule.ts';

/** Why an event of an iCalendar file is no holiday. */
export const skippedReasons = ['not-all-day', 'unknown-recurrence', 'without-date', 'too-many'] as const;

/** What was read of an iCalendar file: holidays by date, each once, and the events that are none, with why. */
export type IcalHolidays = {
  holidays: Holiday[];
  skipped: { name: string; reason: (typeof skippedReasons)[number] }[];
};

/** No holiday is longer; what is, is somebody's project. */
const longestDays = 31;

/**
 * Reads the holidays of an iCalendar file from one day to another (`2026-01-01`): all-day events, also of several days, also those
 * that come again each year by date or by weekday. Cancelled events and excepted days are left out.
 */
export function holidaysOfIcal(text: string, { from, to }: { from: string; to: string }): IcalHolidays {
  const [first, last] = [parseDay(from), parseDay(to)];
  const events = icalEvents(text).filter((event) => textOf(event, 'STATUS')?.toUpperCase() !== 'CANCELLED');
  const moved = new Set(
    events.flatMap((event) => {
      const day = dayOfValue(textOf(event, 'RECURRENCE-ID') ?? '');
      return day === null ? [] : [`${textOf(event, 'UID')} ${day}`];
    }),
  );
  const names = new Map<number, string>();
  const skipped: IcalHolidays['skipped'] = [];
  for (const event of events) {
    const name = plainText(textOf(event, 'SUMMARY') ?? '').slice(0, 200) || '–';
    const days = daysOf(event, last, moved);
    if (typeof days === 'string') skipped.push({ name, reason: days });
    else for (const day of days) if (day >= first && day <= last && !names.has(day)) names.set(day, name);
  }
  const holidays = [...names].sort(([left], [right]) => left - right);
  for (const [, name] of holidays.slice(calendarLimits.holidays)) skipped.push({ name, reason: 'too-many' });
  return {
    holidays: holidays.slice(0, calendarLimits.holidays).map(([day, name]) => ({ date: dayText(day), name })),
    skipped,
  };
}

/** The holidays of a calendar together with those that were read: what was switched off stays so, and no day stands twice. */
export function withHolidays(calendar: Calendar, read: readonly Holiday[]): Calendar {
  const known = new Set(calendar.holidays.map(({ date }) => date));
  const holidays = [...calendar.holidays, ...read.filter(({ date }) => !known.has(date))];
  return { ...calendar, holidays: holidays.sort((left, right) => (left.date < right.date ? -1 : 1)) };
}

function daysOf(
  event: readonly IcalProperty[],
  last: number,
  moved: ReadonlySet<string>,
): number[] | IcalHolidays['skipped'][number]['reason'] {
  const start = find(event, 'DTSTART');
  const startDay = start === undefined ? null : dayOfValue(start.value);
  if (start === undefined || startDay === null) return 'without-date';
  const length = lengthOf(event, start, startDay);
  if (length === null) return 'not-all-day';
  const begins = beginningsOf(event, startDay, last);
  if (begins === null) return 'unknown-recurrence';
  const uid = textOf(event, 'UID');
  const isMoved = textOf(event, 'RECURRENCE-ID') !== undefined;
  const except = new Set(daysOfAll(event, 'EXDATE'));
  return begins
    .filter((day) => !except.has(day) && (isMoved || !moved.has(`${uid} ${day}`)))
    .flatMap((day) => Array.from({ length }, (_, index) => day + index));
}

/** The first days of an event: each time that it comes. Null where its rule is not understood. */
function beginningsOf(event: readonly IcalProperty[], start: number, last: number): number[] | null {
  const more = daysOfAll(event, 'RDATE');
  const told = textOf(event, 'RRULE');
  if (told === undefined) return [start, ...more];
  const rule = readYearlyRule(told, dayOfValue);
  if (rule === null) return null;
  const [year = 1970, month = 1, day = 1] = dayText(start).split('-').map(Number);
  return [...yearlyDays(rule, { year, month, day }, last), ...more];
}

/** How many days an event lasts; null where it begins or ends within one, or lasts too long. */
function lengthOf(event: readonly IcalProperty[], start: IcalProperty, startDay: number): number | null {
  const end = find(event, 'DTEND');
  if (!isMidnight(start.value) || (end !== undefined && !isMidnight(end.value))) return null;
  const endDay = end === undefined ? null : dayOfValue(end.value);
  const [, weeks, days] = /^\+?P(?:(\d+)W|(\d+)D)(?:T0[HMS])?$/.exec(textOf(event, 'DURATION') ?? '') ?? [];
  const told = endDay === null ? Number(weeks ?? 0) * 7 + Number(days ?? 0) : endDay - startDay;
  // Whoever writes that a day ends on itself means that day; a point in time is none.
  const isDate = !start.value.includes('T');
  if (told <= 0 && !isDate) return null;
  return told > longestDays ? null : Math.max(1, told);
}

/** A date, or a local time at midnight: some programs write whole days so. */
function isMidnight(value: string): boolean {
  return /^\d{8}(T000000)?$/.test(value.trim());
}

function dayOfValue(value: string): number | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(value.trim()) ?? [];
  if (year === undefined) return null;
  const number = dayNumber(Number(year), Number(month), Number(day));
  return dayText(number) === `${year}-${month}-${day}` ? number : null;
}

function daysOfAll(event: readonly IcalProperty[], name: string): number[] {
  return event
    .filter((property) => property.name === name)
    .flatMap(({ value }) => value.split(','))
    .map(dayOfValue)
    .filter((day) => day !== null);
}

function find(event: readonly IcalProperty[], name: string): IcalProperty | undefined {
  return event.find((property) => property.name === name);
}

function textOf(event: readonly IcalProperty[], name: string): string | undefined {
  return find(event, name)?.value.trim();
}
