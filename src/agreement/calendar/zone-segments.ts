import { dayMs, hourMs, type Instant, minuteMs } from '../../journey/instant.ts';
import { dayNumber } from './local-days.ts';

/** A stretch of time in which a zone keeps one offset: local wall time is the instant plus `offsetMs`. `to` is not part of it. */
export type ZoneSegment = { from: Instant; to: Instant; offsetMs: number };

const weekMs = 7 * dayMs;
/** Time is cut into blocks of so many weeks, whose segments are found together and kept. */
const blockWeeks = 52;
const blockMs = blockWeeks * weekMs;

/** Enough for a century in a few zones; what is beyond is found again when it is asked for. */
const mostBlocks = 1_000;
const blocks = new Map<string, readonly ZoneSegment[]>();

/** The segment that an instant lies in. No segment is longer than a year, so that one offset may be that of several in a row. */
export function segmentAt(zone: string, at: Instant): ZoneSegment {
  const index = Math.floor(at / blockMs);
  const segments = blockOf(zone, index);
  return segments.find(({ to }) => at < to) ?? { from: at, to: (index + 1) * blockMs, offsetMs: offsetAt(zone, at) };
}

function blockOf(zone: string, index: number): readonly ZoneSegment[] {
  const key = `${zone} ${index}`;
  const known = blocks.get(key);
  if (known !== undefined) return known;
  const found = findSegments(zone, index * blockMs);
  if (blocks.size >= mostBlocks) blocks.clear();
  blocks.set(key, found);
  return found;
}

/** No zone changes its offset twice within a week, so a week whose ends have one offset has no change in it. */
function findSegments(zone: string, blockFrom: Instant): ZoneSegment[] {
  const segments: ZoneSegment[] = [];
  let [from, offsetMs] = [blockFrom, offsetAt(zone, blockFrom)];
  for (let week = 1; week <= blockWeeks; week += 1) {
    const end = blockFrom + week * weekMs;
    const offsetAtEnd = offsetAt(zone, end);
    if (offsetAtEnd === offsetMs) continue;
    const change = findChange(zone, end - weekMs, end, offsetMs);
    if (change > from) segments.push({ from, to: change, offsetMs });
    [from, offsetMs] = [change, offsetAtEnd];
  }
  const blockTo = blockFrom + blockMs;
  if (from < blockTo) segments.push({ from, to: blockTo, offsetMs });
  return segments;
}

/** The first instant, to the second, at which a zone no longer has an offset that it has at `from`. */
function findChange(zone: string, from: Instant, to: Instant, offsetMs: number): Instant {
  let [before, after] = [from, to];
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000;
    if (offsetAt(zone, middle) === offsetMs) before = middle;
    else after = middle;
  }
  return after;
}

/** The offset of a zone at an instant: local wall time less UTC, ms. */
function offsetAt(zone: string, at: Instant): number {
  const second = Math.floor(at / 1000) * 1000;
  const [month = 1, day = 1, year = 1970, hours = 0, minutes = 0, seconds = 0] = (
    formatOf(zone).format(second).match(/\d+/g) ?? []
  ).map(Number);
  const local = dayNumber(year, month, day) * dayMs + hours * hourMs + minutes * minuteMs + seconds * 1000;
  return local - second;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const mostFormats = 100;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  if (formats.size >= mostFormats) formats.clear();
  formats.set(zone, format);
  return format;
}
