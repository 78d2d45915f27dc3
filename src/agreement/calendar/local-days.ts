import { dayMs } from '../../journey/instant.ts';

/** The number of a civil day, counted from 1 January 1970, which is 0. Months from 1. Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  // Counted from 1 March, so that a leap day ends a year and months have lengths by one formula.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Reads `2026-12-25`. */
export function parseDay(text: string): number {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return dayNumber(year, month, day);
}

/** Writes a day as `2026-12-25`. */
export function dayText(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return [String(year).padStart(4, '0'), twoDigits(month), twoDigits(dayOfMonth)].join('-');
}

/** The day of the week of a day's number: 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** A point in local wall time, as ms from local midnight of 1 January 1970. */
export type LocalTime = number;

export function dayOf(local: LocalTime): number {
  return Math.floor(local / dayMs);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
