import type { OwnerTeam, SlaStatus } from '../journey/vocabulary.ts';
import type { Clock, Lead } from './clock.ts';

/** How an open clock can stand, the worst first. */
export const openStatuses = ['breached', 'at-risk', 'on-track', 'paused'] as const satisfies readonly SlaStatus[];

/** How one open clock stands: at risk from its first step on, as long as it is not due. */
export function statusOfClock({ state, steps }: Pick<Clock, 'state' | 'steps'>): (typeof openStatuses)[number] {
  if (state === 'breached') return 'breached';
  if (state === 'paused') return 'paused';
  return steps.some(({ reached }) => reached) ? 'at-risk' : 'on-track';
}

/**
 * The open clock that a record's status is that of: one that is breached before one that is at risk, and so on; of equals the one
 * that is due first. Null when no clock is open.
 */
export function tightestClock(clocks: readonly Clock[]): Clock | null {
  const open = clocks.filter(({ stoppedAtMs }) => stoppedAtMs === null);
  const [first] = open.sort((left, right) => rankOf(left) - rankOf(right) || dueOf(left) - dueOf(right));
  return first ?? null;
}

function rankOf(clock: Clock): number {
  return openStatuses.indexOf(statusOfClock(clock));
}

function dueOf({ dueAtMs }: Clock): number {
  return dueAtMs ?? Number.POSITIVE_INFINITY;
}

/** What the agreement adds to a record's tags. */
export function agreedTags(
  clocks: readonly Clock[],
  leads: readonly Lead[],
): { status: SlaStatus; dueAt: number | null; lead: OwnerTeam | null } {
  const tightest = tightestClock(clocks);
  const last = leads.at(-1);
  return {
    status: tightest === null ? 'none' : statusOfClock(tightest),
    dueAt: tightest?.dueAtMs ?? null,
    lead: last !== undefined && last.toMs === null ? last.team : null,
  };
}
