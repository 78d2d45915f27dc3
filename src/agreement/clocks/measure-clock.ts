import type { Instant } from '../../journey/instant.ts';
import type { Within } from '../agreement-schema.ts';
import { afterBusiness, businessBetween, untilEndOfBusinessDay } from '../calendar/business-time.ts';
import type { WorkingHours } from '../calendar/working-hours.ts';
import type { Pause } from '../clock.ts';

/** A clock as it is measured: from an instant up to its stop, or up to now while it is open. */
export type Running = { startedAtMs: Instant; endMs: Instant; isOpen: boolean; pauses: readonly Pause[] };

/** The business time that a target gives to a clock that starts at an instant, ms. */
export function targetMs(hours: WorkingHours, within: Within, startedAtMs: Instant): number {
  if (within.businessMinutes !== undefined) return within.businessMinutes * 60_000;
  if (within.businessHours !== undefined) return within.businessHours * 3_600_000;
  return untilEndOfBusinessDay(hours, startedAtMs, within.endOfBusinessDay ?? 1);
}

/** The pauses as far as they concern a clock: of a closed one, nothing that came after its stop. */
export function pausesWithin(
  pauses: readonly Pause[],
  { startedAtMs, endMs, isOpen }: Omit<Running, 'pauses'>,
): Pause[] {
  return pauses.flatMap((pause) => {
    const fromMs = Math.max(pause.fromMs, startedAtMs);
    const toMs = isOpen ? pause.toMs : Math.min(pause.toMs ?? endMs, endMs);
    const isOutside = fromMs >= endMs && (!isOpen || fromMs > endMs);
    return isOutside || (toMs !== null && toMs <= fromMs) ? [] : [{ ...pause, fromMs, toMs }];
  });
}

/** Business time within pauses up to an instant, ms. */
export function pausedUntil(hours: WorkingHours, pauses: readonly Pause[], until: Instant): number {
  return pauses.reduce(
    (sum, { fromMs, toMs }) => sum + businessBetween(hours, fromMs, Math.min(toMs ?? until, until)),
    0,
  );
}

/**
 * The first instant at which so much business time has counted since the start; null where a pause that lasts comes before it,
 * or where it never comes.
 */
export function countedAt(
  hours: WorkingHours,
  startedAtMs: Instant,
  pauses: readonly Pause[],
  businessMs: number,
): Instant | null {
  let [from, left] = [startedAtMs, businessMs];
  for (const { fromMs, toMs } of pauses) {
    const counted = businessBetween(hours, from, fromMs);
    if (counted >= left) break;
    if (toMs === null) return null;
    left -= counted;
    from = toMs;
  }
  return afterBusiness(hours, from, left);
}
