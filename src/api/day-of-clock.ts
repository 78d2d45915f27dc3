import { usualDaySeconds } from '../agreement/calendar/usual-day.ts';
import type { AgreementVersion, Clock } from '../agreement/clock.ts';

/** How long a usual business day of the clock's team is, in seconds; undefined where nothing is agreed about the team. */
export function dayOfClock(
  versions: readonly AgreementVersion[],
  { policyVersion, team }: Pick<Clock, 'policyVersion' | 'team'>,
): number | undefined {
  const policy = versions.find(({ version }) => version === policyVersion);
  const calendar = policy?.agreement.teams[team]?.calendar;
  return calendar === undefined ? undefined : usualDaySeconds(calendar);
}
