import { dayMs, type Instant } from '../../journey/instant.ts';
import { dayOf } from './local-days.ts';
import { intervalsOf, localTimeOf, type WorkingHours, workedUntil } from './working-hours.ts';
import { segmentAt } from './zone-segments.ts';

/**
 * Business time: an instant belongs to it when the wall clock of the calendar's zone shows a time of an interval of that local
 * day, and the day is no holiday. An hour that the wall clock shows twice counts twice, one that it leaves out counts never.
 * Counted in ms of real time, one stretch of one offset after the other: a five-year clock costs its ten changes of offset.
 */

/** The last instant that is looked at, in the year 9999: what is due later is never due. */
const lastInstant = 253_370_764_800_000;

/** Business time from one instant to another, ms. */
export function businessBetween(hours: WorkingHours, from: Instant, to: Instant): number {
  let sum = 0;
  for (let at = from; at < to; ) {
    const segment = segmentAt(hours.zone, at);
    const end = Math.min(to, segment.to);
    sum += workedUntil(hours, end + segment.offsetMs) - workedUntil(hours, at + segment.offsetMs);
    at = end;
  }
  return sum;
}

/** The first instant at which so much business time, more than 0 ms, has passed since another one; null when it never will. */
export function afterBusiness(hours: WorkingHours, from: Instant, businessMs: number): Instant | null {
  let left = businessMs;
  for (let at = from; at < lastInstant; ) {
    const { to, offsetMs } = segmentAt(hours.zone, at);
    const worked = workedUntil(hours, at + offsetMs);
    const available = workedUntil(hours, to + offsetMs) - worked;
    if (left <= available) return localTimeOf(hours, worked + left, at + offsetMs, to + offsetMs) - offsetMs;
    left -= available;
    at = to;
  }
  return null;
}

/**
 * The business time from an instant to the end of the n-th day with business hours, ms. The local day of the instant is the
 * first, if any of its hours are left.
 */
export function untilEndOfBusinessDay(hours: WorkingHours, from: Instant, count: number): number {
  const first = segmentAt(hours.zone, from);
  let day = dayOf(from + first.offsetMs);
  let left = untilEndOfDay(hours, from, day) > 0 ? count - 1 : count;
  while (left > 0) {
    day += 1;
    if (intervalsOf(hours, day).length > 0) left -= 1;
  }
  return untilEndOfDay(hours, from, day);
}

/** The business time from an instant on that lies on a local day or before it, also where the wall clock shows that day again. */
function untilEndOfDay(hours: WorkingHours, from: Instant, day: number): number {
  const end = (day + 1) * dayMs;
  let sum = 0;
  for (let at = from; ; ) {
    const { to, offsetMs } = segmentAt(hours.zone, at);
    const local = at + offsetMs;
    // An offset changes by a day at most.
    if (local >= end + dayMs) return sum;
    if (local < end) sum += workedUntil(hours, Math.min(end, to + offsetMs)) - workedUntil(hours, local);
    at = to;
  }
}
