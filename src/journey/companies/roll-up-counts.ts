import type { Instant } from '../instant.ts';
import type { CompanyMember } from './company-members.ts';

/** How many members are in each stage now, how many in none, and when the last of them moved (null when none ever did). */
export type RollUpCounts = { byStage: Record<string, number>; withoutStage: number; lastMoveAt: Instant | null };

/**
 * Counts the members who belong to a company now by the stage that they are in at `now`. Visits tell of moves only: when
 * a member was last in touch, and which roles are missing, their visits do not say.
 */
export function rollUpCounts(members: readonly CompanyMember[], now: Instant): RollUpCounts {
  const counts = new Map<string, number>();
  let withoutStage = 0;
  let lastMoveAt: Instant | null = null;
  for (const { visits } of members) {
    const begun = visits.filter(({ enteredAt }) => enteredAt <= now);
    const last = begun.at(-1);
    if (last === undefined || (last.leftAt !== null && last.leftAt <= now)) withoutStage += 1;
    else counts.set(last.stage, (counts.get(last.stage) ?? 0) + 1);
    if (last !== undefined) lastMoveAt = Math.max(lastMoveAt ?? last.enteredAt, last.enteredAt);
  }
  return { byStage: Object.fromEntries([...counts].sort(byStageId)), withoutStage, lastMoveAt };
}

function byStageId([left]: [string, number], [right]: [string, number]): number {
  return left < right ? -1 : 1;
}
