import { dayMs, hourMs, minuteMs } from '../../journey/instant.ts';
import { type Calendar, weekdays } from '../calendar-schema.ts';
import { dayOf, type LocalTime, parseDay, weekdayOf } from './local-days.ts';

/** An interval of a day, ms from local midnight. */
export type DayInterval = { from: number; to: number };

/** A calendar made ready for counting. Weekdays from Monday. */
export type WorkingHours = {
  zone: string;
  /** The intervals of each weekday. */
  week: readonly (readonly DayInterval[])[];
  /** The working time of each weekday, and of the days before it in the week, ms. */
  lengths: readonly number[];
  before: readonly number[];
  weekLength: number;
  /** Holidays that take away working time, ascending, and how much all those before each take away, ms. */
  holidays: readonly number[];
  takenBefore: readonly number[];
};

const known = new WeakMap<Calendar, WorkingHours>();

export function workingHours(calendar: Calendar): WorkingHours {
  const before = known.get(calendar);
  if (before !== undefined) return before;
  const hours = makeReady(calendar);
  known.set(calendar, hours);
  return hours;
}

function makeReady(calendar: Calendar): WorkingHours {
  const week = weekdays.map((name) =>
    calendar.week[name].map(([from, to]) => ({ from: timeOf(from), to: timeOf(to) })),
  );
  const lengths = week.map((intervals) => intervals.reduce((sum, { from, to }) => sum + to - from, 0));
  const before = sumsBefore(lengths);
  const holidays = [...new Set(calendar.holidays.filter(({ off }) => off !== true).map(({ date }) => parseDay(date)))]
    .filter((day) => (lengths[weekdayOf(day)] ?? 0) > 0)
    .sort((left, right) => left - right);
  const taken = holidays.map((day) => lengths[weekdayOf(day)] ?? 0);
  return {
    zone: calendar.zone,
    week,
    lengths,
    before,
    weekLength: lengths.reduce((sum, length) => sum + length, 0),
    holidays,
    takenBefore: [...sumsBefore(taken), taken.reduce((sum, length) => sum + length, 0)],
  };
}

function sumsBefore(lengths: readonly number[]): number[] {
  let sum = 0;
  return lengths.map((length) => {
    sum += length;
    return sum - length;
  });
}

function timeOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * hourMs + minutes * minuteMs;
}

/** The intervals of one local day; none on a holiday. */
export function intervalsOf(hours: WorkingHours, day: number): readonly DayInterval[] {
  return isHoliday(hours, day) ? [] : (hours.week[weekdayOf(day)] ?? []);
}

/** Whether a day would have working time, were it not a holiday. */
export function isHoliday({ holidays }: WorkingHours, day: number): boolean {
  return holidays[positionOf(holidays, day)] === day;
}

/**
 * The working time from a fixed local time up to another one, ms: the difference of two answers is what lies between them. Whole
 * weeks are multiplied and holidays taken off, so that it costs the same however much time lies between.
 */
export function workedUntil(hours: WorkingHours, local: LocalTime): number {
  const day = dayOf(local);
  const weekday = weekdayOf(day);
  const weeks = (day - weekday + 3) / 7;
  const position = positionOf(hours.holidays, day);
  const taken = hours.takenBefore[position] ?? 0;
  const whole = weeks * hours.weekLength + (hours.before[weekday] ?? 0) - taken;
  if (hours.holidays[position] === day) return whole;
  const timeOfDay = local - day * dayMs;
  let today = 0;
  for (const { from, to } of hours.week[weekday] ?? []) {
    if (timeOfDay <= from) break;
    today += Math.min(timeOfDay, to) - from;
  }
  return whole + today;
}

/** The first local time at which so much was worked, as `workedUntil` counts, if that is between two local times. */
export function localTimeOf(hours: WorkingHours, worked: number, from: LocalTime, to: LocalTime): LocalTime {
  const end = dayOf(to);
  let first = dayOf(from);
  let last = Math.min(first + 1, end);
  // Most is worked within days, and the end may be thousands of years away: the span to be halved is found by doubling it.
  for (let span = 2; last < end && workedUntil(hours, (last + 1) * dayMs) < worked; span *= 2) {
    first = last + 1;
    last = Math.min(last + span, end);
  }
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (workedUntil(hours, (middle + 1) * dayMs) >= worked) last = middle;
    else first = middle + 1;
  }
  const midnight = first * dayMs;
  let left = worked - workedUntil(hours, midnight);
  for (const interval of intervalsOf(hours, first)) {
    const length = interval.to - interval.from;
    if (left <= length) return midnight + interval.from + left;
    left -= length;
  }
  return midnight + dayMs;
}

/** The position of the first day that is none earlier. */
function positionOf(days: readonly number[], day: number): number {
  let [first, last] = [0, days.length];
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((days[middle] ?? day) < day) first = middle + 1;
    else last = middle;
  }
  return first;
}
