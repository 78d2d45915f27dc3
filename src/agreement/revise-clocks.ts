import type { Clock, FormerResult } from './clock.ts';

/** A clock as it was last saved. `isProvisional`: the past of its account was still being read, so that it had come to nothing yet. */
export type SavedClock = Clock & { isProvisional?: true };

/**
 * Marks the results that something heard late has changed: a clock that was closed or breached before and came to something else now
 * says what it had come to. `before` are the clocks as they were last saved; a revision stays until another one takes its place.
 */
export function reviseClocks(before: readonly SavedClock[], now: readonly Clock[]): Clock[] {
  const known = new Map(before.map((clock) => [clock.key, clock]));
  return now.map((clock) => {
    const former = known.get(clock.key);
    if (former === undefined) return clock;
    const revisedFrom = isRevised(former, clock) ? resultOf(former) : former.revisedFrom;
    return revisedFrom === undefined ? clock : { ...clock, revisedFrom };
  });
}

/** A result is where a clock was stopped or that it was late. That a late clock is stopped at last revises nothing. */
function isRevised(former: SavedClock, clock: Clock): boolean {
  if (former.isProvisional) return false;
  if (former.stoppedAtMs !== null) return !isSame(former, clock);
  return former.state === 'breached' && (clock.state !== 'breached' || former.dueAtMs !== clock.dueAtMs);
}

function isSame(former: Clock, clock: Clock): boolean {
  return (
    former.state === clock.state &&
    former.stoppedAtMs === clock.stoppedAtMs &&
    former.dueAtMs === clock.dueAtMs &&
    former.businessSeconds === clock.businessSeconds
  );
}

function resultOf(clock: Clock): FormerResult {
  const { state, startedAtMs, stoppedAtMs, dueAtMs, businessSeconds, policyVersion, calendarVersion } = clock;
  return { state, startedAtMs, stoppedAtMs, dueAtMs, businessSeconds, policyVersion, calendarVersion };
}
