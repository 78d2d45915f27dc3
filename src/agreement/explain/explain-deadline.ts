import { dayMs, type Instant } from '../../journey/instant.ts';
import type { Within } from '../agreement-schema.ts';
import { businessBetween } from '../calendar/business-time.ts';
import { workingHours } from '../calendar/working-hours.ts';
import type { AgreementVersion, Clock, Pause } from '../clock.ts';
import { pausedUntil, pausesWithin } from '../clocks/measure-clock.ts';
import { businessSpans, type Span } from './business-spans.ts';

/** Why a clock shows what it shows. What counted in `earlier` and `spans` is `countedMs`; with `ahead` it is the target. */
export type DeadlineExplained = {
  clock: Clock;
  within: Within;
  /** The zone of the calendar, in which people read the times. */
  zone: string;
  startedAtMs: Instant;
  /** The stop, or now. */
  endMs: Instant;
  countedMs: number;
  pausedMs: number;
  /** What lies too far back to be listed day by day. */
  earlier: { toMs: Instant; countedMs: number; pausedMs: number } | null;
  spans: Span[];
  /** Up to due, where that is still to come, if no pause begins before. */
  ahead: Span[];
  policyVersion: number;
  policyPublishedAtMs: Instant;
  calendarVersion: number;
};

/** Days that are listed by their spans: back from the end, and on to due. */
const mostDays = 120;

/**
 * Explains a clock from the versions and pauses of the record's clocks. Null where its version is not among them or no longer has
 * such a target.
 */
export function explainDeadline(
  clock: Clock,
  { versions, pauses, now }: { versions: readonly AgreementVersion[]; pauses: readonly Pause[]; now: Instant },
): DeadlineExplained | null {
  const version = versions.find((one) => one.version === clock.policyVersion);
  const calendar = version?.agreement.teams[clock.team]?.calendar;
  const target = version?.agreement.stages[clock.stage]?.targets[targetFields[clock.kind]];
  if (version === undefined || calendar === undefined || target === undefined) return null;
  const hours = workingHours(calendar);
  const { startedAtMs, stoppedAtMs, dueAtMs } = clock;
  const endMs = stoppedAtMs ?? now;
  const own = pausesWithin(
    pauses.filter(({ policyVersion }) => policyVersion === clock.policyVersion),
    { startedAtMs, endMs, isOpen: stoppedAtMs === null },
  );
  const detailFrom = Math.max(startedAtMs, endMs - mostDays * dayMs);
  const earlierPaused = pausedUntil(hours, own, detailFrom);
  const aheadTo = stoppedAtMs === null && dueAtMs !== null ? Math.min(dueAtMs, endMs + mostDays * dayMs) : endMs;
  const pausedMs = pausedUntil(hours, own, endMs);
  return {
    clock,
    within: target.within,
    zone: calendar.zone,
    startedAtMs,
    endMs,
    countedMs: businessBetween(hours, startedAtMs, endMs) - pausedMs,
    pausedMs,
    earlier:
      detailFrom === startedAtMs
        ? null
        : {
            toMs: detailFrom,
            countedMs: businessBetween(hours, startedAtMs, detailFrom) - earlierPaused,
            pausedMs: earlierPaused,
          },
    spans: businessSpans(calendar, own, detailFrom, endMs),
    ahead: businessSpans(calendar, [], endMs, aheadTo),
    policyVersion: clock.policyVersion,
    policyPublishedAtMs: version.publishedAtMs,
    calendarVersion: clock.calendarVersion,
  };
}

const targetFields = {
  accept: 'acceptWithin',
  'first-touch': 'firstTouchWithin',
  'keep-in-touch': 'touchEvery',
  'time-in-stage': 'stayWithin',
} as const;
