import type { Reader } from './reader.ts';

type Zone = Pick<Reader, 'locale' | 'timeZone'>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const daysPerMonth = 30.44;
const daysPerYear = 365.25;

/** The date in the portal's zone, such as `17 Nov 2026`. All instants are milliseconds. */
export function formatDate(instant: number, { locale, timeZone }: Zone): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(instant);
}

export function formatTime(instant: number, { locale, timeZone }: Zone): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(instant);
}

/** Such as `3 – 17 Nov 2026`; one date when both ends are of one day. */
export function formatRange(from: number, to: number, { locale, timeZone }: Zone): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).formatRange(from, to);
}

/** Such as `yesterday` or `3 months ago`, by the calendar of the portal's zone. */
export function formatAgo(instant: number, now: number, { locale, timeZone }: Zone): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const days = dayNumber(now, timeZone) - dayNumber(instant, timeZone);
  if (days > 0) return format.format(...negative(calendarUnit(days)));
  const hours = Math.floor((now - instant) / hourMs);
  return hours > 0 ? format.format(-hours, 'hour') : format.format(-minutesBetween(instant, now), 'minute');
}

/** Such as `tomorrow`, `in 3 hours` or `2 days ago`, by the calendar of the portal's zone. */
export function formatDistance(instant: number, now: number, zone: Zone): string {
  if (instant <= now) return formatAgo(instant, now, zone);
  const format = new Intl.RelativeTimeFormat(zone.locale, { numeric: 'auto' });
  const days = dayNumber(instant, zone.timeZone) - dayNumber(now, zone.timeZone);
  if (days > 0) return format.format(...calendarUnit(days));
  const hours = Math.floor((instant - now) / hourMs);
  return hours > 0 ? format.format(hours, 'hour') : format.format(minutesBetween(now, instant), 'minute');
}

/** Such as `6 hr 30 min`: business time has no days, because teams' days differ in length. */
export function formatBusinessTime(seconds: number, locale: string): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const unit = (count: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(count);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return unit(rest, 'minute');
  return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`;
}

/** Such as `14 days`; `underAMinute` when that is all. */
export function formatDuration(from: number, to: number, locale: string, underAMinute: string): string {
  const [count, unit] = durationUnit(from, to);
  if (count === 0) return underAMinute;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

type CountOf = [count: number, unit: 'minute' | 'hour' | 'day' | 'month' | 'year'];

function durationUnit(from: number, to: number): CountOf {
  const days = Math.floor((to - from) / dayMs);
  if (days > 0) return calendarUnit(days);
  const hours = Math.floor((to - from) / hourMs);
  return hours > 0 ? [hours, 'hour'] : [minutesBetween(from, to), 'minute'];
}

/** Days as long as they can be pictured, then months, then years. */
function calendarUnit(days: number): CountOf {
  if (days < 2 * daysPerMonth) return [days, 'day'];
  if (days < 2 * daysPerYear) return [Math.floor(days / daysPerMonth), 'month'];
  return [Math.floor(days / daysPerYear), 'year'];
}

function negative([count, unit]: CountOf): CountOf {
  return [-count, unit];
}

function minutesBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / minuteMs));
}

/** Midnights since 1970 in that zone. */
function dayNumber(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(instant)
    .map(({ type, value }) => [type, Number(value)]);
  const { year = 0, month = 1, day = 1 } = Object.fromEntries(parts) as Record<string, number>;
  return Date.UTC(year, month - 1, day) / dayMs;
}
