import { dayNumber, weekdayOf } from '../calendar/local-days.ts';

/** A yearly recurrence, as far as holidays need it. Months from 1; weekdays from Monday, 0, with which of them in the month or year. */
export type YearlyRule = {
  interval: number;
  count: number | null;
  until: number | null;
  months: number[];
  monthDays: number[];
  weekdays: { weekday: number; nth: number }[];
};

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const understood = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST']);

/** Reads `FREQ=YEARLY;BYMONTH=11;BYDAY=4TH`; null for a rule that says something else than these. */
export function readYearlyRule(text: string, readDay: (value: string) => number | null): YearlyRule | null {
  const parts = new Map(
    text.split(';').map((part) => part.split('=').map((word) => word.trim().toUpperCase()) as [string, string]),
  );
  if (parts.get('FREQ') !== 'YEARLY' || [...parts.keys()].some((name) => !understood.has(name))) return null;
  const numbers = (name: string) =>
    (parts.get(name) ?? '')
      .split(',')
      .filter((word) => word !== '')
      .map(Number);
  const weekdays = (parts.get('BYDAY') ?? '')
    .split(',')
    .filter((word) => word !== '')
    .map((word) => ({ weekday: weekdayNames.indexOf(word.slice(-2)), nth: Number(word.slice(0, -2)) }));
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : null;
  const until = parts.has('UNTIL') ? readDay(parts.get('UNTIL') ?? '') : null;
  const months = numbers('BYMONTH');
  const monthDays = numbers('BYMONTHDAY');
  const isWhole = [interval, count ?? 1, ...months, ...monthDays, ...weekdays.map(({ nth }) => nth)].every(
    Number.isInteger,
  );
  const isKnown =
    weekdays.every(({ weekday, nth }) => weekday >= 0 && nth !== 0) &&
    months.every((month) => month >= 1 && month <= 12);
  if (!isWhole || !isKnown || interval < 1 || (parts.has('UNTIL') && until === null)) return null;
  return { interval, count, until, months, monthDays, weekdays };
}

/** The days on which a yearly rule falls that began on a day, up to another one, ascending. */
export function yearlyDays(
  rule: YearlyRule,
  start: { year: number; month: number; day: number },
  until: number,
): number[] {
  const first = dayNumber(start.year, start.month, start.day);
  const last = Math.min(until, rule.until ?? until);
  const days: number[] = [];
  for (let year = start.year; dayNumber(year, 1, 1) <= last; year += rule.interval) {
    for (const day of daysOfYear(rule, start, year)) {
      if (day < first || day > last) continue;
      if (rule.count !== null && days.length >= rule.count) return days;
      days.push(day);
    }
  }
  return days;
}

function daysOfYear(
  { months, monthDays, weekdays }: YearlyRule,
  start: { month: number; day: number },
  year: number,
): number[] {
  if (weekdays.length > 0) {
    const spans =
      months.length === 0
        ? [{ from: dayNumber(year, 1, 1), to: dayNumber(year + 1, 1, 1) }]
        : months.map((month) => ({ from: dayNumber(year, month, 1), to: firstOfNext(year, month) }));
    const found = spans.flatMap((span) => weekdays.flatMap((weekday) => nthWeekday(span, weekday)));
    const isDay = (day: number) =>
      monthDays.length === 0 ||
      spans.some(({ from, to }) => day >= from && day < to && monthDays.includes(day - from + 1));
    return [...new Set(found.filter(isDay))].sort((left, right) => left - right);
  }
  const days = monthDays.length === 0 ? [start.day] : monthDays;
  return (months.length === 0 ? [start.month] : months)
    .flatMap((month) => {
      const [from, to] = [dayNumber(year, month, 1), firstOfNext(year, month)];
      // 29 February is no day of most years.
      return days.map((day) => (day > 0 ? from + day - 1 : to + day)).filter((day) => day >= from && day < to);
    })
    .sort((left, right) => left - right);
}

function nthWeekday(
  { from, to }: { from: number; to: number },
  { weekday, nth }: { weekday: number; nth: number },
): number[] {
  const day =
    nth > 0
      ? from + ((weekday - weekdayOf(from) + 7) % 7) + (nth - 1) * 7
      : to - 1 - ((weekdayOf(to - 1) - weekday + 7) % 7) + (nth + 1) * 7;
  return day >= from && day < to ? [day] : [];
}

function firstOfNext(year: number, month: number): number {
  return month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
}
