import type { SeededRandom } from '../portal/seeded-random.ts';

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
export const daysOfScenario = 365;

/** Days are counted from the midnight (UTC) that lies 365 days before the last one. */
export type Year = { firstMidnightMs: number; endsAtMs: number };

export function yearUntil(endsAtMs: number): Year {
  return { firstMidnightMs: (Math.floor(endsAtMs / dayMs) - daysOfScenario) * dayMs, endsAtMs };
}

/** A moment between 07:00 and 15:59 UTC on a working day: the day itself, else the Monday after it. */
export function officeMoment(year: Year, day: number, random: SeededRandom): number {
  return workingDay(year, day) + random.integer(7 * 60, 15 * 60 + 59) * minuteMs + random.integer(0, 59_999);
}

/** A moment at which people read their mail: any day, 05:00 to 20:59 UTC. */
export function anyMoment(year: Year, day: number, random: SeededRandom): number {
  return midnight(year, day) + random.integer(5 * 60, 20 * 60 + 59) * minuteMs + random.integer(0, 59_999);
}

/** 09:30 UTC on the working day, to the millisecond the same for everybody: for what happens to many at once. */
export function sharedMoment(year: Year, day: number): number {
  return workingDay(year, day) + (9 * 60 + 30) * minuteMs;
}

/** The day, counted as above, that an instant lies in. */
export function dayOf(year: Year, atMs: number): number {
  return Math.floor((atMs - year.firstMidnightMs) / dayMs);
}

function midnight(year: Year, day: number): number {
  return year.firstMidnightMs + Math.round(day) * dayMs;
}

function workingDay(year: Year, day: number): number {
  const dayStart = midnight(year, day);
  const weekday = new Date(dayStart).getUTCDay();
  return dayStart + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0) * dayMs;
}
