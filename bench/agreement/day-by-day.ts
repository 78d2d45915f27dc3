import type { Calendar, Weekday } from '../../src/agreement/calendar-schema.ts';

const dayMs = 86_400_000;

type Wall = { date: string; weekday: Weekday };

/**
 * The baseline: business time between two instants as it is often counted, one local day after the other, each asked of Intl for its
 * date and offset. Right as long as no interval lies across a change of offset.
 */
export function countDayByDay(calendar: Calendar): (from: number, to: number) => number {
  const wall = wallOf(calendar.zone);
  const offset = offsetOf(calendar.zone);
  const closed = new Set(calendar.holidays.filter(({ off }) => off !== true).map(({ date }) => date));
  return (from, to) => {
    let sum = 0;
    for (let noon = from - (from % dayMs) - dayMs / 2; noon < to + dayMs; noon += dayMs) {
      const { date, weekday } = wall(noon);
      if (closed.has(date)) continue;
      const midnight = Date.parse(`${date}T00:00:00Z`) - offset(noon);
      for (const [opens, closes] of calendar.week[weekday]) {
        const [begin, end] = [Math.max(from, midnight + timeOf(opens)), Math.min(to, midnight + timeOf(closes))];
        if (end > begin) sum += end - begin;
      }
    }
    return sum;
  };
}

function wallOf(zone: string): (at: number) => Wall {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  const names = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' });
  return (at) => ({ date: format.format(at), weekday: names.format(at).toLowerCase() as Weekday });
}

function offsetOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (at) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}

function timeOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}
