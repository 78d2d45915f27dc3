import { dayMs, hourMs, minuteMs } from '../../src/journey/instant.ts';

/** Day 1 of every written history, 00:00 UTC. */
const firstDay = Date.UTC(2026, 0, 1);

const timePattern = /^d(-?\d+)(?: (\d\d):(\d\d)(?::(\d\d)(?:\.(\d{3}))?)?)?$/;

/** Reads `d10`, `d10 09:00`, `d10 10:00:20` or `d10 10:00:20.005` (UTC). Throws on anything else. */
export function instantOf(text: string): number {
  const match = timePattern.exec(text.trim());
  if (match === null) throw new Error(`"${text}" is no time: write d10, d10 09:00 or d10 10:00:20.005`);
  const [day = 0, hours = 0, minutes = 0, seconds = 0, ms = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return firstDay + (day - 1) * dayMs + hours * hourMs + minutes * minuteMs + seconds * 1000 + ms;
}

/** Writes an instant as `instantOf` reads it, with no more of the time of day than it needs. */
export function timeOf(instant: number): string {
  const day = Math.floor((instant - firstDay) / dayMs) + 1;
  const time = new Date(instant).toISOString().slice(11, 23);
  return `d${day} ${time}`.replace(/(:00)?\.000$/, '').replace(/ 00:00$/, '');
}
