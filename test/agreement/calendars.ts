import { type Calendar, calendarSchema, type Weekday } from '../../src/agreement/calendar-schema.ts';

type Hours = readonly [string, string][];

/** A calendar as a file would give it. `everyDay` fills the days that are not given. */
export function calendarOf(given: {
  zone?: string;
  week?: Partial<Record<Weekday, Hours>>;
  holidays?: readonly (string | { date: string; name: string; off?: boolean })[];
}): Calendar {
  return calendarSchema.parse({
    zone: given.zone ?? 'UTC',
    week: given.week ?? officeWeek,
    holidays: (given.holidays ?? []).map((day) => (typeof day === 'string' ? { date: day, name: day } : day)),
  });
}

const office: Hours = [['09:00', '17:00']];
export const officeWeek: Partial<Record<Weekday, Hours>> = {
  mon: office,
  tue: office,
  wed: office,
  thu: office,
  fri: office,
};

/** The same intervals on each day of the week. */
export function daily(...hours: Hours): Record<Weekday, Hours> {
  return { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours };
}

const part = (type: string, parts: Intl.DateTimeFormatPart[]) => parts.find((one) => one.type === type)?.value ?? '';

/** The wall clock of a zone: `2026-03-29`, `Sun`, `02:30`, by nothing but Intl. */
export function wallClock(zone: string): (at: number) => { date: string; weekday: string; time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    const parts = format.formatToParts(at);
    return {
      date: `${part('year', parts)}-${part('month', parts)}-${part('day', parts)}`,
      weekday: part('weekday', parts).toLowerCase(),
      time: `${part('hour', parts)}:${part('minute', parts)}`,
    };
  };
}

const minuteMs = 60_000;

/** Counts as the rule says it, by looking at the wall clock of each minute: slow, and with nothing that could be wrong. */
export function countMinutes(calendar: Calendar, from: number, to: number): number {
  const isOpen = openAt(calendar);
  let sum = 0;
  for (let minute = Math.floor(from / minuteMs) * minuteMs; minute < to; minute += minuteMs) {
    if (isOpen(minute)) sum += Math.min(to, minute + minuteMs) - Math.max(from, minute);
  }
  return sum;
}

/** The first instant after so much business time, by looking at each minute; null when it does not come before `until`. */
export function findMinute(calendar: Calendar, from: number, businessMs: number, until: number): number | null {
  const isOpen = openAt(calendar);
  let left = businessMs;
  for (let minute = Math.floor(from / minuteMs) * minuteMs; minute < until; minute += minuteMs) {
    if (!isOpen(minute)) continue;
    const begin = Math.max(from, minute);
    if (left <= minute + minuteMs - begin) return begin + left;
    left -= minute + minuteMs - begin;
  }
  return null;
}

function openAt(calendar: Calendar): (minute: number) => boolean {
  const clock = wallClock(calendar.zone);
  const closed = new Set(calendar.holidays.filter(({ off }) => !off).map(({ date }) => date));
  return (minute) => {
    const { date, weekday, time } = clock(minute);
    if (closed.has(date)) return false;
    return calendar.week[weekday as Weekday].some(([from, to]) => from <= time && time < to);
  };
}
