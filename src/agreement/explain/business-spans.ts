import { dayMs, type Instant } from '../../journey/instant.ts';
import { dayOf, dayText } from '../calendar/local-days.ts';
import { intervalsOf, isHoliday, workingHours } from '../calendar/working-hours.ts';
import { segmentAt } from '../calendar/zone-segments.ts';
import type { Calendar } from '../calendar-schema.ts';
import type { Pause } from '../clock.ts';

/**
 * A stretch of a clock's time, and why it counts or does not: business time; business time in a pause; time outside of hours; a
 * holiday, by its name. `facts`: what a pause rests on.
 */
export type Span = {
  kind: 'counted' | 'paused' | 'closed' | 'holiday';
  fromMs: Instant;
  toMs: Instant;
  name?: string;
  facts?: string[];
};

/** Cuts a time into the stretches that count and those that do not, without gaps. One for each day at most, so the time is to be bounded. */
export function businessSpans(calendar: Calendar, pauses: readonly Pause[], from: Instant, to: Instant): Span[] {
  const spans: Span[] = [];
  for (const span of openAndClosed(calendar, from, to)) {
    for (const part of span.kind === 'counted' ? cutByPauses(span, pauses) : [span]) {
      const last = spans.at(-1);
      if (last !== undefined && last.kind === part.kind && last.name === part.name && last.facts === part.facts) {
        last.toMs = part.toMs;
      } else spans.push(part);
    }
  }
  return spans;
}

function* openAndClosed(calendar: Calendar, from: Instant, to: Instant): Generator<Span> {
  const hours = workingHours(calendar);
  for (let at = from; at < to; ) {
    const { to: segmentTo, offsetMs } = segmentAt(hours.zone, at);
    const day = dayOf(at + offsetMs);
    const midnight = day * dayMs - offsetMs;
    const end = Math.min(to, segmentTo, midnight + dayMs);
    const closed = isHoliday(hours, day) ? holidayOn(calendar, day) : ({ kind: 'closed' } as const);
    let cursor = at;
    for (const interval of intervalsOf(hours, day)) {
      const [opens, closes] = [
        clamp(midnight + interval.from, cursor, end),
        clamp(midnight + interval.to, cursor, end),
      ];
      if (opens > cursor) yield { ...closed, fromMs: cursor, toMs: opens };
      if (closes > opens) yield { kind: 'counted', fromMs: opens, toMs: closes };
      cursor = Math.max(cursor, closes);
    }
    if (end > cursor) yield { ...closed, fromMs: cursor, toMs: end };
    at = end;
  }
}

function holidayOn({ holidays }: Calendar, day: number): Pick<Span, 'kind' | 'name'> {
  const date = dayText(day);
  return { kind: 'holiday', name: holidays.find((one) => one.date === date && one.off !== true)?.name ?? date };
}

function* cutByPauses(span: Span, pauses: readonly Pause[]): Generator<Span> {
  let cursor = span.fromMs;
  for (const { fromMs, toMs, facts } of pauses) {
    const [begins, ends] = [clamp(fromMs, cursor, span.toMs), clamp(toMs ?? span.toMs, cursor, span.toMs)];
    if (ends <= begins) continue;
    if (begins > cursor) yield { kind: 'counted', fromMs: cursor, toMs: begins };
    yield { kind: 'paused', fromMs: begins, toMs: ends, facts };
    cursor = ends;
  }
  if (span.toMs > cursor) yield { kind: 'counted', fromMs: cursor, toMs: span.toMs };
}

function clamp(at: Instant, from: Instant, to: Instant): Instant {
  return Math.min(Math.max(at, from), to);
}
